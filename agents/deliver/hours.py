"""Until when an alert waits for the end of an endpoint's quiet hours: pure."""

from datetime import UTC, datetime, timedelta

from agents.deliver.choose import killed
from agents.endpoints import DAYS, Quiet, zone
from schemas.alert import Alert


def quiet_until(quiet: Quiet, now: datetime) -> datetime | None:
    """When the quiet hours end that hold now (UTC), or null outside them.

    They are told in local time: where clocks are turned, a night is an hour shorter or longer.
    """
    place = zone(quiet.timezone)
    today = now.astimezone(place).date()
    for day in (today, today - timedelta(days=1)):
        if DAYS[day.weekday()] not in quiet.days:
            continue
        last = day + timedelta(days=1) if quiet.end < quiet.start else day
        start = datetime.combine(day, quiet.start, place).astimezone(UTC)
        end = datetime.combine(last, quiet.end, place).astimezone(UTC)
        if start <= now < end:
            return end
    return None


def counts_despite(quiet: Quiet, alert: Alert) -> bool:
    """Whether the alert is sent in quiet hours, too."""
    many = quiet.despite_killed is not None and killed(alert.incident) >= quiet.despite_killed
    return many or alert.reason in quiet.despite
