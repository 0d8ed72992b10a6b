"""``tocsin explain``: what is read in a report, step by step, and why."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.rule import Rule
from rich.table import Table

from schemas.clean_article import CleanArticle
from schemas.codec import BadRecordError
from schemas.tagged_article import TaggedArticle
from schemas.unique_article import UniqueArticle, Verdict

MAX_CHARS = 1_000_000
SHOWN = 90
"""Characters of a cut or a passage that are shown."""


WHY_CUT = {
    "after_the_end": "stands below a line with which the article ends",
    "before_title": "stands above the title",
    "caption": "describes a picture",
    "menu": "one of several short lines above the article",
    "outlet_repeats": "the outlet has it in report after report",
    "page_link": "a line without a sentence, among others that are not the article's",
    "page_prose": "speaks of other things than the article, among lines that are not the article's",
    "page_voice": "speaks to the reader, as the article itself does not",
    "tail_list": "one of several links below the last sentence",
}
"""What the reasons that are no phrase family's mean; the families are in agents/clean/data."""


def shortened(text: str, limit: int = SHOWN) -> str:
    """One line of at most ``limit`` characters, safe to print."""
    line = " ".join(text.split())
    line = "".join(ch for ch in line if ch.isprintable())
    return escape(line if len(line) <= limit else line[: limit - 1] + "…")


@click.command(short_help="Show step by step what is read in a report, and why.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def explain(paths: tuple[Path, ...]) -> None:
    """Show what was cut from each report, its relation to the ones before, its places and actors, and every rule that
    fired: what it read, or what blocked it.

    \b
    Example:
        tocsin explain seeds/003_mosul-has-not-fallen.txt
    """
    from agents.clean.article import clean_article
    from agents.dedupe.relate import relate
    from agents.dedupe.store import MemoryStore
    from agents.replay.files import read_reports
    from agents.tag.article import tag_article

    console = Console(highlight=False, soft_wrap=True)
    now = datetime.now(UTC)
    reading = read_reports(paths, now=now)
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    store = MemoryStore()
    for report in reading.reports:
        where = f"{report.file}{f':{report.line}' if report.line else ''}"
        console.print(Rule(escape(where), align="left"))
        try:
            article = clean_article(report.article, max_chars=MAX_CHARS, now=now)
        except BadRecordError as error:
            console.print(f"[red]dead letter[/red] {escape(str(error))}")
            continue
        verdict = asyncio.run(relate(store, article))
        show_clean(console, article)
        show_verdict(console, verdict)
        if verdict.relation == "duplicate":
            continue
        tagged = tag_article(UniqueArticle(article=article, verdict=verdict))
        show_tags(console, tagged)
        show_claims(console, tagged)


def show_clean(console: Console, article: CleanArticle) -> None:
    """Title, outlet, time, and every cut with its reason."""
    console.print(f"[bold]{shortened(article.title or '(no title)', 160)}[/bold]")
    notes = f", {', '.join(article.notes)}" if article.notes else ""
    outlet = escape(article.outlet or "outlet unknown")
    console.print(f"  {outlet}, {article.published_at:%Y-%m-%d %H:%M} UTC, {article.language}{notes}")
    console.print(f"[bold]clean[/bold]   {len(article.blocks)} lines kept, {len(article.cuts)} cut")
    for cut in article.cuts:
        console.print(f"  [dim]cut[/dim] {escape(cut.reason):<16} {shortened(cut.text)}")
    for reason in dict.fromkeys(cut.reason for cut in article.cuts):
        if reason in WHY_CUT:
            console.print(f"  [dim]why[/dim] {reason:<16} {WHY_CUT[reason]}")


def show_verdict(console: Console, verdict: Verdict) -> None:
    """Relation to the reports before it, and the copied passages."""
    of = f" of {verdict.original_id}" if verdict.original_id else ""
    console.print(
        f"[bold]dedupe[/bold]  {verdict.relation}{of} ({verdict.reason}, similarity {verdict.similarity:.2f})"
    )
    for passage in verdict.passages:
        owner = passage.owner_outlet or passage.owner_id
        console.print(f"  [dim]copied[/dim] characters {passage.start}-{passage.end}, first in {escape(owner)}")


def show_tags(console: Console, tagged: TaggedArticle) -> None:
    """Each place and actor once, with what the name was settled to."""
    console.print(
        f"[bold]tag[/bold]     theatre {tagged.theatre or 'unknown'}, topics {', '.join(tagged.topics) or 'none'}"
    )
    places: dict[str, str] = {}
    for mention in tagged.places:
        place = mention.place
        pin = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else "not settled"
        others = (
            f", or {', '.join(f'{a.name} ({a.country})' for a in mention.alternatives)}" if mention.alternatives else ""
        )
        places.setdefault(place.text, f"{place.name}, {place.country or '?'}: {mention.feature}, {pin}{others}")
    for text, told in places.items():
        console.print(f"  [dim]place[/dim] {escape(text):<22} {escape(told)}")
    actors = {
        mention.actor.text: f"{mention.actor.name}, {mention.actor.type or 'type unknown'}" for mention in tagged.actors
    }
    for text, told in actors.items():
        console.print(f"  [dim]actor[/dim] {escape(text):<22} {escape(told)}")


def show_claims(console: Console, tagged: TaggedArticle) -> None:
    """Every rule that fired: the claim it made, or what blocked it."""
    from agents.claims.read import Reading, read

    readings = read(tagged)
    rings = [r for r in readings if not r.blocked and r.mode == "actual"]
    console.print(f"[bold]claims[/bold]  {len(readings)} rules fired, {len(rings)} say that it happened")
    table = Table(box=None, padding=(0, 1), show_header=False)

    def row(reading: Reading) -> None:
        match = reading.match
        place = ", ".join(found.place.text for found in reading.places) or "-"
        people = match.people.text if match.people else (reading.agent.actor.name if reading.agent.actor else "-")
        if reading.blocked:
            verdict = f"[yellow]blocked[/yellow]: {escape(reading.blocked)}"
        elif reading.mode != "actual":
            verdict = f"[yellow]{reading.mode}[/yellow]: {escape(reading.reason)}"
        else:
            speaker, doer = reading.attribution.said_by, reading.agent.actor if match.people else None
            verdict = f"[green]{reading.stance}[/green], {reading.time.timing}"
            verdict += f", done by {escape(doer.name)}" if doer else ""
            verdict += f", said by {escape(speaker.name)}" if speaker else ""
        table.add_row(
            match.rule.name,
            escape(place),
            escape(people),
            verdict,
            f"[dim]{shortened(reading.sentence.text, 110)}[/dim]",
        )

    for reading in readings:
        row(reading)
    if readings:
        console.print(table)
