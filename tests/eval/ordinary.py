"""What rings on ordinary news, where nearly nothing may: ../shared/corpora/ordinary_news.jsonl, 1,000 business stories.

Every casualty claim raised there has been read by a person: labels/ordinary_casualties.jsonl says by article id and
figures which are real casualties (the text is not in the project). One that is not in the file is listed as unread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from compare import Row, rows
from labelled import CORPORA, LABELS
from measures import Figure, number

from agents.claims.article import read_claims
from agents.cli.offline import article_of
from agents.tag.article import tag_article
from schemas.codec import plain
from schemas.unique_article import UniqueArticle, Verdict

CORPUS = CORPORA / "ordinary_news.jsonl"
READ = LABELS / "ordinary_casualties.jsonl"


@dataclass(frozen=True)
class Ordinary:
    """What was raised: articles read, claims of control, claims of casualties by what a reader said of them."""

    articles: int
    control: tuple[Row, ...]
    real: tuple[Row, ...]
    false: tuple[Row, ...]
    unread: tuple[Row, ...]

    @property
    def figures(self) -> list[Figure]:
        """Articles with a claim of control, and casualty claims that nobody found real."""
        alarmed = len({claim["article_id"] for claim in self.control})
        told = f"of {self.articles}: {1000 * alarmed / self.articles:.1f} in 1,000"
        read = f"{len(self.real)} read and real, {len(self.false)} read and false, {len(self.unread)} unread"
        return [
            number("articles that raise control", alarmed, told),
            number("casualty claims not real", len(self.false) + len(self.unread), read),
        ]


@cache
def ordinary() -> Ordinary:
    """Read the corpus as `tocsin claims` reads a line; claims of mode actual that are no denials."""
    claims = [claim for row in rows(CORPUS) for claim in _claims(row)]
    verdicts = {_key(row): row["real"] for row in rows(READ)}
    harm = [claim for claim in claims if claim["kind"] == "casualty"]

    def said(fits: Callable[[object], bool]) -> tuple[Row, ...]:
        return tuple(claim for claim in harm if fits(verdicts.get(_key_of(claim))))

    return Ordinary(
        articles=len(rows(CORPUS)),
        control=tuple(claim for claim in claims if claim["kind"] == "location_fall"),
        real=said(lambda verdict: verdict is True),
        false=said(lambda verdict: verdict is False),
        unread=said(lambda verdict: verdict is None),
    )


def _claims(row: Row) -> list[Row]:
    if not row["text"].strip():
        return []
    article = article_of(row)
    verdict = Verdict(article_id=article.article_id, relation="new", reason="first")
    found = read_claims(tag_article(UniqueArticle(article=article, verdict=verdict)))
    return [plain(claim) for claim in found if claim.mode == "actual" and claim.stance != "denied"]


def _key(row: Row) -> tuple[object, ...]:
    return row["article"], row["effect"], row["low"], row["high"]


def _key_of(claim: Row) -> tuple[object, ...]:
    return claim["article_id"], claim["effect"], claim["number"]["low"], claim["number"]["high"]


def show(found: Ordinary) -> None:
    """Every claim with its article, offsets and sentence, so that it can be read."""
    for title in ("control", "false", "unread", "real"):
        for claim in getattr(found, title):
            what = claim.get("change") or "{effect} {low}-{high}".format(effect=claim["effect"], **claim["number"])
            where = claim["evidence"]
            sentence = " ".join(where["text"].split())
            print(
                f"  {title.upper():<8}{claim['article_id']} {where['start']}-{where['end']} {what} | {sentence[:300]}"
            )
