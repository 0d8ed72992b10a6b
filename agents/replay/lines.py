"""JSON lines: one object a line, strictly typed, with errors that say what is wrong with the line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from agents.replay.content import MAX_TEXT_BYTES, read_text
from agents.replay.model import RefusedError

NOON = 12
"""A day without a time is taken as noon UTC: at most half a day wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds an object, or ``fault``, which says why it does not; note: what was odd about its bytes."""

    number: int
    fields: Mapping[str, Any]
    fault: str | None = None
    note: str | None = None


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of the file that is not blank."""
    with path.open("rb") as file:
        for number, data in _bounded(file):
            if number == 1:
                data = data.removeprefix(b"\xef\xbb\xbf")
            if data.strip() or len(data) > MAX_TEXT_BYTES:
                yield _line(number, data)


def _bounded(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; of one that is too long only the beginning, so that memory stays bounded."""
    number = 0
    while data := file.readline(MAX_TEXT_BYTES + 1):
        number += 1
        yield number, data
        while not data.endswith(b"\n") and len(data) > MAX_TEXT_BYTES:
            data = file.readline(MAX_TEXT_BYTES + 1)


def _line(number: int, data: bytes) -> Line:
    if len(data) > MAX_TEXT_BYTES:
        return Line(number, {}, fault=f"too long: more than {MAX_TEXT_BYTES // 1_000_000} MB in one line")
    try:
        text, note = read_text(data.strip())
        fields = msgspec.json.decode(text)
    except RefusedError as error:
        return Line(number, {}, fault=str(error))
    except msgspec.DecodeError as error:
        cut = " (cut in half?)" if "truncated" in str(error) else ""
        return Line(number, {}, fault=f"not JSON: {error}{cut}")
    if not isinstance(fields, dict):
        return Line(number, {}, fault="not a JSON object")
    return Line(number, fields, note=note)


def text_of(fields: Mapping[str, Any], name: str) -> str | None:
    """A field that must be text, or null where it is absent, null or blank. Raises RefusedError."""
    value = fields.get(name)
    if value is None:
        return None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise RefusedError(f"field {name!r} must be text, not {type(value).__name__}")
    return value if value.strip() else None


def instant_of(fields: Mapping[str, Any], name: str) -> datetime | None:
    """A field that must be an ISO 8601 date or date and time, as UTC; without a zone it is UTC. Raises RefusedError."""
    text = text_of(fields, name)
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= len("2014-06-16"):
            found = found.replace(hour=NOON)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RefusedError(
            f"field {name!r} is no date: {text.strip()[:40]!r} (wanted: 2014-06-16T12:00:00Z)"
        ) from error
