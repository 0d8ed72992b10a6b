"""The webhook receiver: verified, refused, repeated."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from cli_alerts import alert, fall
from click import ClickException
from standardwebhooks import Webhook

from agents.cli.sink import Receiver, as_line, summary
from schemas.codec import encode

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
BODY = encode(alert(fall("Fell."))).decode()


def headers(body: str, secret: str = SECRET, at: datetime | None = None) -> dict[str, str]:
    at = at or datetime.now(UTC)
    signature = Webhook(secret).sign("msg_1", at, body)
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


async def post(body: str, *tries: dict[str, str]) -> tuple[list[int], list[Mapping[str, Any]]]:
    told: list[Mapping[str, Any]] = []
    async with TestClient(TestServer(Receiver(SECRET, told.append).app())) as client:
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
        Receiver("whsec_?", lambda told: None)
