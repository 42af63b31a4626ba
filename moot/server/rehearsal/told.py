"""What a server tells of itself at /metrics: to everybody, to those on its own machine, or to nobody."""

import http.client
import re
from urllib.parse import urlsplit

SAMPLE = re.compile(r"^(\w+) (\S+)$", re.MULTILINE)


def told_by(url: str) -> dict[str, float]:
    """Its figures by their names, those without labels; none where it does not tell us."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=10)
    try:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        return {name: float(value) for name, value in SAMPLE.findall(text)} if answer.status == 200 else {}
    except (OSError, ValueError, http.client.HTTPException):
        return {}
    finally:
        connection.close()
