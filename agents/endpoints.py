"""Where alerts go, as tocsin.toml has it: [[endpoints]] (or [[webhooks]], the same), strictly read.

An endpoint has a name, a type with what that type needs, and, whatever its type: ``filter`` (which alerts it wants),
``quiet`` (hours in which alerts wait), ``digest`` (what becomes of a burst). docs/delivery.md shows one of each. A
secret is given as it is, or as the path of a file that holds it (``secret_file``); secrets, and addresses, which may
carry a token, show in no repr, dump or error.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, time, tzinfo
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from schemas.alert import Reason
from schemas.claim import Stance

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Kind = Literal["location_fall", "casualty"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Box = tuple[float, float, float, float]
MOST_SECRETS = 2
MOST_SECRET_BYTES = 65_536


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Filter(_Part):
    """Which alerts an endpoint wants: all that is set must hold; of a list, one of it.

    places: names, or geonames:NUMBER; countries: ISO 3166-1 alpha-2; boxes: west, south, east, north in degrees WGS 84.
    Of these three, one is enough. reasons: null for what rings by default. min_killed: people, of harm to people alone.
    """

    kinds: tuple[Kind, ...] = ()
    reasons: tuple[Reason, ...] | None = None
    places: tuple[Name, ...] = ()
    countries: tuple[Country, ...] = ()
    boxes: tuple[Box, ...] = ()
    actors: tuple[Name, ...] = ()
    min_killed: int = Field(default=0, ge=0)
    stances: tuple[Stance, ...] = ()
    min_origins: int = Field(default=0, ge=0)

    @field_validator("boxes")
    @classmethod
    def _boxes(cls, boxes: tuple[Box, ...]) -> tuple[Box, ...]:
        for west, south, east, north in boxes:
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
                raise ValueError("a box is [west, south, east, north] in degrees; a west beyond its east crosses 180°")
        return boxes


class Quiet(_Part):
    """Hours in which alerts wait, to be sent as one digest when they end; an end before the start is the next day.

    days: those on which the hours begin. Alerts with a reason of ``despite``, or with so many killed, don't wait.
    """

    start: time
    end: time
    timezone: str = "UTC"
    days: tuple[Day, ...] = DAYS
    despite: tuple[Reason, ...] = ()
    despite_killed: int | None = Field(default=None, ge=1)

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, name: str) -> str:
        try:
            zone(name)
        except (OSError, ValueError, LookupError):
            raise ValueError(f"no time zone is named {name!r}: take one of IANA's, as Europe/Kyiv") from None
        return name

    @model_validator(mode="after")
    def _some(self) -> "Quiet":
        if self.start == self.end:
            raise ValueError("start and end are the same: leave quiet out, or set the hours apart")
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError('start and end are times of day as "22:00"; the zone stands in timezone')
        return self


class Digest(_Part):
    """A burst: the alerts-th within so many seconds, and all that follow until the burst's time is over, are one
    message. hold: all alerts wait for their digest, also the first ones."""

    alerts: int = Field(ge=2, le=100)
    seconds: float = Field(ge=1, le=86_400)
    hold: bool = False


class Endpoint(_Part):
    """What every endpoint has. parallel: how many deliveries one worker has under way there at once."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    filter: Filter = Filter()
    quiet: Quiet | None = None
    digest: Digest | None = None
    parallel: int = Field(default=2, ge=1, le=16)

    from_files: ClassVar[tuple[str, ...]] = ()
    """Options whose value may stand in a file, named by the option with _file."""

    @model_validator(mode="before")
    @classmethod
    def _read_files(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        values = dict(given)
        for option in cls.from_files:
            path = values.pop(f"{option}_file", None)
            if path is None:
                continue
            if values.get(option) is not None:
                raise ValueError(f"{option} and {option}_file are the same thing twice: keep one of them")
            lines = read_secret(f"{option}_file", path)
            values[option] = lines if option == "secret" else lines[0]
        return values


class WebhookEndpoint(Endpoint):
    """A receiver of signed POSTs by Standard Webhooks. secret: one, or two while they are changed: each signs."""

    type: Literal["webhook"] = "webhook"
    url: str = Field(repr=False, exclude=True)
    secret: tuple[SecretStr, ...] = Field(min_length=1, max_length=MOST_SECRETS)

    from_files = ("secret", "url")

    @field_validator("url")
    @classmethod
    def _url(cls, url: str) -> str:
        return check_url(url)

    @field_validator("secret", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return [value] if isinstance(value, str | SecretStr) else value

    @field_validator("secret")
    @classmethod
    def _secret(cls, secrets: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        return tuple(check_webhook_secret(secret) for secret in secrets)


class SlackEndpoint(Endpoint):
    """An incoming webhook of Slack, or of what understands the same (Mattermost, Rocket.Chat). The address is the
    secret."""

    type: Literal["slack"]
    url: str = Field(repr=False, exclude=True)

    from_files = ("url",)

    @field_validator("url")
    @classmethod
    def _url(cls, url: str) -> str:
        return check_url(url)


class AlertmanagerEndpoint(Endpoint):
    """Prometheus's Alertmanager, by its v2 API. url: without /api/v2/alerts. active_minutes: until it resolves.

    labels: added to every alert, for routing. Either token (Bearer) or user and password (Basic), or none.
    """

    type: Literal["alertmanager"]
    url: str = Field(repr=False, exclude=True)
    token: SecretStr | None = None
    user: str | None = None
    password: SecretStr | None = None
    active_minutes: float = Field(default=60.0, ge=1, le=10_080)
    labels: dict[Annotated[str, Field(pattern=r"^[a-zA-Z_][a-zA-Z0-9_]*$")], str] = Field(default_factory=dict)

    from_files = ("token", "password")

    @field_validator("url")
    @classmethod
    def _url(cls, url: str) -> str:
        if re.search(r"/api/v\d|\?", url):
            raise ValueError("is where Alertmanager is, without /api/v2/alerts or a query")
        return check_url(url).rstrip("/")

    @model_validator(mode="after")
    def _login(self) -> "AlertmanagerEndpoint":
        if (self.user is None) != (self.password is None) or (self.user and self.token):
            raise ValueError("give token, or user and password, or none of them")
        return self


class EmailEndpoint(Endpoint):
    """Plain e-mail by SMTP. server: host:port; to: one mail for all of them."""

    type: Literal["email"]
    server: str = Field(pattern=r"^(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):\d{1,5}$")
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    sender: str
    to: tuple[str, ...] = Field(min_length=1, max_length=100)

    from_files = ("password",)

    @field_validator("sender", "to")
    @classmethod
    def _addresses(cls, value: Any) -> Any:
        for address in (value,) if isinstance(value, str) else value:
            if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9._-]+", address) or not address.isascii():
                raise ValueError(f"{address!r} is no address as desk@example.org")
        return value

    @model_validator(mode="after")
    def _login(self) -> "EmailEndpoint":
        if (self.user is None) != (self.password is None):
            raise ValueError("user and password go together: give both or neither")
        if self.user is not None and self.encryption == "none":
            raise ValueError('a password must not travel readable: set encryption to "starttls" or "tls"')
        return self

    @property
    def host(self) -> str:
        """The server's name or address."""
        return self.server.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The server's port."""
        return int(self.server.rpartition(":")[2])


AnyEndpoint = Annotated[
    WebhookEndpoint | SlackEndpoint | AlertmanagerEndpoint | EmailEndpoint, Field(discriminator="type")
]
TYPES = ("webhook", "slack", "alertmanager", "email")


def with_types(entries: Any) -> Any:
    """The entries of a list of endpoints, with the type of those that name none: webhook."""
    if not isinstance(entries, list | tuple):
        return entries
    return [{"type": "webhook", **entry} if isinstance(entry, Mapping) else entry for entry in entries]


def zone(name: str) -> tzinfo:
    """The time zone of this name; UTC needs no table. Raises OSError, ValueError or LookupError where there is none."""
    return UTC if name == "UTC" else ZoneInfo(name)


def read_secret(option: str, path: Any) -> list[str]:
    """The lines of a secret's file, empty ones left out. Raises ValueError that names the option and the file."""
    try:
        with Path(str(path)).open("rb") as file:
            text = file.read(MOST_SECRET_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "not UTF-8 text"
        raise ValueError(f"{option}: {path}: {what}; name a file that this process can read") from None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise ValueError(f"{option}: {path} is empty; write the secret into it, on a line of its own")
    return lines


def check_url(url: str) -> str:
    """The address of a receiver, if it is one: http or https, with a host and without a user or a fragment."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        right = named and not parts.username and not parts.fragment
    except ValueError:  # a port that is no number
        right = False
    if not right:
        raise ValueError("must be http:// or https:// with a host, and without a user, password or #fragment")
    return url


def check_webhook_secret(secret: SecretStr) -> SecretStr:
    """The secret, if it is one of Standard Webhooks' symmetric ones."""
    value = secret.get_secret_value()
    try:
        size = len(base64.b64decode(value.removeprefix("whsec_"), validate=True))
    except (binascii.Error, ValueError):
        size = 0
    if not value.startswith("whsec_") or not 24 <= size <= 64:
        raise ValueError("must be whsec_ followed by base64 of 24 to 64 random bytes")
    return secret
