"""What replay tells of itself: problems, one clear line each, and progress."""

from dataclasses import dataclass
from typing import Literal

from schemas.raw_article import RawArticle

Kind = Literal["refused", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the input. refused: that report is left out; note: it goes, but somebody should know."""

    kind: Kind
    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """``file:line: message``."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.message}"


class RefusedError(ValueError):
    """This report cannot be replayed; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A report ready to be sent, and the file (and line) it stands in."""

    article: RawArticle
    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: the reports by published_at (those without a date last), and the problems in reading order."""

    reports: tuple[Found, ...]
    problems: tuple[Problem, ...]
