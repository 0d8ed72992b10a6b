"""From a post's body to raw articles, or to what is wrong with each line. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from schemas.base import Instant
from schemas.codec import encode
from schemas.ids import article_id, stable_id
from schemas.raw_article import RawArticle

SOURCE = "ingest"
MOST_REPORTS = 1_000
AHEAD = timedelta(hours=24)
"""Clocks and time zones: a date further ahead is wrong; the clean step holds to the same."""
ENVELOPE_BYTES = 1_024
"""Room for a record's key, header and Kafka's own."""

Short = Annotated[str, msgspec.Meta(max_length=1_000)]
Address = Annotated[str, msgspec.Meta(max_length=2_048)]


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One report as it is posted. id: the outlet's own; where there is none, url is needed and stands for it."""

    id: Short | None = None
    url: Address | None = None
    outlet: Short | None = None
    published_at: Instant | None = None
    title: Short | None = None
    text: str | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Longest text (characters) and largest record on the topic (bytes)."""

    chars: int
    record_bytes: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, counted from 1."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Post:
    """What a body holds: every good report in its order, and every problem."""

    articles: tuple[RawArticle, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_post(body: bytes, *, lines: bool, now: datetime, limits: Limits) -> Post:
    """Read one report, or one a line (empty lines are passed over). now: when they came in."""
    parts = [(i, line) for i, line in enumerate(body.split(b"\n"), 1) if line.strip()] if lines else [(1, body)]
    if not body.strip():
        return Post(problems=(Problem(1, "the body is empty: post a report"),))
    if len(parts) > MOST_REPORTS:
        return Post(problems=(Problem(1, f"{len(parts)} reports in one post: at most {MOST_REPORTS}"),))
    articles, problems = list[RawArticle](), list[Problem]()
    for number, line in parts:
        try:
            articles.append(read_report(line, now=now, limits=limits))
        except ValueError as error:
            problems.append(Problem(number, str(error)))
    return Post(tuple(articles), tuple(problems))


def read_report(data: bytes, *, now: datetime, limits: Limits) -> RawArticle:
    """One report as a raw article. The same report always gets the same id; a text that changed is another article,
    so that the dedupe step finds the revision. Raises ValueError that says what is wrong."""
    try:
        report = msgspec.json.decode(data, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
    _check(report, now, limits)
    outlet = _words(report.outlet)
    source = f"{SOURCE}:{outlet}" if outlet else SOURCE  # ids are an outlet's own: two may both have a 17
    source_id = _words(report.id) or _words(report.url)
    content = stable_id(report.title, report.text, report.html)
    article = RawArticle(
        article_id=article_id(source, f"{source_id}\n{content}", content),
        source=source,
        source_id=source_id,
        received_at=now,
        text=report.text,
        html=report.html,
        title=_words(report.title),
        outlet=outlet,
        published_at=None if report.published_at is None else report.published_at.astimezone(UTC),
        url=_words(report.url),
    )
    size = len(encode(article)) + ENVELOPE_BYTES
    if size > limits.record_bytes:
        raise ValueError(f"too large: a record of {size} bytes, more than TOCSIN_MAX_RECORD_BYTES")
    return article


def _check(report: Report, now: datetime, limits: Limits) -> None:
    given = [name for name in ("text", "html") if (getattr(report, name) or "").strip()]
    if len(given) != 1:
        raise ValueError("give text or html, and it must not be blank" if not given else "give text or html, not both")
    if len(getattr(report, given[0])) > limits.chars:
        raise ValueError(f"{given[0]} is longer than {limits.chars} characters (TOCSIN_MAX_ARTICLE_CHARS)")
    if not _words(report.id) and not _words(report.url):
        raise ValueError("give id or url: one of them must tell this report from all others of its outlet")
    if report.url and _words(report.url):
        try:
            parts = urlsplit(report.url.strip())
        except ValueError:
            raise ValueError("url is no address") from None
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError("url must begin with http:// or https://")
    if report.published_at is not None:
        try:
            ahead = report.published_at - now > AHEAD
            report.published_at.astimezone(UTC)
        except OverflowError:
            raise ValueError("published_at is no date") from None
        if ahead:
            raise ValueError(f"published_at {report.published_at.isoformat()} is in the future")


def _words(text: str | None) -> str | None:
    """The text without blanks around it; null where nothing is left."""
    return (text or "").strip() or None
