"""What the clean step works on: lines of the raw text, and the result of reading one text."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from schemas.clean_article import Block, BlockKind, Cut


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line that is still in the text.

    text: repaired characters, no white space at its ends, never empty. raw_start: character offset of its beginning in
    the raw text, None where there is none. blank_before: an empty line stood before it. indent: white space before it
    in the raw text, in characters. given: it is the title that came beside the text, and is never cut. below_cut,
    above_cut: what stood next to it was cut by an earlier pass. trimmed: furniture was cut off its own beginning
    or end; left_over: and a space stood between, so that it may well be more of the furniture.
    """

    text: str
    raw_start: int | None = None
    blank_before: bool = False
    indent: int = 0
    given: bool = False
    below_cut: bool = False
    above_cut: bool = False
    trimmed: bool = False
    left_over: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article read from raw text or HTML. Offsets in ``blocks`` count in ``text``; raw_start in what was given.

    published_at is what the text or the page itself says, None where it says nothing; notes are words from
    {"characters_repaired", "only_furniture", "unwrapped"}.
    """

    text: str
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    published_at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind of every kept line, in order, and which line is the title (None: no title line)."""

    kinds: tuple[BlockKind, ...]
    title_index: int | None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a web page says of itself; None for what it does not say."""

    title: str | None = None
    description: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_at: datetime | None = None
