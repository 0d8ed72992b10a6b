"""Scores the claims read in seeds/ against their expected claims and silences: `make eval-seeds`."""

import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from compare import naming, rows, shares_a_word, words
from measures import Figure, number, share
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.codec import plain

SEEDS = Path(__file__).parents[2] / "seeds"
FIELDS = ("taken_by", "said_by", "stance", "timing", "perpetrator")
Claim = dict[str, Any]


@dataclass
class Score:
    """found: required claims found; extra: claims nobody expected; loud: passages that should have stayed silent."""

    required: int = 0
    found: list[tuple[dict[str, Any], Claim]] = field(default_factory=list)
    missed: list[dict[str, Any]] = field(default_factory=list)
    extra: list[Claim] = field(default_factory=list)
    loud: list[tuple[str, Claim]] = field(default_factory=list)

    def share(self, name: str) -> tuple[int, int]:
        """(right, asked) of one field among the required claims found."""
        asked = [(g, c) for g, c in self.found if g.get(name) and g["required"]]
        return sum(_agrees(name, g[name], c) for g, c in asked), len(asked)

    @property
    def figures(self) -> list[Figure]:
        """What was found, what nobody expected, what should have stayed silent, and the fields."""
        found = [share("required found", self.required - len(self.missed), self.required)]
        found.append(number("claims nobody expected", len(self.extra), "neither required nor optional"))
        found.append(number("silences broken", len(self.loud), f"of {len(rows(SEEDS / 'expected_silence.jsonl'))}"))
        return found + [share(name, *self.share(name)) for name in FIELDS]


def _agrees(name: str, wanted: str, claim: Claim) -> bool:
    value = claim["time"]["timing"] if name == "timing" else claim.get(name)
    return value == wanted if name in ("stance", "timing") else shares_a_word(wanted, value)


def fits(wanted: dict[str, Any], claim: Claim) -> bool:
    """Whether a claim is the one expected: kind, place, and effect with its bounds, or the side of a denial."""
    if claim["kind"] != wanted["kind"] or not claim["article_id"].startswith(wanted["doc"]):
        return False
    if wanted["place"] and claim.get("place") and words(wanted["place"]) not in naming(claim["place"]):
        return False
    if wanted["kind"] == "location_fall":
        return bool(claim.get("place")) and (claim["stance"] == "denied") == (wanted["stance"] == "denied")
    number = claim["number"]
    return bool(
        claim["effect"] == wanted["effect"] and number["low"] == wanted["low"] and number["high"] == wanted["high"]
    )


def claims_of_seeds() -> list[Claim]:
    """Every claim of mode actual in the shipped seeds, as plain objects."""
    found: list[Claim] = []
    for entry in rows(SEEDS / "manifest.jsonl"):
        published = datetime.fromisoformat(entry["published_at"])
        text = (SEEDS / entry["file"]).read_text("utf-8")
        article = tagged(text, published, outlet=entry["outlet"], article_id=entry["file"])
        found += [plain(claim) for claim in read_claims(article) if claim.mode == "actual"]
    return found


def score(claims: list[Claim]) -> Score:
    """Match every expected claim to one that was read, required ones first."""
    expected = sorted(rows(SEEDS / "expected_claims.jsonl"), key=lambda row: not row["required"])
    result = Score(required=sum(row["required"] for row in expected))
    left = list(claims)
    for wanted in expected:
        match = next((claim for claim in left if fits(wanted, claim)), None)
        if match is not None:
            left.remove(match)
            result.found.append((wanted, match))
        elif wanted["required"]:
            result.missed.append(wanted)
    result.extra = [claim for claim in left if not any(fits(wanted, claim) for wanted in expected)]
    for silent in rows(SEEDS / "expected_silence.jsonl"):
        passage = words(silent["text"])
        for claim in result.extra:
            if claim["article_id"].startswith(silent["doc"]) and passage in words(claim["evidence"]["text"]):
                result.loud.append((silent["text"], claim))
    return result


def main() -> int:
    """Print the figures, then the errors themselves."""
    result = score(claims_of_seeds())
    print(*result.figures, sep="\n")
    show(result)
    return 0


def show(result: Score) -> None:
    """Print the errors themselves."""
    for wanted in result.missed:
        print(
            "MISSED", wanted["doc"], wanted["kind"], wanted["place"], wanted.get("effect", ""), "|", wanted["evidence"]
        )
    for claim in result.extra:
        print(
            "EXTRA",
            claim["article_id"][:3],
            claim["rule"],
            naming(claim.get("place")),
            claim.get("number", {}).get("text"),
            "|",
            claim["evidence"]["text"][:150],
        )
    for passage, _ in result.loud:
        print("LOUD", passage)
    for wanted, claim in result.found:
        for name in FIELDS:
            if wanted.get(name) and wanted["required"] and not _agrees(name, wanted[name], claim):
                got = claim["time"]["timing"] if name == "timing" else claim.get(name)
                print(name.upper(), wanted["doc"], wanted[name], "not", got, "|", wanted["evidence"])


if __name__ == "__main__":
    sys.exit(main())
