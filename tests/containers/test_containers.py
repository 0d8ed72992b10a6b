"""docker compose up, the demo, kill -9 of each part, what a container may do: one service for all, in this order."""

import asyncio
import json
import subprocess
import time
from collections import Counter
from pathlib import Path

import containers_support as support
import pytest
from reports import write_reports

from agents.cli.follow import follow_alerts
from agents.cli.watch import Watch
from agents.replay.send import replay
from agents.settings import Settings, read_settings

pytestmark = [pytest.mark.containers, pytest.mark.timeout(1800)]
REPORTS = 400
EXPECTED = [json.loads(line) for line in (support.ROOT / "seeds/expected_alerts.jsonl").read_text("utf-8").splitlines()]


def test_from_up_to_the_first_alert(service: support.Service) -> None:
    print(f"\nfrom docker compose up to the first alert: {service.first_alert_s:.1f} s")
    assert service.first_alert_s < 60


@pytest.mark.parametrize("name", ["worker", "redis", "kafka"])
def test_a_killed_part_comes_back(service: support.Service, full: bool, name: str) -> None:
    if name != "worker" and not full:
        pytest.skip("make test-containers kills Redis and Kafka too")
    began = time.monotonic()
    service.kill(name)
    service.wait_healthy(name)
    service.wait_healthy("worker")
    print(f"\n{name}: healthy {time.monotonic() - began:.1f} s after kill -9")


def test_every_alert_arrives_once_whatever_was_killed(service: support.Service) -> None:
    support.until("the replay ended", lambda: service.state("replay") == "exited", 180)
    assert service.inspect("replay")["State"]["ExitCode"] == 0
    wanted = asyncio.run(rung(service))
    support.until("every alert at the receiver", lambda: wanted <= {told["webhook_id"] for told in fresh(service)}, 120)
    told = service.deliveries()
    assert all(row["verified"] for row in told)
    times = Counter(row["webhook_id"] for row in fresh(service))
    assert times == Counter(wanted), "an alert came as new twice, or one that nobody rang"
    got = Counter((row["kind"], row["reason"]) for row in fresh(service))
    least = Counter((row["kind"], row["reason"]) for row in EXPECTED if row["required"])
    assert least <= got, least - got


def fresh(service: support.Service) -> list[dict[str, object]]:
    return [row for row in service.deliveries() if row["verified"] and not row["repeated"]]


async def rung(service: support.Service) -> set[str]:
    """Ids of the ringing alerts on the topic, once it has been quiet for five seconds."""
    found: set[str] = set()
    settings = read_settings(kafka=f"127.0.0.1:{service.ports['KAFKA_PORT']}")
    stream = follow_alerts(settings, from_start=True, unreadable=pytest.fail)
    try:
        while True:
            alert = await asyncio.wait_for(anext(stream), 5.0)
            found |= {alert.id} if alert.rings else set()
    except TimeoutError:
        return found
    finally:
        await stream.aclose()


@pytest.mark.parametrize("name", support.OURS)
def test_our_containers_may_do_nothing_else(service: support.Service, name: str) -> None:
    found = service.inspect(name)
    host = found["HostConfig"]
    assert found["Config"]["User"] == "10001:10001"
    assert host["ReadonlyRootfs"]
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert not host["Privileged"]
    assert "no-new-privileges:true" in host["SecurityOpt"]
    assert host["Memory"] > 0
    assert host["PidsLimit"] > 0
    assert host["LogConfig"]["Config"]["max-size"] == "10m"


@pytest.mark.parametrize("name", ["worker", "desk", "sink"])
def test_the_kernel_agrees(service: support.Service, name: str) -> None:
    status = Path(f"/proc/{service.inspect(name)['State']['Pid']}/status").read_text()
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert facts["Uid"].split() == ["10001"] * 4
    assert [int(facts[sort], 16) for sort in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")] == [0] * 5
    assert facts["NoNewPrivs"] == "1"


def test_nothing_can_be_written_and_no_shell_be_had(service: support.Service) -> None:
    worker = service.containers("worker")[0]
    write = "import sys; open(sys.argv[1], 'w')"
    for path in ("/etc/tocsin/x", "/opt/tocsin/x", "/x"):
        with pytest.raises(AssertionError, match=r"."):
            support.docker("exec", worker, "python", "-c", write, path)
        assert not (Path("/proc") / str(service.inspect("worker")["State"]["Pid"]) / "root" / path[1:]).exists()
    support.docker("exec", worker, "python", "-c", write, "/tmp/x")
    for program in ("sh", "/bin/sh", "bash", "java", "pip"):
        ran = subprocess.run([support.client(), "exec", worker, program, "--version"], capture_output=True, timeout=30)
        assert ran.returncode in (126, 127), program


def test_the_image(service: support.Service) -> None:
    found = json.loads(support.docker("image", "inspect", support.IMAGE))[0]
    print(f"\nimage: {found['Size'] / 1e6:.0f} MB")
    assert found["Size"] < 250e6
    assert found["Config"]["User"] == "10001:10001"
    labels = found["Config"]["Labels"]
    assert labels["org.opencontainers.image.title"] == "Tocsin"
    assert {"description", "licenses", "version", "revision"} <= {name.rpartition(".")[2] for name in labels}
    secret = (support.ROOT / "deploy/demo/secrets/webhook-secret").read_text().strip()
    assert secret not in support.docker("history", "--no-trunc", support.IMAGE)
    assert not any("SECRET" in variable or "PASSWORD" in variable for variable in found["Config"]["Env"])


def test_prometheus_finds_every_worker(service: support.Service, full: bool) -> None:
    workers = 2 if full else 1
    if full:
        service.compose("up", "-d", "--no-build", "--no-recreate", "--no-deps", "--scale", "worker=2", "worker")
    support.until("workers scraped", lambda: len(service.prometheus('up{job="worker"} == 1')) == workers, 90)
    support.until("workers ready", lambda: len(service.prometheus('tocsin_ready{job="worker"} == 1')) == workers, 90)
    if full:
        service.compose("up", "-d", "--no-build", "--no-recreate", "--no-deps", "--scale", "worker=1", "worker")


def test_what_the_idle_service_takes(service: support.Service, full: bool) -> None:
    if not full:
        pytest.skip("make test-containers measures")
    names = [name for name in (*support.SERVICES, "grafana") if name not in ("topics", "replay", "sink")]
    containers = {name: service.containers(name)[0] for name in names if service.containers(name)}
    time.sleep(20)
    before, began = {name: support.cpu_seconds(one) for name, one in containers.items()}, time.monotonic()
    time.sleep(60)
    spent = time.monotonic() - began
    share = {name: 100 * (support.cpu_seconds(one) - before[name]) / spent for name, one in containers.items()}
    memory = {name: support.memory_bytes(one) / 1e6 for name, one in containers.items()}
    print("\nidle, over 60 s:")
    for name in containers:
        print(f"  {name:<13}{share[name]:5.2f} % of a core  {memory[name]:6.0f} MB")
    print(f"  {'all':<13}{sum(share.values()):5.2f} % of a core  {sum(memory.values()):6.0f} MB")
    assert sum(share.values()) < 5
    assert sum(memory.values()) < 2500


def test_what_a_report_costs(service: support.Service, full: bool, tmp_path: Path) -> None:
    if not full:
        pytest.skip("make test-containers measures")
    size = write_reports(tmp_path / "reports.jsonl", REPORTS)
    settings = read_settings(kafka=f"127.0.0.1:{service.ports['KAFKA_PORT']}")
    redis, worker, kafka = (service.containers(name)[0] for name in ("redis", "worker", "kafka"))

    before = stored(redis), kept(kafka), support.cpu_seconds(worker)
    began = time.monotonic()
    assert asyncio.run(replay([tmp_path / "reports.jsonl"], settings)).sent == REPORTS
    support.until("all reports handled", lambda: asyncio.run(drained(settings)), 300)
    took = time.monotonic() - began
    print(f"\n{REPORTS} reports of {size / 1000:.1f} kB, one worker, 2 cores for all: {REPORTS / took:.0f} a second")
    print(f"  worker {1000 * (support.cpu_seconds(worker) - before[2]) / REPORTS:.0f} ms of CPU a report,", end=" ")
    print(f"{support.memory_bytes(worker) / 1e6:.0f} MB;", end=" ")
    print(f"Redis {(stored(redis) - before[0]) / REPORTS / 1000:.1f} kB a report;", end=" ")
    print(f"Kafka {(kept(kafka) - before[1]) / REPORTS / 1000:.0f} kB a report on disk")
    assert REPORTS / took > 5


async def drained(settings: Settings) -> bool:
    """Whether nothing is under way in any step."""
    async with Watch(settings) as watch:
        return await watch.drained()


def stored(redis: str) -> int:
    """Bytes that Redis holds."""
    told = support.docker("exec", redis, "redis-cli", "info", "memory")
    return int(next(line for line in told.splitlines() if line.startswith("used_memory:")).partition(":")[2])


def kept(kafka: str) -> int:
    """Bytes on Kafka's volume that are written, preallocated index files left out."""
    script = "find /var/lib/kafka/data -name '*.log' -exec cat {} + | wc -c"
    return int(support.docker("exec", kafka, "sh", "-c", script))


def test_told_to_stop_a_worker_ends_in_its_grace_and_well(service: support.Service) -> None:
    began = time.monotonic()
    service.compose("stop", "worker")
    assert time.monotonic() - began < 20
    assert service.inspect("worker")["State"]["ExitCode"] == 0


def test_a_restored_service_rings_nothing_again(service: support.Service, full: bool, tmp_path: Path) -> None:
    if not full:
        pytest.skip("make test-containers takes a back-up and restores it")
    before = len(service.deliveries())
    service.compose("stop", "worker", "redis", "kafka")
    for volume in ("kafka", "redis"):
        archive(service, volume, tmp_path, "tar -C /data -czf /to/{}.tar.gz .")
    service.compose("rm", "-f", "kafka", "redis")
    for volume in ("kafka", "redis"):
        support.docker("volume", "rm", f"{service.project}_{volume}")
        service.compose("up", "--no-start", "--no-deps", volume)  # makes the volume anew
        archive(service, volume, tmp_path, "tar -C /data -xzf /to/{}.tar.gz")
    service.compose("up", "-d", "--no-build", "--no-deps", "kafka", "redis")
    service.wait_healthy("kafka")
    service.wait_healthy("redis")
    service.compose("up", "-d", "--no-build", "--no-deps", "worker")
    service.wait_healthy("worker")
    settings = read_settings(kafka=f"127.0.0.1:{service.ports['KAFKA_PORT']}")

    assert asyncio.run(replay([support.ROOT / "seeds"], settings)).sent == 5
    support.until("nothing under way", lambda: asyncio.run(drained(settings)), 120)
    time.sleep(5)
    told = service.deliveries()[before:]
    assert not [row for row in told if not row["repeated"]], "what was known rang as new after the restore"


def archive(service: support.Service, volume: str, folder: Path, command: str) -> None:
    """Run tar over a volume, as docs/operations.md has it."""
    support.docker(
        "run", "--rm", "--user", "0", "--entrypoint", "sh", "-v", f"{service.project}_{volume}:/data",
        "-v", f"{folder}:/to", "redis:7.2", "-c", command.format(volume),
    )  # fmt: skip
