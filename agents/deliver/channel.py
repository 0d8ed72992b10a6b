"""How a message gets to an endpoint: one channel for each type, all with the same face."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from agents.deliver.addresses import Allowed
from agents.deliver.alertmanager import alertmanager_request
from agents.deliver.choose import RINGING
from agents.deliver.mail import MailChannel
from agents.deliver.post import HttpPost, Request, redacted
from agents.deliver.slack import slack_request
from agents.deliver.state import Answer, Message
from agents.deliver.webhook import webhook_request
from agents.endpoints import AlertmanagerEndpoint, AnyEndpoint, EmailEndpoint, SlackEndpoint, WebhookEndpoint
from schemas.alert import Reason


class Channel(Protocol):
    """One endpoint's way, opened for the life of a loop. shown: where it leads, without anything secret.

    timeout_s: the longest that one attempt takes.
    """

    shown: str
    timeout_s: float

    async def __aenter__(self) -> Self:
        """Open it."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""

    async def send(self, message: Message, at: datetime, reached: tuple[str, ...]) -> Answer:
        """Make one attempt at this time. reached: addresses that have it already. Raises nothing the other end can
        cause."""


@dataclass(frozen=True, slots=True)
class World:
    """What all endpoints share. allowed: private addresses that may be reached; desk_url: for links; now: UTC.

    ringing: the reasons that ring where an endpoint names none.
    """

    allowed: Allowed
    timeout_s: float
    now: Callable[[], datetime]
    desk_url: str | None = None
    ringing: frozenset[Reason] = RINGING


class HttpChannel:
    """A POST, made by a pure function from the message."""

    def __init__(self, url: str, make: Callable[[Message, datetime], Request], world: World) -> None:
        self.shown = redacted(url)
        self.timeout_s = world.timeout_s
        self._make = make
        self._post = HttpPost(world.allowed, world.timeout_s, lambda: world.now().timestamp())

    async def __aenter__(self) -> Self:
        await self._post.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._post.__aexit__(kind, error, trace)

    async def send(self, message: Message, at: datetime, reached: tuple[str, ...]) -> Answer:
        """As the protocol says."""
        return await self._post(self._make(message, at))


def open_channel(endpoint: AnyEndpoint, world: World) -> Channel:
    """The channel of an endpoint's type."""
    if isinstance(endpoint, EmailEndpoint):
        return MailChannel(endpoint, world.allowed, world.timeout_s, world.desk_url)
    return HttpChannel(endpoint.url, _maker(endpoint, world.desk_url), world)


def _maker(
    endpoint: WebhookEndpoint | SlackEndpoint | AlertmanagerEndpoint, desk_url: str | None
) -> Callable[[Message, datetime], Request]:
    match endpoint:
        case SlackEndpoint():
            return lambda message, at: slack_request(endpoint, message, desk_url)
        case AlertmanagerEndpoint():
            return lambda message, at: alertmanager_request(endpoint, message, at, desk_url)
        case WebhookEndpoint():
            return lambda message, at: webhook_request(endpoint, message, at, desk_url)
