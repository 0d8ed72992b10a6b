"""Evenings of news as they come in: what several outlets tell of one event rings once, and again for what is new.

Reports of a dozen wars, from text through tags and claims to the ledger; each names the event it is about. `rings` has
how often an event rang when a person last read the alerts, and found none too few; some are still too many, so whoever
changes a number reads them again. A "quiet" report tells of nothing new (a trial, an anniversary, a match), and may
never ring.
"""

from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from tests_support import tagged

from agents.claims.article import read_claims
from agents.ledger.book import take
from agents.ledger.contract import MemoryStore
from agents.ledger.state import DEFAULT_POLICY
from schemas.claim import Claim, Sequence

EVENINGS = sorted(Path(__file__).with_name("evenings").glob("*.yaml"))


@cache
def evening(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))


def numbered(claims: list[Claim]) -> list[Claim]:
    """The claims of one article as they travel, each with its place among those of its theatre."""
    of, seen = Counter(claim.theatre for claim in claims), Counter[str | None]()
    travelling = []
    for claim in claims:
        sequence = Sequence(index=seen[claim.theatre], of=of[claim.theatre])
        travelling.append(msgspec.structs.replace(claim, sequence=sequence))
        seen[claim.theatre] += 1
    return travelling


async def rung(path: Path) -> dict[str, list[str]]:
    """What rings for each event, in order: reason, place and figures."""
    store, found = MemoryStore(), dict[str, list[str]]()
    for n, report in enumerate(evening(path)["reports"]):
        at = datetime.fromisoformat(report["at"]).replace(tzinfo=UTC)
        article = tagged(report["text"], at, outlet=report["outlet"], article_id=f"{path.stem}-{n}")
        claims = [
            msgspec.structs.replace(c, published_at=at, outlet=report["outlet"], article_id=f"{path.stem}-{n}")
            for c in read_claims(article)
        ]
        rings = found.setdefault(report["event"], [])
        for claim in numbered(claims):
            told = await take(store, claim, lambda at=at: at, DEFAULT_POLICY)
            for alert in told.alerts:
                if alert.rings:
                    where = alert.incident.place.name if alert.incident.place else None
                    figures = {k: v.best or v.low for k, v in (alert.incident.effects or {}).items()}
                    rings.append(f"{alert.reason} {where} {figures or alert.incident.kind}")
    return found


@pytest.mark.parametrize("path", EVENINGS, ids=lambda path: path.stem)
async def test_an_event_rings_once_and_again_for_what_is_new(path: Path) -> None:
    found = await rung(path)
    wanted = evening(path)["rings"]
    assert {event: rings for event, rings in found.items() if len(rings) != wanted.get(event, 0)} == {}


@pytest.mark.parametrize("path", EVENINGS, ids=lambda path: path.stem)
def test_every_event_that_may_ring_is_told_of(path: Path) -> None:
    told = {report["event"] for report in evening(path)["reports"]}
    assert set(evening(path)["rings"]) == {event for event in told if not event.startswith("quiet")}
