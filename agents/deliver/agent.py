"""The deliver step: alerts in; what rings is due at every webhook receiver, and sent from the background."""

from collections.abc import Sequence

from agents import metrics, topics
from agents.deliver.addresses import parse_allowed
from agents.deliver.sender import Receiver, Sender
from agents.deliver.store import RedisStore
from agents.guard import Context, Out, Step, step
from schemas.alert import Alert


def build(context: Context) -> Step[Alert]:
    """The step, with its schedule in Redis and one loop for each receiver."""
    settings = context.settings
    sender = Sender(
        RedisStore(context.redis, expiry_days=settings.state_expiry_days),
        [Receiver(one.name, one.url, one.secret.get_secret_value()) for one in settings.endpoints],
        now=context.now,
        timeout_s=settings.delivery_timeout_s,
        allowed=parse_allowed(settings.webhook_allow),
        observe=metrics.count_webhook,
    )

    @step("deliver", source=topics.ALERTS, takes=Alert, background=sender.loops())
    async def deliver(alert: Alert) -> Sequence[Out]:
        await sender.schedule(alert)
        return []

    return deliver
