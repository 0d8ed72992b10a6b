"""The body of a webhook: pure, and the same at every attempt. Its schema is schemas/payload.py."""

from urllib.parse import quote

from agents.deliver.state import Message
from schemas.alert import Alert
from schemas.codec import encode
from schemas.payload import PAYLOAD, Counts, DigestPayload, Payload


def body(message: Message, desk_url: str | None) -> bytes:
    """The bytes to send: one alert, or a digest."""
    alerts = tuple(payload(alert, desk_url) for alert in message.alerts)
    if not message.is_digest:
        return encode(alerts[0])
    rung = [alert.rung_at for alert in message.alerts]
    return encode(DigestPayload(payload=PAYLOAD, id=message.id, start=min(rung), end=max(rung), alerts=alerts))


def payload(alert: Alert, desk_url: str | None) -> Payload:
    """One alert with what a receiver need not count by itself."""
    incident = alert.incident
    counts = Counts(articles=len(incident.articles), outlets=len(incident.outlets), origins=len(incident.origins))
    fields = {name: getattr(alert, name) for name in alert.__struct_fields__}
    return Payload(**fields, payload=PAYLOAD, counts=counts, link=link(alert, desk_url))


def link(alert: Alert, desk_url: str | None) -> str | None:
    """The incident on the desk page, null where nobody has said where that is."""
    return None if desk_url is None else f"{desk_url}/incidents/{quote(alert.incident.id, safe='')}"
