"""Settings: environment variables TOCSIN_* over a tocsin.toml, checked at start.

One declaration holds an option's name, default, unit, bounds and description; the error messages and the README's table
are made from it. Nothing is read at import: a process calls ``load_settings()``.
"""

import difflib
import functools
import ipaddress
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from agents.connections import Connections, option
from agents.endpoints import (
    TYPES,
    AnyEndpoint,
    WebhookEndpoint,
    check_url,
    check_webhook_secret,
    read_secret,
    with_types,
)
from schemas.alert import Reason

PREFIX = "TOCSIN_"
CONFIG_VARIABLE = "TOCSIN_CONFIG"
CONFIG_FILE = "tocsin.toml"
TOKEN = re.compile(r"[!-~]{16,512}")


class SettingsError(ValueError):
    """An option is unknown or wrong; the message has one line for each: its name, what is wrong, what to do."""


class Settings(Connections):
    """All options of all processes. Read it with ``load_settings()``; secrets never show in repr, errors or logs."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
        env_ignore_empty=True,  # a compose file or a manifest can name a variable and leave it to others to fill
    )

    partitions: int = option(
        4, "Partitions of every topic: how many workers can share a step. Fixed once the topics exist.", ge=1, le=1000
    )
    replication: int = option(1, "Copies of every record in Kafka: 3 on a cluster.", ge=1, le=7)
    retention_days: float = option(7.0, "How long Kafka keeps records.", "days", gt=0, le=3650)
    max_record_bytes: int = option(
        8_388_608,
        "Largest record on the topics; dead letters: half as much again.",
        "bytes",
        ge=65_536,
        le=64 << 20,
    )
    group: str = option(
        "tocsin", "Consumer group, shared by all workers of one deployment.", pattern=r"^[A-Za-z0-9._-]{1,100}$"
    )
    commit_interval_s: float = option(0.5, "How often progress is committed to Kafka.", "seconds", ge=0.05, le=60)
    session_timeout_s: float = option(
        10.0, "Silence after which Kafka gives a worker's share to the others.", "seconds", ge=6, le=300
    )
    stall_s: float = option(
        180.0, "Records waiting and no progress for this long: the worker ends, to be started anew.", "seconds", ge=5
    )
    loop_stall_s: float = option(60.0, "Event loop stuck for this long: the worker ends.", "seconds", ge=5)
    metrics_host: str = option("127.0.0.1", "Address of /metrics, /healthz and /readyz.")
    metrics_port: int = option(0, "Port of /metrics, /healthz and /readyz; 0 takes a free one.", ge=0, le=65535)
    log_format: Literal["lines", "json"] = option("lines", "Log as lines for people, or as JSON, one object a line.")
    log_level: Literal["debug", "info", "warning", "error"] = option("info", "Least level that is logged.")
    max_article_chars: int = option(
        1_000_000, "Longer reports go to dead-letters.", "characters", ge=1_000, le=50_000_000
    )
    dedupe_horizon_days: float = option(30.0, "How far back duplicates and copies are found.", "days", gt=0, le=3650)
    state_expiry_days: float = option(
        400.0, "How long incidents and timelines stay in Redis after their last report.", "days", gt=0, le=36500
    )
    rings: Annotated[tuple[Reason, ...], NoDecode] = option(
        ("first_report", "toll_raised", "denied", "confirmed", "reversal"),
        "Decisions that ring where an endpoint names no reasons of its own; comma-separated.",
    )
    toll_share: float = option(0.25, "A toll that is up by this share of itself is news.", gt=0, le=10)
    toll_people: int = option(10, "A toll that is up by so many is news, whatever the share.", "people", ge=1)
    stale_days: int = option(
        3, "A report published so long before the newest of its country fills the history only.", "days", ge=1, le=3650
    )
    delivery_timeout_s: float = option(10.0, "Longest wait for a webhook's answer.", "seconds", gt=0, le=300)
    webhooks: Annotated[tuple[AnyEndpoint, ...], NoDecode] = option(
        (), "Where alerts go (docs/delivery.md); as [[endpoints]] or [[webhooks]] in tocsin.toml, or as JSON."
    )
    webhook_url: SecretStr | None = option(None, "One webhook receiver without a file, named `default`.")
    webhook_secret: SecretStr | None = option(None, "Its secret: whsec_ and base64 of 24 to 64 random bytes.")
    webhook_secret_file: Path | None = option(None, "A file that holds it, or two of them, each on a line.")
    webhook_allow: Annotated[tuple[str, ...], NoDecode] = option(
        (), "Hosts, addresses or CIDR ranges that endpoints may have although they are private; comma-separated."
    )
    desk_url: str | None = option(None, "Where people reach the desk page: for the links in alerts.")
    desk_host: str = option("127.0.0.1", "Address that `tocsin desk` listens at; whoever reaches it may read.")
    desk_port: int = option(8080, "Its port; 0 takes a free one.", ge=0, le=65535)
    ingest_token: SecretStr | None = option(
        None, "Who sends it may post reports to the desk (docs/desk.md): 16 characters or more; without one nobody may."
    )
    ingest_token_file: Path | None = option(None, "A file that holds it, or two of them, each on a line.")
    ingest_max_bytes: int = option(4_194_304, "Largest post of reports.", "bytes", ge=1_024, le=64 << 20)

    @property
    def endpoints(self) -> tuple[AnyEndpoint, ...]:
        """Every endpoint: those of ``webhooks``, then the one of webhook_url as ``default``."""
        if self.webhook_url is None:
            return self.webhooks
        return (*self.webhooks, self._single(self.webhook_url.get_secret_value()))

    @property
    def ingest_tokens(self) -> tuple[str, ...]:
        """Who may post reports: every token that counts, none where nobody may."""
        if self.ingest_token_file is not None:
            return tuple(read_secret("ingest_token_file", self.ingest_token_file))
        return () if self.ingest_token is None else (self.ingest_token.get_secret_value(),)

    def _single(self, url: str) -> WebhookEndpoint:
        if self.webhook_secret_file is not None:
            secret = tuple(map(SecretStr, read_secret("webhook_secret_file", self.webhook_secret_file)))
            return WebhookEndpoint(name="default", url=url, secret=secret)
        assert self.webhook_secret is not None
        return WebhookEndpoint(name="default", url=url, secret=(self.webhook_secret,))

    @field_validator("webhooks", mode="before")
    @classmethod
    def _webhooks(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return with_types(value)
        try:
            return with_types(json.loads(value))
        except json.JSONDecodeError as error:
            raise ValueError(f"not JSON: {error.msg} at character {error.pos}") from None

    @field_validator("webhook_allow", "rings", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("webhook_allow")
    @classmethod
    def _allow(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for entry in value:
            if "/" in entry:
                ipaddress.ip_network(entry)  # its error says what is wrong with the range
            elif not re.fullmatch(r"[A-Za-z0-9._:-]+", entry):
                raise ValueError(f"{entry!r} is no host, address or CIDR range")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            check_url(value.get_secret_value())
        return value

    @field_validator("desk_url")
    @classmethod
    def _desk_url(cls, value: str | None) -> str | None:
        return None if value is None else check_url(value).rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr | None) -> SecretStr | None:
        return None if value is None else check_webhook_secret(value)

    @model_validator(mode="before")
    @classmethod
    def _both_names(cls, given: Any) -> Any:
        """[[endpoints]] and [[webhooks]] are one list."""
        if not isinstance(given, dict) or "endpoints" not in given:
            return given
        rest = {name: value for name, value in given.items() if name != "endpoints"}
        if not all(isinstance(given.get(name, []), list | tuple) for name in ("endpoints", "webhooks")):
            raise ValueError("endpoints: write [[endpoints]] in tocsin.toml, or all of them in TOCSIN_WEBHOOKS")
        return {**rest, "webhooks": [*given.get("webhooks", []), *given["endpoints"]]}

    @model_validator(mode="after")
    def _together(self) -> "Settings":
        if self.webhook_secret is not None and self.webhook_secret_file is not None:
            raise ValueError("webhook_secret and webhook_secret_file are the same thing twice: keep one of them")
        if (self.webhook_url is None) != (self.webhook_secret is None and self.webhook_secret_file is None):
            raise ValueError("webhook_url and webhook_secret (or its file) go together: set both or neither")
        if self.ingest_token is not None and self.ingest_token_file is not None:
            raise ValueError("ingest_token and ingest_token_file are the same thing twice: keep one of them")
        if any(not TOKEN.fullmatch(token) for token in self.ingest_tokens):
            raise ValueError("ingest_token must be 16 to 512 visible ASCII characters without spaces")
        names = [endpoint.name for endpoint in self.endpoints]
        if len(set(names)) < len(names):
            raise ValueError("webhooks: two endpoints have the same name (webhook_url is named default)")
        if self.state_expiry_days <= self.retention_days:
            raise ValueError("state_expiry_days must be longer than retention_days, or a replay would ring again")
        return self

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource, **named: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code, over the environment, over the file."""
        path = config_path(os.environ)
        return (
            named["init_settings"],
            named["env_settings"],
            *([TomlConfigSettingsSource(settings_cls, toml_file=path)] if path else []),
        )


def config_path(environ: Mapping[str, str]) -> Path | None:
    """The file to read: TOCSIN_CONFIG, which must exist then, or ./tocsin.toml where there is one."""
    named = environ.get(CONFIG_VARIABLE)
    if named is None:
        return Path(CONFIG_FILE) if Path(CONFIG_FILE).is_file() else None
    if not Path(named).is_file():
        raise SettingsError(f"{CONFIG_VARIABLE}: there is no file {named}; name one that exists, or unset it")
    return Path(named)


def read_settings(**given: Any) -> Settings:
    """Read and check the settings anew; ``given`` wins over the environment and the file. Raises SettingsError."""
    _check_names(os.environ)
    try:
        return Settings(**given)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{config_path(os.environ)}: not a TOML file: {error}") from error
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(item, given) for item in error.errors(include_input=False))) from None


@functools.cache
def load_settings() -> Settings:
    """The settings of this process, read and checked at the first call. Raises SettingsError."""
    return read_settings()


def settings_table() -> str:
    """The README's table of options, in Markdown."""
    rows = ["| Option | Default | Unit | Meaning |", "| --- | --- | --- | --- |"]
    for name, info in Settings.model_fields.items():
        rows.append(f"| `{PREFIX}{name.upper()}` | {_default(info)} | {_unit(info)} | {info.description} |")
    return "\n".join(rows) + "\n"


def _check_names(environ: Mapping[str, str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {CONFIG_VARIABLE}
    unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError("\n".join(f"{name}: no such option; {_nearest(name, known)}" for name in unknown))


def _nearest(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"did you mean {near[0]}?" if near else "unset it; the README lists all options"


def _explain(error: Any, given: Mapping[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    message = error["msg"].removeprefix("Value error, ")
    info = Settings.model_fields.get(name)
    if info is None:
        known = set(Settings.model_fields)
        return f"{name}: no such option; {_nearest(name, known)}" if name else f"settings: {message}"
    inner = ".".join(str(part) for place, part in enumerate(error["loc"][1:]) if place != 1 or part not in TYPES)
    where = name if name in given else f"{PREFIX}{name.upper()}"
    if name not in given and PREFIX + name.upper() not in os.environ:
        where = f"{name} in {config_path(os.environ)}"
    return f"{where}{f' ({inner})' if inner else ''}: {message}. {info.description} Default: {_default(info)}"


def _default(info: FieldInfo) -> str:
    value = info.default.get_secret_value() if isinstance(info.default, SecretStr) else info.default
    if value is None or value == ():
        return "none"
    return f"`{','.join(value) if isinstance(value, tuple) else value}`"


def _unit(info: FieldInfo) -> str:
    extra = info.json_schema_extra
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""
