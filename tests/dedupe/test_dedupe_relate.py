"""How an article relates to what came before: the same on memory and on Redis."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from dedupe_reports import BODY, OTHER, TITLE, article
from redis.asyncio import Redis

from agents.dedupe.relate import relate
from agents.dedupe.report import report_of
from agents.dedupe.sharers import FOUND_BITS, Seen
from agents.dedupe.signature import signature_of
from agents.dedupe.store import Entry, MemoryStore, RedisStore, Store
from schemas.clean_article import CleanArticle
from schemas.unique_article import Verdict

FURNITURE = ("Subscribe to our newsletter and follow us on Twitter and Facebook.",)
ADDED = ("A second rocket hit the bus station an hour later, two drivers told reporters by telephone.",)
FORM = (
    "The ministry said on Monday that its patrols had stopped {0} boats off {1} and taken {2} people ashore.",
    "It said {3} of them were minors and {4} needed a doctor, and that all would be heard by a judge in {1}.",
    "Since January the patrols have stopped {5} boats, the ministry said in its daily statement on the coast.",
)


def changed(old: str, new: str) -> list[str]:
    assert any(old in line for line in BODY)
    return [line.replace(old, new) for line in BODY]


def form(*values: str) -> list[str]:
    return [line.format(*values) for line in FORM]


PHRASES = (
    "A monitor for the International Committee of the Red Cross saw it.",
    "They wrote to the International Committee of the Red Cross about their pay.",
)
INSERTED = "among them the families from other towns nearby"
PATROLS = form("3", "Mirta", "41", "7", "2", "77")


@pytest.mark.parametrize(
    ("second", "relation", "reason"),
    [
        (article("b", outlet="Herald"), "duplicate", "same_text"),
        (article("b", title="Town on the river falls to rebels"), "duplicate", "same_text"),
        (article("b", title=None), "duplicate", "same_text"),
        (article("b", BODY[:2]), "duplicate", "truncated"),
        (article("b", BODY[1:4]), "duplicate", "truncated"),
        (article("b", BODY + FURNITURE), "duplicate", "light_edit"),
        (article("b", [" ".join(BODY)]), "duplicate", "same_text"),
        (article("b", [BODY[0], BODY[3], *BODY[1:3], BODY[4]]), "duplicate", "light_edit"),
        (article("b", changed("town's hospital", "town’s  hospital")), "duplicate", "same_text"),
        (article("b", changed("4,000", "4000")), "duplicate", "same_text"),
        (article("b", changed("Karsala", "Qarsala")), "duplicate", "light_edit"),
        (article("b", changed("witnesses told reporters", "according to witnesses")), "duplicate", "light_edit"),
        (article("b", changed("At least 23", "At least 31")), "revision", "changed_figure"),
        (article("b", BODY[:2], title="Rebels enter border town, 31 dead"), "revision", "changed_figure"),
        (article("b", changed("killed when", "wounded when")), "revision", "changed_fact"),
        (article("b", changed("The army said", "The army denied")), "revision", "changed_fact"),
        (article("b", changed("town of Karsala", "town of Demirtash")), "revision", "changed_name"),
        (article("b", BODY + ADDED), "revision", "added_passage"),
        (article("b", [*BODY[:2], "The army denied it.", *BODY[2:]]), "revision", "added_passage"),
        (article("b", changed("old quarter.", f"old quarter, {INSERTED}.")), "revision", "added_passage"),
        (article("b", OTHER), "new", "nothing_alike"),
        (article("b", [*OTHER[:2], *BODY[1:3], *OTHER[2:], *PATROLS]), "copied_passages", "shared_passage"),
        (article("b", ["Rebels took the town of Karsala on Tuesday, two who fled said."]), "new", "nothing_alike"),
    ],
)  # fmt: skip
async def test_the_relation_and_its_reason(store: Store, second: CleanArticle, relation: str, reason: str) -> None:
    assert (await relate(store, article("a"))).relation == "new"
    verdict = await relate(store, second)
    assert (verdict.relation, verdict.reason) == (relation, reason)
    assert verdict.original_id == (None if relation == "new" else "a")
    assert 0 <= verdict.similarity <= 1


async def test_a_longer_version_is_a_revision_and_a_digest_is_not(store: Store) -> None:
    await relate(store, article("flash", BODY[:2]))
    assert (await relate(store, article("full", BODY, hours=2))).relation == "revision"
    await relate(store, article("brief", OTHER[:2]))
    digest = await relate(store, article("digest", [*PATROLS, *ADDED, *BODY[4:], *OTHER[:2]]))
    assert (digest.relation, digest.reason) == ("copied_passages", "shared_passage")


async def test_form_text_with_other_figures_is_new(store: Store) -> None:
    await relate(store, article("monday", PATROLS, title=None))
    tuesday = await relate(store, article("tuesday", form("5", "Kolta", "63", "12", "4", "82"), title=None, hours=24))
    assert (tuesday.relation, tuesday.reason) == ("new", "form_text")
    again = await relate(store, article("copy", form("5", "Kolta", "63", "12", "4", "82"), title=None, hours=25))
    assert (again.relation, again.original_id) == ("duplicate", "tuesday")


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Rebels captured Karsala on Sunday.", "Rebels captured Karsala on Sunday.", "duplicate"),
        ("Rebels captured Karsala on Sunday.", "Rebels captured Demirtash on Sunday.", "new"),
        ("Seven people were killed in Karsala.", "7 people were killed in Karsala.", "duplicate"),
        ("Seven people were killed in Karsala.", "At least 12 people were killed in Karsala.", "revision"),
        ("Karsala has fallen, residents said.", "Karsala has not fallen, residents said.", "revision"),
    ],
)
async def test_one_sentence_reports(store: Store, first: str, second: str, relation: str) -> None:
    await relate(store, article("a", [first], title=None))
    assert (await relate(store, article("b", [second], title=None, outlet="Herald"))).relation == relation


async def test_passages_know_their_place_and_their_first_owner(store: Store) -> None:
    await relate(store, article("agency", BODY, outlet="Wire"))
    second = article("second", [*OTHER, BODY[1], BODY[2]], outlet="Courier", title=None)
    third = article("third", [*PATROLS, BODY[2]], outlet="Herald", title=None)
    copied = await relate(store, second)
    assert [(p.owner_id, p.owner_outlet, second.text[p.start : p.end]) for p in copied.passages] == [
        ("agency", "Wire", f"{BODY[1]}\n{BODY[2]}")
    ]
    again = await relate(store, third)
    assert [(p.owner_id, third.text[p.start : p.end]) for p in again.passages] == [("agency", BODY[2])]


async def test_a_speech_that_two_reporters_heard_is_no_passage(store: Store) -> None:
    speech = "“We will take back every street and every house of this city from those who stole it,” he said."
    await relate(store, article("a", [*BODY, speech]))
    assert (await relate(store, article("b", [*OTHER, speech]))).relation == "new"


async def test_the_same_record_again_gives_the_same_verdict(store: Store) -> None:
    first, second = article("a"), article("b", BODY + ADDED)
    verdicts = [await relate(store, first), await relate(store, second)]
    assert [await relate(store, second), await relate(store, first)] == [verdicts[1], verdicts[0]]
    assert verdicts[0].relation == "new"


async def test_the_same_id_with_changed_text_is_a_revision_of_itself(store: Store) -> None:
    await relate(store, article("a"))
    verdict = await relate(store, article("a", changed("At least 23", "At least 31"), hours=3))
    assert (verdict.relation, verdict.original_id) == ("revision", "a")
    assert {p.owner_id for p in verdict.passages} <= set()
    assert (await relate(store, article("a", title="Town falls", hours=4))).relation == "revision"


async def test_the_same_address_with_changed_text_is_a_revision(store: Store) -> None:
    url = "https://courier.example/town"
    await relate(store, article("a", [BODY[0], BODY[1], OTHER[3]], url=url))
    rewritten = [BODY[1], *ADDED, OTHER[0], OTHER[1], BODY[4]]
    verdict = await relate(store, article("b", rewritten, url=url, hours=5))
    assert (verdict.relation, verdict.reason, verdict.original_id) == ("revision", "same_url", "a")
    assert (await relate(store, article("c", PATROLS, url=url))).relation == "new"


async def test_reports_beyond_the_horizon_are_not_related(store: Store) -> None:
    await relate(store, article("old"))
    late = await relate(store, article("late", hours=24 * 31))
    assert late.relation == "new"
    assert (await relate(store, article("copy", hours=24 * 32))).original_id == "late"


async def test_two_copies_at_once_have_one_original(store: Store) -> None:
    copies = [article(f"copy{i}", BODY if i % 2 else BODY + FURNITURE, outlet=f"Outlet {i}") for i in range(8)]
    verdicts = await asyncio.gather(*(relate(store, copy) for copy in copies))
    first = [verdict for verdict in verdicts if verdict.relation == "new"]
    assert len(first) == 1
    assert [v.original_id for v in verdicts if v is not first[0]] == [first[0].article_id] * 7
    assert {v.relation for v in verdicts} == {"new", "duplicate"}


async def test_two_workers_have_one_original(redis: Redis) -> None:
    """Two stores on one Redis, as two processes have."""
    for round_ in range(10):
        pair = [article(f"{round_}{name}", [f"Report {round_ + 3}.", *BODY], hours=round_ * 24 * 40) for name in "ab"]
        verdicts = await asyncio.gather(*(relate(RedisStore(redis), copy) for copy in pair))
        assert sorted(v.relation for v in verdicts) == ["duplicate", "new"]


class Counting(MemoryStore):
    """Counts round trips."""

    trips = 0

    async def read(self, refs: Sequence[bytes]) -> list[bytes | None]:
        self.trips += bool(refs)
        return await super().read(refs)

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        self.trips += 1
        return await super().put(entry, seen)


def found_by(item: CleanArticle) -> set[int]:
    return {feature % (1 << FOUND_BITS) for feature in signature_of(report_of(item), item.url).features}


async def test_what_is_like_nothing_or_is_known_takes_one_round_trip_and_the_rest_three() -> None:
    store = Counting()
    first, strange = article("a", [*BODY, PHRASES[0]]), article("z", [*OTHER, PHRASES[1]])
    assert len(found_by(first) & found_by(strange)) == 1
    await relate(store, first)
    assert store.trips == 1
    await relate(store, strange)
    assert store.trips == 2
    store.trips = 1
    await relate(store, article("b", BODY + ADDED))
    assert store.trips == 4
    await relate(store, article("b", BODY + ADDED))
    assert store.trips == 5


class Stubborn(MemoryStore):
    """Somebody else always writes first."""

    async def put(self, entry: Entry, seen: Seen | None) -> Seen | None:
        return Seen.nothing(len(entry.features))


async def test_giving_up_is_a_passing_fault() -> None:
    with pytest.raises(TimeoutError, match="article a"):
        await relate(Stubborn(), article("a"))


async def test_both_stores_decide_alike(redis: Redis) -> None:
    stream = [
        article("a"),
        article("b", BODY[:3], outlet="Herald"),
        article("c", BODY + ADDED, hours=2),
        article("d", [*OTHER, BODY[1]]),
        article("e", changed("At least 23", "At least 31"), hours=5),
    ]

    async def verdicts(store: Store) -> list[Verdict]:
        return [await relate(store, item) for item in stream]

    assert await verdicts(MemoryStore()) == await verdicts(RedisStore(redis, horizon_days=timedelta(days=30).days))


async def test_a_title_alone_is_compared_too(store: Store) -> None:
    await relate(store, article("a", [], title=TITLE))
    assert (await relate(store, article("b", [], title=TITLE))).relation == "duplicate"


async def test_an_article_without_words_is_new(store: Store) -> None:
    assert (await relate(store, article("a", ["…"], title=None))).relation == "new"
    assert (await relate(store, article("b", ["—"], title=None))).relation in ("new", "duplicate")
