"""The sets of texts that have floors: shipped reports, labelled articles and sentences, ordinary news."""

from functools import cache

from baseline import Part
from labelled import CORPORA, LABELS, Unit, units
from measures import measure
from ordinary import CORPUS, READ, ordinary
from score_seeds import SEEDS, claims_of_seeds, score

NAMES = (
    *("seeds", "own articles", "own sentences", "world articles", "world sentences", "dev articles", "dev sentences"),
    *(
        "late articles",
        "late sentences",
        "wide articles",
        "wide sentences",
        "plain articles",
        "plain sentences",
        "broad articles",
        "broad sentences",
        "daily sentences",
        "notes sentences",
        "ordinary",
    ),
)
_LABELS = {
    "own articles": ("articles_b_labels.jsonl", "articles_b.jsonl"),
    "own sentences": ("sentences_b.jsonl",),
    "world articles": ("articles_c_labels.jsonl", "articles_c.jsonl"),
    "world sentences": ("sentences_c.jsonl",),
    "late articles": ("articles_f_labels.jsonl", "articles_f.jsonl"),
    "late sentences": ("sentences_f.jsonl",),
    "wide articles": ("articles_d_labels.jsonl", "articles_d.jsonl", "syria_d.jsonl"),
    "wide sentences": ("sentences_d.jsonl",),
    "plain articles": ("articles_h_labels.jsonl", "articles_h.jsonl", "syria_h.jsonl"),
    "plain sentences": ("sentences_h.jsonl",),
    "broad articles": ("articles_i_labels.jsonl", "articles_i.jsonl"),
    "broad sentences": ("sentences_i.jsonl",),
    "daily sentences": ("sentences_k.jsonl",),
    "notes sentences": ("sentences_e.jsonl",),
    "dev articles": ("syria_a.jsonl", "syria_b.jsonl", "split.json"),
    "dev sentences": ("sentences.jsonl", "split.json"),
}


def absent(name: str) -> bool:
    """Whether a part's texts are not beside the project."""
    return name in ("dev articles", "wide articles", "plain articles", "ordinary") and not CORPORA.exists()


def sample(name: str) -> tuple[Unit, ...]:
    """The units of one labelled part, "own articles" and the like."""
    half, sort = name.split()
    return tuple(unit for unit in units(half) if unit.sentence == (sort == "sentences"))


@cache
def part(name: str) -> Part:
    """One part, measured."""
    if name == "seeds":
        files = [SEEDS / f"expected_{sort}.jsonl" for sort in ("claims", "silence")]
        reports = (SEEDS / "manifest.jsonl", *sorted(SEEDS.glob("*.txt")))
        return Part(name, tuple(score(claims_of_seeds()).figures), tuple(files), reports)
    if name == "ordinary":
        return Part(name, tuple(ordinary().figures), (READ,), (CORPUS,))
    texts = (CORPORA / "syria_news.jsonl",) if name in ("dev articles", "wide articles", "plain articles") else ()
    labels = tuple(LABELS / file for file in _LABELS[name])
    return Part(name, tuple(measure(sample(name))), labels, texts)
