"""Pages made from real articles: furniture of every kind put back before, after, between and glued to the paragraphs.

The truth of a page is its article: title and paragraphs, without captions. The phrases are data. ``dev`` and
``check`` (clean_furniture.yaml) and the halves of a wider set, split by lot, ``wide_dev`` and ``wide_check``
(clean_furniture_wide.yaml): to look at errors with the ones, and to measure alone with the others. ``train``
(clean_training.yaml) is only learned from. The same seed gives the same pages.
"""

import functools
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
PHRASES = Path(__file__).with_name("clean_furniture.yaml")
WIDE = Path(__file__).with_name("clean_furniture_wide.yaml")
TRAINING = Path(__file__).with_name("clean_training.yaml")
Half = Literal["dev", "check", "wide_dev", "wide_check", "train"]
MEASURED: tuple[Half, ...] = ("check", "wide_check")
"""Halves whose errors stay unread, with articles of their own."""

BEFORE = ("cookie", "menu", "share_bar", "archive_notice", "caption", "newsletter", "appeal", "glued_appeal")
BETWEEN = ("read_more", "related_list", "newsletter", "caption", "prose_advert", "appeal", "share_bar")
AFTER = ("bio", "share_bar", "newsletter", "appeal", "related_list", "read_more", "prose_advert", "jobs", "comments",
         "popular", "copyright", "cookie", "caption")  # fmt: skip
GLUED_AT_END = 0.1  # of pages have an appeal's sentence glued to the last paragraph
BARE = 0.15  # of pages carry no furniture at all
PARAGRAPHS = (4, 14)
FILLED = ("names", "outlets", "places")
_OWN_FURNITURE = re.compile(
    r"\b(?:follow us|subscribe|copyright|read also|photo credit|all rights|trtworld|short url|our standards"
    r"|arabic edition|english bulletin|reporting by|founded in|launched in london)\b",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(r"(?:\s|\x03|\^M)*(?:reuter|- reuters)?(?:\s|\x03|\^M)*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)\"”][.!?])\s+(?=[\"“A-Z])")


@dataclass(frozen=True, slots=True)
class Article:
    """A real article: title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Title and paragraphs, one a line."""
        return "\n".join((self.title, *self.paragraphs))


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: raw text, the article in it, and the kinds of furniture around it."""

    raw: str
    article: Article
    kinds: tuple[str, ...]


@functools.cache
def articles() -> tuple[Article, ...]:
    """The articles of both corpora that have a title and enough prose, in the corpora's order."""
    return tuple(article for article, fits in _read() if fits)


@functools.cache
def spare_articles() -> tuple[Article, ...]:
    """The rest of both corpora, too short, too long or with too many lists for a page: only to learn from."""
    return tuple(article for article, fits in _read() if not fits)


@functools.cache
def _read() -> tuple[tuple[Article, bool], ...]:
    """Every article of the corpora without furniture of its own, and whether pages are made of it."""
    found = []
    for name in ("syria_news", "ordinary_news"):
        for line in (CORPORA / f"{name}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            split = _grouped if name == "syria_news" else _wrapped
            paragraphs = _without_initials(split(record["text"]))
            prose = sum(bool(re.search(r"[a-z][.!?][\"”]?$", p)) and len(p.split()) > 8 for p in paragraphs)
            if _OWN_FURNITURE.search(record["text"]):
                continue  # its own pages left it some, and the truth is not known
            fits = PARAGRAPHS[0] <= len(paragraphs) <= PARAGRAPHS[1] and prose >= len(paragraphs) - 1
            title = " ".join(record["title"].split())
            if paragraphs:
                found.append((Article(title, paragraphs), bool(title) and fits))
    return tuple(found)


def _without_initials(paragraphs: Iterator[str]) -> tuple[str, ...]:
    """The paragraphs without what follows the last full sentence: agencies sign with their writers' initials."""
    found = [" ".join(paragraph.split()) for paragraph in paragraphs]
    while found and not re.search(r"[.!?][\"”)]*$", found[-1]):
        found.pop()
    return tuple(found)


def _grouped(text: str) -> Iterator[str]:
    """Paragraphs of one or two sentences, of a text that came in one line."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    while sentences:
        take = 1 if len(sentences[0].split()) > 20 else 2
        yield " ".join(sentences[:take])
        sentences = sentences[take:]


def _wrapped(text: str) -> Iterator[str]:
    """Paragraphs of hard-wrapped text, begun by an indent; the agency's sign-off left out."""
    for piece in re.split(r"\n {3,}", text):
        joined = _SIGN_OFF.sub("", " ".join(piece.split()))
        if joined:
            yield joined


@functools.cache
def phrases(half: Half) -> dict[str, list[Any]]:
    """The furniture of one half, by kind, with the names, outlets and places to fill in."""
    data = yaml.safe_load((WIDE if half.startswith("wide") else TRAINING if half == "train" else PHRASES).read_text())
    names = data if "names" in data else yaml.safe_load(PHRASES.read_text("utf-8"))
    return {kind: names[kind] for kind in FILLED} | {
        kind: _half_of(kind, data[kind], half) for kind in data if isinstance(data[kind], dict)
    }


def _half_of(kind: str, entries: dict[str, list[Any]], half: Half) -> list[Any]:
    if not half.startswith("wide"):
        return entries[half]
    everything = random.Random(f"wide {kind}").sample(entries["wide"], len(entries["wide"]))
    return everything[0 if half == "wide_dev" else 1 :: 2]


class Furnisher:
    """Writes furniture of one half of the phrases, with one random generator."""

    def __init__(
        self,
        half: Half,
        headlines: Sequence[str],
        chance: random.Random,
        data: dict[str, list[Any]] | None = None,
    ) -> None:
        self._data = data or phrases(half)
        self._headlines = headlines
        self._chance = chance
        self._outlet = chance.choice(self._data["outlets"])

    def lines(self, kind: str) -> list[str]:
        """One piece of furniture of this kind, as lines."""
        phrase = self._chance.choice(self._data[kind])
        lines = [self.filled(line) for line in ([phrase] if isinstance(phrase, str) else phrase)]
        if kind in ("related_list", "popular"):
            numbered = kind == "popular" and self._chance.random() < 0.5
            links = self._chance.sample(self._headlines, self._chance.randint(2, 5))
            lines += [f"{n}. {link}" if numbered else link for n, link in enumerate(links, 1)]
        return lines

    def filled(self, line: str) -> str:
        """The line with a name, an outlet, a headline in it."""
        one = self._chance.choice
        line = line.replace("{outlet}", self._outlet).replace("{headline}", one(self._headlines))
        line = re.sub(r"\{name\}", lambda _: one(self._data["names"]), line)
        return re.sub(r"\{place\}", lambda _: one(self._data["places"]), line)


def make_page(article: Article, furnisher: Furnisher, chance: random.Random) -> Page:
    """Put furniture around, between and onto the paragraphs of one article."""
    if chance.random() < BARE:
        return Page(_gap(chance).join((article.title, *article.paragraphs)), article, ())
    paragraphs = list(article.paragraphs)
    kinds: list[str] = []
    before = chance.sample(BEFORE, chance.choice((0, 1, 1, 2)))
    if "glued_appeal" in before:
        before.remove("glued_appeal")
        paragraphs[0] = furnisher.lines("glued_appeal")[0] + paragraphs[0]
        kinds.append("glued_appeal")
    if chance.random() < GLUED_AT_END:
        paragraphs[-1] += furnisher.lines("glued_appeal")[0]
        kinds.append("glued_appeal")
    above = [line for kind in before if kind in ("menu", "cookie") for line in furnisher.lines(kind)]
    lines = [*above, article.title]
    lines += [line for kind in before if kind not in ("menu", "cookie") for line in furnisher.lines(kind)]
    between = dict.fromkeys(chance.sample(range(1, len(paragraphs)), chance.choice((0, 0, 1, 2))), "")
    for number, paragraph in enumerate(paragraphs):
        if number in between:
            between[number] = chance.choice(BETWEEN)
            lines += furnisher.lines(between[number])
        lines.append(paragraph)
    after = sorted(chance.sample(AFTER, chance.choice((0, 1, 2, 3, 4))), key=AFTER.index)
    for kind in after:
        lines += furnisher.lines(kind)
    return Page(_gap(chance).join(lines), article, (*kinds, *before, *between.values(), *after))


def _gap(chance: random.Random) -> str:
    return chance.choice(("\n", "\n\n"))


def pages(half: Half, count: int, *, seed: int = 7) -> list[Page]:
    """``count`` pages; the halves that are measured alone take other articles than the rest."""
    everything = articles()
    own = everything[1 if half in MEASURED else 0 :: 2]
    headlines = [a.title for a in everything]
    chance = random.Random(f"{seed} {half}")
    return [
        make_page(article, Furnisher(half, headlines, chance), chance)
        for article in (own[n % len(own)] for n in chance.sample(range(max(count, len(own))), count))
    ]
