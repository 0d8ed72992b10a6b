"""A stream of reports whose relations are known, made from real articles: copies, revisions, borrowed passages, forms.

Real articles stand for the reports; what happens to them on their way is made by dedupe_changes.py. All words that are
put in are the project's own. Nothing depends on anything but the seed.
"""

import itertools
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from articles import clean_article
from dedupe_changes import DUPLICATES, NEWS, REVISIONS, Change, Report, sentences_of
from dedupe_pairs import CORPORA, containment, shingles

from schemas.clean_article import CleanArticle
from schemas.unique_article import Relation

START = datetime(2016, 3, 1, 6, tzinfo=UTC)
LEAST_WORDS, MOST_WORDS = 60, 900
RELATED = 0.05  # share of runs of three words; real articles with more in common are left out: nobody has labelled them
SPREAD = timedelta(days=20)


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
        some = sentences_of(blocks[0])
        blocks = [" ".join(some[i : i + 2]) for i in range(0, len(some), 2)]
    return Report(title, tuple(block for block in blocks if block))


def article_of(report: Report, article_id: str, outlet: str, published_at: datetime) -> CleanArticle:
    """The report as the clean step would give it."""
    return clean_article(
        article_id, report.title, report.paragraphs, published_at=published_at, outlet=outlet, source="stress"
    )


OUTLETS = ("Courier", "Herald", "Wire", "Observer", "Post", "Chronicle")


def _fill(form: str, rng: random.Random) -> str:
    days = rng.sample(_DAYS, 2)
    figures = {key: str(rng.randint(2, 98) if key in "bef" else rng.randint(110, 9800)) for key in "abcdef"}
    return form.format(
        place=rng.choice(_PLACES),
        day=days[0],
        day2=days[1],
        **figures,
    )


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
