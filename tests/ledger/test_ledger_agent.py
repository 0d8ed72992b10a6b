"""The ledger's step as the worker runs it, on a real Redis."""

from collections.abc import Sequence

import pytest
from ledger_support import NOW, article
from redis.asyncio import Redis

from agents import metrics, topics
from agents.guard import Context, Out
from agents.ledger.agent import build
from agents.ledger.store import incidents
from agents.settings import read_settings
from schemas.alert import Alert
from schemas.codec import BadRecordError, decode, encode
from schemas.correction import Correction


async def nobody_sends(outs: Sequence[Out], *_: object) -> None:
    raise AssertionError("the ledger sends what its handler returns, and nothing by itself")


def counted(kind: str, reason: str) -> float:
    return metrics.REGISTRY.get_sample_value("tocsin_alerts_total", {"kind": kind, "reason": reason}) or 0.0


async def test_claims_in_alerts_out_and_known_ones_only_counted(redis: "Redis") -> None:
    step = build(Context(settings=read_settings(), redis=redis, now=lambda: NOW, send=nobody_sends))
    assert (step.name, step.source) == ("ledger", topics.CLAIMS)
    first = article("a", "2017-11-02 06:00", "Post").fall("Rawa").casualty("killed", 12, "Hit", weapon="bomb")
    again = article("b", "2017-11-02 09:00", "Post").fall("Rawa")
    before = counted("location_fall", "known"), counted("location_fall", "first_report")
    outs = []
    for claim in [*first.numbered(), *again.numbered(), *first.numbered()]:
        travelled = decode(encode(claim), step.takes)
        outs.append(await step.handle(travelled))
    alerts = [[out for out in one if out.topic == topics.ALERTS] for one in outs]
    assert [len(one) for one in alerts] == [0, 2, 0, 0, 2]
    assert alerts[1] == alerts[4]
    for out in alerts[1]:
        assert isinstance(out.record, Alert)
        assert out.key == out.record.incident.id
    kept = [sorted(f"{out.topic} {out.key}" for out in one if out.topic != topics.ALERTS) for one in outs]
    fall, harm = (f"incidents IQ/{alert.record.incident.id}" for alert in alerts[1])
    assert [len(one) for one in kept] == [0, 3, 2, 0, 3]
    assert {fall, harm} < set(kept[1])
    assert kept[1] == kept[4]
    assert fall in kept[2]
    after = counted("location_fall", "known"), counted("location_fall", "first_report")
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
    assert sorted(one.kind for one in await incidents(redis)) == ["casualty", "location_fall"]


async def test_the_settings_choose_what_rings_and_when_a_toll_is_news(redis: "Redis") -> None:
    settings = read_settings(rings="background,toll_revised", toll_share=2.0, toll_people=50)
    step = build(Context(settings=settings, redis=redis, now=lambda: NOW, send=nobody_sends))
    told = [
        article("a", "2017-11-02 06:00", "Post").casualty("killed", 20, "Hit", weapon="bomb"),
        article("b", "2017-11-02 08:00", "Courier").casualty("killed", "at least 40", "Hit", weapon="bomb"),
        article("c", "2017-11-02 09:00", "Courier").casualty("killed", 95, "Hit", weapon="bomb"),
        article("d", "2017-11-02 10:00", "Gazette").casualty("killed", 400, "Rawa", timing="background"),
    ]
    alerts = [out.record for one in told for out in await step.handle(one.numbered()[0]) if out.topic == topics.ALERTS]
    assert [(alert.reason, alert.rings) for alert in alerts] == [
        ("first_report", False),
        ("toll_raised", False),
        ("background", True),
    ]


async def test_a_correction_that_fits_nothing_is_a_bad_record(redis: "Redis") -> None:
    step = build(Context(settings=read_settings(), redis=redis, now=lambda: NOW, send=nobody_sends))
    correction = Correction(
        correction_id="c", theatre="IQ", action="merge", incident="no", other="such", at=NOW, by="desk"
    )
    with pytest.raises(BadRecordError, match="there is no incident no"):
        await step.handle(decode(encode(correction), step.takes))
