"""The scripted war's articles, labelled claims and gold, and the claims as they would travel."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.claim import Claim
from schemas.codec import decode

WAR = Path(__file__).with_name("war")
ANY_CLAIM: Any = Claim
Row = dict[str, Any]


@dataclass
class War:
    """The labels. of: incident by labelled claim; asked: (reason, incident, article) that must ring; open: that may."""

    articles: list[Row]
    claims: list[Row]
    of: dict[str, str]
    asked: set[tuple[str, str, str]] = field(default_factory=set)
    open: set[tuple[str, str, str]] = field(default_factory=set)


def rows(name: str) -> list[Row]:
    """The objects of one of the war's files."""
    lines = (WAR / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def load() -> War:
    """The war and its labels."""
    claims = rows("claims")
    war = War(rows("articles"), claims, {row["id"]: row["incident"] for row in claims if row["incident"]})
    for gold in rows("gold"):
        for name, into in (("alerts", war.asked), ("optional_alerts", war.open)):
            into |= {(one["reason"], gold["incident"], one["article"]) for one in gold.get(name) or ()}
    return war


def labelled(war: War) -> list[list[Claim]]:
    """The labelled claims as they would travel, article by article, in published order."""
    articles = {row["id"]: row for row in war.articles}
    by_article: dict[str, list[Row]] = {}
    for row in war.claims:
        by_article.setdefault(row["article"], []).append(row)
    ordered = sorted(war.articles, key=lambda row: (row["published_at"], row["id"]))
    return [_travelling(articles, row, by_article.get(row["id"], [])) for row in ordered]


def _travelling(articles: Mapping[str, Row], article: Row, claims: Sequence[Row]) -> list[Claim]:
    countries = [row["place"]["country"] for row in claims if row["place"]]
    home = Counter(countries).most_common(1)[0][0] if countries else "ZZ"
    theatres = [(row["place"] or {}).get("country") or home for row in claims]
    owner = articles.get(article.get("copy_of") or "")
    seen: Counter[str] = Counter()
    made = []
    for row, theatre in zip(claims, theatres, strict=True):
        given = {name: value for name, value in row.items() if name not in ("id", "article", "incident", "evidence")}
        text = row["evidence"]
        start = max(0, article["text"].find(text))
        given |= {
            "claim_id": row["id"],
            "article_id": row["article"],
            "evidence": {"text": text, "start": start, "end": start + len(text)},
            "rule": "label",
            "rules_version": "1",
            "outlet": article["outlet"],
            "url": article["url"],
            "published_at": article["published_at"],
            "copied_from": owner["outlet"] if owner else None,
            "theatre": theatre,
            "sequence": {"index": seen[theatre], "of": theatres.count(theatre)},
        }
        seen[theatre] += 1
        made.append(decode(json.dumps(given), ANY_CLAIM))
    return made
