"""What cleaning keeps and drops, and how fast it is, on one core: `make bench-clean`.

Texts: ../shared/corpora where it is beside the project, else the shipped seeds. A benchmark, not a test: times
on shared machines vary, so the best of the rounds is printed beside the median. Hostile input is timed once.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import clean_score
from clean_pages import CORPORA, pages

from agents.clean.article import warm_up
from agents.clean.html import clean_html
from agents.clean.text import clean_text
from schemas.codec import BadRecordError

ROOT = Path(__file__).parents[2]
ROUNDS = 3
HOSTILE: dict[str, str] = {
    "1 MB in one line": "word " * 200_000,
    "1 MB without a space": "x" * 1_000_000,
    "100,000 equal lines": "Share\n" * 100_000,
    "50,000 equal sentences": "The same line of text again.\n" * 50_000,
    "30,000 lines of headlines": "\n".join(f"Rebels enter town number {n}" for n in range(30_000)),
    "control characters": "\x1b[31m" * 100_000,
    "1 MB of quotation marks": '"' * 1_000_000,
}
HOSTILE_PAGES: dict[str, str] = {
    "200,000 nested elements": "<div>" * 200_000,
    "300 nested tables": "<table><tr><td>" * 300 + "deep",
    "200,000 open tags": "<a " * 200_000,
    "1 MB of one paragraph": "<p>" + "word " * 200_000,
    "40,000 equal paragraphs": "<p>Share this page</p>" * 40_000,
}


def rate(clean: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """(median, best) texts a second of CPU time."""
    found = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for text in texts:
            clean(text)
        found.append(len(texts) / (time.process_time() - begin))
    return statistics.median(found), max(found)


def show(name: str, clean: Callable[[str], object], texts: Sequence[str]) -> None:
    """Print one rate."""
    median, best = rate(clean, texts)
    size = sum(map(len, texts)) / len(texts)
    print(f"{name:<34} {median:6.0f}/s (best of {ROUNDS}: {best:.0f}), {len(texts)} of {size:,.0f} characters")


def articles(name: str, limit: int) -> list[str]:
    """Texts of one corpus, as they come."""
    lines = (CORPORA / f"{name}.jsonl").read_text("utf-8").splitlines()[:limit]
    return [text for line in lines if (text := json.loads(line)["text"]).strip()]


def speeds() -> None:
    """Print the rates."""
    if not CORPORA.exists():
        show("shipped reports", clean_text, [p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt"))] * 20)
        return
    show("raw texts, conflict news", clean_text, articles("syria_news", 402))
    show("raw texts, ordinary news", clean_text, articles("ordinary_news", 600))
    show("raw texts, generated furniture", clean_text, [page.raw for page in pages("dev", 400, seed=3)])
    show("HTML pages", clean_html, [page.html for page in clean_score.web_pages()])


def hostile() -> None:
    """Print the time each hostile input takes."""
    for clean, inputs in ((clean_text, HOSTILE), (clean_html, HOSTILE_PAGES)):
        for name, text in inputs.items():
            begin, verdict = time.process_time(), "cleaned"
            try:
                clean(text)
            except BadRecordError as error:
                verdict = f"refused ({error})"
            print(f"hostile: {name:<26} {time.process_time() - begin:5.2f} s of CPU, {verdict}")


def main(arguments: Sequence[str]) -> int:
    """Print quality, speed and hostile input."""
    begin = time.perf_counter()
    warm_up()
    print(f"families, extractor and language model loaded in {time.perf_counter() - begin:.2f} s")
    clean_score.main(arguments)
    speeds()
    hostile()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
