"""articles.unique: a clean article and how it relates to what was seen before."""

from typing import Literal

from schemas.base import Offset, Record
from schemas.clean_article import CleanArticle

Relation = Literal["new", "duplicate", "revision", "copied_passages"]


class CopiedPassage(Record, frozen=True, kw_only=True):
    """[start, end) of the clean text that stood before in another article, its first owner."""

    start: Offset
    end: Offset
    owner_id: str
    owner_outlet: str | None = None


class Verdict(Record, frozen=True, kw_only=True):
    """Relation to what was seen. ``similarity`` is 0..1; ``reason`` says in a word what decided it."""

    article_id: str
    relation: Relation
    reason: str
    original_id: str | None = None
    similarity: float = 0.0
    passages: tuple[CopiedPassage, ...] = ()


class UniqueArticle(Record, frozen=True, kw_only=True):
    """What goes on to tagging: new, revision and copied_passages; a duplicate ends in the dedupe step."""

    article: CleanArticle
    verdict: Verdict
