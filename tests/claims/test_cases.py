"""Every rule's own cases: what must fire with its slots, and what must stay silent."""

from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from tests_support import tagged

from agents.claims.article import read_claims
from agents.claims.rules import rule_set
from agents.claims.words import RULES
from schemas.actor import Actor
from schemas.claim import Claim

PUBLISHED = datetime(2016, 5, 21, 12, tzinfo=UTC)


def load(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((RULES / f"{name}.cases.yaml").read_text("utf-8")))


CASES = load("control") | load("casualty")
FIRES = [
    pytest.param(case, id=f"{rule}: {case['text'][:50]}") for rule, cases in CASES.items() for case in cases["fires"]
]
SILENT = [
    pytest.param(case, id=f"{rule}: {case['text'][:50]}") for rule, cases in CASES.items() for case in cases["silent"]
]


def called(actor: Actor | None) -> set[str]:
    return {actor.name.casefold(), actor.text.casefold()} if actor else set()


def names(claim: Claim) -> set[str]:
    return {claim.place.text, claim.place.name} if claim.place else set()


@pytest.mark.parametrize("case", FIRES)
def test_fires(case: dict[str, Any]) -> None:
    claims = [c for c in read_claims(tagged(case["text"], PUBLISHED)) if c.mode == "actual"]
    if "effect" in case:
        claims = [c for c in claims if getattr(c, "effect", None) == case["effect"]]
        assert claims, "no claim of that effect"
        claim = claims[0]
        for bound in ("low", "best", "high"):
            if bound in case:
                assert getattr(claim.number, bound) == case[bound], bound  # type: ignore[union-attr]
        if "weapon" in case:
            assert claim.weapon == case["weapon"]  # type: ignore[union-attr]
        if "by" in case:
            assert case["by"].casefold() in called(claim.perpetrator)  # type: ignore[union-attr]
    else:
        claims = [c for c in claims if c.rule.startswith("control.")]
        assert claims, "no change of hands"
    wanted = case.get("place", [])
    for place in wanted if isinstance(wanted, list) else [wanted]:
        match = [c for c in claims if any(place.casefold() in name.casefold() for name in names(c))]
        assert match, f"{place} in {[names(c) for c in claims]}"
        claim = match[0]
        if "change" in case:
            assert claim.change == case["change"]  # type: ignore[union-attr]
        if "stance" in case:
            assert claim.stance == case["stance"]
        if "precision" in case:
            assert claim.place
            assert claim.place.precision == case["precision"]
        if "by" in case and "effect" not in case:
            assert case["by"].casefold() in called(claim.taken_by)  # type: ignore[union-attr]
        if "from" in case:
            assert case["from"].casefold() in called(claim.taken_from)  # type: ignore[union-attr]


@pytest.mark.parametrize("case", SILENT)
def test_stays_silent(case: dict[str, Any]) -> None:
    claims = [c for c in read_claims(tagged(case["text"], PUBLISHED)) if c.mode == "actual" and c.stance != "denied"]
    assert claims == []


def test_every_rule_has_a_positive_and_a_negative_case() -> None:
    for rule in rule_set().rules:
        assert CASES[rule.name]["fires"], rule.name
        assert CASES[rule.name]["silent"], rule.name
    assert set(CASES) == {rule.name for rule in rule_set().rules}
