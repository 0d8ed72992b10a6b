"""Records to HTML: one jinja environment, in which every value is escaped and made harmless before it is shown."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from agents import wording
from schemas.alert import Alert, Incident
from schemas.claim import Claim

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
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
    """The templates, with what they call for a person's words."""

    def __init__(self) -> None:
        self.static = static_files()
        self._env = Environment(
            loader=PackageLoader("agents.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=harmless,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= {
            "headline": wording.headline, "days": wording.days, "where": wording.where, "people": wording.people,
            "sources": wording.sources, "changes": wording.changes, "leading": wording.leading_claims,
            "country": wording.country_name, "speaker": speaker, "how_sure": wording.how_sure,
            "at": at, "iso": iso, "web_link": web_link, "plain": plain,
        }  # fmt: skip
        self._env.globals |= {
            "kinds": KINDS, "roles": ROLES, "why_contested": WHY_CONTESTED, "circuits": CIRCUITS,
            "static": {name: file[2] for name, file in self.static.items()},
        }  # fmt: skip

    def page(self, name: str, **values: Any) -> str:
        """A template with its values."""
        return self._env.get_template(name).render(**values)

    def headline(self, alert: Alert) -> str:
        """What a screen reader says of a new alert."""
        incident: Incident = alert.incident
        return wording.printable(f"{plain(alert.reason)}: {wording.headline(incident)}")


def speaker(claim: Claim) -> str:
    """Who says so."""
    return wording.speaker(claim.said_by, claim.outlet)


def harmless(value: Any) -> Any:
    """A value as it may be shown: without what could turn the direction of the text; null as nothing."""
    if value is None:
        return ""
    return wording.printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


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
