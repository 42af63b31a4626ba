"""The programmes that come with moot, by name: `academy`, `retro`."""

from importlib.resources import files


def builtin() -> dict[str, str]:
    """The text of each built-in programme file, by its name without `.toml`, in the order of the names."""
    folder = files("moot.rooms") / "programmes"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8") for entry in found}
