"""Alerts, incidents and claims for the desk, and one in which every text is an attack on the page."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from schemas.actor import Actor, Speaker
from schemas.alert import SCHEMA, Alert, Incident, Span
from schemas.claim import Casualty, Claim, ClaimTime, Evidence, LocationFall, Number, Victims
from schemas.kept import Case, Entry, KeptIncident, Report
from schemas.place import Place

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOMA = Place(text="Goma", name="Goma", country="CD", lat=-1.679, lon=29.222)
M23 = Actor(text="M23 rebels", name="M23", type="non-state")
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\u202e{{7*7}}"
HOSTILE_URL = "javascript:alert(document.domain)//\"'><script>alert(3)</script>"


def casualty(claim_id: str = "c1", **given: Any) -> Casualty:
    made = Casualty(
        claim_id=claim_id, article_id="a1", mode="actual", stance="claimed", rule="killed.kill", rules_version="1",
        evidence=Evidence(text="At least 12 people were killed in Goma, a hospital official said.", start=0, end=66),
        time=ClaimTime(start=date(2026, 2, 28), end=date(2026, 3, 1)), place=GOMA, effect="killed",
        number=Number(text="at least 12", low=12, best=12), outlet="Lakes Wire", published_at=NOON,
        url="https://lakes-wire.example/goma?a=1&b=2",
        said_by=Speaker(text="a hospital official", name="hospital official", type="official"),
    )  # fmt: skip
    return msgspec.structs.replace(made, **given)


def fall(claim_id: str = "f1", **given: Any) -> LocationFall:
    made = LocationFall(
        claim_id=claim_id, article_id="a2", mode="actual", stance="asserted", rule="control.seize", rules_version="1",
        evidence=Evidence(text="M23 rebels seized Goma on Sunday.", start=0, end=33), place=GOMA, taken_by=M23,
        time=ClaimTime(start=date(2026, 3, 1), end=date(2026, 3, 1)), change="captured", outlet="Lakes Wire",
        published_at=NOON, url="https://lakes-wire.example/fall",
    )  # fmt: skip
    return msgspec.structs.replace(made, **given)


def alert(name: str, claim: Claim | None = None, *, minute: float = 0, incident: str = "", **given: Any) -> Alert:
    told = claim or casualty(article_id=f"article-{name}")
    whole: dict[str, Any] = {"taken_by": told.taken_by} if isinstance(told, LocationFall) else {
        "effects": {told.effect: told.number}
    }  # fmt: skip
    shown = Incident(
        id=incident or f"incident-{name}", kind="casualty" if isinstance(told, Casualty) else "location_fall",
        place=told.place, time=Span(start=told.time.start, end=told.time.end), articles=(told.article_id,),
        outlets=(told.outlet or "",), origins=("hospital official",), **whole,
    )  # fmt: skip
    made = Alert(
        id=name, schema=SCHEMA, reason="first_report", rings=True, rung_by=told.article_id, incident=shown,
        published_at=NOON, rung_at=NOON + timedelta(minutes=minute), claims=(told,),
    )  # fmt: skip
    return msgspec.structs.replace(made, **given)


def kept(claim: Claim, *, version: int = 1, name: str = "i1", **given: Any) -> KeptIncident:
    case = Case(
        id=name, theatre="CD", kind="casualty" if isinstance(claim, Casualty) else "location_fall",
        lo=claim.time.start or date(2026, 3, 1), hi=claim.time.end or date(2026, 3, 1), first_published_at=NOON,
        last_published_at=NOON, place=claim.place, taken_by=getattr(claim, "taken_by", None),
        reports=(Report(claim=claim, role="report", origin="hospital official", published_at=NOON),),
        articles=(claim.article_id,), outlets=(claim.outlet or "",), origins=("hospital official",), announced=True,
        history=(
            Entry(
                reason="first_report", article_id=claim.article_id, published_at=NOON, decided_at=NOON, alert_id="al1"
            ),
        ),
    )  # fmt: skip
    return KeptIncident(theatre="CD", version=version, kept_at=NOON, case=msgspec.structs.replace(case, **given))


def hostile() -> Casualty:
    """A claim in which every text that an article or a feed can set is an attack."""
    actor = Actor(text=HOSTILE, name=HOSTILE, type="non-state")
    return casualty(
        HOSTILE, article_id=HOSTILE, rule=HOSTILE, rules_version=HOSTILE, outlet=HOSTILE, url=HOSTILE_URL,
        evidence=Evidence(text=HOSTILE, start=0, end=10), place=Place(text=HOSTILE, name=HOSTILE, country="CD"),
        said_by=Speaker(text=HOSTILE, name=HOSTILE, type="official"), perpetrator=actor, weapon=HOSTILE,
        number=Number(text=HOSTILE), victims=Victims(text=HOSTILE, status="civilian"), copied_from=HOSTILE,
        time=ClaimTime(text=HOSTILE, start=date(2026, 2, 28), end=date(2026, 3, 1)),
    )  # fmt: skip
