"""What a web page says of itself: title, description, outlet, address, and when it was published.

Read with trafilatura's own readers of meta elements, OpenGraph and JSON-LD, those alone whose answers are used: its
whole list of metadata (authors, tags, licences) takes a quarter of the time that a page takes.
"""

import html as entities
import itertools
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import htmldate
from trafilatura import metadata as readers

from agents.clean.dates import parse_instant
from agents.clean.model import PageFacts

LATEST = "2100-01-01"  # htmldate takes today as the latest date; a fixed one keeps the result the same on every day
_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_JSON_LD = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")
SCRIPTS, ITEMS = 20, 50  # of a page and of one script, that are read
LONGEST = 10_000  # characters of any of these
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "pubdate",
    "parsely-pub-date", "sailthru.date", "publish-date", "publication_date", "dcterms.created",
)  # fmt: skip


def facts_of(tree: Any, html: str, url: str | None) -> PageFacts:
    """The facts of a page. tree: it, as parsed by trafilatura.load_html, which stays as it is; url: if it is known."""
    found = readers.examine_meta(tree)
    try:
        found = readers.extract_meta_json(tree, found)
    except Exception:  # whatever a page writes there: the rest of its facts still hold
        readers.LOGGER.debug("JSON-LD that cannot be read")
    address = _plain(found.url or readers.extract_url(tree, url))
    return PageFacts(
        title=_plain(found.title or readers.extract_title(tree)),
        description=_plain(found.description),
        outlet=_outlet(found.sitename or readers.extract_sitename(tree), address),
        url=address,
        published_at=_published(html) or _day(tree, address),
    )


def _outlet(name: str | None, address: str | None) -> str | None:
    """The outlet's name; its host, where the page names none."""
    name = (_plain(name) or "").lstrip("@")
    if name:
        return name if "." in name or name[0].isupper() else name.title()
    host = _HOST.match(address or "")
    return host[1] if host else None


def _plain(value: str | None) -> str | None:
    return " ".join(entities.unescape(value[:LONGEST]).split()) or None if value else None


def _day(tree: Any, url: str | None) -> datetime | None:
    """The day, by what stands in the page; without a time."""
    found = htmldate.find_date(tree, url=url, original_date=True, extensive_search=False, max_date=LATEST)
    return parse_instant(found) if found else None


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
