"""What docker-compose.yml promises of every service, read from the file."""

import re
from typing import Any

import containers_support as support
import pytest
import yaml

COMPOSE: dict[str, Any] = yaml.safe_load((support.ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONE_SHOT = {"topics", "replay"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_pinned_bounded_and_watched(name: str) -> None:
    service = SERVICES[name]
    assert re.fullmatch(r"[a-z/]+:v?\d+(\.\d+)+", service["image"])
    assert "mem_limit" in service
    assert service["logging"]["options"]["max-size"]
    assert "no-new-privileges:true" in service["security_opt"]
    if name in ONE_SHOT:
        assert service["restart"] in ("no", "on-failure")
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"][0] == "CMD"
        assert "stop_grace_period" in service
    for port in service.get("ports", []):
        assert port.startswith("127.0.0.1:"), "published on loopback alone"
    for needed in service.get("depends_on", {}).values():
        assert needed["condition"] in ("service_healthy", "service_completed_successfully")


@pytest.mark.parametrize("name", [name for name, service in SERVICES.items() if "build" in service])
def test_our_services_are_one_image_without_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["image"] == support.IMAGE
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["tmpfs"]


def test_what_is_mounted_is_there() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume).split(":")[0]
            if source.startswith("./"):
                assert (support.ROOT / source).exists(), volume


def test_the_tests_know_every_service() -> None:
    assert set(SERVICES) == {*support.SERVICES, "grafana"}
    assert {service["image"] for service in SERVICES.values()} == {support.IMAGE, support.GRAFANA, *support.IMAGES}


def test_redis_has_room_for_a_rewrite() -> None:
    conf = (support.ROOT / "deploy/redis.conf").read_text("utf-8")
    most = re.search(r"^maxmemory (\d+)mb$", conf, re.M)
    assert most
    assert int(most[1]) * 2 <= int(SERVICES["redis"]["mem_limit"].removesuffix("g")) * 1024
