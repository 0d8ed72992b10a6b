"""``tocsin incidents``: what the ledger knows, each grade taken apart, and mergers by hand."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from agents.redis import Redis
    from agents.settings import Settings
    from schemas.correction import Correction
    from schemas.kept import Case

WAIT_S = 30.0
POLL_S = 0.2


@click.group(short_help="List incidents, take one apart, merge two, undo a merger.")
def incidents() -> None:
    """What the ledger of the settings knows, else that of the `tocsin up` that runs here."""


@incidents.command("list")
@click.option("--kind", type=click.Choice(["location_fall", "casualty"]), help="Only changes of hands, or only harm.")
@click.option("--place", help="Only of the place of this name.")
@click.option("--grade", type=click.Choice(["confirmed", "fair", "weak", "contested"]), help="Only of this grade.")
@click.option("--archive", is_flag=True, help="From Kafka's archive: also what is over and has left Redis.")
@click.option("--last", type=click.IntRange(min=1), default=50, show_default=True, help="The newest so many.")
@click.option("--json", "as_json", is_flag=True, help="One incident object a line.")
def list_incidents(
    kind: str | None, place: str | None, grade: str | None, archive: bool, last: int, as_json: bool
) -> None:
    """List incidents, the one told of latest at the end.

    \b
    Example:
        tocsin incidents list --place Mosul --grade contested
    """
    from agents.ledger.contract import in_order
    from agents.ledger.incidents import view
    from agents.ledger.text import alike
    from schemas.codec import encode

    async def look(settings: "Settings", redis: "Redis") -> list["Case"]:
        return [case async for case in await _known(settings, redis, archive)]

    known = _run(look)
    chosen = [
        case
        for case in sorted(in_order(known), key=lambda case: case.last_published_at)
        if kind in (None, case.kind)
        and (
            place is None
            or (case.place is not None and (alike(case.place.name, place) or alike(case.place.text, place)))
        )
        and grade in (None, view(case).grade)
    ]
    for case in chosen[-last:]:
        click.echo(encode(view(case)).decode() if as_json else _line(case))


@incidents.command("show")
@click.argument("incident")
@click.option("--json", "as_json", is_flag=True, help="One object: the incident, its account, claims and history.")
def show(incident: str, as_json: bool) -> None:
    """Take an incident apart: its grade and every bound of its tolls, down to the claims that they rest on.

    \b
    Example:
        tocsin incidents show 597cc856bb809e58af1b
    """
    from agents.cli.account import as_record, as_text
    from agents.ledger.account import account

    case = _run(lambda settings, redis: _case(settings, redis, incident))
    if as_json:
        click.echo(json.dumps(as_record(case, account(case)), ensure_ascii=False, default=str))
    else:
        click.echo(as_text(case, account(case)))


@incidents.command("merge")
@click.argument("incident")
@click.argument("other")
@click.option("--by", help="Who says so; kept in the history.")
@click.option("--note", help="Why; kept in the history.")
def merge(incident: str, other: str, by: str | None, note: str | None) -> None:
    """Say that two incidents are one. The one that was published first goes on, with both histories.

    \b
    Example:
        tocsin incidents merge 597cc856bb809e58af1b 7c1f42c26d045d9727bc --note "one attack, two spellings"
    """
    _run(lambda settings, redis: _correct(settings, redis, "merge", incident, other, (), by, note))


@incidents.command("split")
@click.argument("incident")
@click.argument("other", required=False)
@click.option(
    "--claim", "claims", multiple=True, help="A claim that does not belong to it; may be given several times."
)
@click.option("--by", help="Who says so; kept in the history.")
@click.option("--note", help="Why; kept in the history.")
def split(incident: str, other: str | None, claims: tuple[str, ...], by: str | None, note: str | None) -> None:
    """Undo a merger: OTHER leaves INCIDENT again, and stays apart. Or take claims out, into an incident of their own.

    `tocsin incidents show INCIDENT` tells what was merged into it, and its claims.

    \b
    Example:
        tocsin incidents split 597cc856bb809e58af1b 7c1f42c26d045d9727bc --note "two attacks on one day"
    """
    if (other is None) == (not claims):
        raise click.UsageError("name the incident that was merged, or claims by --claim: one of the two")
    _run(lambda settings, redis: _correct(settings, redis, "split", incident, other, claims, by, note))


def _run(work: Callable[["Settings", "Redis"], Coroutine[Any, Any, Any]]) -> Any:
    from agents.cli.target import settings_of_target
    from agents.redis import connect

    settings = settings_of_target()

    async def connected() -> Any:
        redis = connect(settings)
        try:
            return await work(settings, redis)
        finally:
            await redis.aclose()

    return asyncio.run(connected())


async def _known(settings: "Settings", redis: "Redis", archive: bool) -> Any:
    from agents.ledger.store import cases

    return archived(settings) if archive else cases(redis)


async def archived(settings: "Settings") -> Any:
    """Every incident of the archive topic, as it stands last."""
    from agents.cli.topic import whole
    from agents.ledger.rebuild import Newest
    from agents.topics import INCIDENTS
    from schemas.codec import decode
    from schemas.kept import KeptIncident

    newest = Newest()
    async for record in whole(settings, INCIDENTS):
        newest.add(decode(record.value, KeptIncident))
    for kept in newest.oldest_first():
        if isinstance(kept, KeptIncident):
            yield kept.case


async def _case(settings: "Settings", redis: "Redis", incident: str) -> "Case":
    """The incident of this id, from Redis, else from the archive."""
    from agents.ledger.store import find

    case = await find(redis, incident)
    if case is None:
        async for old in archived(settings):
            if old.id == incident:
                return old  # type: ignore[no-any-return]
        raise click.ClickException(f"there is no incident {incident}; `tocsin incidents list` names them")
    return case


async def _correct(
    settings: "Settings",
    redis: "Redis",
    action: Any,
    incident: str,
    other: str | None,
    claims: tuple[str, ...],
    by: str | None,
    note: str | None,
) -> None:
    """Check the correction against what is known, send it, and wait until the ledger has carried it out."""
    from datetime import UTC, datetime

    from agents.ledger.corrections import corrected
    from agents.ledger.merge import CannotError
    from agents.ledger.state import DEFAULT_POLICY
    from agents.ledger.store import find
    from schemas.correction import Correction
    from schemas.ids import stable_id

    named = {one: await find(redis, one) for one in (incident, other) if one is not None}
    known = {one: case for one, case in named.items() if case is not None}
    now = datetime.now(UTC)
    theatre = known[incident].theatre if incident in known else ""
    name = stable_id("correction", action, incident, other, sorted(claims), now.isoformat())
    correction = Correction(
        correction_id=name, theatre=theatre, action=action, incident=incident, at=now,
        other=other, claims=claims, by=by, note=note,
    )  # fmt: skip
    try:
        one, two = corrected(correction, known, now, DEFAULT_POLICY)
    except CannotError as error:
        raise click.ClickException(str(error)) from error
    await _send(settings, correction)
    await _done(redis, correction)
    if action == "merge":
        click.echo(f"{two.id} is part of {one.id} now: {_line(one)}")
    else:
        click.echo(f"{one.id} and {two.id} stand apart:\n{_line(one)}\n{_line(two)}")


async def _send(settings: "Settings", correction: "Correction") -> None:
    from aiokafka import AIOKafkaProducer

    from agents.kafka import client_options
    from agents.topics import CLAIMS
    from schemas.codec import encode

    producer = AIOKafkaProducer(**client_options(settings), acks="all")
    await producer.start()
    try:
        await producer.send_and_wait(CLAIMS, encode(correction), key=correction.theatre.encode())
    finally:
        await producer.stop()


async def _done(redis: "Redis", correction: "Correction") -> None:
    from agents.ledger.book import correction_batch
    from agents.ledger.store import result

    try:
        async with asyncio.timeout(WAIT_S):
            batch = correction_batch(correction.correction_id)
            while await result(redis, correction.theatre, batch) is None:  # noqa: ASYNC110 - Redis tells nobody
                await asyncio.sleep(POLL_S)
    except TimeoutError:
        raise click.ClickException(
            f"sent, but no worker has carried it out in {WAIT_S:.0f} s: one will, or will say why not in dead-letters"
        ) from None


def _line(case: "Case") -> str:
    from agents.ledger.incidents import view
    from agents.wording import brief_days, headline, printable

    shown = view(case)
    counts = f"{len(shown.articles)}/{len(shown.outlets)}/{len(shown.origins)}"
    return printable(f"{shown.id}  {brief_days(shown.time):<18} {shown.grade:<9} {counts:>8}  {headline(shown)}")
