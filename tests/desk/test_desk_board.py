"""The board keeps the newest, in order, once; filters say what they do not understand."""

from datetime import timedelta
from itertools import islice

import pytest
from desk_support import NOON, alert, casualty, fall, kept

from agents.desk.board import Board
from agents.desk.filters import BadQueryError, Filter, number, read_filter
from agents.ledger.incidents import view

ALL = Filter(quiet=True)


@pytest.fixture
def board() -> Board:
    return Board(view, most_alerts=3, most_incidents=2)


def names(board: Board, wanted: Filter = ALL) -> list[str]:
    return [posted.alert.id for posted in board.alerts(wanted)]


def test_the_newest_stand_first_whatever_came_first(board: Board) -> None:
    for name, minute in (("b", 2), ("a", 1), ("c", 3)):
        assert board.add_alert(alert(name, minute=minute))
    assert names(board) == ["c", "b", "a"]


def test_the_same_decision_hangs_there_once(board: Board) -> None:
    assert board.add_alert(alert("a"))
    assert board.add_alert(alert("a")) is None
    assert names(board) == ["a"]


def test_the_oldest_goes_and_does_not_come_back(board: Board) -> None:
    for minute in range(5):
        board.add_alert(alert(f"a{minute}", minute=minute))
    assert names(board) == ["a4", "a3", "a2"]
    assert board.add_alert(alert("a0")) is None
    assert names(board) == ["a4", "a3", "a2"]


def test_what_came_after_is_told_in_the_order_of_coming(board: Board) -> None:
    board.add_alert(alert("a", minute=5))
    mark = board.last_number
    board.add_alert(alert("late", minute=1))
    board.add_alert(alert("c", minute=9))
    assert [posted.alert.id for posted in board.after(mark, ALL)] == ["late", "c"]
    assert not board.after(board.last_number, ALL)


def test_since_goes_on_where_the_last_answer_ended_and_tears_no_instant_apart() -> None:
    board = Board(view)
    for name, minute in (("a", 0), ("b", 1), ("c", 1), ("d", 1), ("e", 2)):
        board.add_alert(alert(name, minute=minute))
    one = timedelta(minutes=1)

    def ids(at: object, most: int) -> list[str]:
        return [posted.alert.id for posted in board.since(at, most, ALL)]  # type: ignore[arg-type]

    assert ids(NOON, 2) == ["a", "b", "c", "d"]
    assert ids(NOON + one, 10) == ["b", "c", "d", "e"]
    assert ids(NOON + 3 * one, 10) == []
    assert ids(None, 2) == ["d", "e"]


def test_an_incident_stands_as_the_archive_has_it_last(board: Board) -> None:
    board.add_incident(kept(casualty(), version=2, articles=("a1", "a2")))
    board.add_incident(kept(casualty(), version=1))
    known = board.incident("i1")
    assert known is not None
    assert known.incident.articles == ("a1", "a2")
    board.drop_incident("i1")
    assert board.incident("i1") is None


def test_the_incident_that_was_told_of_longest_ago_goes(board: Board) -> None:
    for name in ("i1", "i2", "i1", "i3"):
        board.add_incident(kept(fall(), name=name))
    assert [known.case.id for known in board.incidents(ALL)] == ["i3", "i1"]


def test_what_went_into_another_incident_is_not_listed_but_found(board: Board) -> None:
    board.add_incident(kept(fall(), merged_into="i9"))
    assert not list(board.incidents(ALL))
    assert board.incident("i1")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["b", "a"]),
        (Filter(quiet=True), ["c", "b", "a"]),
        (Filter(kind="location_fall"), ["b"]),
        (Filter(reason="denied", quiet=True), ["c"]),
        (Filter(country="CD"), ["b", "a"]),
        (Filter(country="IQ"), []),
        (Filter(text="HOSPITAL goma"), ["a"]),
        (Filter(text="hospital mosul"), []),
        (Filter(text="lakes-wire"), []),
    ],
)
def test_filters(board: Board, wanted: Filter, found: list[str]) -> None:
    board.add_alert(alert("a"))
    board.add_alert(alert("b", fall(), minute=1))
    board.add_alert(alert("c", minute=2, rings=False, reason="denied"))
    assert names(board, wanted) == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kind": "flood"}, "kind must be one of location_fall, casualty"),
        ({"reason": "boredom"}, "reason must be one of first_report"),
        ({"country": "Congo"}, "country must be two letters"),
        ({"country": "ЦД"}, "country must be two letters"),
        ({"text": "x" * 201}, "text must be 200"),
        ({"quiet": "yes"}, "quiet must be 0 or 1"),
    ],
)
def test_what_is_not_understood_is_said(query: dict[str, str], words: str) -> None:
    with pytest.raises(BadQueryError, match=words):
        read_filter(query)


@pytest.mark.parametrize("given", ["0", "-1", "1e3", "²", "101", "9" * 50])
def test_numbers_are_whole_and_bounded(given: str) -> None:
    with pytest.raises(BadQueryError, match="limit must be a whole number from 1 to 100"):
        number({"limit": given}, "limit", 10, 100)
    assert number({}, "limit", 10, 100) == 10


def test_a_filter_comes_back_from_its_own_query() -> None:
    from urllib.parse import parse_qsl

    wanted = Filter(kind="casualty", country="CD", text='a&b "c"', quiet=True)
    assert read_filter(dict(parse_qsl(wanted.query))) == wanted
    assert list(islice(Filter().query, 1)) == []
