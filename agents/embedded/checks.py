"""What this machine has and lacks for running everything on it, each with what to do about it."""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from agents.embedded import ports
from agents.embedded.errors import EmbeddedError
from agents.embedded.fetch_kafka import is_current
from agents.embedded.kafka_runtime import IMAGE, INSTALL_JAVA, OLDEST_JAVA, find_docker, find_java, find_runtime
from agents.embedded.paths import KAFKA_JARS, RUN
from agents.embedded.redis_server import find_redis_server

OLDEST_PYTHON = (3, 11)
DISK_MB = 500  # jars, class data and a demo's Kafka and Redis, with room
MEMORY_MB = 2560

Status = Literal["good", "note", "bad"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at: good; note: works, but something could be better; bad: the demo cannot run."""

    name: str
    status: Status
    found: str
    do: str = ""


def python() -> Finding:
    """The interpreter."""
    good = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", "good" if good else "bad", platform.python_version(), "" if good else "use 3.11 or newer")


def java() -> Finding:
    """The Java that would run Kafka; docker can stand in."""
    found = find_java()
    if found and found.major >= OLDEST_JAVA:
        return Finding("Java", "good", f"{found.major} ({found.path})")
    what = f"{found.major}, too old" if found else "none"
    return Finding("Java", "note", what, f"{INSTALL_JAVA}; without, docker runs Kafka")


def jars() -> Finding:
    """Kafka's jars, and the Maven that fetches them."""
    maven = "Maven is there" if shutil.which("mvn") else "no Maven"
    if is_current():
        return Finding("Kafka's jars", "good", f"{KAFKA_JARS}")
    return Finding("Kafka's jars", "note", f"missing or of another version; {maven}", "run make setup")


def docker() -> Finding:
    """Docker, wanted only where Java or Maven is missing, and for docker-compose.yml."""
    path = find_docker()
    if path:
        return Finding("docker", "good", f"answers ({path})")
    return Finding("docker", "note", "does not answer", "only needed without Java, or for docker-compose.yml")


def broker() -> Finding:
    """Whether any of these can run a broker."""
    try:
        runtime = find_runtime()
    except EmbeddedError as error:
        return Finding("Kafka", "bad", "cannot run", str(error))
    return Finding("Kafka", "good", "runs in Java" if hasattr(runtime, "jars") else f"runs in docker, image {IMAGE}")


def redis() -> Finding:
    """A redis-server, from the system or from the wheel."""
    try:
        return Finding("redis-server", "good", str(find_redis_server()))
    except EmbeddedError as error:
        return Finding("redis-server", "bad", "none", str(error))


def loopback() -> Finding:
    """Ports on the loopback address."""
    try:
        return Finding("ports", "good", f"free ones on {ports.LOOPBACK}, such as {ports.free_ports(1)[0]}")
    except OSError as error:
        return Finding("ports", "bad", str(error), f"let programs listen on {ports.LOOPBACK}")


def disk() -> Finding:
    """Room and the right to write where state is kept."""
    folder = next(parent for parent in (RUN, *RUN.parents) if parent.exists())
    if not os.access(folder, os.W_OK):
        return Finding("disk", "bad", f"{folder} cannot be written", "clone to a folder that you may write")
    free_mb = shutil.disk_usage(folder).free // 2**20
    enough = free_mb >= DISK_MB
    return Finding("disk", "good" if enough else "bad", f"{free_mb:,} MB free", "" if enough else f"free {DISK_MB} MB")


def memory() -> Finding:
    """Memory that is available now (Linux only; elsewhere not looked at)."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        free_mb = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) // 1024
    except (OSError, StopIteration, ValueError, IndexError):
        return Finding("memory", "note", "not known here", f"{MEMORY_MB:,} MB should be free")
    enough = free_mb >= MEMORY_MB
    return Finding(
        "memory",
        "good" if enough else "note",
        f"{free_mb:,} MB available",
        "" if enough else f"{MEMORY_MB:,} MB are safe",
    )


MACHINE: Sequence[Callable[[], Finding]] = (python, java, jars, docker, broker, redis, loopback, disk, memory)
