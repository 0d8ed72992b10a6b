"""Bytes as text: what is read, with which note, and what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.replay.content import read_text
from agents.replay.model import RefusedError

ENGLISH = "The town of Idlib – “held” by rebels – was quiet. Café owners said so."


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (ENGLISH.encode(), None),
        (codecs.BOM_UTF8 + ENGLISH.encode(), None),
        (ENGLISH.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "UTF-16"),
        (ENGLISH.encode("cp1252"), "Windows-1252"),
    ],
)
def test_what_can_be_read_is_read(data: bytes, note: str | None) -> None:
    text, said = read_text(data)
    assert text == ENGLISH
    assert (note is None and said is None) or (note and said and note in said)


def test_a_page_may_declare_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Мосул</body></html>'
    assert read_text(page.encode("cp1251"), html=True) == (
        page,
        "not UTF-8: read as windows-1251, as the page declares",
    )


@pytest.mark.parametrize("charset", ["nonsense", "utf-8", "ascii"])
def test_a_page_that_declares_what_it_is_not_is_read_by_its_bytes(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>{ENGLISH}</p>'
    text, note = read_text(page.encode("cp1252"), html=True)
    assert text == page
    assert "Windows-1252" in (note or "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty file"),
        (b" \n\t\n", "empty file"),
        (codecs.BOM_UTF8, "empty file"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04 ...", "a ZIP or office file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"text with \x00 in it", "binary file"),
        (bytes(range(1, 32)) * 20, "binary file"),
        ("Москва и Мосул, в городе тихо".encode("cp1251"), "not plausibly Windows-1252"),
        (b"In the town of Mosul \x81 was quiet that day", "neither UTF-8 (byte 21) nor Windows-1252"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "wrong encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_text(data)
    assert words in str(caught.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = read_text(data)
    except RefusedError:
        return
    assert text.strip()
