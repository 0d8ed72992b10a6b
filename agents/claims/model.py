"""What the claim engine works on: tokens, sentences, quantities. No logic."""

from dataclasses import dataclass, field
from typing import Literal

from schemas.actor import ActorMention
from schemas.place import PlaceMention

Kind = Literal["word", "punct", "place", "actor", "num", "year"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count as the text bounds it; all null for "many". ``zero``: "no", "none"."""

    low: int | None
    best: int | None
    high: int | None
    vague: bool = False
    zero: bool = False


@dataclass(slots=True)
class Token:
    """A word, mark, number or folded mention; ``low`` is its lower-case form with straight apostrophes."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind = "word"
    place: PlaceMention | None = None
    actor: ActorMention | None = None
    number: Quantity | None = None

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Sentence:
    """[start, end) of the clean text. ``unit``: the whole quotation it stands in, when a quotation has several."""

    text: str
    start: int
    end: int
    block: str
    index: int
    unit: int = 0
    tokens: list[Token] = field(default_factory=list)
