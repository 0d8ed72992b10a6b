"""What cleaning keeps and drops: `make bench-clean`.

Real pages with strings that must stay and strings that must go, as HTML and as naive text; pages of real articles with
generated furniture (clean_pages.py), by words; and the speed of both. ``--errors`` lists what went wrong on the
development half of the generated set and on the real pages, ``--kin`` how often prose speaks of what its article does.
"""

import html as entities
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from clean_pages import CORPORA, Half, Page, articles, pages, phrases

from agents.clean.html import clean_html
from agents.clean.model import Cleaned
from agents.clean.text import clean_text
from agents.clean.voice import stems

EDGE = 5  # words at either end of an article
GENERATED = 1600  # pages of each half: a hundredth either way is 16 of them
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head"
    r"|header|hr|html|li|main|nav|ol|option|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg)\b.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page of the corpus: its HTML, address, and strings that must stay and go."""

    file: str
    html: str
    url: str
    keep: tuple[str, ...]
    drop: tuple[str, ...]


@dataclass(slots=True)
class Share:
    """So many of so many, and the strings that were wrong."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, fits: bool, what: str) -> None:
        """One more."""
        self.right += fits
        self.all += 1
        if not fits:
            self.wrong.append(what)

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.right / max(1, self.all)


@dataclass(slots=True)
class Generated:
    """Means over generated pages. f1, raw_f1: of words, cleaned and uncleaned; first, last: edges of articles right.

    lost: pages whose words are further from the article's than those of the uncleaned page.
    """

    f1: float = 0.0
    raw_f1: float = 0.0
    first: Share = field(default_factory=Share)
    last: Share = field(default_factory=Share)
    recall: float = 0.0
    lost: Share = field(default_factory=Share)
    pages: list[tuple[Page, str, float]] = field(default_factory=list)


@cache
def web_pages() -> tuple[WebPage, ...]:
    """The real pages with their expectations."""
    folder = CORPORA / "pages"
    rows = [json.loads(line) for line in (folder / "expect.jsonl").read_text("utf-8").splitlines()]
    return tuple(
        WebPage(
            row["file"],
            (folder / row["file"]).read_bytes().decode("utf-8", "replace"),
            row["url"],
            tuple(row["keep"]),
            tuple(row["drop"]),
        )
        for row in rows
    )


def naive_text(html: str) -> str:
    """The page as somebody copies it: tags stripped, one line for each block."""
    text = _BLOCK.sub("\n", _SPACE.sub(" ", _HIDDEN.sub("", html)))
    lines = (line.strip() for line in entities.unescape(re.sub(r"<[^>]*>", "", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def keep_and_drop(read: Callable[[WebPage], str]) -> tuple[Share, Share]:
    """(strings kept, strings dropped) by a reader of pages."""
    kept, dropped = Share(), Share()
    for page in web_pages():
        text = _SPACE.sub(" ", read(page))
        for part in page.keep:
            kept.count(_SPACE.sub(" ", part) in text, f"{page.file}: {part}")
        for part in page.drop:
            dropped.count(_SPACE.sub(" ", part) not in text, f"{page.file}: {part}")
    return kept, dropped


def html_figures() -> tuple[Share, Share]:
    """From HTML."""
    return keep_and_drop(lambda page: clean_html(page.html, page.url).text)


def naive_figures() -> tuple[Share, Share]:
    """From the same pages as naive text."""
    return keep_and_drop(lambda page: clean_text(naive_text(page.html)).text)


def words(text: str) -> list[str]:
    """Lower-case words, in order."""
    return _WORD.findall(text.lower())


def word_f1(found: Sequence[str], true: Sequence[str]) -> tuple[float, float]:
    """(F1, recall) of words, each counted as often as it stands there."""
    common = (Counter(found) & Counter(true)).total()
    return 2 * common / max(1, len(found) + len(true)), common / max(1, len(true))


def _own_text(cleaned: Cleaned) -> str:
    """Title and paragraphs: bylines are told apart from them, as captions are."""
    return "\n".join(cleaned.text[b.start : b.end] for b in cleaned.blocks if b.kind not in ("byline", "caption"))


def generated_figures(half: Half, count: int = GENERATED, *, seed: int = 7) -> Generated:
    """Word figures on generated pages."""
    out = Generated()
    made = pages(half, count, seed=seed)
    for page in made:
        text = _own_text(clean_text(page.raw))
        found, true = words(text), words(page.article.text)
        f1, recall = word_f1(found, true)
        raw_f1, _ = word_f1(words(page.raw), true)
        out.f1 += f1 / len(made)
        out.recall += recall / len(made)
        out.raw_f1 += raw_f1 / len(made)
        out.first.count(found[:EDGE] == true[:EDGE], page.raw)
        out.last.count(found[-EDGE:] == true[-EDGE:], page.raw)
        out.lost.count(f1 >= raw_f1, page.raw)
        out.pages.append((page, text, f1))
    return out


def show_generated(half: Half, seed: int) -> Generated:
    """Print one half's figures."""
    found = generated_figures(half, seed=seed)
    print(
        f"generated, {half:<10} word F1 {found.f1:.3f} (uncleaned {found.raw_f1:.3f}), words kept {found.recall:.3f}, "
        f"first words {found.first.share:.3f}, last words {found.last.share:.3f}, "
        f"no worse than uncleaned {found.lost.right}/{found.lost.all}"
    )
    return found


def show_errors(found: Generated) -> None:
    """What stayed and what was lost, by line, most frequent first."""
    stayed: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    for page, text, _ in found.pages:
        true, kept = set(page.article.text.split("\n")), {line for line in text.split("\n") if line}
        stayed.update(kept - true)
        gone.update(true - kept)
    for name, counts in (("STAYED", stayed), ("LOST", gone)):
        for line, count in counts.most_common(120):
            print(f"  {name} {count:3} {line[:200]}")


def show_kin() -> None:
    """Print how much last paragraphs and furniture in prose share with the articles they stand under."""
    chance = random.Random(3)
    data = phrases("dev")
    prose = [
        line
        for kind in ("appeal", "archive_notice", "bio", "comments", "newsletter", "prose_advert")
        for entry in data[kind]
        for line in ([entry] if isinstance(entry, str) else entry)
        if len(line.split()) >= 10
    ]
    own: list[float] = []
    strange: list[float] = []
    for article in articles():
        *before, last = (stems(paragraph) for paragraph in article.paragraphs)
        known = frozenset().union(stems(article.title), *before)
        other = stems(chance.choice(prose))
        own.append(len(last & known) / max(1, len(last)))
        strange.append(len(other & (known | last)) / max(1, len(other)))
    for name, found in (("last paragraphs", own), ("furniture in prose", strange)):
        low, high = (sum(test) / len(found) for test in ([k < 0.05 for k in found], [k >= 0.25 for k in found]))
        print(f"stems shared with the article, {name:<18} a quarter or more: {high:.2f}, less than 0.05: {low:.2f}")


def main(arguments: Sequence[str]) -> int:
    """Print all figures."""
    if not CORPORA.exists():
        print("the pages and articles that cleaning is measured on are not beside the project")
        return 0
    for name, figures in (("HTML", html_figures), ("naive text", naive_figures)):
        kept, dropped = figures()
        print(
            f"pages, {name:<11} kept {kept.share:.3f} ({kept.right}/{kept.all}), "
            f"dropped {dropped.share:.3f} ({dropped.right}/{dropped.all})"
        )
        if "--errors" in arguments:
            print(
                *(f"  LOST   {what}" for what in kept.wrong), *(f"  STAYED {what}" for what in dropped.wrong), sep="\n"
            )
    dev = show_generated("dev", 7)
    if "--errors" in arguments:
        show_errors(dev)
    wide = show_generated("wide_dev", 7)
    if "--errors" in arguments:
        show_errors(wide)
    show_generated("check", 7)
    show_generated("wide_check", 7)
    if "--kin" in arguments:
        show_kin()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
