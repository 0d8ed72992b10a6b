"""An alert in a person's words, for Slack and e-mail: plain text, pure."""

from collections.abc import Mapping

from agents.deliver.state import Message
from agents.wording import days, headline, how_sure, leading_claims, printable, sources, speaker, where
from schemas.alert import Alert, Reason

REASONS: Mapping[Reason, str] = {
    "first_report": "First report", "corroborated": "Corroborated", "toll_raised": "Toll raised",
    "toll_revised": "Toll revised down", "denied": "Denied", "confirmed": "Confirmed", "reversal": "Reversal",
    "known": "Known already", "background": "Background",
}  # fmt: skip


def title(alert: Alert) -> str:
    """ "First report: at least 7 killed, 33 injured · Tal Afar, Iraq"."""
    return clean(f"{REASONS[alert.reason]}: {headline(alert.incident)}")


def message_title(message: Message) -> str:
    """The one alert's title, or how many a digest holds and where they are."""
    if not message.is_digest:
        return title(message.alerts[0])
    places = list(dict.fromkeys(where(alert.incident.place) for alert in message.alerts))
    shown = "; ".join(places[:3]) + ("; …" if len(places) > 3 else "")
    return clean(f"{len(message.alerts)} alerts: {shown}")


def facts(alert: Alert) -> list[tuple[str, str]]:
    """Name and text of each line under the headline."""
    incident = alert.incident
    found = [("When", days(incident.time))]
    for claim in leading_claims(alert)[:1]:
        sure = f"{how_sure(claim)} · grade {incident.grade}"
        found += [("Said by", speaker(claim.said_by, claim.outlet)), ("How sure", sure)]
    found.append(("Known from", sources(incident)))
    return [(name, clean(text)) for name, text in found]


def clean(text: str) -> str:
    """On one line, without what a terminal or a mail reader would take for an order."""
    return printable(" ".join(text.split()))
