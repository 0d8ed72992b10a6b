"""The ledger's step as the worker runs it, on a real Redis."""

from collections.abc import Sequence

from ledger_support import NOW, article
from redis.asyncio import Redis

from agents import metrics, topics
from agents.guard import Context, Out
from agents.ledger.agent import build
from agents.ledger.store import incidents
from agents.settings import read_settings
from schemas.alert import Alert
from schemas.claim import Claim
from schemas.codec import decode, encode


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
        travelled: Claim = decode(encode(claim), step.takes)
        outs.append(await step.handle(travelled))
    assert [len(out) for out in outs] == [0, 2, 0, 0, 2]
    assert outs[1] == outs[4]
    for out in outs[1]:
        assert out.topic == topics.ALERTS
        assert isinstance(out.record, Alert)
        assert out.key == out.record.incident.id
    after = counted("location_fall", "known"), counted("location_fall", "first_report")
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
    assert sorted(one.kind for one in await incidents(redis)) == ["casualty", "location_fall"]
