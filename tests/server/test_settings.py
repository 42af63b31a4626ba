"""Settings from everywhere they come from, each mistake by its key; and what the commands say."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from moot.server.programmes import builtin
from moot.server.settings import BadSettings, Settings, read_settings, with_secret
from tests.server_process import ServerProcess
from tests.warm_process import moot

MOOT = Path(sys.executable).parent / "moot"


def test_options_come_before_the_environment_before_the_file_before_what_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "moot.toml"
    file.write_text('host = "::"\nport = 1\nbadge_days = 7\nurl = "https://moot.example"\n')
    environment = {"MOOT_PORT": "2", "MOOT_BADGE_DAYS": "8", "HOME": "/"}
    settings = read_settings({"port": 3}, environment, file)
    assert (settings.host, settings.port, settings.badge_days, settings.operators) == ("::", 3, 8, "link")
    assert settings.url == "https://moot.example"
    assert read_settings({}, {}, None) == Settings()


MISTAKES: list[tuple[str, object, str]] = [
    ("port", "many", "port: expected `int`"),
    ("port", 65536, "port: expected `int` <= 65535"),
    ("badge_days", 0, "badge_days: expected `int` >= 1"),
    ("operators", "everyone", "operators: 'everyone' is not one of link, password, open"),
    ("durability", "often", "durability: 'often' is not one of disk, replica, memory"),
    ("log_level", "all", "log_level: 'all' is not one of debug, info, warning"),
    ("operators", "password", "password: needed, as operators is password"),
    ("url", "moot.example", "url: has to begin with https:// or http://"),
]


@pytest.mark.parametrize(("key", "value", "said"), MISTAKES)
def test_a_wrong_setting_is_told_by_its_key(tmp_path: Path, key: str, value: object, said: str) -> None:
    file = tmp_path / "moot.toml"
    file.write_text(f"{key} = {value if isinstance(value, int) else repr(value)}")
    ways: list[tuple[dict[str, Any], dict[str, str], Path | None]] = [
        ({key: value}, {}, None),
        ({}, {f"MOOT_{key.upper()}": str(value)}, None),
        ({}, {}, file),
    ]
    for given, environment, where in ways:
        with pytest.raises(BadSettings) as wrong:
            read_settings(given, environment, where)
        assert str(wrong.value).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"prt = 1", "prt: there is no such setting; there are badge_days, calls, data, drain, durability,"),
        (b"port = ", "moot.toml: "),
        (b"url = '\xff'", "moot.toml: "),
        (b"url = 5", "url: expected `str`, got `int`"),
        (b"[server]\nport = 1", "server: there is no such setting"),
    ],
)
def test_a_wrong_file_is_told_by_key_or_place(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "moot.toml").write_bytes(content)
    with pytest.raises(BadSettings) as wrong:
        read_settings({}, {}, tmp_path / "moot.toml")
    assert str(wrong.value).removeprefix(f"{tmp_path}/").startswith(said)


def test_a_setting_in_the_environment_that_there_is_not_is_told() -> None:
    with pytest.raises(BadSettings, match=r"^MOOT_PROT: there is no such setting; there are badge_days"):
        read_settings({}, {"MOOT_PROT": "1"}, None)


def test_the_secret_is_made_once_and_never_empty(tmp_path: Path) -> None:
    settings = Settings(data=str(tmp_path / "data"))
    secret = with_secret(settings).secret
    assert len(secret) > 30
    assert with_secret(settings).secret == secret
    file = tmp_path / "data" / "secret"
    assert file.stat().st_mode & 0o77 == 0
    file.write_text("")  # as after a crash at the first start
    assert with_secret(settings).secret not in ("", secret)
    assert file.stat().st_mode & 0o77 == 0


def test_the_command_that_is_installed_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    words = [str(MOOT), "serve", "--port", "0", "--data", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("moot is ready at http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        assert process.stdout.read().endswith("Stopped. Everything is kept; start again to go on.\n")
    assert process.returncode == 0


def test_help_tells_every_command_and_every_option() -> None:
    status, out, err = moot("--help")
    assert (status, err) == (0, "")
    assert "serve     Serve workshops until Ctrl-C, alone or with other servers on Redis." in out
    assert all(f"\n  {command} " in out for command in ("serve", "demo", "rehearse", "check"))
    status, out, err = moot("serve", "-h")
    assert all(f"--{option} " in out for option in ("host", "port", "data", "url", "operators", "redis", "config"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("serve", "--prot", "1"), "No such option '--prot'"),
        (("serve", "--port", "many"), "'many' is not a valid integer"),
        (("serve", "--port", "70000"), "port: expected `int` <= 65535"),
        (("serve", "--operators", "all"), "operators: 'all' is not one of link, password, open"),
        (("serve", "--redis", "http://cache"), "redis: "),
        (("serve", "--redis", "redis://cache"), "secret: needed with redis"),
        (("serve", "--config", "nowhere.toml"), "'nowhere.toml' does not exist"),
        (("serve", "--data", "/dev/null/data"), "data: "),
        (("sevre",), "No such command 'sevre'"),
        (("rehearse", "--url", "moot.example.org"), "begins with http:// or https://; 'moot.example.org' does not"),
        (("check",), "Missing argument 'FILE'"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_words(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    status, out, err = moot(*words, MOOT_DATA=str(tmp_path))
    assert status in (1, 2)
    assert said in err
    assert "Traceback" not in out + err


def test_a_second_server_on_the_same_data_or_port_says_so(server: ServerProcess, tmp_path: Path) -> None:
    status, _, err = moot("serve", "--data", str(server.data), "--port", "0")
    assert (status, "Traceback" in err) == (1, False)
    assert str(server.data) in err
    status, _, err = moot("serve", "--data", str(tmp_path / "other"), "--port", str(server.port))
    assert (status, "Traceback" in err) == (3, False)
    assert "address already in use" in err


def test_check_tells_every_mistake_of_a_programme_with_line_and_key(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(builtin()["academy"].replace("groups = 2", 'groups = "two"', 1).replace("mix_by", "mixby", 1))
    status, out, err = moot("check", str(file))
    lines = out.splitlines()
    assert (status, err) == (1, "")
    assert [line.split()[:2] for line in lines] == [["mine.toml:8:", "groups:"], ["mine.toml:9:", "mixby:"]]
    assert "two" in lines[0]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (builtin()["retro"].encode(), 0, "mine.toml: a programme without mistakes\n"),
        ("a = 1\n# Zażółć".encode("cp1250"), 1, "mine.toml:2: the file is not UTF-8, from byte 11\n"),
        (b"title =", 1, "mine.toml:1: not TOML: Invalid value\n"),
    ],
)
def test_check_says_in_one_line_that_a_file_is_right_or_cannot_be_read(
    tmp_path: Path, content: bytes, status: int, said: str
) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    assert moot("check", str(tmp_path / "mine.toml")) == (status, said, "")
