"""Claims built by hand for the ledger's tests: short to write, whole as the wire has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from agents.ledger.book import Told, take
from agents.ledger.contract import MemoryStore, Read, Store
from agents.ledger.state import DEFAULT_POLICY, Policy
from schemas.actor import Actor, Speaker
from schemas.alert import Alert, Incident
from schemas.claim import Casualty, Claim, ClaimTime, Evidence, LocationFall, Number, Victims
from schemas.claim import Sequence as Place_
from schemas.ids import stable_id
from schemas.place import Place

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

WORDS = {
    "dozens": (24, None, None),
    "hundreds": (100, None, None),
    "scores": (40, None, None),
    "many": (None, None, None),
}


def number(told: int | str) -> Number:
    """7, "at least 7", "up to 7", "about 7", "dozens", "many"."""
    if isinstance(told, int):
        return Number(text=str(told), low=told, best=told, high=told)
    if told in WORDS:
        low, best, high = WORDS[told]
        return Number(text=told, low=low, best=best, high=high)
    words, figure = told.rsplit(" ", 1)
    n = int(figure)
    bounds = {"at least": (n, n, None), "up to": (None, None, n), "about": (None, n, None), "nearly": (None, n, n)}[
        words
    ]
    return Number(text=told, low=bounds[0], best=bounds[1], high=bounds[2])


def place(name: str, text: str | None = None, **more: Any) -> Place:
    """A settlement in Iraq unless said otherwise; text defaults to the name."""
    given = {"country": "IQ", "precision": 1, "lat": 36.0, "lon": 43.0} | more
    return Place(text=text or name, name=name, **given)


def actor(name: str | None, type_: str | None = None) -> Actor | None:
    return Actor(text=name, name=name, type=type_) if name else None  # type: ignore[arg-type]


ISLAMIC_STATE = Actor(text="Isis", name="Islamic State", type="non-state")
KURDS = Actor(text="Peshmerga", name="Kurdish forces", type="non-state")
MILITANTS = Actor(text="militants", name="militants")
ARMY = Actor(text="the army", name="Iraqi army", type="state")


@dataclass
class Article:
    """An article's claims: each call adds one, in a sentence of its own unless ``same`` or ``after`` says otherwise."""

    id: str
    published_at: datetime
    outlet: str | None = "The Courier"
    theatre: str | None = "IQ"
    claims: list[Claim] = field(default_factory=list)
    at: int = 0

    def fall(self, where: Place | str, taken_by: Actor | None = ISLAMIC_STATE, **more: Any) -> "Article":
        """A change of hands."""
        given = {"change": "captured", "taken_by": taken_by} | more
        return self._add(LocationFall, where, given)

    def casualty(self, effect: str, told: int | str, where: Place | str | None = None, **more: Any) -> "Article":
        """People harmed."""
        given: dict[str, Any] = {"effect": effect, "number": number(told)} | more
        if isinstance(given.get("victims"), str):
            given["victims"] = Victims(text=given["victims"], status="unknown")
        return self._add(Casualty, where, given)

    def _add(self, kind: type[Claim], where: Place | str | None, given: dict[str, Any]) -> "Article":
        if isinstance(where, str):
            where = place(where)
        said = given.pop("said_by", None)
        given["said_by"] = Speaker(text=said[0], name=said[0], type=said[1]) if isinstance(said, tuple) else said
        given["time"] = self._time(given.pop("day", None), given.pop("timing", "breaking"))
        given["evidence"] = self._evidence(
            given.pop("evidence", None), given.pop("same", False), given.pop("next", False)
        )
        given = {"mode": "actual", "stance": "asserted", "rule": "test", "rules_version": "1"} | given
        claim = kind(
            claim_id=stable_id(self.id, len(self.claims), str(given)),
            article_id=self.id,
            place=where,
            outlet=self.outlet,
            url=f"https://news.example/{self.id}",
            published_at=self.published_at,
            theatre=self.theatre,
            **given,
        )
        self.claims.append(claim)
        return self

    def _time(self, day: Any, timing: str) -> ClaimTime:
        """day: a date or two for a told time; else the claims step's default for the timing."""
        published = self.published_at.date()
        if isinstance(day, date):
            return ClaimTime(text="on the day", start=day, end=day, timing=timing)  # type: ignore[arg-type]
        if isinstance(day, tuple):
            return ClaimTime(text="in those days", start=day[0], end=day[1], timing=timing)  # type: ignore[arg-type]
        if timing == "breaking":
            return ClaimTime(start=published - timedelta(days=1), end=published, timing="breaking")
        return ClaimTime(timing=timing)  # type: ignore[arg-type]

    def _evidence(self, text: str | None, same: bool, following: bool) -> Evidence:
        if same and self.claims:
            return self.claims[-1].evidence
        text = text or f"What report {self.id} says in its sentence {len(self.claims)}."
        start = self.at + (1 if following else 500)
        self.at = start + len(text)
        return Evidence(text=text, start=start, end=self.at)

    def numbered(self) -> list[Claim]:
        """The claims as they travel, each with its place in its theatre."""
        by_theatre: dict[str | None, list[Claim]] = {}
        for claim in self.claims:
            by_theatre.setdefault(claim.theatre, []).append(claim)
        seen: dict[str | None, int] = {}
        travelling = []
        for claim in self.claims:
            index = seen.get(claim.theatre, 0)
            seen[claim.theatre] = index + 1
            of = len(by_theatre[claim.theatre])
            travelling.append(msgspec.structs.replace(claim, sequence=Place_(index=index, of=of)))
        return travelling


class Everything(MemoryStore):
    """A store that hands a decision all that is known, whatever it looks up."""

    async def read(self, theatre: str, batch: str, lookups: Any, ids: Any, now: datetime) -> Read:
        """As the contract says, and every other incident."""
        return await super().read(theatre, batch, lookups, [case_id for _, case_id in self.cases], now)


def article(id: str, when: str, outlet: str | None = "The Courier", **more: Any) -> Article:
    """An article by its id, its instant ("2014-06-16 01:00", UTC) and its outlet."""
    return Article(id, datetime.fromisoformat(when).replace(tzinfo=UTC), outlet, **more)


async def feed(
    store: Store,
    articles: Sequence[Article],
    now: Callable[[], datetime] = lambda: NOW,
    policy: Policy = DEFAULT_POLICY,
) -> list[Told]:
    """Everything the ledger tells of these articles' claims, in their order."""
    return [await take(store, claim, now, policy) for one in articles for claim in one.numbered()]


async def ring(*articles: Article) -> list[Alert]:
    """All alerts of these articles, fed to an empty ledger in this order."""
    return [alert for told in await feed(MemoryStore(), articles) for alert in told.alerts]


async def reasons(*articles: Article) -> list[str]:
    """The reason of every decision, known ones included, in order."""
    return [one.reason for told in await feed(MemoryStore(), articles) for one in told.decided]


async def stand(*articles: Article) -> list[Incident]:
    """The incidents in the end."""
    store = MemoryStore()
    await feed(store, articles)
    return await store.incidents()
