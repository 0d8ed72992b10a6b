"""What is told of an endless world with bounded labels, and the gauges of Kafka, Redis and the disk."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import CollectorRegistry
from redis import exceptions

from agents import metrics
from agents.bounded import LONGEST_LABEL, Latest, Names, NewestIncidents
from agents.redis import connect, health
from agents.settings import read_settings
from schemas.alert import SCHEMA, Alert, Incident, Span
from schemas.claim import Number
from schemas.place import Place

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def alert(name: str, *, minute: int = 0, reason: str = "first_report", **effects: Number) -> Alert:
    incident = Incident(
        id=name,
        kind="casualty",
        place=Place(text=name, name=f"Town {name}", country="SD"),
        time=Span(),
        effects=effects,
    )
    at = NOON + timedelta(minutes=minute)
    return Alert(
        id=f"{name}-{minute}", schema=SCHEMA, reason=reason, rings=True, rung_by="c", published_at=at, rung_at=at,
        incident=incident, claims=(),
    )  # type: ignore[arg-type] # fmt: skip


@pytest.fixture
def told() -> tuple[NewestIncidents, CollectorRegistry]:
    registry = CollectorRegistry()
    newest = NewestIncidents(2)
    registry.register(newest)
    return newest, registry


def incidents(registry: CollectorRegistry) -> dict[str, tuple[str, float]]:
    return {
        sample.labels["incident"]: (sample.labels["reason"], sample.value)
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "tocsin_incident_alerted_timestamp_seconds"
    }


def test_the_first_names_keep_their_own_label() -> None:
    names = Names(2)
    assert [names.label(name) for name in ("Wire", "Post", "Herald", "Wire")] == ["Wire", "Post", "other", "Wire"]


def test_a_name_is_one_short_line() -> None:
    names = Names(5)
    assert names.label(None) == names.label("  \n") == "unknown"
    assert names.label(" Daily\n Post ") == "Daily Post"
    assert len(names.label("x" * 500)) == LONGEST_LABEL


def test_the_oldest_incident_makes_room_for_a_newer_one(told: tuple[NewestIncidents, CollectorRegistry]) -> None:
    newest, registry = told
    newest.note(alert("a"))
    newest.note(alert("b", minute=1))
    newest.note(alert("a", minute=2, reason="toll_raised"))
    newest.note(alert("c", minute=3))
    assert incidents(registry) == {
        "a": ("toll_raised", (NOON + timedelta(minutes=2)).timestamp()),
        "c": ("first_report", (NOON + timedelta(minutes=3)).timestamp()),
    }


def test_an_alert_that_comes_again_does_not_push_out_newer_news(
    told: tuple[NewestIncidents, CollectorRegistry],
) -> None:
    newest, registry = told
    for one in (alert("b", minute=1), alert("c", minute=4, reason="denied"), alert("a"), alert("c", minute=2)):
        newest.note(one)
    assert incidents(registry) == {
        "b": ("first_report", (NOON + timedelta(minutes=1)).timestamp()),
        "c": ("denied", (NOON + timedelta(minutes=4)).timestamp()),
    }


def test_only_the_bounds_that_were_told_are_there(told: tuple[NewestIncidents, CollectorRegistry]) -> None:
    newest, registry = told
    newest.note(alert("a", killed=Number(low=7), injured=Number(low=30, best=33, high=40)))
    newest.note(alert("a", minute=1, killed=Number(low=9, best=9, high=9)))
    people = {
        (sample.labels["effect"], sample.labels["bound"]): sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "tocsin_incident_people"
    }
    assert people == {("killed", "low"): 9, ("killed", "best"): 9, ("killed", "high"): 9}


def test_a_place_without_a_name_is_unknown(told: tuple[NewestIncidents, CollectorRegistry]) -> None:
    newest, registry = told
    one = alert("a")
    nowhere = Incident(id="a", kind="casualty", place=None, time=Span())
    newest.note(Alert(**{field: getattr(one, field) for field in one.__struct_fields__} | {"incident": nowhere}))
    labels = next(sample.labels for family in registry.collect() for sample in family.samples)
    assert (labels["place"], labels["country"]) == ("unknown", "unknown")


def test_the_clock_of_the_feed_never_goes_back() -> None:
    latest = Latest()
    assert latest.newest(NOON) == NOON.timestamp()
    assert latest.newest(NOON - timedelta(days=1)) == NOON.timestamp()


def test_an_article_from_the_future_is_taken_for_one_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "published", Latest())
    metrics.note_article("Wire", "en", NOON + timedelta(days=90), NOON)
    assert metrics.REGISTRY.get_sample_value("tocsin_article_published_timestamp_seconds") == NOON.timestamp()


@pytest.mark.parametrize(("language", "label"), [("en", "en"), ("ar", "ar"), ("cy", "other"), ("", "other")])
def test_articles_are_counted_by_language(language: str, label: str) -> None:
    def count() -> float:
        return metrics.REGISTRY.get_sample_value("tocsin_article_languages_total", {"language": label}) or 0.0

    before = count()
    metrics.note_article("Wire", language, NOON, NOON)
    assert count() == before + 1


def test_a_share_that_was_given_away_is_zero() -> None:
    metrics.set_share("claims", 2, 40, 12.5)
    metrics.set_share("claims", 0, 0, 0.0)
    for name in ("tocsin_partitions", "tocsin_lag_records", "tocsin_commit_stalled_seconds"):
        assert metrics.REGISTRY.get_sample_value(name, {"topic": "claims"}) == 0


class Managed:
    """A Redis whose user may not ask."""

    async def info(self, _: str) -> dict[str, object]:
        raise exceptions.NoPermissionError("this user has no permissions to run the 'info' command")


async def test_a_redis_that_may_not_be_asked_is_no_fault() -> None:
    assert await health(Managed()) is None  # type: ignore[arg-type]


class Broken:
    """A Redis whose disk is full."""

    async def info(self, section: str) -> dict[str, object]:
        return {"memory": {"used_memory": 5}, "persistence": {"aof_last_write_status": "err"}}[section]

    async def dbsize(self) -> int:
        return 3


async def test_a_redis_that_cannot_write_says_so() -> None:
    found = await health(Broken())  # type: ignore[arg-type]
    assert found is not None
    assert (found.memory_bytes, found.limit_bytes, found.keys, found.writes_kept) == (5, 0, 3, False)


@pytest.fixture
async def client(redis_url: str) -> AsyncIterator[object]:
    redis = connect(read_settings(redis_url=redis_url))
    yield redis
    await redis.aclose()


@pytest.mark.integration
async def test_a_real_redis_says_how_it_stands(client: object) -> None:
    found = await health(client)  # type: ignore[arg-type]
    assert found is not None
    assert found.memory_bytes > 100_000
    assert found.limit_bytes == 512 << 20
    assert found.writes_kept
