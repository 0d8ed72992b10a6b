"""Records to HTML: one jinja environment, in which every value is escaped and made harmless before it is shown."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from agents.desk.sources import Words
from schemas.alert import Alert, Incident

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
STANCES = {"asserted": "stated", "claimed": "claimed, with distance", "denied": "denied"}
VERIFICATIONS = {"verified": "verified", "unverified": "not verified", "contested": "contested"}
KINDS = {"location_fall": "place changed hands", "casualty": "people came to harm"}
ROLES = {"report": "", "part": "a part of the total", "denial": "a denial"}
CIRCUITS = {
    "closed": "takes alerts",
    "half_open": "is being tried with one",
    "open": "is left alone after failures",
    "resting": "asked to be left alone",
    "disabled": "wants no more",
}
WHY_CONTESTED = {
    "denied": "somebody says that it did not happen",
    "two_sides": "another side is said to have taken it then",
}


class Renderer:
    """The templates, with a person's words for records."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.static = static_files()
        self._env = Environment(
            loader=PackageLoader("agents.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self._harmless,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= {
            "headline": words.headline, "days": words.days, "where": words.where, "people": words.people,
            "sources": words.sources, "changes": words.changes, "leading": words.leading, "country": words.country,
            "at": at, "iso": iso, "web_link": web_link, "plain": plain, "speaker": self._speaker,
        }  # fmt: skip
        self._env.globals |= {
            "stances": STANCES, "verifications": VERIFICATIONS, "kinds": KINDS, "roles": ROLES,
            "why_contested": WHY_CONTESTED, "circuits": CIRCUITS,
            "static": {name: file[2] for name, file in self.static.items()},
        }  # fmt: skip

    def page(self, name: str, **values: Any) -> str:
        """A template with its values."""
        return self._env.get_template(name).render(**values)

    def headline(self, alert: Alert) -> str:
        """What a screen reader says of a new alert."""
        incident: Incident = alert.incident
        return self._words.printable(f"{plain(alert.reason)}: {self._words.headline(incident)}")

    def _speaker(self, claim: Any) -> str:
        return self._words.speaker(claim.said_by, claim.outlet)

    def _harmless(self, value: Any) -> Any:
        if value is None:
            return ""
        return self._words.printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def at(when: datetime) -> str:
    """An instant as people read it."""
    return f"{when.day} {when:%B %Y %H:%M} UTC"


def iso(when: datetime) -> str:
    """An instant as programs read it."""
    return when.isoformat()


def plain(word: str) -> str:
    """toll_raised: toll raised."""
    return word.replace("_", " ")


def web_link(url: str | None) -> str | None:
    """The address if a browser may be sent there: http or https, with a host, without a user; else null."""
    if not url or any(ord(sign) <= 0x20 for sign in url):
        return None
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return url if fit else None


def static_files() -> Mapping[str, tuple[bytes, str, str]]:
    """By file name: bytes, content type, and the address, which changes with the bytes."""
    found = {}
    for file in sorted(resources.files("agents.desk").joinpath("static").iterdir(), key=lambda one: one.name):
        kind = TYPES.get(f".{file.name.rpartition('.')[2]}")
        if kind is not None:
            data = file.read_bytes()
            found[file.name] = (data, kind, f"/static/{file.name}?v={hashlib.sha256(data).hexdigest()[:12]}")
    return found
