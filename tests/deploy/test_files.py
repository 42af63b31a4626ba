"""What of `deploy/` is not run here is at least what its readers take it for, and true of this moot."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.routing import Mount, Route, WebSocketRoute

from moot import __version__
from moot.server.app import make_app
from moot.server.cli import main
from moot.server.journal.memory import MemoryJournal
from moot.server.settings import Settings
from tests.deploy.deployed_redis import DeployedRedis
from tests.deploy.front import DEPLOY
from tests.deploy.guide import GUIDE, commands
from tests.redis_servers import redis_program, valkey_program

FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
TOOLS = Path(sys.executable).parent
GOODBYES = 5  # seconds that a server takes to end
EXPOSED = 2.0  # of 10, by systemd's own measure


def texts() -> Iterator[tuple[str, str]]:
    yield from ((path.name, path.read_text("utf-8")) for path in FILES)


def run(*words: str | Path) -> None:
    ended = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def routes() -> list[str]:
    app = make_app(Settings(secret="none"), MemoryJournal())
    return [route.path for route in app.routes if isinstance(route, Route | WebSocketRoute | Mount)]


def of_kind(kind: str) -> Any:
    documents = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())
    [found] = [document for document in documents if document["kind"] == kind]
    return found


def compose() -> Any:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_every_file_is_explained_and_every_file_that_is_named_is_there() -> None:
    told = GUIDE.read_text("utf-8")
    assert [path.name for path in FILES if path != GUIDE and f"`{path.name}`" not in told] == []
    links = re.findall(r"\]\(([^)#]+)\)", told)
    assert [link for link in links if not (DEPLOY / link).exists()] == []


def test_every_command_that_is_said_to_be_tested_is() -> None:
    carried_out = Path(__file__).with_name("test_restoring.py").read_text()
    assert len(commands()) == 8
    assert [name for name in commands() if f'"{name}"' not in carried_out] == []


def test_every_setting_that_is_named_is_one() -> None:
    named = {(file, name) for file, text in texts() for name in re.findall(r"\bMOOT_([A-Z_]+)\b", text)}
    assert {name.lower() for _, name in named} >= {"url", "secret", "redis", "drain", "durability"}
    not_set = {"SERVICE_HOST"}  # what Kubernetes would set
    assert [
        (file, name) for file, name in named if name.lower() not in Settings.__struct_fields__ and name not in not_set
    ] == []


def test_every_option_of_moot_that_is_used_is_one() -> None:
    used = re.compile(rf"\bmoot (?P<command>{'|'.join(main.commands)})\b(?P<words>[^`;|)\n]*)")
    found = [(file, *match.groups()) for file, text in texts() for match in used.finditer(text)]
    assert {command for _, command, _ in found} >= {"serve", "export", "import", "doctor"}
    for file, command, words in found:
        known = {name for option in main.commands[command].params for name in option.opts}
        assert set(re.findall(r"--[a-z-]+", words)) <= known, (file, command, words)


def test_compose_has_three_servers_that_are_alike() -> None:
    run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")
    services = compose()["services"]
    servers = [{**services[f"moot-{n}"], "ports": None} for n in (1, 2, 3)]
    assert servers[0] == servers[1] == servers[2]
    assert {services[f"moot-{n}"]["ports"][0] for n in (1, 2, 3)} == {f"127.0.0.1:800{n}:8000" for n in (1, 2, 3)}
    assert all(":" in service["image"] and "latest" not in service["image"] for service in services.values())
    assert servers[0]["image"] == f"moot:{__version__}"
    assert seconds(servers[0]["stop_grace_period"]) > GOODBYES
    mounted = [volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", ())]
    assert all((DEPLOY / name).exists() for name in mounted if name.startswith("./"))


def seconds(told: str) -> float:
    return float(told.removesuffix("s"))


def test_kubernetes_takes_the_manifests() -> None:
    run(TOOLS / "kubernetes-validate", "--strict", DEPLOY / "kubernetes.yaml")


def test_a_pod_is_probed_where_moot_answers_and_has_time_to_end() -> None:
    pod, settings = of_kind("Deployment")["spec"]["template"], of_kind("ConfigMap")["data"]
    spec, [container] = pod["spec"], pod["spec"]["containers"]
    probes = {kind: container[kind]["httpGet"]["path"] for kind in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert probes == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    assert set(probes.values()) <= set(routes())
    ready = container["readinessProbe"]
    assert float(settings["MOOT_DRAIN"]) > ready["periodSeconds"] * ready["failureThreshold"]
    assert spec["terminationGracePeriodSeconds"] > float(settings["MOOT_DRAIN"]) + GOODBYES
    assert spec["enableServiceLinks"] is False, "or moot gets MOOT_PORT=tcp://…"
    assert spec["securityContext"]["runAsUser"] == int(last("USER").partition(":")[0])
    assert container["image"].endswith(f":{__version__}")
    chosen = [of_kind(kind)["spec"]["selector"] for kind in ("Deployment", "PodDisruptionBudget", "Service")]
    assert [selector.get("matchLabels", selector) for selector in chosen] == [pod["metadata"]["labels"]] * 3


def test_the_ingress_leads_to_all_that_people_need_and_to_nothing_else() -> None:
    [rule] = of_kind("Ingress")["spec"]["rules"]
    paths = [(path["path"], path["pathType"]) for path in rule["http"]["paths"]]

    def leads_to(route: str) -> bool:
        return any(route == path or (kind == "Prefix" and route.startswith(f"{path}/")) for path, kind in paths)

    assert {route for route in routes() if not leads_to(route)} == {"/healthz", "/readyz", "/metrics"}


def instructions() -> list[tuple[str, str]]:
    lines = re.sub(r"\\\n", " ", (DEPLOY / "Dockerfile").read_text()).splitlines()
    words = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    return [(name, rest) for name, rest in words]


def last(instruction: str) -> str:
    return [rest for name, rest in instructions() if name == instruction][-1]


def test_an_image_is_made_in_stages_of_known_versions_and_runs_as_nobody() -> None:
    assert {name for name, _ in instructions()} <= set(
        "FROM RUN COPY WORKDIR VOLUME USER ENV EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD".split()
    )
    stages = [rest.split() for name, rest in instructions() if name == "FROM"]
    assert all(re.search(r":\d", image) for image, *_ in stages), "each has a version"
    assert stages[1][0] == stages[2][0], "what is installed in the one runs in the other"
    copied = re.findall(r"--from=(\w+)", (DEPLOY / "Dockerfile").read_text())
    assert set(copied) <= {words[2] for words in stages if len(words) == 3}
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", last("USER"))
    assert (last("STOPSIGNAL"), last("CMD")) == ("SIGTERM", '["serve"]')


def test_what_an_image_is_made_of_is_there_and_sent_to_the_builder() -> None:
    top = DEPLOY.parent
    sent = (top / ".dockerignore").read_text().splitlines()
    copied = {
        word for name, rest in instructions() if name == "COPY" and "--from" not in rest for word in rest.split()[:-1]
    }
    assert copied == {line[1:] for line in sent if line.startswith("!")}
    assert all((top / name).exists() for name in copied)
    assert {"moot/static", "client/node_modules"} <= set(sent), "what was built here stays here"


def test_a_container_is_healthy_while_its_server_lives(running: Any) -> None:
    words = re.search(r"CMD (\[.*\])$", last("HEALTHCHECK"))
    assert words
    python, *rest = yaml.safe_load(words[1])
    assert python == "python"
    rest = [word.replace("127.0.0.1:8000", f"127.0.0.1:{running.port}") for word in rest]
    run(sys.executable, *rest)
    running.stop()
    with pytest.raises(AssertionError, match="refused"):
        run(sys.executable, *rest)


@pytest.mark.parametrize("program", [redis_program, valkey_program])
def test_redis_takes_each_setting_and_the_doctor_finds_nothing_wrong(program: Any) -> None:
    server = DeployedRedis(program()).start()
    try:
        lines = (DEPLOY / "redis.conf").read_text().splitlines()
        for number, line in enumerate(lines):
            if not line or line.startswith("#"):
                continue
            name, *values = shlex.split(line)
            if name not in ("port", "dir"):
                assert as_told(server.ask("CONFIG", "GET", name)[1]) == as_told(" ".join(values)), line
            assert lines[number - 1], f"nothing says why: {line}"
        run(TOOLS / "moot", "doctor", "--redis", server.url)
    finally:
        server.end()


def as_told(value: str) -> str:
    """Of sizes the bytes."""
    size = re.fullmatch(r"(\d+)(mb|gb)", value)
    return str(int(size[1]) << {"mb": 20, "gb": 30}[size[2]]) if size else value


@pytest.mark.parametrize("name", ["moot.service", "moot@.service"])
def test_systemd_takes_a_unit_and_finds_it_closed(name: str, tmp_path: Path) -> None:
    unit = tmp_path / name.replace("@", "@8001")
    unit.write_text((DEPLOY / name).read_text().replace("/opt/moot/bin", str(TOOLS)))
    run("systemd-analyze", "verify", "--man=no", unit)
    run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSED * 10:.0f}", unit)
