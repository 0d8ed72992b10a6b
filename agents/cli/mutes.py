"""``tocsin mutes``: what nobody wants to hear of for a while, who said so and why."""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from agents.cli.deliveries import with_store

if TYPE_CHECKING:
    from agents.deliver.mutes import Mute
    from agents.deliver.store import RedisStore

KINDS = ("place", "actor", "incident")


@click.group(short_help="Mute a place, an actor or an incident for a time.")
def mutes() -> None:
    """Mute a place, an actor or an incident for a time. Muted alerts are kept and shown as muted."""


@mutes.command()
@click.argument("of", type=click.Choice(KINDS))
@click.argument("value")
@click.option("--for", "lasts", required=True, metavar="TIME", help="How long: 30m, 6h, 2d, 1w; a year at most.")
@click.option("--note", required=True, help="Why; whoever comes after you reads it.")
@click.option("--by", help="Who; by default the name you are logged in with.")
def add(of: str, value: str, lasts: str, note: str, by: str | None) -> None:
    """Mute VALUE: a place's name, geonames:NUMBER or country code (IQ); an actor's name; an incident's id.

    \b
    Example:
        tocsin mutes add place Mosul --for 6h --note "drill announced by the ministry"
    """
    from agents.deliver.mutes import make_mute, parse_duration

    now = datetime.now(UTC)
    try:
        mute = make_mute(of, value, lasts=parse_duration(lasts), by=by or _login(), note=note, now=now)  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(str(error)) from error

    async def work(store: "RedisStore", names: Sequence[str]) -> None:
        await store.add_mute(mute, now)

    with_store(work)
    click.echo(_shown(mute, now))


@mutes.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are over.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def list_command(everything: bool, as_json: bool) -> None:
    """Mutes in force, oldest first.

    \b
    Example:
        tocsin mutes list --all
    """
    from agents.deliver.mutes import in_force
    from schemas.codec import encode

    now = datetime.now(UTC)

    async def work(store: "RedisStore", names: Sequence[str]) -> "list[Mute]":
        return await store.mutes()

    found = [mute for mute in with_store(work) if everything or in_force(mute, now)]
    for mute in found:
        click.echo(encode(mute).decode() if as_json else _shown(mute, now))
    if not found:
        click.echo("nothing is muted", err=True)


@mutes.command()
@click.argument("id")
@click.option("--by", help="Who; by default the name you are logged in with.")
def remove(id: str, by: str | None) -> None:
    """End a mute before its time. What it held stays muted: tocsin deliveries resend sends it.

    \b
    Example:
        tocsin mutes remove 1f2e3d4c
    """
    import msgspec

    now = datetime.now(UTC)

    async def work(store: "RedisStore", names: Sequence[str]) -> "Mute":
        from agents.deliver.mutes import in_force

        known = {mute.id: mute for mute in await store.mutes()}
        mute = known.get(id)
        if mute is None:
            raise click.ClickException(f"no mute has the id {id}; tocsin mutes list shows them")
        if not in_force(mute, now):
            raise click.ClickException(f"the mute {id} is over already")
        ended = msgspec.structs.replace(mute, until=now, removed_by=by or _login())
        await store.add_mute(ended, now)
        return ended

    click.echo(_shown(with_store(work), now))


def _shown(mute: "Mute", now: datetime) -> str:
    over = mute.removed_by is not None or mute.until <= now
    end = f"until {mute.until:%Y-%m-%d %H:%M} UTC" if not over else f"over since {mute.until:%Y-%m-%d %H:%M} UTC"
    ended = f", ended by {mute.removed_by}" if mute.removed_by else ""
    return f"{mute.id} {mute.of} {mute.value}, {end}{ended}; by {mute.by}: {mute.note}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        raise click.UsageError("say who you are with --by: this machine does not know your name") from None
