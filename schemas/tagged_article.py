"""articles.tagged: a unique article with its places, actors and topics."""

from schemas.actor import ActorMention
from schemas.base import Record
from schemas.clean_article import CleanArticle
from schemas.place import PlaceMention
from schemas.unique_article import Verdict


class TaggedArticle(Record, frozen=True, kw_only=True):
    """Mentions are sorted by start and do not overlap within a list. theatre: country it is mostly about (ISO)."""

    article: CleanArticle
    verdict: Verdict
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    topics: tuple[str, ...] = ()
    theatre: str | None = None
