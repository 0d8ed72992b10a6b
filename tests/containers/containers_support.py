"""docker compose as a test drives it: one project of its own, ports of its own, everything taken down at the end."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agents.embedded.ports import free_ports

ROOT = Path(__file__).parents[2]
IMAGE = "tocsin:0.1.0"
GRAFANA = "grafana/grafana:11.6.0"
IMAGES = ("apache/kafka:4.1.1", "redis:7.2", "prom/prometheus:v2.53.5", "prom/alertmanager:v0.27.0")
OURS = ("topics", "worker", "desk", "sink", "replay")
SERVICES = ("kafka", "redis", "topics", "worker", "desk", "prometheus", "alertmanager", "sink", "replay")
PORTS = ("KAFKA_PORT", "REDIS_PORT", "DESK_PORT", "PROMETHEUS_PORT", "ALERTMANAGER_PORT", "GRAFANA_PORT")


def docker(*args: str, timeout_s: float = 60, check: bool = True) -> str:
    done = subprocess.run([client(), *args], capture_output=True, text=True, timeout=timeout_s)
    if check and done.returncode:
        raise AssertionError(f"docker {' '.join(args)}: {done.stderr.strip()}")
    return done.stdout


def client() -> str:
    """The docker client; the first on PATH that can talk to the engine."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = Path(folder, "docker")
        if program.exists() and _works([str(program), "info"]):
            return str(program)
    return shutil.which("docker") or "docker"


def engine_answers() -> bool:
    return _works([client(), "info"])


def compose_command() -> list[str] | None:
    """docker compose, else its older form, else null."""
    for command in ([client(), "compose"], ["docker-compose"]):
        if _works([*command, "version"]):
            return command
    return None


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def until(what: str, holds: Callable[[], Any], timeout_s: float) -> Any:
    """What it returns once it is true; fails with ``what`` after the time."""
    end = time.monotonic() + timeout_s
    while not (found := holds()):
        assert time.monotonic() < end, f"{what}: not within {timeout_s:.0f} s"
        time.sleep(0.5)
    return found


@dataclass
class Service:
    """The compose file as it is, brought up under a name of its own."""

    command: list[str]
    project: str = field(default_factory=lambda: f"tocsin-test-{os.getpid()}")
    ports: dict[str, int] = field(default_factory=lambda: dict(zip(PORTS, free_ports(len(PORTS)), strict=True)))
    every_s: float = 2.0
    first_alert_s: float = 0.0

    def compose(self, *args: str, timeout_s: float = 120) -> str:
        given = {name: str(port) for name, port in self.ports.items()}
        demo = ["--env-file", "deploy/demo/demo.env", "--profile", "demo"]
        done = subprocess.run(
            [*self.command, "-p", self.project, *demo, *args],
            cwd=ROOT, capture_output=True, text=True, timeout=timeout_s,
            env={**os.environ, **given, "DEMO_EVERY_S": str(self.every_s)},
        )  # fmt: skip
        assert done.returncode == 0, f"compose {' '.join(args)}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def containers(self, name: str) -> list[str]:
        """Ids of a service's containers, ended ones too."""
        label = f"label=com.docker.compose.project={self.project}"
        return docker(
            "ps", "-aq", "--no-trunc", "--filter", label, "--filter", f"label=com.docker.compose.service={name}"
        ).split()

    def inspect(self, name: str) -> dict[str, Any]:
        return dict(json.loads(docker("inspect", self.containers(name)[0]))[0])

    def state(self, name: str) -> str:
        """healthy, starting, unhealthy; running, exited: where there is no health check."""
        state = self.inspect(name)["State"]
        return str(state.get("Health", {}).get("Status") if state["Running"] else state["Status"])

    def wait_healthy(self, name: str, timeout_s: float = 90) -> None:
        until(f"{name} healthy", lambda: self.state(name) == "healthy", timeout_s)

    def kill(self, name: str) -> None:
        """kill -9 of the container's process, as a crash would; ``docker kill`` would count as told to stop."""
        before = self.inspect(name)
        try:
            os.kill(before["State"]["Pid"], signal.SIGKILL)
        except PermissionError:
            subprocess.run(["sudo", "-n", "kill", "-9", str(before["State"]["Pid"])], check=True, timeout=30)
        until(f"{name} started anew", lambda: self.inspect(name)["RestartCount"] > before["RestartCount"], 30)

    def deliveries(self) -> list[dict[str, Any]]:
        """What the receiver has told so far."""
        lines = docker("logs", self.containers("sink")[0]).splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def prometheus(self, query: str) -> list[dict[str, Any]]:
        url = f"http://127.0.0.1:{self.ports['PROMETHEUS_PORT']}/api/v1/query?query={urllib.request.quote(query)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return list(json.load(answer)["data"]["result"])

    def logs(self) -> str:
        """The last words of every container."""
        told = []
        for name in SERVICES:
            for container in self.containers(name):
                done = subprocess.run([client(), "logs", "--tail", "25", container], capture_output=True, text=True)
                told.append(f"--- {name} ({self.state(name)})\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
        return "\n".join(told)

    def down(self) -> None:
        self.compose("down", "-v", "--remove-orphans", "-t", "20", timeout_s=180)


def cpu_seconds(container: str) -> float:
    """CPU time of a container so far, its health checks included."""
    pid = json.loads(docker("inspect", container))[0]["State"]["Pid"]
    for line in Path(f"/proc/{pid}/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if "cpuacct" in controllers.split(","):
            return int(Path(f"/sys/fs/cgroup/cpuacct{path}/cpuacct.usage").read_text()) / 1e9
        stat = Path(f"/sys/fs/cgroup{path}/cpu.stat")
        if not controllers and stat.exists():
            return int(stat.read_text().split()[1]) / 1e6
    raise AssertionError(f"no CPU accounting for process {pid}")


def memory_bytes(container: str) -> float:
    """What docker counts as in use."""
    text = docker("stats", "--no-stream", "--format", "{{.MemUsage}}", container).split("/")[0].strip()
    for unit, size in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10), ("B", 1)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * size
    raise AssertionError(text)
