"""A stream of reports whose relations are known, made from real articles: copies, revisions, borrowed passages, forms.

Real articles stand for the reports; what happens to them on their way is made here, by rules that the dedupe step knows
nothing of. All words that are put in are this file's own. Nothing depends on anything but the seed.
"""

import itertools
import json
import random
import re
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dedupe_pairs import containment, shingles

from schemas.clean_article import Block, CleanArticle
from schemas.unique_article import Relation

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
START = datetime(2016, 3, 1, 6, tzinfo=UTC)
LEAST_WORDS, MOST_WORDS = 60, 900
RELATED = 0.05  # share of runs of three words; real articles with more in common are left out: nobody has labelled them
SPREAD = timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is an article: title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """Of all paragraphs."""
        return [s for p in self.paragraphs for s in _sentences(p)]


@dataclass(frozen=True, slots=True)
class Case:
    """An article of the stream, and what is true of it. family: the one report it is a version of; sources: families
    it has passages from; relations: verdicts that are right.
    """

    article: CleanArticle
    kind: str
    family: str
    relations: tuple[Relation, ...]
    sources: tuple[str, ...] = ()


# What cleaning may leave of a page. The phrases are not those of the rules.
_BEFORE = (
    "Breaking: this page refreshes itself every few minutes.",
    "Listen to this story, four minutes, read by our studio.",
    "You are reading one of your three free stories this month.",
    "Our correspondents need your support to go where others do not.",
)
_AFTER = (
    "More on this: what we know so far. Five maps that explain the front. The week in pictures.",
    "Join the conversation below and tell us what you think of our coverage.",
    "The editors are not responsible for the content of external pages.",
    "Additional reporting by our bureaus; editing by the night desk.",
    "All material belongs to its owners and may not be published, broadcast or rewritten.",
)
_SPELLINGS = (
    (r"\borganiz", "organis"), (r"\bdefense\b", "defence"), (r"\bcenter\b", "centre"), (r"\bneighbor", "neighbour"),
    (r"\blabor\b", "labour"), (r"\bprogram\b", "programme"), (r"\bgray\b", "grey"), (r"\btoward\b", "towards"),
    (r"\bamong\b", "amongst"), (r"\bpercent\b", "per cent"), (r"\bal-(?=[A-Z])", "Al "), (r"\bIsis\b", "ISIS"),
    (r"\bAssad\b", "Asad"), (r"\bIdlib\b", "Idleb"), (r"\bRaqqa\b", "Raqa"), (r"\bHoms\b", "Hims"),
    (r"\bKurdish\b", "Kurdisch"), (r"\bMoscow\b", "Moskow"), (r"\bU\.S\.", "US"), (r"\bgovernment\b", "goverment"),
)  # fmt: skip
_LIGHT = (
    (r"\bsaid\b", "told reporters"), (r"\bshows\b", "suggests"), (r"\bhowever\b", "though"), (r"\bmany\b", "a lot of"),
    (r"\babout\b", "around"), (r"\bbegan\b", "started"), (r"\blarge\b", "big"), (r"\bhelp\b", "aid"),
    (r"\bbuy\b", "purchase"), (r"\bexpects\b", "looks for"), (r"\bsome\b", "a few"), (r"\bin order to\b", "to"),
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLACES = ("Ostervik", "Maluku Hill", "Dorasht", "Kirvanda", "Lower Belmonte", "Tashrin", "Port Edney", "Quelimar",
           "Sarkova", "Wadi Nuun", "Halden Cross", "Bramfontein", "Achkoy", "Puerto Lino", "Zelengrad")  # fmt: skip
_FORMS = (
    (
        "{place} port traffic",
        "The port of {place} handled {a} ships in the week to {day}, against {b} the week before, its office said. "
        "Grain shipments came to {c} tonnes and containers to {d}. The average wait at anchor was {e} hours.",
    ),
    (
        "Coast patrol report",
        "The interior ministry said on {day} that its patrols had stopped {a} boats off {place} and taken {b} people "
        "ashore. It said {e} of them were minors. Since January {c} boats have been stopped, the ministry said in its "
        "daily statement.",
    ),
    (
        "Central bank auction",
        "The central bank sold {a} million in seven-day bills on {day} at an average yield of {e}.{b} pct, the bank "
        "said. Bids totalled {c} million. At the last auction it sold {d} million. Settlement is on {day2}.",
    ),
    (
        "{place} weather",
        "Forecast for {place} and the coast on {day}: cloudy with rain in the afternoon, high {e} degrees, low {f}. "
        "Wind from the west at {b} kilometres an hour. Outlook for {day2}: dry, with a high of {a} degrees.",
    ),
    (
        "Quarterly results {place}",
        "{place} Industries Inc 1st qtr net. Shr {e} cts vs {f} cts. Net {c} vs {d}. Revs {a} mln vs {b} mln. "
        "Note: year ago net includes a gain of {f} mln from the sale of a unit.",
    ),
    (
        "Shelling tally",
        "The monitoring mission recorded {a} violations of the truce around {place} in the 24 hours to {day}, up from "
        "{b}. It counted {c} explosions and {e} bursts of heavy machine-gun fire. Observers at the {place} camera saw "
        "{f} projectiles in flight.",
    ),
)


def _sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?][\"”’)]|[^A-Z][.!?])\s+(?=[\"“A-Z])", text) if s.strip()]


def load_reports() -> list[Report]:
    """Real articles, each related to no other, in a fixed order."""
    found = []
    for name in ("syria_news", "ordinary_news"):
        for line in (CORPORA / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            words = row["text"].split()
            if LEAST_WORDS <= len(words) <= MOST_WORDS:
                found.append((row, split_paragraphs(row["title"] or "", row["text"])))
    return [found[i][1] for i in _unrelated([row for row, _ in found])]


def _unrelated(rows: Sequence[dict[str, str]]) -> list[int]:
    runs = [shingles(row) for row in rows]
    owners: dict[object, list[int]] = {}
    for i, run in enumerate(runs):
        for one in run:
            owners.setdefault(one, []).append(i)
    pairs = {pair for some in owners.values() if len(some) <= 40 for pair in itertools.combinations(some, 2)}
    related = {i for a, b in pairs if containment(runs[a], runs[b]) >= RELATED for i in (a, b)}
    return [i for i in range(len(rows)) if i not in related]


def split_paragraphs(title: str, text: str) -> Report:
    """A text as it stands in the corpora, in paragraphs; of a text in one piece, of two sentences each."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n {2,}", text)]
    if len(blocks) == 1:
        some = _sentences(blocks[0])
        blocks = [" ".join(some[i : i + 2]) for i in range(0, len(some), 2)]
    return Report(title, tuple(block for block in blocks if block))


def article_of(report: Report, article_id: str, outlet: str, published_at: datetime) -> CleanArticle:
    """The report as the clean step would give it."""
    lines = [*([report.title] if report.title else []), *report.paragraphs]
    blocks, start = [], 0
    for i, line in enumerate(lines):
        kind = "title" if report.title and i == 0 else "paragraph"
        blocks.append(Block(kind=kind, start=start, end=start + len(line)))  # type: ignore[arg-type]
        start += len(line) + 1
    return CleanArticle(
        article_id=article_id,
        source="stress",
        received_at=published_at,
        published_at=published_at,
        text="\n".join(lines),
        blocks=tuple(blocks),
        title=report.title or None,
        outlet=outlet,
    )


NEWS = "\0"
Change = Callable[[Report, random.Random], "Report | None"]


def _same(report: Report, _: random.Random) -> Report:
    return report


def _truncated(report: Report, rng: random.Random) -> Report | None:
    """The first part; half of the time cut within a sentence."""
    words = " ".join(report.paragraphs).split(" ")
    keep = int(len(words) * rng.uniform(0.2, 0.75))
    if keep < 25:
        return None
    text = " ".join(words[:keep])
    if rng.random() < 0.5:
        some = _sentences(text)
        return replace(report, paragraphs=(" ".join(some[:-1]),)) if len(some) > 2 else None
    return replace(report, paragraphs=(text + rng.choice(("...", "…", " [...]", "")),))


def _part(report: Report, rng: random.Random) -> Report | None:
    """A part from the middle or the end."""
    some = report.sentences
    if len(some) < 6:
        return None
    start = rng.randint(1, len(some) // 2)
    return replace(report, paragraphs=tuple(some[start : start + max(3, len(some) // 2)]))


def _furniture(report: Report, rng: random.Random) -> Report:
    before = rng.sample(_BEFORE, rng.randint(0, 2))
    return replace(report, paragraphs=(*before, *report.paragraphs, *rng.sample(_AFTER, rng.randint(1, 3))))


def _typography(report: Report, rng: random.Random) -> Report:
    """Quotes, dashes, apostrophes, commas lost, spaces, capitals of the headline, other paragraphs."""
    text = " ".join(report.paragraphs).replace("'", "’").replace(" - ", " — ")
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    if rng.random() < 0.5:
        text = re.sub(r"(?<=[a-z]),(?= )", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text) if rng.random() < 0.3 else text
    text = text.replace(". ", ".  ") if rng.random() < 0.5 else text
    return Report(report.title.upper(), (text,))


def _spelling(report: Report, _: random.Random) -> Report | None:
    return _replaced(report, _SPELLINGS)


def _light_edit(report: Report, _: random.Random) -> Report | None:
    return _replaced(report, _LIGHT)


def _replaced(report: Report, pairs: Sequence[tuple[str, str]]) -> Report | None:
    paragraphs = list(report.paragraphs)
    for old, new in pairs:
        paragraphs = [re.sub(old, new, p) for p in paragraphs]
    return replace(report, paragraphs=tuple(paragraphs)) if tuple(paragraphs) != report.paragraphs else None


def _noise(rate: float) -> Change:
    """Characters lost, doubled, changed or swapped; figures stay, for another figure is another fact."""

    def change(report: Report, rng: random.Random) -> Report:
        return Report(_garble(report.title, rate, rng), tuple(_garble(p, rate, rng) for p in report.paragraphs))

    return change


def _garble(text: str, rate: float, rng: random.Random) -> str:
    out: list[str] = []
    for i, char in enumerate(text):
        near_figure = any(c.isdigit() for c in text[max(0, i - 2) : i + 3])
        if rng.random() >= rate or near_figure:
            out.append(char)
            continue
        what = rng.randrange(4)
        if what == 0:
            out.append(rng.choice(string.ascii_lowercase))
        elif what == 1:
            out.append(char * 2)
        elif what == 2 and out:
            out.insert(len(out) - 1, char)
    return "".join(out)


def _reordered(report: Report, rng: random.Random) -> Report | None:
    if len(report.paragraphs) < 3:
        return None
    paragraphs = list(report.paragraphs)
    rng.shuffle(paragraphs)
    return replace(report, paragraphs=tuple(paragraphs))


def _headline(report: Report, rng: random.Random) -> Report:
    words = [w for w in re.findall(r"[A-Za-z]{4,}", report.paragraphs[0]) if w]
    rng.shuffle(words)
    return replace(report, title=f"What we know: {' '.join(words[:5]).lower()}")


def _mixed(report: Report, rng: random.Random) -> Report | None:
    """Several at once, as it happens."""
    found: Report | None = report
    for change in rng.sample([_truncated, _headline, _furniture, _typography, _noise(0.01), _light_edit], 3):
        found = change(found, rng) or found
    return found


_FIGURE = re.compile(r"(?<![\d.,/:$-])\b([1-9]\d{0,3})\b(?![\d,./:%-]\d|th|st|nd|rd)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _figure(report: Report, rng: random.Random) -> Report | None:
    """One figure is another (not in a date), wherever it stands."""
    paragraphs = list(report.paragraphs)
    spots = [
        (i, match)
        for i, p in enumerate(paragraphs)
        for match in _FIGURE.finditer(p)
        if not re.search(rf"(?:{_MONTHS})\.? $", p[: match.start()])
        and not re.match(rf" (?:{_MONTHS})", p[match.end() :])
        and not 1900 <= int(match.group()) <= 2030
    ]
    if not spots:
        return None
    _, picked = rng.choice(spots)
    old = picked.group()
    new = str(int(old) + rng.randint(1, max(3, int(old) // 2)))
    if any(re.search(rf"\b{new}\b", p) for p in paragraphs):
        return None
    return replace(report, paragraphs=tuple(re.sub(rf"(?<![\d.,])\b{old}\b(?![\d,.]\d)", new, p) for p in paragraphs))


def _added(report: Report, rng: random.Random) -> Report:
    """A paragraph of news, near the top, in the middle or at the end: NEWS stands for it until the stream is made."""
    paragraphs = list(report.paragraphs)
    paragraphs.insert(rng.randint(0, len(paragraphs)), NEWS)
    return replace(report, paragraphs=tuple(paragraphs))


def _both(report: Report, rng: random.Random) -> Report | None:
    """A new figure in a truncated copy with another headline."""
    changed = _figure(report, rng)
    if changed is None:
        return None
    for change in (_truncated, _headline):
        changed = change(changed, rng) or changed
    return changed if _figures(changed) - _figures(report) else None


def _figures(report: Report) -> set[str]:
    return set(re.findall(r"\d+", " ".join(report.paragraphs)))


def _added_and_cut(report: Report, rng: random.Random) -> Report | None:
    """A paragraph of news around a truncated copy."""
    cut = _truncated(report, rng)
    return None if cut is None else _headline(_added(cut, rng), rng)


def _fill(form: str, rng: random.Random) -> str:
    days = rng.sample(_DAYS, 2)
    figures = {key: str(rng.randint(2, 98) if key in "bef" else rng.randint(110, 9800)) for key in "abcdef"}
    return form.format(
        place=rng.choice(_PLACES),
        day=days[0],
        day2=days[1],
        **figures,
    )


DUPLICATES: dict[str, Change] = {
    "re-post": _same, "truncated": _truncated, "part": _part, "furniture": _furniture, "typography": _typography,
    "spelling": _spelling, "light edit": _light_edit, "noise 1%": _noise(0.01), "noise 2%": _noise(0.02),
    "noise 3%": _noise(0.03), "noise 4%": _noise(0.04), "noise 5%": _noise(0.05), "reordered": _reordered,
    "headline": _headline, "mixed": _mixed,
}  # fmt: skip
REVISIONS: dict[str, Change] = {
    "figure changed": _figure, "paragraph added": _added, "figure, truncated": _both, "added, truncated": _added_and_cut
}  # fmt: skip
OUTLETS = ("Courier", "Herald", "Wire", "Observer", "Post", "Chronicle")


def make_stream(reports: Sequence[Report], seed: int, *, versions: int = 2, forms: int = 30) -> list[Case]:
    """The stream in order of time: reports, versions of them, borrowed passages, digests and forms.

    A sixth of the reports stands in the stream only by passages that others take from it, a sixth only as takers.
    """
    rng = random.Random(seed)
    shuffled = rng.sample(list(reports), len(reports))
    third = len(shuffled) // 6
    donors, hosts, reports = shuffled[:third], shuffled[third : 2 * third], shuffled[2 * third :]
    passages = itertools.cycle([p for donor in donors for p in _passages(donor)])
    cases: list[Case] = []
    changes = [("duplicate", kind, change) for kind, change in DUPLICATES.items()] * 2
    changes += [("revision", kind, change) for kind, change in REVISIONS.items()] * 3
    bag: list[tuple[str, str, Change]] = []
    for n, report in enumerate(reports):
        family = f"r{n}"
        when = START + SPREAD * rng.random()
        cases.append(Case(article_of(report, family, rng.choice(OUTLETS), when), "report", family, ("new",)))
        for v in range(versions):
            bag = bag or rng.sample(changes, len(changes))
            relation, kind, change = bag.pop()
            changed = change(report, rng)
            if changed is not None:
                news = next(passages) if NEWS in changed.paragraphs else ""
                changed = replace(changed, paragraphs=tuple(news if p == NEWS else p for p in changed.paragraphs))
                later = when + timedelta(hours=rng.uniform(0.5, 60))
                item = article_of(changed, f"{family}v{v}", rng.choice(OUTLETS), later)
                cases.append(Case(item, kind, family, (relation,)))  # type: ignore[arg-type]
    cases += [*_borrowed(hosts, passages, rng), *_digests(reports, cases, rng), *_forms(forms, rng)]
    return sorted(cases, key=lambda case: (case.article.published_at, case.article.article_id))


def _borrowed(hosts: Sequence[Report], passages: Iterator[str], rng: random.Random) -> Iterator[Case]:
    """Two different reports with one agency paragraph in common; these reports are not in the stream otherwise."""
    for n in range(0, len(hosts) - 1, 2):
        passage = next(passages)
        when = START + SPREAD * rng.random()
        for m, host in enumerate(hosts[n : n + 2]):
            paragraphs = list(host.paragraphs)
            paragraphs.insert(rng.randint(0, len(paragraphs)), passage)
            report = replace(host, paragraphs=tuple(paragraphs))
            item = article_of(report, f"b{n}-{m}", OUTLETS[m], when + timedelta(hours=m * 5))
            relations: tuple[Relation, ...] = ("copied_passages",) if m else ("new",)
            yield Case(item, "shared passage" if m else "report", f"b{n}-{m}", relations, (f"b{n}-0",) if m else ())


def _passages(donor: Report) -> Iterator[str]:
    """Runs of two sentences of 30 words and more, three of a report at most, none twice."""
    some = donor.sentences
    runs = [" ".join(some[i : i + 2]) for i in range(0, len(some) - 1, 2)]
    yield from [run for run in runs if len(run.split()) >= 30][:3]


def _digests(reports: Sequence[Report], cases: Sequence[Case], rng: random.Random) -> Iterator[Case]:
    """The first sentences of five reports of the days before."""
    published = {case.family: case.article.published_at for case in cases if case.kind == "report"}
    for n in range(len(reports) // 25):
        picked = rng.sample(range(len(reports)), 5)
        when = max(published[f"r{i}"] for i in picked) + timedelta(hours=rng.uniform(1, 20))
        lines = tuple(" ".join(reports[i].sentences[:2]) for i in picked)
        item = article_of(Report("The day in brief", lines), f"d{n}", "Digest", when)
        yield Case(item, "digest", f"d{n}", ("copied_passages", "new"), tuple(f"r{i}" for i in picked))


def _forms(count: int, rng: random.Random) -> Iterator[Case]:
    """Each form filled again and again, a day apart; one in six is posted twice."""
    for f, (title, text) in enumerate(_FORMS):
        for n in range(count):
            place_rng = random.Random(rng.random())
            body = _fill(f"{title}\n{text}", place_rng).split("\n")
            when = START + timedelta(hours=20.5 * n % 480, minutes=f)
            family = f"f{f}-{n}"
            yield Case(article_of(Report(body[0], (body[1],)), family, "Office", when), "form", family, ("new",))
            if n % 6 == 5:
                again = article_of(Report("", (body[1],)), f"{family}v", "Herald", when + timedelta(hours=3))
                yield Case(again, "form, re-post", family, ("duplicate",))
