"""What each type of endpoint is sent: the payload and its schema, Slack, Alertmanager."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema
import pytest
from deliver_support import (
    AT,
    MILITIA,
    RIVERTON,
    Clock,
    FakeReceiver,
    alert,
    desk,
    endpoint,
    fall,
    harmed,
    sender,
    world,
)

from agents.deliver.alertmanager import alertmanager_request
from agents.deliver.channel import open_channel
from agents.deliver.payload import body
from agents.deliver.slack import MOST_CHARS, escape, shown, slack_request
from agents.deliver.state import Message
from agents.deliver.store import RedisStore
from agents.deliver.text import message_title, title
from schemas.codec import decode, plain
from schemas.generate import schema
from schemas.payload import DigestPayload, Payload

TAKEN = alert("a2", of={"place": RIVERTON, "taken_by": MILITIA}, claims=(fall(),), reason="reversal")
ONE = Message("a1", (harmed(incident="i/1"),))
SEVERAL = Message("d1", (harmed(), TAKEN))


def test_a_webhook_holds_the_whole_alert_record_with_counts_and_a_link() -> None:
    sent = json.loads(body(ONE, "https://desk.example/t"))
    jsonschema.validate(sent, schema("payload"), cls=jsonschema.Draft202012Validator)
    record = plain(ONE.alerts[0])
    assert {name: sent[name] for name in record} == json.loads(json.dumps(record, default=str))
    assert sent["counts"] == {"articles": 2, "outlets": 1, "origins": 1}
    assert sent["link"] == "https://desk.example/t/incidents/i%2F1"
    assert (sent["type"], sent["payload"]) == ("alert", "tocsin.payload/1")
    assert json.loads(body(ONE, None))["link"] is None
    assert decode(body(ONE, None), Payload).id == "a1"


def test_a_digest_holds_each_alert_whole() -> None:
    sent = json.loads(body(SEVERAL, None))
    jsonschema.validate(sent, schema("payload_digest"), cls=jsonschema.Draft202012Validator)
    assert (sent["type"], sent["id"], [one["id"] for one in sent["alerts"]]) == ("digest", "d1", ["a1", "a2"])
    assert sent["alerts"][0] == json.loads(body(Message("a1", (harmed(),)), None))
    for one in sent["alerts"]:
        jsonschema.validate(one, schema("payload"), cls=jsonschema.Draft202012Validator)
    assert decode(body(SEVERAL, None), DigestPayload).start == AT


def test_the_schemas_refuse_what_is_no_payload() -> None:
    sent = json.loads(body(ONE, None))
    for broken in (sent | {"counts": None}, sent | {"colour": "red"}, {**sent, "reason": "because"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema("payload"), cls=jsonschema.Draft202012Validator)


def test_titles() -> None:
    assert title(ONE.alerts[0]) == "First report: at least 7 killed · Riverton, Kosovo"
    assert title(TAKEN) == "Reversal: Riverton, Kosovo taken by Hill Militia"
    assert title(alert()) == "First report: place unknown changed hands"
    assert message_title(SEVERAL) == "2 alerts: Riverton, Kosovo"


def test_slack_shows_the_alert_and_nothing_of_it_is_taken_for_markup() -> None:
    to = endpoint(name="s", type="slack", url="https://hooks.example/services/T0/B0/hush")
    request = slack_request(to, ONE, "https://desk.example")  # type: ignore[arg-type]
    text = json.loads(request.body)["text"]
    assert "*First report: at least 7 killed · Riverton, Kosovo*" in text
    assert "&lt;Riverton&gt; &amp; its \u200b*port\u200b*" in text
    assert "<https://post.example/2|River Post>" in text
    assert "<https://desk.example/incidents/i%2F1|" in text
    assert "hush" not in repr(request)
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_slack_gets_as_many_alerts_as_it_shows_and_how_many_more() -> None:
    many = Message("d", tuple(harmed(f"a{i}") for i in range(40)))
    text = shown(many, None)
    assert len(text) < MOST_CHARS + 40
    told = text.count("First report")
    assert 3 < told < 40
    assert text.endswith(f"… and {40 - told} more")


OPENAPI = {  # postableAlerts of Alertmanager's api/v2/openapi.yaml
    "type": "array",
    "items": {
        "type": "object",
        "required": ["labels"],
        "additionalProperties": False,
        "properties": {
            "labels": {"$ref": "#/$defs/labelSet"},
            "annotations": {"$ref": "#/$defs/labelSet"},
            "startsAt": {"type": "string", "format": "date-time"},
            "endsAt": {"type": "string", "format": "date-time"},
            "generatorURL": {"type": "string", "format": "uri"},
        },
    },
    "$defs": {
        "labelSet": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "propertyNames": {"pattern": "^[a-zA-Z_][a-zA-Z0-9_]*$"},
        }
    },
}


def test_alertmanager_gets_what_its_api_takes() -> None:
    to = endpoint(
        name="am", type="alertmanager", url="http://am:9093/base/", user="u", password="hush",
        active_minutes=30, labels={"team": "night", "grade": "ours"},
    )  # fmt: skip
    at = AT + timedelta(hours=5)
    request = alertmanager_request(to, SEVERAL, at, "https://desk.example")  # type: ignore[arg-type]
    posted = json.loads(request.body)
    jsonschema.validate(
        posted, OPENAPI, cls=jsonschema.Draft202012Validator,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )  # fmt: skip
    assert request.url == "http://am:9093/base/api/v2/alerts"
    assert request.headers["authorization"] == "Basic " + base64.b64encode(b"u:hush").decode()
    first, second = posted
    assert first["labels"] == {
        "alertname": "TocsinCasualty", "kind": "casualty", "reason": "first_report", "incident": "i-a1",
        "alert_id": "a1", "grade": "ours", "place": "Riverton", "country": "XK", "actor": "Hill Militia",
        "team": "night",
    }  # fmt: skip
    assert second["labels"]["alertname"] == "TocsinLocationFall"
    assert (first["startsAt"], first["endsAt"]) == ("2026-03-01T12:00:00.000Z", "2026-03-01T17:30:00.000Z")
    assert first["annotations"]["summary"].startswith("First report: at least 7 killed")
    assert first["generatorURL"].endswith("/incidents/i-a1")
    assert "hush" not in repr(request) + repr(to) + to.model_dump_json()


def test_an_alert_from_a_clock_that_runs_ahead_starts_now() -> None:
    to = endpoint(name="am", type="alertmanager", url="http://am:9093", token="hush")
    request = alertmanager_request(to, ONE, AT - timedelta(days=1), None)  # type: ignore[arg-type]
    (posted,) = json.loads(request.body)
    assert posted["startsAt"] < posted["endsAt"]
    assert request.headers["authorization"] == "Bearer hush"


@pytest.mark.parametrize("type", ["slack", "alertmanager"])
async def test_what_is_posted_follows_the_same_policy(
    store: RedisStore, clock: Clock, receiver: FakeReceiver, type: Any
) -> None:
    receiver.answers = [(429, {"retry-after": "30"}), 200]
    to = endpoint(name="desk", type=type, url=f"http://127.0.0.1:{receiver.port}/x")
    sending = sender(store, clock, [to])
    await sending.schedule(harmed())
    async with open_channel(to, world(clock)) as way:
        assert await sending.attempt(to, way)
        clock.turn(31)
        assert await sending.attempt(to, way)
    assert await store.state("desk", "a1") == "delivered"
    assert [line.outcome for line in await store.log("desk")] == ["delivered", "throttled"]
    assert receiver.requests[0].path == ("/x" if type == "slack" else "/x/api/v2/alerts")


async def test_a_digest_of_one_goes_as_that_alert(store: RedisStore, clock: Clock, receiver: FakeReceiver) -> None:
    to = desk(receiver, quiet={"start": "00:00", "end": "23:59"})
    clock.start = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    sending = sender(store, clock, [to])
    await sending.schedule(harmed())
    async with open_channel(to, world(clock)) as way:
        assert not await sending.attempt(to, way)
        clock.turn(4 * 3600)
        assert await sending.attempt(to, way)
        await sending.schedule(harmed("a3"))
        await sending.schedule(TAKEN)
        clock.turn(24 * 3600)
        assert await sending.attempt(to, way)
    first, second = receiver.requests
    assert (first.headers["webhook-id"], json.loads(first.body)["type"]) == ("a1", "alert")
    digest = json.loads(second.body)
    assert (digest["type"], digest["id"]) == ("digest", second.headers["webhook-id"])
