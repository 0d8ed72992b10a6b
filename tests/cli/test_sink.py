"""The webhook receiver: verified, refused, repeated."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from cli_alerts import alert, fall
from click import ClickException
from click.testing import CliRunner
from standardwebhooks import Webhook

from agents.cli.sink import Receiver, as_line, sink, summary
from schemas.codec import encode

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
BODY = encode(alert(fall("Fell."))).decode()


def headers(body: str, secret: str = SECRET, at: datetime | None = None) -> dict[str, str]:
    at = at or datetime.now(UTC)
    signature = Webhook(secret).sign("msg_1", at, body)
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


async def post(body: str, *tries: dict[str, str]) -> tuple[list[int], list[Mapping[str, Any]]]:
    told: list[Mapping[str, Any]] = []
    async with TestClient(TestServer(Receiver(SECRET, tell=told.append).app())) as client:
        statuses = [(await client.post("/", data=body.encode(), headers=header)).status for header in tries]
    return statuses, told


async def test_a_good_signature_is_verified_and_the_same_again_is_told_so() -> None:
    statuses, told = await post(BODY, headers(BODY), headers(BODY))
    assert statuses == [204, 204]
    assert told[0] == {
        "webhook_id": "msg_1", "verified": True, "repeated": False, "alert_id": "al1", "reason": "first_report",
        "kind": "location_fall", "place": "Tadmur",
    }  # fmt: skip
    assert told[1]["repeated"]
    assert as_line(told[1]) == "verified msg_1 first_report location_fall Tadmur (again)"
    json.dumps(told)


@pytest.mark.parametrize(
    "header",
    [
        headers(BODY, secret="whsec_" + "QUJD" * 10),
        headers(BODY + " "),
        headers(BODY, at=datetime(2014, 6, 10, tzinfo=UTC)),
        {},
    ],
    ids=["another secret", "another body", "too old", "unsigned"],
)
async def test_all_else_is_refused(header: dict[str, str]) -> None:
    statuses, told = await post(BODY, header)
    assert statuses == [401]
    assert told[0]["verified"] is False
    assert as_line(told[0]).startswith("REFUSED ")


async def test_a_signed_body_that_is_no_alert_is_taken_without_a_summary() -> None:
    statuses, told = await post("[1]", headers("[1]"))
    assert statuses == [204]
    assert "alert_id" not in told[0]
    assert summary({"incident": 3}) == {}


def test_a_secret_of_another_kind_is_one_line() -> None:
    with pytest.raises(ClickException, match="not one of Standard Webhooks"):
        Receiver("whsec_?", tell=lambda told: None)


async def test_two_secrets_and_another_answer() -> None:
    other = "whsec_" + "QUJD" * 10
    told: list[Mapping[str, Any]] = []
    async with TestClient(TestServer(Receiver(other, SECRET, tell=told.append, status=503).app())) as client:
        for secret in (SECRET, other, "whsec_" + "REVG" * 10):
            await client.post("/", data=BODY.encode(), headers=headers(BODY, secret))
        again = await client.post("/", data=BODY.encode(), headers=headers(BODY))
    assert again.status == 503
    assert [one["verified"] for one in told] == [True, True, False, True]


async def test_a_digest_tells_each_of_its_alerts() -> None:
    digest = json.dumps({"type": "digest", "alerts": [json.loads(BODY), json.loads(BODY), 3]})
    statuses, told = await post(digest, headers(digest))
    assert statuses == [204]
    assert as_line(told[0]) == (
        "verified msg_1 digest of 2: first_report location_fall Tadmur; first_report location_fall Tadmur"
    )


def test_a_sink_needs_a_secret(tmp_path: Path) -> None:
    asked = CliRunner().invoke(sink, ["--port", "9"])
    assert (asked.exit_code, "give --secret or --secret-file" in asked.output) == (2, True)
    (tmp_path / "secret").write_text("whsec_?\n")
    wrong = CliRunner().invoke(sink, ["--port", "9", "--secret-file", str(tmp_path / "secret")])
    assert "not one of Standard Webhooks" in wrong.output
