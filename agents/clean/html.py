"""Web page to article: trafilatura finds the article and its metadata; our phrase families go over what it found."""

import html as entities
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from agents.clean.metadata import facts_of
from agents.clean.model import Cleaned, PageFacts
from agents.clean.page import page_text
from agents.clean.structure import same_words
from agents.clean.text import clean_text
from schemas.codec import BadRecordError

MAX_DEPTH = 400  # nested elements: deeper pages are no articles, and cost the parser its stack
STANDFIRST_CHARS = (40, 400)
STANDFIRST_TRIES, MAX_PIECE = 40, 1000  # places in the page that are looked at, and characters of each

_VOID = "area base br col embed hr img input link meta param source track wbr"
# Browsers close these by themselves; pages leave them open.
_SELF_CLOSING = "p li tr td th dt dd option"
# No pattern here may run over a "<": pages full of open ones would cost the square of their length.
_TAG = re.compile(
    rf"<(/?)(?!(?i:{'|'.join((_VOID + ' ' + _SELF_CLOSING).split())})\b)[a-zA-Z][a-zA-Z0-9]*\b([^<>]*)>",
)
_PLAIN = re.compile(r"[A-Za-z0-9]+")  # no character of which can stand in a page as an entity

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
    tree = trafilatura.load_html(html)
    facts = facts_of(tree, html, url) if tree is not None else PageFacts()
    text = _extract(tree, url or facts.url) if tree is not None else ""
    extracted = bool(text.strip())
    if not extracted:
        text = page_text(html)
    if not text:
        raise BadRecordError("html: no text in the page")
    page_title = facts.title if extracted else None
    standfirst = _standfirst(html, facts.description, text) if extracted else None
    whole = f"{standfirst}\n{text}" if standfirst else text
    cleaned = clean_text(whole, title=title or page_title, outlet=outlet, extracted=extracted, learned=learned)
    return Cleaned(
        text=cleaned.text,
        blocks=tuple(_unplaced(block) for block in cleaned.blocks),
        cuts=tuple(_unplaced(cut) for cut in cleaned.cuts),
        title=cleaned.title,
        outlet=outlet or facts.outlet,
        url=url or facts.url,
        language=cleaned.language,
        published_at=facts.published_at or cleaned.published_at,
        notes=cleaned.notes,
    )


def _extract(tree: Any, url: str | None) -> str:
    """The article's text, as far as the extractor finds one."""
    found: Any = trafilatura.bare_extraction(
        tree,
        url=url,
        favor_recall=True,  # losing the article's own words is the worse fault
        include_comments=False,
        include_tables=True,
        deduplicate=False,
    )
    return (found.text if found is not None else None) or ""


def _unplaced(piece: Any) -> Any:
    fields = {name: getattr(piece, name) for name in piece.__struct_fields__}
    return type(piece)(**{**fields, "raw_start": None})


def _depth(html: str) -> int:
    """Deepest nesting of tags, by counting; elements that are never closed count until the end."""
    depth = deepest = 0
    for closing, rest in _TAG.findall(html):
        if rest[-1:] == "/":
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
