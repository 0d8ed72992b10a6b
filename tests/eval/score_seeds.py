"""Scores the claims read in seeds/ against their expected claims and silences: `make eval-seeds`."""

import json
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests_support import tagged

from agents.claims.article import read_claims
from schemas.codec import plain

SEEDS = Path(__file__).parents[2] / "seeds"
Claim = dict[str, Any]


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


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


def _words(text: str) -> str:
    return " ".join(
        "".join(ch if ch.isalnum() else " " for ch in text.replace("’", "").replace("'", "").casefold()).split()
    )


def _agrees(name: str, wanted: str, claim: Claim) -> bool:
    value = claim["time"]["timing"] if name == "timing" else claim.get(name)
    if name in ("stance", "timing"):
        return bool(value == wanted)
    told = _words(json.dumps(value, ensure_ascii=False)) if value else ""
    return any(word in told for word in _words(wanted).split() if len(word) > 3)


def _place(claim: Claim) -> str:
    place = claim.get("place") or {}
    return _words(f"{place.get('text', '')} {place.get('name', '')}")


def fits(wanted: dict[str, Any], claim: Claim) -> bool:
    """Whether a claim is the one expected: kind, place, and effect with its bounds, or the side of a denial."""
    if claim["kind"] != wanted["kind"] or not claim["article_id"].startswith(wanted["doc"]):
        return False
    if wanted["place"] and claim.get("place") and _words(wanted["place"]) not in _place(claim):
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
        passage = _words(silent["text"])
        for claim in result.extra:
            if claim["article_id"].startswith(silent["doc"]) and passage in _words(claim["evidence"]["text"]):
                result.loud.append((silent["text"], claim))
    return result


def main() -> int:
    """Print the figures, then the errors themselves."""
    result = score(claims_of_seeds())
    hit = sum(wanted["required"] for wanted, _ in result.found)
    print(f"required found   {hit} of {result.required}")
    print(f"extra claims     {len(result.extra)}")
    print(f"silence broken   {len(result.loud)} of {len(rows(SEEDS / 'expected_silence.jsonl'))}")
    for name in ("taken_by", "said_by", "stance", "timing", "perpetrator"):
        right, asked = result.share(name)
        print(f"{name:<16} {right} of {asked}")
    for wanted in result.missed:
        print(
            "MISSED", wanted["doc"], wanted["kind"], wanted["place"], wanted.get("effect", ""), "|", wanted["evidence"]
        )
    for claim in result.extra:
        print(
            "EXTRA",
            claim["article_id"][:3],
            claim["rule"],
            _place(claim),
            claim.get("number", {}).get("text"),
            "|",
            claim["evidence"]["text"][:150],
        )
    for passage, _ in result.loud:
        print("LOUD", passage)
    return 0


if __name__ == "__main__":
    sys.exit(main())
