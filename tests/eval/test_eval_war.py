"""Floors under what the ledger makes of the scripted war. They are raised when it gets better, never lowered."""

import asyncio

import pytest
from score_war import FIRST, RINGING, Outcome, b_cubed, read, run, share
from war_labels import War, labelled, load


@pytest.fixture(scope="module")
def war() -> War:
    return load()


@pytest.fixture(scope="module")
def outcome(war: War) -> Outcome:
    return asyncio.run(run(war, labelled(war)))


def test_the_war_is_large_and_its_labels_hold_together(war: War) -> None:
    assert len(war.articles) >= 200
    assert len({row["id"] for row in war.claims}) == len(war.claims)
    articles = {row["id"] for row in war.articles}
    assert {row["article"] for row in war.claims} <= articles
    assert {article for _, _, article in war.asked | war.open} <= articles


def test_claims_come_into_their_incidents(war: War, outcome: Outcome) -> None:
    assert set(outcome.where) >= set(war.of)
    precision, recall = b_cubed(war.of, outcome.where)
    assert precision >= 0.985
    assert recall >= 0.98


def test_what_is_new_rings_and_nothing_else(war: War, outcome: Outcome) -> None:
    first, every = share(war, outcome, FIRST), share(war, outcome, RINGING)
    assert first.precision >= 0.98
    assert first.recall >= 0.99
    assert every.precision >= 0.98
    assert every.recall >= 0.99


def test_nothing_comes_twice(outcome: Outcome) -> None:
    assert outcome.repeated == 0


def test_the_texts_through_all_steps(war: War) -> None:
    told = asyncio.run(run(war, asyncio.run(read(war))))
    assert told.repeated == 0
    precision, recall = b_cubed(war.of, told.where)
    assert precision >= 0.98
    assert recall >= 0.88
    first = share(war, told, FIRST)
    assert first.precision >= 0.76
    assert first.recall >= 0.92


def test_b_cubed_counts_what_is_torn_and_what_is_mixed() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert b_cubed(gold, {"a": "x", "b": "x", "c": "y"}) == (1.0, 1.0)
    assert b_cubed(gold, {"a": "x", "b": "y", "c": "z"}) == (1.0, pytest.approx(2 / 3))
    assert b_cubed(gold, {"a": "x", "b": "x", "c": "x"}) == (pytest.approx(5 / 9), 1.0)
