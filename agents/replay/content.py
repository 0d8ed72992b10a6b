"""Bytes of a file as text: UTF-8, what a byte order mark or a page declares, else Windows-1252 where plausible."""

import codecs
import re

from agents.replay.model import RefusedError

MAX_TEXT_BYTES = 50_000_000
"""Largest single report; no article is longer, a database dump is."""
_LOOK = 8_192
_HIGH_SHARE = 0.25
"""In Western European text about one letter in twenty is not ASCII; in other 8-bit alphabets most are."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.I)


def read_text(data: bytes, *, html: bool = False) -> tuple[str, str | None]:
    """The text, and a note where it was not plainly UTF-8. Raises RefusedError: empty, binary, no known encoding."""
    text, note = _read(data, html)
    if not text.strip():
        raise RefusedError("empty file")
    return text, note


def _read(data: bytes, html: bool) -> tuple[str, str | None]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding), None if encoding == "utf-8-sig" else "not UTF-8: read as UTF-16"
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        where = error.start
    declared = _CHARSET.search(data[:_LOOK]) if html else None
    if declared:
        encoding = declared[1].decode("ascii")
        try:
            return data.decode(encoding), f"not UTF-8: read as {encoding}, as the page declares"
        except (LookupError, UnicodeDecodeError):
            pass  # pages declare what they are not; the guess below is as good
    return _windows_1252(data, where)


def _windows_1252(data: bytes, where: int) -> tuple[str, str]:
    high = sum(byte >= 0x80 for byte in data)
    letters = sum(byte >= 0x80 or chr(byte).isalpha() for byte in data)
    if high > _HIGH_SHARE * letters:
        raise RefusedError(
            f"wrong encoding: not UTF-8 (byte {where}), and not plausibly Windows-1252; convert it to UTF-8"
        )
    try:
        return data.decode("cp1252"), f"wrong encoding: not UTF-8 (byte {where}); read as Windows-1252"
    except UnicodeDecodeError as error:
        raise RefusedError(
            f"wrong encoding: neither UTF-8 (byte {where}) nor Windows-1252; convert it to UTF-8"
        ) from error


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise RefusedError(f"binary file ({name})")
    head = data[:_LOOK]
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if b"\x00" in data or controls > 0.02 * len(head):
        raise RefusedError("binary file")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(f"wrong encoding: marked as {encoding.upper()}, but byte {error.start} is not") from error
