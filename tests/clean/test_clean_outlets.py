"""What is learned of an outlet: never from one article, its copies or its figures, and the same for a record twice."""

import asyncio
import random
from datetime import UTC, datetime

import msgspec
from redis.asyncio import Redis

from agents.clean.article import clean_article
from agents.clean.learn import furniture_of
from agents.clean.outlet import LINES, NEEDED, REPORTS, Memory, decide
from agents.outlets.learn import MEMORY, key_of, outlet_key
from agents.outlets.store import MemoryStore, RedisStore, Store
from schemas.clean_article import CleanArticle
from schemas.raw_article import RawArticle

NOW = datetime(2014, 6, 17, 8, 0, tzinfo=UTC)
BOX = "The rowing club of the valley meets on alternate evenings beneath the old bridge"
PLAIN = "The bees of the valley are looked after by volunteers of the rowing club and friends along the river bank."
BACKGROUND = "The war in the valley began in 2011 and has cost more than 160,000 lives since that year."
SYLLABLES = ("ka", "re", "mi", "to", "vel", "dor", "shi", "nal", "qu", "bes", "tar", "lop")


def raw(number: int, *extra: str, outlet: str | None = "Valley Echo", seed: int | None = None) -> RawArticle:
    """A report of its own, in made-up words, with these lines between its paragraphs."""
    chance = random.Random(number if seed is None else seed)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(3))

    paragraphs = [
        f"The {word()} and the {word()} were taken to {word().title()} after the {word()} had left the {word()} with "
        f"the {word()}, and {word()} is said to be near {word().title()} in the {word()}."
        for _ in range(6)
    ]
    text = "\n".join((f"{word().title()} {word()} {word()}", *paragraphs[:4], *extra, *paragraphs[4:]))
    return RawArticle(
        article_id=f"a{number}", source="test", received_at=NOW, published_at=NOW, text=text, outlet=outlet
    )


def clean(record: RawArticle, learned: frozenset[str] = frozenset()) -> CleanArticle:
    return clean_article(record, max_chars=100_000, now=NOW, learned=learned)


async def stream(store: Store, records: list[RawArticle]) -> list[str]:
    """The clean text of each, as the step makes it."""
    found = []
    for record in records:
        article = clean(record)
        found.append(clean(record, await furniture_of(store, article)).text)
    return found


async def test_a_line_of_many_reports_is_cut_from_then_on_and_nothing_else(outlet_store: Store) -> None:
    records = [raw(n, BOX) for n in range(10)]
    texts = await stream(outlet_store, records)
    assert all(BOX in text for text in texts[: NEEDED["line"] - 1])
    assert not any(BOX in text for text in texts[NEEDED["line"] - 1 :])
    for record, text in zip(records[NEEDED["line"] :], texts[NEEDED["line"] :], strict=True):
        assert text == str(record.text).replace(BOX + "\n", "")


async def test_a_record_that_comes_again_gets_its_first_text(outlet_store: Store) -> None:
    records = [raw(n, BOX) for n in range(12)]
    first = await stream(outlet_store, records)
    again = await stream(outlet_store, list(reversed(records)))
    assert again == first[::-1]
    outlet = outlet_key(clean(records[0]))
    assert outlet is not None
    (stored,) = await outlet_store.read(outlet, (MEMORY,))
    assert stored is not None
    assert msgspec.msgpack.decode(stored, type=Memory).reports == 12


async def test_many_workers_at_once_count_every_report_once(outlet_store: Store) -> None:
    articles = [clean(raw(n, BOX)) for n in range(20)]
    await asyncio.gather(*(furniture_of(outlet_store, article) for article in articles for _ in range(2)))
    (stored,) = await outlet_store.read(str(outlet_key(articles[0])), (MEMORY,))
    assert stored is not None
    memory = msgspec.msgpack.decode(stored, type=Memory)
    assert memory.reports == 20
    assert memory.lines[key_of(BOX)].count == 20


async def test_copies_of_one_report_teach_nothing(outlet_store: Store) -> None:
    copies = [raw(n, f"Edition {n} of the evening", BOX, seed=1) for n in range(12)]
    assert all(BOX in text for text in await stream(outlet_store, copies))


async def test_one_article_that_repeats_itself_teaches_nothing(outlet_store: Store) -> None:
    record = raw(1, *[BOX, PLAIN] * 12)
    assert (await stream(outlet_store, [record]))[0].count("rowing club") == clean(record).text.count("rowing club")


async def test_the_outlets_are_kept_apart_and_no_outlet_learns_nothing(outlet_store: Store) -> None:
    assert all(BOX in text for text in await stream(outlet_store, [raw(n, BOX, outlet=f"Paper {n}") for n in range(9)]))
    assert all(BOX in text for text in await stream(outlet_store, [raw(n, BOX, outlet=None) for n in range(9)]))


async def test_background_with_figures_and_speech_stay(outlet_store: Store) -> None:
    speech = "“We will never leave the valley,” the mayor said in a statement that he repeats after every attack."
    texts = await stream(outlet_store, [raw(n, BACKGROUND, speech) for n in range(20)])
    assert all(BACKGROUND in text and speech in text for text in texts)


async def test_plain_prose_needs_more_reports_and_a_larger_share(outlet_store: Store) -> None:
    texts = await stream(outlet_store, [raw(n, PLAIN) for n in range(12)])
    assert sum(PLAIN in text for text in texts) == NEEDED["prose"] - 1
    other = [raw(100 + n, *([PLAIN] if n % 3 == 0 else []), outlet="River Post") for n in range(36)]
    assert sum(PLAIN in text for text in await stream(outlet_store, other)) == 12


async def test_what_stops_coming_is_forgotten_and_the_memory_is_bounded() -> None:
    memory = Memory()
    for n in range(NEEDED["line"]):
        keys, memory = decide(memory, clean(raw(n, BOX)))
    assert key_of(BOX) in keys
    for n in range(1000, 1000 + REPORTS + 5):
        chance = random.Random(n)
        lines = [" ".join("".join(chance.sample(SYLLABLES, 3)) for _ in range(5)) for _ in range(30)]
        _, memory = decide(memory, clean(raw(n, *lines)))
        assert len(memory.lines) <= LINES
    keys, memory = decide(memory, clean(raw(5000, BOX)))
    assert key_of(BOX) not in keys
    assert len(memory.sketches) == REPORTS
    assert len(msgspec.msgpack.encode(memory)) < 32_000


async def test_most_of_an_article_is_never_cut() -> None:
    memory = Memory()
    boxes = [f"{BOX} in the {word} month of the year again" for word in ("first", "second", "third", "fourth", "fifth")]
    for n in range(10):
        keys, memory = decide(memory, clean(raw(n, *boxes * 1)))
    short = clean(
        RawArticle(
            article_id="s", source="t", received_at=NOW, published_at=NOW, outlet="Valley Echo",
            text="\n".join(["Rebels took the bridge at dawn, and nobody has seen the guards since.", *boxes]),
        )
    )  # fmt: skip
    keys, _ = decide(memory, short)
    assert keys == frozenset()


async def test_values_in_redis_expire(redis_url: str) -> None:
    client = Redis.from_url(redis_url, decode_responses=True)
    article = clean(raw(1, outlet="Short Lived"))
    await furniture_of(RedisStore(client, "clean", days=2), article)
    keys = [key async for key in client.scan_iter(f"tocsin:{{clean:{outlet_key(article)}}}:*")]
    assert len(keys) == 2
    for key in keys:
        assert 0 < await client.ttl(key) <= 2 * 86_400
    await client.aclose()


async def test_furniture_glued_to_a_paragraph_is_learned_too() -> None:
    outlet_store = MemoryStore()
    box = "The rowing club of the valley meets beneath the old bridge again."
    records = []
    for n in range(12):
        record = raw(n)
        lines = str(record.text).split("\n")
        lines[-1] = f"{lines[-1]} {box}"
        records.append(msgspec.structs.replace(record, text="\n".join(lines)))
    texts = await stream(outlet_store, records)
    assert box in texts[0]
    assert texts[-1] == str(records[-1].text).removesuffix(f" {box}")
