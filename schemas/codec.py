"""Bytes to records and back, with errors that name the field."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


class BadRecordError(ValueError):
    """Bytes that are not the record they should be; the message names what is wrong and where."""


def encode(record: object) -> bytes:
    """One record as compact JSON (UTF-8), with the same bytes for equal records."""
    return _encoder.encode(record)


def decode(data: bytes | str | None, record_type: type[T]) -> T:
    """Read one record strictly: unknown or missing fields and wrong types raise BadRecordError."""
    if data is None:
        raise BadRecordError(f"{_name(record_type)}: empty record (no bytes)")
    decoder = _decoders.get(record_type)
    if decoder is None:
        decoder = _decoders[record_type] = msgspec.json.Decoder(record_type)
    try:
        return decoder.decode(data)  # type: ignore[no-any-return]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRecordError(f"{_name(record_type)}: {error}") from error


def plain(record: object) -> Any:
    """The record as plain dicts, lists and strings, as it would stand in JSON."""
    return msgspec.to_builtins(record)


def _name(record_type: Any) -> str:
    return getattr(record_type, "__name__", str(record_type))
