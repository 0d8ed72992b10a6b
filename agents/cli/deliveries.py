"""``tocsin deliveries``: what is under way to each endpoint, what failed and why; send it again."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from agents.deliver.state import LogLine, Told
    from agents.deliver.store import RedisStore

T = TypeVar("T")
STATES = ("waiting", "dead", "muted", "delivered")
RESENT = {
    "resent": "is due now",
    "hastened": "waited for its next attempt and is due now",
    "behind": "waits behind an earlier one of the same incident, which goes first",
    "in_hand": "is being sent at this moment",
    "disabled": "not sent: the endpoint has said that it wants no more (tocsin deliveries enable lets it have more)",
    "gone": "not sent: the alert is not kept any more",
    "unknown": "not sent: there is no such delivery",
}
ENDPOINT = click.option("--endpoint", metavar="NAME", help="Only this endpoint (its name in the settings).")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")


@click.group(short_help="List, show and send again what goes to the endpoints.")
def deliveries() -> None:
    """What is under way to each endpoint, what failed and why; and send it again."""


@deliveries.command("list")
@ENDPOINT
@click.option("--state", type=click.Choice(STATES), help="Only these; without it, all that is not delivered.")
@click.option("--most", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Of each sort.")
@AS_JSON
def list_command(endpoint: str | None, state: str | None, most: int, as_json: bool) -> None:
    """How each endpoint stands, and its deliveries.

    \b
    Example:
        tocsin deliveries list --state dead
    """

    async def work(store: "RedisStore", names: Sequence[str]) -> None:
        for name in names:
            if not as_json and state is None:
                click.echo(await _standing(store, name))
            for one in [state] if state else STATES[:3]:
                for id in await store.listed(name, one, most):  # type: ignore[arg-type]
                    if told := await store.told(name, id):
                        _tell(told, as_json, await _title(store, told))

    _run(work, endpoint)


@deliveries.command()
@click.argument("id")
@ENDPOINT
@AS_JSON
def show(id: str, endpoint: str | None, as_json: bool) -> None:
    """A delivery or an alert, by its id: its state at each endpoint and every attempt.

    \b
    Example:
        tocsin deliveries show c8601e4041d4e9a3da02
    """

    async def work(store: "RedisStore", names: Sequence[str]) -> None:
        found = [told for name in names if (told := await store.told(name, id))]
        if not found:
            raise click.ClickException(f"no endpoint knows {id}; tocsin deliveries list shows what there is")
        for told in found:
            _tell(told, as_json, await _title(store, told))
            if told.mute and not as_json:
                click.echo(f"  muted by {told.mute}: tocsin mutes list --all says who and why")
            for line in await store.log(told.endpoint, delivery_id=told.id):
                _tell_line(line, as_json)

    _run(work, endpoint)


@deliveries.command()
@click.argument("ids", nargs=-1)
@ENDPOINT
@click.option("--dead", is_flag=True, help="All that were given up.")
def resend(ids: tuple[str, ...], endpoint: str | None, dead: bool) -> None:
    """Send deliveries again: given up, muted, or waiting for their next attempt. What an endpoint has is sent there
    again only where --endpoint names it; the receiver sees the same id.

    \b
    Example:
        tocsin deliveries resend --dead --endpoint night-desk
    """
    if bool(ids) == dead:
        raise click.UsageError("give ids, or --dead for all that were given up")

    async def work(store: "RedisStore", names: Sequence[str]) -> None:
        known: set[str] = set()
        for name in names:
            # oldest first: so that an incident's alerts go in the order in which they rang
            for id in list(reversed(await store.listed(name, "dead", 100_000))) if dead else ids:
                told = await store.told(name, id)
                if told is None:
                    continue
                known.add(id)
                if told.state == "delivered" and endpoint is None:
                    click.echo(f"{name} {id} has been delivered (--endpoint {name} sends it there again)")
                    continue
                click.echo(f"{name} {told.id} {RESENT[await store.resend(name, told.id, _now().timestamp())]}")
        if missing := [id for id in ids if id not in known]:
            raise click.ClickException(f"no endpoint knows {', '.join(missing)}")

    _run(work, endpoint)


@deliveries.command()
@ENDPOINT
@click.option("--most", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Of each endpoint.")
@AS_JSON
def log(endpoint: str | None, most: int, as_json: bool) -> None:
    """Every attempt, newest first: time, what came of it, status, how long it took.

    \b
    Example:
        tocsin deliveries log --endpoint night-desk --most 10
    """

    async def work(store: "RedisStore", names: Sequence[str]) -> None:
        for name in names:
            for line in await store.log(name, most):
                _tell_line(line, as_json)

    _run(work, endpoint)


@deliveries.command()
@click.argument("endpoint")
def enable(endpoint: str) -> None:
    """Let an endpoint have alerts again that has answered 410, and close its circuit.

    \b
    Example:
        tocsin deliveries enable night-desk
    """

    async def work(store: "RedisStore", names: Sequence[str]) -> None:
        before = await store.queue(endpoint)
        await store.enable(endpoint)
        click.echo(f"{endpoint} was {'disabled' if before.disabled else 'not disabled'} and gets alerts from now on")
        if before.dead:
            click.echo(f"tocsin deliveries resend --dead --endpoint {endpoint} sends it the {before.dead} given up")

    _run(work, endpoint)


def _run(work: "Callable[[RedisStore, Sequence[str]], Awaitable[None]]", endpoint: str | None) -> None:
    """Call it with the store of the deployment that is meant, and the endpoints that are."""

    async def with_names(store: "RedisStore", configured: Sequence[str]) -> None:
        names = sorted({*await store.names(), *configured})
        if endpoint is not None and endpoint not in names:
            raise click.ClickException(f"no endpoint is named {endpoint}; there are {', '.join(names) or 'none'}")
        await work(store, [endpoint] if endpoint is not None else names)

    with_store(with_names)


def with_store(work: "Callable[[RedisStore, Sequence[str]], Awaitable[T]]") -> T:
    """What this returns, called with the store and the names of the endpoints in the settings."""
    from agents.cli.target import settings_of_target
    from agents.deliver.store import RedisStore
    from agents.redis import connect

    settings = settings_of_target()

    async def run() -> T:
        redis = connect(settings)
        try:
            store = RedisStore(redis, expiry_days=settings.state_expiry_days)
            return await work(store, [endpoint.name for endpoint in settings.endpoints])
        finally:
            await redis.aclose()

    return asyncio.run(run())


async def _standing(store: "RedisStore", name: str) -> str:
    from agents.deliver.circuit import state

    queue, now = await store.queue(name), _now().timestamp()
    word = state(failures=queue.failures, paused=queue.pause_until > now, disabled=queue.disabled)
    told = f"{name}: {word}, {queue.waiting} waiting, {queue.dead} given up, {queue.muted} muted"
    if queue.oldest_at is not None and queue.oldest_at < now:
        told += f"; the oldest has been due for {now - queue.oldest_at:.0f} s"
    return told + (f"; left alone until {_at(queue.pause_until)}" if queue.pause_until > now else "")


async def _title(store: "RedisStore", told: "Told") -> str:
    from agents.deliver.state import Message
    from agents.deliver.text import message_title
    from schemas.alert import Alert
    from schemas.codec import BadRecordError, decode

    bodies = await store.bodies(told.endpoint, told.alerts)
    try:
        alerts = tuple(decode(body, Alert) for body in bodies.values())
    except BadRecordError:
        return "(of another version)"
    return message_title(Message(told.id, alerts)) if alerts else "(not kept any more)"


def _tell(told: "Told", as_json: bool, title: str) -> None:
    if as_json:
        _json({**_plain(told), "title": title})
        return
    tries = f"{told.attempts} attempt{'' if told.attempts == 1 else 's'}"
    when = f", next {_at(told.next_at.timestamp())}" if told.next_at else ""
    mark = f" (muted by {told.mute})" if told.mute and told.state != "muted" else ""
    click.echo(f"{told.endpoint} {told.id} {told.state}{mark}, {tries}{when}: {title}")


def _tell_line(line: "LogLine", as_json: bool) -> None:
    if as_json:
        _json(_plain(line))
        return
    met = line.status if line.status is not None else line.failure
    parts = [f"{_at(line.at.timestamp())} {line.endpoint} {line.delivery_id} attempt {line.attempt}"]
    parts.append(f"{line.outcome} ({met}) in {line.seconds:.3f} s at {line.url}")
    parts += [line.note] if line.note else []
    parts += [f"next {_at(line.next_at.timestamp())}"] if line.next_at else []
    click.echo("  " + ", ".join(parts))


def _plain(record: object) -> dict[str, Any]:
    from schemas.codec import plain

    shown: dict[str, Any] = plain(record)
    return shown


def _json(value: object) -> None:
    from schemas.codec import encode

    sys.stdout.write(encode(value).decode() + "\n")


def _now() -> datetime:
    return datetime.now(UTC)


def _at(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
