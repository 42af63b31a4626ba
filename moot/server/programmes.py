"""Where programmes come from: those that come with moot, by name (`academy`, `retro` …), and files as bytes."""

from importlib.resources import files

from moot.rooms.programmes.file import Mistake


def builtin() -> dict[str, str]:
    """The text of each built-in programme file, by its name without `.toml`, in the order of the names."""
    folder = files("moot.rooms") / "programmes"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8") for entry in found}


def decoded(raw: bytes, name: str) -> tuple[str, list[Mistake]]:
    """The text of the file called `name`, and the mistakes of its encoding: where it is not UTF-8, � stands."""
    text = raw.decode(errors="replace")
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return text, [Mistake(name, line, "", "", f"the file is not UTF-8, from byte {error.start + 1}")]
    return text, []
