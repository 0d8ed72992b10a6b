"""What can run the broker on this machine: Java with the jars that Maven fetched, else docker with the pinned image."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.embedded import ports
from agents.embedded.errors import EmbeddedError
from agents.embedded.paths import KAFKA_JARS

IMAGE = "apache/kafka:4.1.1"  # the version of deploy/kafka/pom.xml
OLDEST_JAVA = 17  # Kafka 4's brokers need it
ASK_S = 15.0
INSTALL_JAVA = (
    "install Java 17 or newer and Maven (Debian: apt-get install openjdk-17-jre-headless maven) and run make setup"
)

# One machine, some tens of records a second: a small heap, the collector and compiler that start fastest.
JVM_FLAGS = ("-Xmx384m", "-Xms64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")
# Inside the container: when the client that started it dies, its standard input closes, and the broker is told to end.
DOCKER_SCRIPT = 'exec 3<&0; (cat <&3 >/dev/null; kill -TERM 1) & exec java "$@"'


@dataclass(frozen=True)
class Java:
    """A Java program and its major version."""

    path: str
    major: int


@dataclass(frozen=True)
class JavaRuntime:
    """The JVM of this machine. archive: class data of an earlier run, which makes the start about twice as fast."""

    java: Java
    jars: Path

    @property
    def archive(self) -> Path:
        """Where the class data is kept: it fits one Java version and these jars (Java itself checks both)."""
        return self.jars / f"classes-java{self.java.major}.jsa"

    def argv(self, run_dir: Path, args: Sequence[str], *, port: int | None, record: Path | None = None) -> list[str]:
        """Command line of one of Kafka's main classes; with ``record``, its class data is written there at the end."""
        del run_dir, port  # what a container must be told
        sharing = [f"-XX:SharedArchiveFile={self.archive}"] if self.archive.exists() else []
        if record and not sharing:
            sharing = [f"-XX:ArchiveClassesAtExit={record}"]
        quiet = ["-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off"]
        return [self.java.path, *JVM_FLAGS, *sharing, *quiet, "-cp", f"{self.jars}/*", *args]


@dataclass(frozen=True)
class DockerRuntime:
    """The pinned image; run_dir is mounted under its own name, so the same paths hold inside."""

    docker: str
    image: str = IMAGE

    def argv(self, run_dir: Path, args: Sequence[str], *, port: int | None, record: Path | None = None) -> list[str]:
        """Command line of one of Kafka's main classes in a container that goes with its client."""
        del record
        publish = ["-p", f"{ports.LOOPBACK}:{port}:{port}"] if port else []
        return [
            *(self.docker, "run", "--rm", "-i", "--user", f"{os.getuid()}:{os.getgid()}", *publish),
            *("-v", f"{run_dir}:{run_dir}", "--entrypoint", "sh", self.image, "-c", DOCKER_SCRIPT, "kafka"),
            *(*JVM_FLAGS, "-cp", "/opt/kafka/libs/*", *args),
        ]


Runtime = JavaRuntime | DockerRuntime


def find_runtime(jars: Path = KAFKA_JARS) -> Runtime:
    """What to run the broker with. Raises EmbeddedError: one line that says what to install."""
    java = find_java()
    if java and java.major >= OLDEST_JAVA:
        if has_jars(jars):
            return JavaRuntime(java, jars)
        if shutil.which("mvn"):
            raise EmbeddedError(f"Kafka's jars are not in {jars}: run make setup, which fetches them")
    docker = find_docker()
    if docker:
        return DockerRuntime(docker)
    if java is None:
        lack = "there is no Java"
    elif java.major < OLDEST_JAVA:
        lack = f"Java {java.major} is too old"
    else:
        lack = "Kafka's jars are missing and there is no Maven to fetch them"
    raise EmbeddedError(f"no Kafka can run here: {lack}, and docker does not answer; {INSTALL_JAVA}, or start docker")


def find_java() -> Java | None:
    """JAVA_HOME's Java, else the one on PATH; None where there is none that runs."""
    home = os.environ.get("JAVA_HOME")
    path = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    path = path or shutil.which("java")
    major = java_major(_ask([path, "-version"])) if path else None
    return Java(path, major) if path and major else None


def java_major(version_text: str) -> int | None:
    """17 from 'openjdk version "17.0.15"', 8 from '"1.8.0_392"', None where it says no version."""
    found = re.search(r'version "(\d+)(?:\.(\d+))?', version_text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2] or 0)
    return second if first == 1 else first


def has_jars(jars: Path) -> bool:
    """Whether Maven has been here: the broker itself and the binding for its log."""
    return any(jars.glob("kafka_2.13-*.jar")) and any(jars.glob("log4j-slf4j-impl-*.jar"))


def find_docker() -> str | None:
    """The docker client, where its daemon answers."""
    path = shutil.which("docker")
    return path if path and _ask([path, "version", "--format", "{{.Server.Version}}"], only_success=True) else None


def _ask(argv: Sequence[str], *, only_success: bool = False) -> str:
    """What a short command prints, on either stream; nothing where it cannot be run or hangs."""
    try:
        asked = subprocess.run(list(argv), capture_output=True, text=True, timeout=ASK_S, check=only_success)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout + asked.stderr
