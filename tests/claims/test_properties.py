"""What holds for any text: spans lie in it, bounds are ordered, the outcome is stable, hostile text takes bounded
time.
"""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall
from schemas.codec import encode

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)
WORDS = st.sampled_from(
    [
        "rebels",
        "seized",
        "Goma",
        "killed",
        "12",
        "people",
        "in",
        "Aleppo",
        "and",
        "wounded",
        "33",
        ",",
        "the",
        "town",
        "of",
        "Gao",
        "fell",
        "to",
        "Boko",
        "Haram",
        ".",
        "said",
        "that",
        "if",
        "“",
        "”",
        '"',
        ";",
        "was",
        "captured",
        "by",
        "at",
        "least",
        "dozens",
        "between",
        "30",
        "and",
        "40",
        "to",
        "vowed",
        "could",
        "not",
        "M23",
        "rebels",
        "'s",
        "Nairobi",
        "'s",
        "on",
        "Sunday",
        "which",
        "(",
        ")",
        "—",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=60))
def test_spans_bounds_and_stability(words: list[str]) -> None:
    article = tagged("Report. " + " ".join(words), PUBLISHED)
    claims = read_claims(article)
    text = article.article.text
    for claim in claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
        if isinstance(claim, Casualty):
            bounds = [b for b in (claim.number.low, claim.number.best, claim.number.high) if b is not None]
            assert bounds == sorted(bounds)
        if claim.time.start and claim.time.end:
            assert claim.time.start <= claim.time.end
    assert [encode(c) for c in read_claims(article)] == [encode(c) for c in claims]
    assert len({c.claim_id for c in claims}) == len(claims)


BASE = "Rebels {verb} Goma on Friday."


@pytest.mark.parametrize(
    ("verb", "mode"),
    [
        ("seized", "actual"),
        ("did not seize", "negated"),
        ("vowed to seize", "future"),
        ("will seize", "future"),
        ("could seize", "hypothetical"),
        ("tried to seize", "attempted"),
        ("failed to seize", "negated"),
        ("are planning to seize", "future"),
        ("managed to seize", "actual"),
        ("have seized", "actual"),
        ("are said to have seized", "actual"),
    ],
)
def test_the_verb_decides_the_mode(verb: str, mode: str) -> None:
    claims = read_claims(tagged(BASE.format(verb=verb), PUBLISHED))
    assert [c.mode for c in claims if isinstance(c, LocationFall)] == [mode]


@pytest.mark.parametrize("place", ["Goma", "Timbuktu", "Kherson", "Cúcuta", "Jaffna", "Palmyra", "Marawi"])
@pytest.mark.parametrize("actor", ["M23 rebels", "Government forces", "Islamic State fighters", "Gunmen"])
def test_place_and_actor_may_be_any(place: str, actor: str) -> None:
    (claim,) = read_claims(tagged(f"{actor} captured the town of {place} on Friday.", PUBLISHED))
    assert isinstance(claim, LocationFall)
    assert claim.place is not None
    assert claim.place.text == place
    assert claim.taken_by is not None


@pytest.mark.parametrize("tail", ["in 2004", "in the 1990s", "in May 1998"])
def test_long_ago_does_not_count_as_news(tail: str) -> None:
    claims = read_claims(tagged(f"Rebels seized Goma {tail}, killing 40 people.", PUBLISHED))
    assert claims
    assert {c.mode for c in claims} == {"historical"}


@pytest.mark.parametrize(
    "text",
    [
        "killed " * 20_000,
        "Rebels seized Goma and " * 5_000,
        "(" * 100_000,
        "“" * 20_000 + "killed 12 people",
        "killed 1,000,000,000,000,000,000,000 people " * 2_000,
        "reb\u200bels se\u200fized Go\u202ema " * 3_000,
        "12 killed, " * 10_000,
        "a" * 300_000,
        "Mosul, " * 10_000 + "fell",
    ],
    ids=["verbs", "clauses", "brackets", "quotes", "numbers", "marks", "counts", "letters", "places"],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    article = tagged(text, PUBLISHED)
    begin = time.process_time()
    read_claims(article)
    assert time.process_time() - begin < 20


def test_another_language_is_passed_by() -> None:
    text = (
        "Die Rebellen haben am Montag die Stadt Goma eingenommen, teilte die Armee mit. Mindestens 12 Menschen "
        "starben, "
        "sagte ein Sprecher des Krankenhauses, und Tausende flohen aus ihren Dörfern in Richtung der Grenze zu Ruanda. "
        "Ein Video zeigt, wie die M23 Goma captured and killed 12 people, wie es dort auf Englisch heißt."
    )
    article = tagged(text, PUBLISHED)
    assert article.article.language == "de"
    assert read_claims(article) == []
