"""The whole service in containers, for tests that have it.

CONTAINERS=full (make test-containers) or short (CI) starts it; without, these tests are skipped, because they build an
image. Where it was asked for and cannot run, they fail and say what is missing.
"""

import os
import subprocess
import time
from collections.abc import Iterator

import containers_support as support
import pytest


@pytest.fixture(scope="session")
def full() -> bool:
    return os.environ.get("CONTAINERS") == "full"


@pytest.fixture(scope="session")
def service(full: bool) -> Iterator[support.Service]:
    """Everything up and the demo begun. Its first report is sent when the worker is ready."""
    if os.environ.get("CONTAINERS") not in ("full", "short"):
        pytest.skip("containers are tested by make test-containers")
    if not support.engine_answers():
        pytest.fail("no docker engine answers: start it, or leave CONTAINERS unset")
    command = support.compose_command()
    if command is None:
        pytest.fail("no docker compose: install it (Debian: docker-compose)")
    running = support.Service(command, every_s=8.0 if full else 2.0)
    running.compose("build", "topics", timeout_s=1500)
    services = [*support.SERVICES, *(["grafana"] if has_image(support.GRAFANA) else [])]
    missing = [image for image in support.IMAGES if not has_image(image)]
    if missing:
        pytest.fail(f"no image and no registry for {', '.join(missing)}")
    try:
        began = time.monotonic()
        running.compose("up", "-d", "--no-build", *services, timeout_s=240)
        support.until("the first alert", lambda: any(row["verified"] for row in running.deliveries()), 120)
        running.first_alert_s = time.monotonic() - began
        yield running
    except BaseException:
        print(running.logs())
        raise
    finally:
        running.down()


def has_image(image: str) -> bool:
    """Whether the image is here or can be had; said plainly where it cannot."""
    if support.docker("images", "-q", image).strip():
        return True
    try:
        support.docker("pull", "-q", image, timeout_s=300)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        print(f"\nleft out: {str(error)[:200]}")
        return False
    return True
