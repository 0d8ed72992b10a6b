"""Alerts to render: builders with sensible defaults."""

from datetime import UTC, date, datetime
from typing import Any

from schemas.actor import Actor, Speaker
from schemas.alert import SCHEMA, Alert, Incident, Reason, Span
from schemas.claim import Casualty, Claim, ClaimTime, Evidence, LocationFall, Number
from schemas.place import Place

AT = datetime(2015, 5, 17, 21, 40, tzinfo=UTC)
REBELS = Actor(text="the group", name="Islamic State", type="non-state")
PALMYRA = Place(text="Palmyra", name="Tadmur", country="SY")


def fall(sentence: str, **given: Any) -> LocationFall:
    fields: dict[str, Any] = {
        "claim_id": "c1", "article_id": "a1", "mode": "actual", "stance": "claimed", "rule": "fall.seized",
        "rules_version": "1", "time": ClaimTime(start=date(2015, 5, 16), end=date(2015, 5, 17)), "place": PALMYRA,
        "change": "captured", "taken_by": REBELS, "outlet": "Desk", "url": "https://desk.example/1",
        "said_by": Speaker(text="the governor", name="Talal Barazi", type="official"), "verification": "unverified",
        "evidence": Evidence(text=sentence, start=0, end=len(sentence)),
    }  # fmt: skip
    return LocationFall(**{**fields, **given})


def casualty(sentence: str, number: Number, **given: Any) -> Casualty:
    fields: dict[str, Any] = {
        "claim_id": "c2", "article_id": "a1", "mode": "actual", "stance": "asserted", "rule": "killed.passive",
        "rules_version": "1", "time": ClaimTime(start=date(2015, 5, 17), end=date(2015, 5, 17)), "place": PALMYRA,
        "effect": "killed", "number": number, "outlet": "Desk", "url": "https://desk.example/1",
        "evidence": Evidence(text=sentence, start=0, end=len(sentence)),
    }  # fmt: skip
    return Casualty(**{**fields, **given})


def alert(*claims: Claim, reason: Reason = "first_report", **of_incident: Any) -> Alert:
    incident: dict[str, Any] = {
        "id": "i1", "kind": "location_fall", "place": PALMYRA, "time": Span(start=AT.date(), end=AT.date()),
        "taken_by": REBELS, "articles": ("a1", "a2"), "outlets": ("Desk", "Wire"), "origins": ("Talal Barazi",),
    }  # fmt: skip
    changed = of_incident.pop("changed", None)
    return Alert(
        id="al1", schema=SCHEMA, reason=reason, rings=reason not in ("known", "background"), rung_by="a1",
        published_at=AT, rung_at=AT, incident=Incident(**{**incident, **of_incident}), claims=claims, changed=changed,
    )  # fmt: skip
