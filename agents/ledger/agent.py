"""The ledger step: claims in, alerts out; what is known already ends here."""

from collections.abc import Sequence
from typing import Any

from agents import metrics, topics
from agents.guard import Context, Out, Step, step
from agents.ledger.book import take
from agents.ledger.store import RedisStore
from agents.ledger.words import words
from schemas.claim import Claim

ANY_CLAIM: Any = Claim  # a union, which is no type[...] to a type checker


def build(context: Context) -> Step[Claim]:
    """The step, with its incidents in Redis."""
    store = RedisStore(context.redis, expiry_days=context.settings.state_expiry_days)

    @step("ledger", source=topics.CLAIMS, takes=ANY_CLAIM, startup=(words,))
    async def ledger(claim: Claim) -> Sequence[Out]:
        told = await take(store, claim, context.now)
        for one in told.decided:
            metrics.count_alert(one.kind, one.reason)
        return [Out(topics.ALERTS, alert.incident.id, alert) for alert in told.alerts]

    return ledger
