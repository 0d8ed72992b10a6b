"""``tocsin timeline``: who is said to have held a place, from when, by whose word."""

import asyncio
import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from agents.ledger.timeline import Holding, Timeline
    from schemas.actor import Actor

WHY = {"denied": "somebody says that it did not happen", "two_sides": "another side is said to have taken it then"}


@click.command(short_help="Who held a place, from when, by whose word.")
@click.argument("place")
@click.option("--archive", is_flag=True, help="From Kafka's archive: also what is over and has left Redis.")
@click.option("--json", "as_json", is_flag=True, help="One object for each place of that name.")
def timeline(place: str, archive: bool, as_json: bool) -> None:
    """Show every change of hands that was told of PLACE, in the order of events; contested stretches say why.

    \b
    Example:
        tocsin timeline "Tal Afar"
    """
    found = asyncio.run(_look(place, archive))
    if not found and not as_json:
        click.echo(f"nothing is known of changes of hands in {place}", err=True)
    for one in found:
        click.echo(json.dumps(_plain(one), ensure_ascii=False) if as_json else _text(one))


async def _look(place: str, archive: bool) -> "list[Timeline]":
    from agents.cli.incidents import archived
    from agents.cli.target import settings_of_target
    from agents.ledger.store import cases
    from agents.ledger.timeline import timelines
    from agents.redis import connect

    settings = settings_of_target()
    redis = connect(settings)
    try:
        known = archived(settings) if archive else cases(redis)
        return timelines([case async for case in known if case.kind == "location_fall"], place)
    finally:
        await redis.aclose()


def _plain(one: "Timeline") -> Any:
    from schemas.codec import plain

    return plain(one)


def _text(one: "Timeline") -> str:
    from agents.wording import printable, where

    return printable("\n".join([where(one.place), *(line for holding in one.holdings for line in _lines(holding))]))


def _lines(holding: "Holding") -> list[str]:
    from agents.wording import brief_days, day
    from schemas.alert import Span

    began = brief_days(Span(start=holding.from_first, end=holding.from_last))
    until = f"until {day(holding.until)}" if holding.until else "and since"
    lost = f" from {_name(holding.lost_by)}" if holding.lost_by else ""
    held = f"{_name(holding.holder)} ({holding.change}{lost}), {until}"
    head = f"  {began:<20} {held} · {holding.grade} · {holding.incident}"
    lines = [head, *(f"      contested: {WHY[why]}" for why in holding.contested)]
    return lines + [
        f"      {word.stance} by {word.speaker} ({word.outlet or 'unknown outlet'})" for word in holding.words
    ]


def _name(actor: "Actor | None") -> str:
    return actor.name if actor else "nobody named"
