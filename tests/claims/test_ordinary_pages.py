"""Ordinary pages (sport, business, votes, history, stages, nature) claim nothing but the real event they may hold."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PAGES: list[dict[str, Any]] = [
    page
    for path in sorted(Path(__file__).with_name("ordinary_pages").glob("*.yaml"))
    for page in yaml.safe_load(path.read_text("utf-8"))
]


def told(page: dict[str, Any]) -> list[tuple[str, str]]:
    """(effect or change, the same with its count or place) of each claim that states something happened."""
    when = datetime.combine(page["at"], time(12), tzinfo=UTC)
    found: list[tuple[str, str]] = []
    for claim in read_claims(tagged(f"{page['title']}\n\n{page['text'].strip()}", when)):
        if claim.mode != "actual" or claim.stance == "denied":
            continue
        if isinstance(claim, Casualty):
            count = claim.number.low if claim.number.best is None else claim.number.best
            found.append((claim.effect, f"{claim.effect} {count}"))
        else:
            assert claim.place
            found.append((claim.change, f"{claim.change} {claim.place.text}"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page["title"])[:50])
def test_a_page_tells_its_real_event_and_nothing_else(page: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Pages that the reader is known to get wrong say why (falls_short); one that it gets right must lose that mark."""
    if short := page.get("falls_short"):
        request.applymarker(pytest.mark.xfail(reason=short, strict=True))
    claims = told(page)
    wanted, allowed = page.get("claims", []), page.get("allowed", [])
    assert [name for name in wanted if name not in {full for _, full in claims}] == []
    assert [full for kind, full in claims if full not in wanted and kind not in allowed] == []


def test_there_are_pages_of_every_kind() -> None:
    assert len(PAGES) > 250
    assert sum("claims" in page for page in PAGES) > 60
    assert sum("falls_short" in page for page in PAGES) < 10
