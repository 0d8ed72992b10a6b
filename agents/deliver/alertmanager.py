"""Alerts for Prometheus's Alertmanager, by POST /api/v2/alerts: its people get grouping, silences and paging from it.

Labels say what an alert is about, so that routes and silences can match them: alertname, kind, reason, incident, place,
country, actor, grade. alert_id makes each a new alert (a toll that rises pages again); ``group_by: [incident]`` in
Alertmanager puts those of one incident together. It resolves by itself when ``active_minutes`` are over.
"""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.deliver import text
from agents.deliver.payload import link
from agents.deliver.post import USER_AGENT, Request
from agents.deliver.state import Message
from agents.endpoints import AlertmanagerEndpoint
from agents.wording import leading_claims
from schemas.alert import Alert

NAMES = {"location_fall": "TocsinLocationFall", "casualty": "TocsinCasualty"}


def alertmanager_request(
    endpoint: AlertmanagerEndpoint, message: Message, at: datetime, desk_url: str | None
) -> Request:
    """One attempt at this time, from which the alerts are active: one that comes late must page, too."""
    until = at + timedelta(minutes=endpoint.active_minutes)
    content = [postable(alert, at, until, endpoint.labels, desk_url) for alert in message.alerts]
    headers = {"content-type": "application/json", "user-agent": USER_AGENT, **_login(endpoint)}
    return Request(f"{endpoint.url}/api/v2/alerts", json.dumps(content, ensure_ascii=False).encode(), headers)


def postable(
    alert: Alert, at: datetime, until: datetime, labels: dict[str, str], desk_url: str | None
) -> dict[str, Any]:
    """One ``postableAlert`` of the API; labels of the endpoint win over our own."""
    incident, place = alert.incident, alert.incident.place
    own = {
        "alertname": NAMES[incident.kind],
        "kind": incident.kind,
        "reason": alert.reason,
        "incident": incident.id,
        "alert_id": alert.id,
        "grade": incident.grade,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "actor": incident.taken_by.name if incident.taken_by else _perpetrator(alert),
    }
    notes = {name.lower().replace(" ", "_"): value for name, value in text.facts(alert)}
    quotes = "\n".join(f"“{text.clean(claim.evidence.text)}” — {claim.outlet or ''}" for claim in leading_claims(alert))
    posted: dict[str, Any] = {
        "labels": {**{name: text.clean(value) for name, value in own.items() if value}, **labels},
        "annotations": {"summary": text.title(alert), "description": quotes, **notes},
        "startsAt": _time(min(alert.rung_at, at)),
        "endsAt": _time(until),
    }
    if url := link(alert, desk_url):
        posted["generatorURL"] = url
    return posted


def _perpetrator(alert: Alert) -> str | None:
    named = (getattr(claim, "perpetrator", None) for claim in alert.claims)
    return next((actor.name for actor in named if actor is not None), None)


def _login(endpoint: AlertmanagerEndpoint) -> dict[str, str]:
    if endpoint.token is not None:
        return {"authorization": f"Bearer {endpoint.token.get_secret_value()}"}
    if endpoint.user is None or endpoint.password is None:
        return {}
    pair = f"{endpoint.user}:{endpoint.password.get_secret_value()}".encode()
    return {"authorization": f"Basic {base64.b64encode(pair).decode()}"}


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
