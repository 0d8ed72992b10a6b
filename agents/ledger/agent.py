"""The ledger step: claims and people's corrections in, alerts and what is kept out; what is known already ends here."""

from collections.abc import Sequence
from typing import Any

from agents import metrics, topics
from agents.guard import Context, Out, Step, step
from agents.ledger.book import Told, correct, take
from agents.ledger.state import Policy
from agents.ledger.store import RedisStore
from agents.ledger.words import words
from agents.settings import Settings
from schemas.claim import Claim
from schemas.correction import Correction
from schemas.kept import KeptIncident

TAKES: Any = Claim | Correction  # a union, which is no type[...] to a type checker


def build(context: Context) -> Step[Claim | Correction]:
    """The step, with its incidents in Redis."""
    store = RedisStore(context.redis, expiry_days=context.settings.state_expiry_days)
    policy = policy_of(context.settings)

    @step("ledger", source=topics.CLAIMS, takes=TAKES, startup=(words,))
    async def ledger(record: Claim | Correction) -> Sequence[Out]:
        if isinstance(record, Correction):
            return outs(await correct(store, record, context.now, policy))
        told = await take(store, record, context.now, policy)
        for one in told.decided:
            metrics.count_alert(one.kind, one.reason)
        return outs(told)

    return ledger


def policy_of(settings: Settings) -> Policy:
    """What the settings choose of it."""
    return Policy(
        raise_share=settings.toll_share,
        raise_people=settings.toll_people,
        stale_days=settings.stale_days,
        rings=frozenset(settings.rings),
    )


def outs(told: Told) -> list[Out]:
    """The records to send: alerts first, then what is kept, for the archive's topics."""
    kept = [
        Out(topics.INCIDENTS, f"{one.theatre}/{one.case.id}", one)
        if isinstance(one, KeptIncident)
        else Out(topics.DECISIONS, f"{one.theatre}/{one.batch}", one)
        for one in told.kept
    ]
    return [*(Out(topics.ALERTS, alert.incident.id, alert) for alert in told.alerts), *kept]
