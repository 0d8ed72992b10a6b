"""The deliver step: alerts in; what an endpoint wants is due there, and sent from the background."""

from collections.abc import Sequence

from agents import metrics, topics
from agents.deliver.addresses import parse_allowed
from agents.deliver.channel import World
from agents.deliver.sender import Sender
from agents.deliver.store import RedisStore
from agents.guard import Context, Out, Step, step
from schemas.alert import Alert


def build(context: Context) -> Step[Alert]:
    """The step, with its queues in Redis and loops of its own for each endpoint."""
    settings = context.settings
    world = World(
        allowed=parse_allowed(settings.webhook_allow),
        timeout_s=settings.delivery_timeout_s,
        now=context.now,
        desk_url=settings.desk_url,
        ringing=frozenset(settings.rings),
    )
    store = RedisStore(context.redis, expiry_days=settings.state_expiry_days)
    sender = Sender(store, settings.endpoints, world, metrics)

    @step("deliver", source=topics.ALERTS, takes=Alert, background=sender.loops())
    async def deliver(alert: Alert) -> Sequence[Out]:
        await sender.schedule(alert)
        return []

    return deliver
