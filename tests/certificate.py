"""A certificate that is made for a test, and trusted by whoever is given its file."""

import subprocess
from pathlib import Path


class Certificate:
    """For one host, signed by itself."""

    def __init__(self, folder: Path, host: str = "IP:127.0.0.1") -> None:
        folder.mkdir(exist_ok=True)
        self.file, self.key = folder / "fullchain.pem", folder / "privkey.pem"
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        whose = ["-subj", "/CN=moot", "-addext", f"subjectAltName={host}"]
        files = ["-keyout", str(self.key), "-out", str(self.file)]
        subprocess.run(["openssl", "req", "-x509", *curve, *whose, *files], check=True, capture_output=True)
