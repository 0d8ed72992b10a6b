"""Where an outlet reports from: learned from reports that tell their country, and used where the text names none."""

import asyncio
from datetime import UTC, datetime

import pytest

from agents.outlets.store import MemoryStore, Store
from agents.tag.article import tag_from_home, tag_text
from agents.tag.outlet_home import NEEDED, REPORTS, Memory, decide, home
from schemas.clean_article import Block, CleanArticle
from schemas.tagged_article import TaggedArticle
from schemas.unique_article import UniqueArticle, Verdict

NOW = datetime(2024, 3, 5, 8, 0, tzinfo=UTC)
TOWNS = ("Mopti", "Sévaré", "Gao", "Ségou", "Kidal", "Bandiagara")
HAMLET = "Nine people were killed in the village of Yoro at nightfall, its imam said."


def article(number: int, text: str, outlet: str | None) -> UniqueArticle:
    block = Block(kind="paragraph", start=0, end=len(text))
    clean = CleanArticle(
        article_id=f"a{number}",
        source="test",
        received_at=NOW,
        published_at=NOW,
        text=text,
        blocks=(block,),
        outlet=outlet,
    )
    return UniqueArticle(article=clean, verdict=Verdict(article_id=f"a{number}", relation="new", reason="no_match"))


def of_mali(number: int, outlet: str | None) -> UniqueArticle:
    return article(number, f"Traders in {TOWNS[number % len(TOWNS)]}, Mali, closed their shops on Monday.", outlet)


async def after_reports(store: Store, count: int, text: str, outlet: str | None) -> TaggedArticle:
    for number in range(count):
        await tag_from_home(store, of_mali(number, outlet))
    return await tag_from_home(store, article(99, text, outlet))


async def test_a_local_paper_need_not_name_its_country(outlet_store: Store) -> None:
    tagged = await after_reports(outlet_store, NEEDED, HAMLET, "River Herald")
    assert tagged.theatre == "ML"
    assert [m.place.country for m in tagged.places] == ["ML"]
    assert tag_text(HAMLET).theatre != "ML"


async def test_too_few_reports_tell_nothing(outlet_store: Store) -> None:
    assert (await after_reports(outlet_store, NEEDED - 1, HAMLET, "River Herald")).theatre != "ML"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Rebels captured Palmyra in Syria on Sunday.", "SY"),
        ("Twelve people were killed by a bomb in the Colombian town of Corinto.", "CO"),
        ("Paris: five people were hurt in a fire.", "FR"),
    ],
)
async def test_what_the_text_names_counts_more(text: str, country: str) -> None:
    assert (await after_reports(MemoryStore(), NEEDED + 2, text, "River Herald")).theatre == country


async def test_a_record_that_comes_again_is_read_as_at_first(outlet_store: Store) -> None:
    early = article(99, HAMLET, "River Herald")
    first = await tag_from_home(outlet_store, early)
    await after_reports(outlet_store, NEEDED + 2, HAMLET.replace("Nine", "Seven"), "River Herald")
    assert await tag_from_home(outlet_store, early) == first


async def test_outlets_are_kept_apart_and_none_teaches_nothing(outlet_store: Store) -> None:
    await after_reports(outlet_store, NEEDED + 2, HAMLET, "River Herald")
    assert (await tag_from_home(outlet_store, article(7, HAMLET, "Coast Herald"))).theatre != "ML"
    assert (await after_reports(outlet_store, NEEDED + 2, HAMLET, None)).theatre != "ML"


async def test_many_workers_at_once_count_every_report_once(outlet_store: Store) -> None:
    await asyncio.gather(
        *(tag_from_home(outlet_store, of_mali(n, "Herald")) for n in range(NEEDED - 1) for _ in range(3))
    )
    assert (await tag_from_home(outlet_store, article(99, HAMLET, "Herald"))).theatre != "ML"


def test_an_agency_has_no_home_and_the_memory_is_bounded() -> None:
    memory = Memory()
    for country in ("ML", "SD", "UA", None) * REPORTS:
        found, memory = decide(memory, country)
        assert found is None
    assert len(memory.countries) == REPORTS
    for _ in range(REPORTS):
        _, memory = decide(memory, "SD")
    assert home(memory) == "SD"
