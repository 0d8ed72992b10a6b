"""The steps offline: JSON lines in, JSON lines out, in order, without Kafka or Redis."""

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import click

from schemas.clean_article import UNDATED, CleanArticle
from schemas.codec import BadRecordError, encode, plain
from schemas.tagged_article import TaggedArticle
from schemas.unique_article import UniqueArticle, Verdict

MAX_CHARS = 1_000_000
"""Longest text that is read; a longer one is reported and passed over."""


class Line(NamedTuple):
    """One input line: its number (from 1), what it held, and its article."""

    number: int
    fields: dict[str, Any]
    article: CleanArticle


def complain(number: int, message: str) -> None:
    """One line on standard error about one input line."""
    click.echo(f"line {number}: {message}", err=True)


def article_of(fields: dict[str, Any]) -> CleanArticle:
    """The cleaned article of one input object; BadRecordError says what is wrong with it."""
    from agents.clean.article import clean_html, clean_text

    article_id = fields.get("id")
    if isinstance(article_id, int):
        article_id = str(article_id)
    if not isinstance(article_id, str) or not article_id:
        raise BadRecordError('"id" is missing: a text or a number is wanted')
    text, html = fields.get("text"), fields.get("html")
    content = text if text is not None else html
    if not isinstance(content, str):
        raise BadRecordError('"text" or "html" is missing: a text is wanted')
    if len(content) > MAX_CHARS:
        raise BadRecordError(f"{len(content):,} characters are more than {MAX_CHARS:,}")
    if not content.strip():
        raise BadRecordError("the text is empty")
    title, outlet, url = _text(fields, "title"), _text(fields, "outlet"), _text(fields, "url")
    if text is not None:
        cleaned = clean_text(content, title=title, outlet=outlet)
    else:
        cleaned = clean_html(content, url, title=title, outlet=outlet)
    now = datetime.now(UTC)
    return CleanArticle(
        article_id=article_id,
        source="offline",
        received_at=now,
        published_at=_instant(fields) or cleaned.published_at or UNDATED,
        text=cleaned.text,
        blocks=cleaned.blocks,
        cuts=cleaned.cuts,
        title=cleaned.title or title,
        outlet=outlet or cleaned.outlet,
        url=url or cleaned.url,
        language=cleaned.language,
        notes=cleaned.notes,
    )


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise BadRecordError(f'"{name}": a text is wanted')
    return value or None


def _instant(fields: dict[str, Any]) -> datetime | None:
    value = _text(fields, "published_at")
    if value is None:
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        raise BadRecordError(f'"published_at": {value!r:.40} is no ISO 8601 time (2014-06-16T12:00:00Z)') from None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def lines() -> Iterator[Line]:
    """The articles on standard input; a line that cannot be read is reported and passed over."""
    for number, data in enumerate(sys.stdin.buffer, 1):
        if not data.strip():
            continue
        try:
            fields = json.loads(data.decode("utf-8"))
            if not isinstance(fields, dict):
                raise BadRecordError("a JSON object is wanted")
            yield Line(number, fields, article_of(fields))
        except UnicodeDecodeError as error:
            complain(number, f"not UTF-8 (byte {error.start + 1})")
        except json.JSONDecodeError as error:
            complain(number, f"not JSON: {error.msg} at character {error.pos + 1}")
        except (BadRecordError, RecursionError) as error:
            complain(number, str(error))


def put(record: Any) -> None:
    """One JSON line on standard output, at once."""
    click.echo(json.dumps(record, ensure_ascii=False, default=str))
    sys.stdout.flush()


def carried(line: Line, **own: Any) -> dict[str, Any]:
    """What the line held, the cleaned text in the place of what was cleaned, and the step's own fields."""
    kept = {name: value for name, value in line.fields.items() if name not in ("text", "html")}
    base = {"id": line.article.article_id, "title": line.article.title, "text": line.article.text}
    if line.article.published_at != UNDATED:
        kept.setdefault("published_at", line.article.published_at.isoformat().replace("+00:00", "Z"))
    if line.article.outlet:
        kept.setdefault("outlet", line.article.outlet)
    return {**kept, **base, **own}


def tag(article: CleanArticle, verdict: Verdict | None = None) -> TaggedArticle:
    """The article tagged as in the stream; without a verdict it counts as new."""
    from agents.tag.article import tag_article

    verdict = verdict or Verdict(article_id=article.article_id, relation="new", reason="offline")
    return tag_article(UniqueArticle(article=article, verdict=verdict))


@click.command(short_help="Offline: cut the furniture from reports on standard input.")
def clean() -> None:
    """Clean reports: JSON lines {"id", "text" or "html", "title"?, …} in, the same with the article's text out.

    \b
    Example:
        echo '{"id": "1", "text": "Rebels took Goma on Monday.\\nShare this: Facebook"}' | tocsin clean
    """
    for line in lines():
        put(carried(line))


@click.command(short_help="Offline: find copies and revisions among reports.")
def dedupe() -> None:
    """Tell each report's relation to the ones before it: new, duplicate, revision or copied_passages.

    \b
    Example:
        printf '{"id": "1", "text": "Rebels took Goma."}\\n{"id": "2", "text": "Rebels took Goma."}\\n' | tocsin dedupe
    """
    from agents.dedupe.relate import relate
    from agents.dedupe.store import MemoryStore

    store = MemoryStore()
    for line in lines():
        verdict = asyncio.run(relate(store, line.article))
        original = verdict.original_id if verdict.relation == "duplicate" else None
        put(carried(line, duplicate_of=original, relation=verdict.relation, similarity=verdict.similarity))


@click.command("tag", short_help="Offline: find places and actors in reports.")
def tag_command() -> None:
    """Name the places and actors of each report, with offsets in its clean text.

    \b
    Example:
        echo '{"id": "1", "text": "Rebels took Goma on Monday."}' | tocsin tag
    """
    for line in lines():
        tagged = tag(line.article)
        put(
            carried(
                line,
                places=plain(tagged.places),
                actors=plain(tagged.actors),
                topics=list(tagged.topics),
                theatre=tagged.theatre,
            )
        )


@click.command(short_help="Offline: read the claims in reports.")
@click.option(
    "--all", "all_modes", is_flag=True, help="Also what is not said to have happened: planned, denied, feared, past."
)
def claims(all_modes: bool) -> None:
    """Print one claim a line, as claim-contract has them; article_id is the id given.

    \b
    Example:
        echo '{"id": "1", "text": "Rebels took Goma on Monday, killing 12."}' | tocsin claims
    """
    from agents.claims.article import read_claims

    for line in lines():
        for claim in read_claims(tag(line.article)):
            if all_modes or claim.mode == "actual":
                click.echo(encode(claim))
        sys.stdout.flush()
