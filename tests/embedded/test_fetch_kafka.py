"""Fetching Kafka: what is said where that cannot be."""

from pathlib import Path

import pytest

from agents.embedded import fetch_kafka
from agents.embedded.errors import EmbeddedError
from agents.embedded.kafka_runtime import IMAGE, Java


def machine(monkeypatch: pytest.MonkeyPatch, java: int | None, maven: str | None, docker: str | None = None) -> None:
    monkeypatch.setattr(fetch_kafka, "find_java", lambda: Java("/bin/java", java) if java else None)
    monkeypatch.setattr(fetch_kafka.shutil, "which", lambda _: maven)
    monkeypatch.setattr(fetch_kafka, "find_docker", lambda: docker)
    monkeypatch.setattr(fetch_kafka, "is_current", lambda: False)


@pytest.mark.parametrize(
    ("java", "maven", "lack"), [(None, "/bin/mvn", "Java"), (11, "/bin/mvn", "Java"), (17, None, "Maven")]
)
def test_what_is_missing_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], java: int | None, maven: str | None, lack: str
) -> None:
    machine(monkeypatch, java, maven)
    assert fetch_kafka.main() == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"Error: Kafka cannot be fetched: {lack}")
    assert "apt-get install openjdk-17-jre-headless maven" in last


def test_docker_will_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    machine(monkeypatch, None, None, docker="/bin/docker")
    assert fetch_kafka.main() == 0
    assert f"the broker will run from the image {IMAGE}" in capsys.readouterr().err


def test_a_failing_maven_leaves_the_old_jars_and_its_own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    maven = tmp_path / "mvn"
    maven.write_text(
        "#!/bin/sh\necho '[INFO] Scanning'\nprintf '\\033[1m[ERROR]\\033[m plain\\n'\n"
        "echo '[ERROR] no such artifact'\necho '[ERROR] Re-run Maven using -X'\nexit 1\n"
    )
    maven.chmod(0o755)
    jars = tmp_path / "cache" / "kafka"
    jars.mkdir(parents=True)
    (jars / "old.jar").touch()
    machine(monkeypatch, 17, str(maven))
    with pytest.raises(EmbeddedError, match="Maven could not fetch Kafka's jars") as caught:
        fetch_kafka.fetch(jars)
    assert caught.value.details == ("[ERROR] plain", "[ERROR] no such artifact")
    assert [entry.name for entry in jars.parent.iterdir()] == ["kafka"]
    assert (jars / "old.jar").exists()


def test_jars_of_another_pom_are_not_current(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("kafka_2.13-1.jar", "log4j-slf4j-impl-1.jar"):
        (tmp_path / name).touch()
    assert not fetch_kafka.is_current(tmp_path)
    (tmp_path / fetch_kafka.NOTED_POM).write_bytes(fetch_kafka.POM.read_bytes())
    assert fetch_kafka.is_current(tmp_path)
    (tmp_path / fetch_kafka.NOTED_POM).write_text("<project/>")
    assert not fetch_kafka.is_current(tmp_path)
