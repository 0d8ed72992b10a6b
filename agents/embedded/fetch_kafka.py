"""Fetch Kafka's jars with Maven: ``python -m agents.embedded.fetch_kafka`` (make setup does). Standard library only."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from agents.embedded.errors import EmbeddedError
from agents.embedded.kafka_runtime import IMAGE, INSTALL_JAVA, OLDEST_JAVA, find_docker, find_java, has_jars
from agents.embedded.paths import KAFKA_FILES, KAFKA_JARS

POM = KAFKA_FILES / "pom.xml"
# In full, so that Maven need not look up what the short name "dependency" stands for. The version is the pom's.
COPY = "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies"
MAVEN_ADVICE = r"\[ERROR\] (\[Help|To see the full|Re-run Maven|For more information)"
NOTED_POM = "pom.xml"  # a copy of the pom that the jars were fetched by


def is_current(jars: Path = KAFKA_JARS) -> bool:
    """Whether the jars are there and are those that deploy/kafka/pom.xml names."""
    noted = jars / NOTED_POM
    return has_jars(jars) and noted.exists() and noted.read_bytes() == POM.read_bytes()


def fetch(jars: Path = KAFKA_JARS) -> None:
    """Put the jars in place, all or none. Raises EmbeddedError: no Java, no Maven, or Maven's own last lines."""
    java, maven = find_java(), shutil.which("mvn")
    if java is None or java.major < OLDEST_JAVA or maven is None:
        lack = "Maven" if java and java.major >= OLDEST_JAVA else "Java 17 or newer"
        raise EmbeddedError(f"Kafka cannot be fetched: {lack} is missing; {INSTALL_JAVA}")
    jars.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kafka-", dir=jars.parent) as folder:
        fetched = Path(folder) / "jars"
        _run_maven(maven, fetched)
        shutil.copyfile(POM, fetched / NOTED_POM)
        shutil.rmtree(jars, ignore_errors=True)
        fetched.rename(jars)


def _run_maven(maven: str, target: Path) -> None:
    argv = [
        *(maven, "-B", "-Dstyle.color=never", "-f", str(POM), COPY),
        f"-DoutputDirectory={target}",
    ]
    last: deque[str] = deque(maxlen=40)
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:  # noqa: S603
        assert run.stdout is not None
        fetched = 0
        for line in run.stdout:
            last.append(line)
            found = re.match(r"Downloaded from \S+: \S*/(\S+\.jar)", line.strip().removeprefix("[INFO] "))
            if found:
                fetched += 1
                progress(fetched, found[1])
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    if run.returncode:
        raise EmbeddedError("Maven could not fetch Kafka's jars:", telling(last))


def telling(lines: Iterable[str]) -> tuple[str, ...]:
    """Of Maven's output, the lines that say what went wrong; all of it where none does."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in lines]
    errors = [line for line in plain if line.startswith("[ERROR] ") and not re.match(MAVEN_ADVICE, line)]
    return tuple(errors[:3] or [line for line in plain if line])


def progress(fetched: int, name: str) -> None:
    """One line that is written over on a terminal, and a line now and then elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K  Kafka: {fetched} files, {name}")
    elif fetched % 25 == 0:
        sys.stderr.write(f"  Kafka: {fetched} files\n")
    sys.stderr.flush()


def main() -> int:
    """Fetch what is missing; where that cannot be and docker answers, say that docker will do. Returns the status."""
    if is_current():
        return 0
    print("Kafka: fetching its jars with Maven (43 MB) ...", file=sys.stderr)
    try:
        fetch()
    except EmbeddedError as error:
        if find_docker() and not error.details:
            print(f"Kafka: {error}. Docker answers: the broker will run from the image {IMAGE}.", file=sys.stderr)
            return 0
        print(f"Error: {error}", *(f"    {line}" for line in error.details), sep=os.linesep, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
