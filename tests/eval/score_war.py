"""Scores the ledger on a scripted war: `make eval-ledger`.

tests/eval/war/ holds its articles, their claims, and which claims tell of one incident and what must ring, written by
somebody who had not seen the matching code (its README.md says how). Scored twice: the claims as labelled through the
ledger alone, and the articles through cleaning, dedupe, tagging, claims and ledger.

* B-cubed (Bagga and Baldwin, 1998): of each claim, which share of the claims beside it in its incident belongs there
  (precision), and which share of those that belong is there (recall); the mean over the claims.
* First reports: alerts that open an incident (first_report; reversal, where the place changes hands again) and ring,
  against those that are to: the reason, the incident and the article must be right.
* All that rings, by reason; alerts that the labels leave open count neither way.
* Ids: none twice, and nothing new where everything comes again.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from war_labels import Row, War, labelled, load

from agents.claims.article import read_claims
from agents.clean.article import clean_article
from agents.dedupe.relate import relate
from agents.dedupe.store import MemoryStore as DedupeStore
from agents.ledger.book import take
from agents.ledger.contract import MemoryStore
from agents.outlets.store import MemoryStore as OutletStore
from agents.tag.article import tag_from_home
from schemas.alert import Alert
from schemas.claim import Claim, LocationFall
from schemas.raw_article import RawArticle
from schemas.unique_article import UniqueArticle


@dataclass
class Outcome:
    """What a run came to. where: incident of the ledger by labelled claim; alerts: those that ring, in order;
    told: labelled claims by claim id of the run; repeated: ids that came twice, and decisions about repeats."""

    where: dict[str, str]
    alerts: list[Alert]
    told: dict[str, str]
    repeated: int


async def read(war: War) -> list[list[Claim]]:
    """The claims that the steps before the ledger read in the articles, in published order."""
    store, outlets, found = DedupeStore(horizon_days=60), OutletStore(), []
    for row in sorted(war.articles, key=lambda row: (row["published_at"], row["id"])):
        at = datetime.fromisoformat(row["published_at"])
        raw = RawArticle(
            article_id=row["id"], source="war", received_at=at, published_at=at,
            title=row["title"], text=row["text"], outlet=row["outlet"], url=row["url"],
        )  # fmt: skip
        article = clean_article(raw, max_chars=1_000_000, now=at)
        verdict = await relate(store, article)
        if verdict.relation != "duplicate":
            tagged = await tag_from_home(outlets, UniqueArticle(article=article, verdict=verdict))
            found.append(list(read_claims(tagged)))
    return found


async def run(war: War, articles: Sequence[Sequence[Claim]]) -> Outcome:
    """All claims through an empty ledger, then all once more."""
    store, alerts, repeated = MemoryStore(), list[Alert](), 0
    for again in (False, True):
        for claims in articles:
            for claim in claims:
                told = await take(store, claim, lambda at=claim.published_at: at)  # type: ignore[misc]
                if again:
                    repeated += len(told.decided)
                else:
                    alerts += told.alerts
    repeated += len(alerts) - len({alert.id for alert in alerts})
    told = _told(war, [claim for claims in articles for claim in claims])
    where = {}
    for case in store.cases.values():
        if case.merged_into is None:
            where |= {told[r.claim.claim_id]: case.id for r in case.reports if r.claim.claim_id in told}
    return Outcome(where, [alert for alert in alerts if alert.rings], told, repeated)


def _told(war: War, claims: Iterable[Claim]) -> dict[str, str]:
    """Which labelled claim each claim of a run is: itself, or the first in its article that says the same.

    Of two changes of hands of one place in an article, the one with the same taker.
    """
    ids = {row["id"] for row in war.claims}
    left = list(war.claims)
    found = {}
    for claim in claims:
        if claim.claim_id in ids:
            found[claim.claim_id] = claim.claim_id
            continue
        same = min((row for row in left if _says(row, claim)), key=lambda row: _other_taker(row, claim), default=None)
        if same is not None:
            left.remove(same)
            found[claim.claim_id] = same["id"]
    return found


def _other_taker(row: Row, claim: Claim) -> bool:
    if not isinstance(claim, LocationFall):
        return False
    return (row["taken_by"] or {}).get("name") != (claim.taken_by.name if claim.taken_by else None)


def _says(row: Row, claim: Any) -> bool:
    if (row["article"], row["kind"]) != (
        claim.article_id,
        msgspec.to_builtins(claim)["kind"],
    ) or claim.mode != "actual":
        return False
    if (row["stance"] == "denied") != (claim.stance == "denied"):
        return False
    if row["kind"] == "location_fall":
        return _same_place(row, claim)
    number = row["number"]
    bounds = (number["low"], number["best"], number["high"])
    if row["effect"] != claim.effect or bounds != (claim.number.low, claim.number.best, claim.number.high):
        return False
    return not row["place"] or not claim.place or _same_place(row, claim)


def _same_place(row: Row, claim: Any) -> bool:
    def plain(text: str) -> str:
        return "".join(letter for letter in text.casefold() if letter.isalnum())

    if not row["place"] or not claim.place:
        return False
    named = {plain(row["place"]["name"]), plain(row["place"]["text"])}
    return any(
        one in other or other in one for one in named for other in map(plain, (claim.place.name, claim.place.text))
    )


def b_cubed(of: Mapping[str, str], where: Mapping[str, str]) -> tuple[float, float]:
    """(precision, recall) over the labelled claims that stand in the ledger; those without an incident do not count."""
    claims = [claim for claim in of if claim in where]
    gold, got = (Counter(found[claim] for claim in claims) for found in (of, where))
    both = Counter((of[claim], where[claim]) for claim in claims)
    if not claims:
        return 0.0, 0.0
    shared = [both[of[claim], where[claim]] for claim in claims]
    precision = sum(n / got[where[claim]] for n, claim in zip(shared, claims, strict=True)) / len(claims)
    return precision, sum(n / gold[of[claim]] for n, claim in zip(shared, claims, strict=True)) / len(claims)


def rung(war: War, outcome: Outcome) -> list[tuple[str, str, str]]:
    """(reason, labelled incident, article) of each alert; the incident is that of most claims of the article in it."""
    found = []
    for alert in outcome.alerts:
        own = [outcome.told.get(claim.claim_id, "") for claim in alert.claims if claim.article_id == alert.rung_by]
        named = Counter(war.of[claim] for claim in own if claim in war.of).most_common(1)
        found.append((alert.reason, named[0][0] if named else f"none ({alert.incident.id})", alert.rung_by))
    return found


@dataclass
class Share:
    """right of those that rang, and of those that were to ring."""

    right: int
    rang: int
    asked: int

    @property
    def precision(self) -> float:
        """0 to 1."""
        return self.right / self.rang if self.rang else 0.0

    @property
    def recall(self) -> float:
        """0 to 1."""
        return self.right / self.asked if self.asked else 0.0

    def __str__(self) -> str:
        precision = f"precision {self.precision:.3f} ({self.right}/{self.rang})"
        return f"{precision}  recall {self.recall:.3f} ({self.right}/{self.asked})"


def share(war: War, outcome: Outcome, reasons: Iterable[str]) -> Share:
    """How well what rang for these reasons is what was to ring."""
    chosen = set(reasons)
    got = [one for one in rung(war, outcome) if one[0] in chosen and one not in war.open]
    asked = {one for one in war.asked if one[0] in chosen}
    return Share(len(asked & set(got)), len(got), len(asked))


FIRST = ("first_report", "reversal")
RINGING = ("first_report", "toll_raised", "denied", "confirmed", "reversal")


def report(war: War, name: str, outcome: Outcome, *, errors: bool) -> None:
    """Print the figures of one run, and its errors where they are wanted."""
    precision, recall = b_cubed(war.of, outcome.where)
    standing = sum(claim in outcome.where for claim in war.of)
    print(f"{name}: {standing} of {len(war.of)} labelled claims in {len(set(outcome.where.values()))} incidents")
    print(f"  B-cubed        precision {precision:.3f}  recall {recall:.3f}")
    print(f"  first reports  {share(war, outcome, FIRST)}")
    print(f"  all that rings {share(war, outcome, RINGING)}")
    print(f"  repeated ids   {outcome.repeated}")
    if errors:
        _errors(war, outcome)


def _errors(war: War, outcome: Outcome) -> None:
    got = rung(war, outcome)
    for one in sorted(war.asked - set(got)):
        if one[0] in RINGING:
            print("  SILENT", *one)
    for one in got:
        if one not in war.asked and one not in war.open:
            print("  LOUD  ", *one)
    for incident in sorted(set(war.of.values())):
        parts = Counter(outcome.where[c] for c, i in war.of.items() if i == incident and c in outcome.where)
        if len(parts) > 1:
            told = {p: [c for c, i in war.of.items() if i == incident and outcome.where.get(c) == p] for p in parts}
            print("  TORN  ", incident, list(told.values()))
    for case in sorted(set(outcome.where.values())):
        mixed = {war.of.get(c) for c, where in outcome.where.items() if where == case} - {None}
        if len(mixed) > 1:
            print(
                "  MIXED ",
                {i: [c for c, w in outcome.where.items() if w == case and war.of.get(c) == i] for i in sorted(mixed)},
            )


async def _main(errors: bool) -> None:
    war = load()
    gold = labelled(war)
    print(f"{len(war.articles)} articles, {len(war.claims)} claims, {len(set(war.of.values()))} incidents")
    report(war, "the ledger alone, on the labelled claims", await run(war, gold), errors=errors)
    report(war, "the texts, through all steps", await run(war, await read(war)), errors=errors)


def main() -> int:
    """--errors prints each error too."""
    asyncio.run(_main("--errors" in sys.argv))
    return 0


if __name__ == "__main__":
    sys.exit(main())
