"""What runs the broker, on machines that have this or lack that."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from agents.embedded import kafka, kafka_runtime
from agents.embedded.errors import EmbeddedError
from agents.embedded.kafka_runtime import DockerRuntime, Java, JavaRuntime, find_runtime, has_jars, java_major
from agents.embedded.paths import KAFKA_FILES


@pytest.fixture
def jars(tmp_path: Path) -> Path:
    for name in ("kafka_2.13-4.1.1.jar", "log4j-slf4j-impl-2.24.3.jar"):
        (tmp_path / name).touch()
    return tmp_path


def machine(monkeypatch: pytest.MonkeyPatch, java: int | None, *, docker: bool = False, maven: bool = False) -> None:
    monkeypatch.setattr(kafka_runtime, "find_java", lambda: Java("/bin/java", java) if java else None)
    monkeypatch.setattr(kafka_runtime, "find_docker", lambda: "/bin/docker" if docker else None)
    monkeypatch.setattr(kafka_runtime.shutil, "which", lambda name: "/bin/mvn" if maven and name == "mvn" else None)


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_392"', 8),
        ('openjdk version "25" 2025-09-16', 25),
        ("The operation couldn't be completed. Unable to locate a Java Runtime.", None),
    ],
)
def test_java_version(text: str, major: int | None) -> None:
    assert java_major(text) == major


def test_java_and_jars_come_before_docker(monkeypatch: pytest.MonkeyPatch, jars: Path) -> None:
    machine(monkeypatch, 21, docker=True)
    assert find_runtime(jars) == JavaRuntime(Java("/bin/java", 21), jars)


@pytest.mark.parametrize("java", [None, 11])
def test_docker_where_java_is_missing_or_old(monkeypatch: pytest.MonkeyPatch, jars: Path, java: int | None) -> None:
    machine(monkeypatch, java, docker=True)
    assert find_runtime(jars) == DockerRuntime("/bin/docker")


def test_docker_where_maven_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine(monkeypatch, 17, docker=True)
    assert find_runtime(tmp_path) == DockerRuntime("/bin/docker")


@pytest.mark.parametrize(
    ("java", "maven", "message"),
    [
        (None, False, "no Kafka can run here: there is no Java, .* install Java 17 or newer and Maven"),
        (11, False, "Java 11 is too old, .* install Java 17"),
        (17, False, "jars are missing and there is no Maven .* install"),
        (17, True, "jars are not in .*: run make setup"),
    ],
)
def test_neither_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, java: int | None, maven: bool, message: str
) -> None:
    machine(monkeypatch, java, maven=maven)
    with pytest.raises(EmbeddedError, match=message) as caught:
        find_runtime(tmp_path)
    assert "\n" not in str(caught.value)


def test_half_the_jars_are_no_jars(jars: Path) -> None:
    assert has_jars(jars)
    (jars / "log4j-slf4j-impl-2.24.3.jar").unlink()
    assert not has_jars(jars)


def test_image_and_jars_are_of_one_version() -> None:
    pinned = re.search(r"<kafka.version>(.+)</kafka.version>", (KAFKA_FILES / "pom.xml").read_text())
    assert pinned
    assert f"apache/kafka:{pinned[1]}" == kafka_runtime.IMAGE


def test_docker_publishes_on_the_loopback_address_alone(tmp_path: Path) -> None:
    argv = DockerRuntime("docker").argv(tmp_path, ["kafka.Kafka", "conf"], port=1234)
    assert argv[argv.index("-p") + 1] == "127.0.0.1:1234:1234"
    assert argv[-2:] == ["kafka.Kafka", "conf"]


def test_class_data_is_recorded_once_and_then_used(jars: Path) -> None:
    runtime = JavaRuntime(Java("java", 17), jars)
    record = jars / "new.jsa"
    assert f"-XX:ArchiveClassesAtExit={record}" in runtime.argv(jars, [], port=1, record=record)
    runtime.archive.touch()
    argv = runtime.argv(jars, [], port=1, record=record)
    assert f"-XX:SharedArchiveFile={runtime.archive}" in argv
    assert not any("ArchiveClassesAtExit" in flag for flag in argv)


def test_a_cluster_id_is_never_taken_for_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([UUID(bytes=b"\xfb" * 16), UUID(bytes=b"\x00" * 16)])  # the first is "-_v7..." in base64
    monkeypatch.setattr(kafka.uuid, "uuid4", lambda: next(drawn))
    assert kafka.cluster_id() == "A" * 22
