"""Web page to article: trafilatura finds the article and its metadata; our phrase families go over what it found."""

import html as entities
import itertools
import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import trafilatura

from agents.clean.dates import parse_instant
from agents.clean.model import Cleaned
from agents.clean.page import page_text
from agents.clean.structure import same_words
from agents.clean.text import clean_text
from schemas.codec import BadRecordError

# htmldate takes today as its latest date by default; a fixed one keeps the result the same on every day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
MAX_DEPTH = 400  # nested elements: deeper pages are no articles, and cost the parser its stack
STANDFIRST_CHARS = (40, 400)
STANDFIRST_TRIES, MAX_PIECE = 40, 1000  # places in the page that are looked at, and characters of each

# No pattern here may run over a "<": pages full of open ones would cost the square of their length.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Browsers close these by themselves; pages leave them open.
_SELF_CLOSING = frozenset(["p", "li", "tr", "td", "th", "dt", "dd", "option"])
_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_JSON_LD = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9]+")  # no character of which can stand in a page as an entity
SCRIPTS, ITEMS = 20, 50  # of a page and of one script, that are read
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "pubdate",
    "parsely-pub-date", "sailthru.date", "publish-date", "publication_date", "dcterms.created",
)  # fmt: skip

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def clean_html(
    html: str,
    url: str | None = None,
    *,
    title: str | None = None,
    outlet: str | None = None,
    learned: frozenset[str] = frozenset(),
) -> Cleaned:
    """Read an article from a web page; title and outlet that are given beside it win over its own.

    learned: as in clean_text.

    Blocks have no raw_start: the text has no single place in the page. Raises BadRecordError where the page is nested
    too deeply or holds no text.
    """
    if _depth(html) > MAX_DEPTH:
        raise BadRecordError(f"html: more than {MAX_DEPTH} nested elements")
    found = _extract(html, url)
    text = (found.text if found is not None else None) or ""
    extracted = bool(text.strip())
    if not extracted:
        text = page_text(html)
    if not text:
        raise BadRecordError("html: no text in the page")
    page_title = _clean_title(found.title if found is not None else None)
    standfirst = _standfirst(html, found.description if found is not None else None, text)
    whole = f"{standfirst}\n{text}" if standfirst else text
    cleaned = clean_text(whole, title=title or page_title, outlet=outlet, extracted=extracted, learned=learned)
    return Cleaned(
        text=cleaned.text,
        blocks=tuple(_unplaced(block) for block in cleaned.blocks),
        cuts=tuple(_unplaced(cut) for cut in cleaned.cuts),
        title=cleaned.title,
        outlet=outlet or (found.sitename if found is not None else None),
        url=url or (found.url if found is not None else None),
        language=cleaned.language,
        published_at=_published(html) or _day(found) or cleaned.published_at,
        notes=cleaned.notes,
    )


def _extract(html: str, url: str | None) -> Any:
    return trafilatura.bare_extraction(
        html,
        url=url,
        favor_recall=True,  # losing the article's own words is the worse fault
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )


def _unplaced(piece: Any) -> Any:
    fields = {name: getattr(piece, name) for name in piece.__struct_fields__}
    return type(piece)(**{**fields, "raw_start": None})


def _clean_title(title: str | None) -> str | None:
    return " ".join(entities.unescape(title).split()) or None if title else None


def _depth(html: str) -> int:
    """Deepest nesting of tags, by counting; elements that are never closed count until the end."""
    depth = deepest = 0
    for closing, name, itself in _TAG.findall(html):
        if name.lower() in _VOID or itself or name.lower() in _SELF_CLOSING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _standfirst(html: str, description: str | None, text: str) -> str | None:
    """The page's description, where it stands in the page as a line of its own that the extractor left out."""
    if not description:
        return None
    line = " ".join(entities.unescape(description).split())
    if not STANDFIRST_CHARS[0] <= len(line) <= STANDFIRST_CHARS[1] or line in " ".join(text.split()):
        return None
    return line if any(same_words(piece, line) for piece in _pieces_with(html, line)) else None


def _pieces_with(html: str, line: str) -> Iterator[str]:
    """Texts between two tags of the page's body that hold the longest word of the line."""
    sample = max(_PLAIN.findall(line), key=len, default="")
    position = max(0, html.find("<body"))
    for _ in range(STANDFIRST_TRIES if sample else 0):
        position = html.find(sample, position)
        if position < 0:
            return
        end = html.find("<", position)
        yield entities.unescape(html[html.rfind(">", 0, position) + 1 : end if end >= 0 else len(html)])[:MAX_PIECE]
        position = max(position + 1, end)


def _published(html: str) -> datetime | None:
    """When it was first published, with the time of day, from JSON-LD or meta elements."""
    for data in _json_ld(html):
        instant = parse_instant(data.get("datePublished")) if isinstance(data.get("datePublished"), str) else None
        if instant is not None:
            return instant
    metas: dict[str, str] = {}
    for element in _META.findall(html):
        attributes = {k.lower(): entities.unescape(a or b) for k, a, b in _ATTRIBUTE.findall(element)}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        metas.setdefault(name.lower(), attributes.get("content", ""))
    return next((found for name in _PUBLISHED if (found := parse_instant(metas.get(name))) is not None), None)


def _json_ld(html: str) -> Iterator[dict[str, Any]]:
    for opening in itertools.islice(_JSON_LD.finditer(html), SCRIPTS):
        try:
            data = json.loads(html[opening.end() : html.find("</", opening.end())])
        except (ValueError, RecursionError):
            continue
        for item in (data if isinstance(data, list) else [data])[:ITEMS]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (
                    inner for inner in (graph if isinstance(graph, list) else [])[:ITEMS] if isinstance(inner, dict)
                )


def _day(found: Any) -> datetime | None:
    return parse_instant(found.date) if found is not None and found.date else None
