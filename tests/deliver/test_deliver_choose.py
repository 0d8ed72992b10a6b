"""What an endpoint's filter makes of an alert; quiet hours; the circuit."""

from datetime import UTC, datetime
from typing import Any

import pytest
from deliver_support import MILITIA, RIVERTON, alert, endpoint, fall, harm, harmed
from pydantic import TypeAdapter

from agents.deliver import circuit
from agents.deliver.choose import RINGING, choose, killed
from agents.deliver.circuit import OPENS_AFTER, Circuit
from agents.deliver.hours import counts_despite, quiet_until
from agents.deliver.sender import placement
from agents.deliver.state import Answer, Placement
from agents.endpoints import Filter, Quiet
from schemas.claim import Number
from schemas.place import Place

TAKEN = alert(of={"place": RIVERTON, "taken_by": MILITIA, "origins": ("a", "b")}, claims=(fall(),))
KILLED = harmed()
UNKNOWN_PLACE = alert(claims=(fall(place=None),))


@pytest.mark.parametrize(
    ("wanted", "of", "choice"),
    [
        ({}, TAKEN, "wanted"),
        ({}, alert(rings=False), "silent"),
        ({"kinds": ["casualty"]}, TAKEN, "kind"),
        ({"kinds": ["casualty", "location_fall"]}, TAKEN, "wanted"),
        ({"reasons": ["denied"]}, TAKEN, "reason"),
        ({"reasons": ["corroborated"]}, alert(rings=False, reason="corroborated"), "wanted"),
        ({"reasons": ["background"]}, alert(rings=False, reason="background"), "wanted"),
        ({}, alert(rings=False, reason="corroborated"), "silent"),
        ({"reasons": ["toll_raised"]}, alert(rings=False, reason="toll_raised"), "silent"),
        ({"places": ["riverton"]}, TAKEN, "wanted"),
        ({"places": ["geonames:4711"]}, TAKEN, "wanted"),
        ({"places": ["geonames:4712", "Hilltown"]}, TAKEN, "place"),
        ({"places": ["Riverton"]}, UNKNOWN_PLACE, "place"),
        ({"countries": ["XK", "IQ"]}, TAKEN, "wanted"),
        ({"countries": ["IQ"]}, TAKEN, "place"),
        ({"countries": ["XK"]}, UNKNOWN_PLACE, "wanted"),
        ({"boxes": [[20, 42, 22, 43]]}, TAKEN, "wanted"),
        ({"boxes": [[22, 42, 23, 43]]}, TAKEN, "place"),
        ({"boxes": [[170, -90, -170, 90]]}, TAKEN, "place"),
        ({"boxes": [[20, 42, 22, 43]]}, UNKNOWN_PLACE, "place"),
        ({"places": ["Hilltown"], "countries": ["XK"]}, TAKEN, "wanted"),
        ({"actors": ["hill  MILITIA"]}, TAKEN, "wanted"),
        ({"actors": ["Armed Forces"]}, TAKEN, "wanted"),
        ({"actors": ["Hill Militia"]}, KILLED, "wanted"),
        ({"actors": ["River Guards"]}, TAKEN, "actor"),
        ({"min_killed": 7}, KILLED, "wanted"),
        ({"min_killed": 8}, KILLED, "killed"),
        ({"min_killed": 8}, TAKEN, "wanted"),
        ({"min_killed": 1}, harmed(killed=Number(text="many")), "killed"),
        ({"stances": ["asserted"]}, TAKEN, "stance"),
        ({"stances": ["asserted", "claimed"]}, TAKEN, "wanted"),
        ({"stances": ["asserted"]}, alert(claims=(fall(), harm(article_id="older"))), "stance"),
        ({"min_origins": 2}, TAKEN, "wanted"),
        ({"min_origins": 3}, TAKEN, "origins"),
        ({"kinds": ["casualty"], "countries": ["XK"], "min_killed": 5, "stances": ["asserted"]}, KILLED, "wanted"),
    ],
)
def test_what_a_filter_makes_of_an_alert(wanted: dict[str, Any], of: Any, choice: str) -> None:
    assert choose(Filter(**wanted), of) == choice


def test_reasons_of_an_endpoint_stand_apart_from_what_rings_elsewhere() -> None:
    raised, only = alert(rings=False, reason="toll_raised"), Filter(reasons=("toll_raised",))
    assert choose(only, raised, frozenset({"first_report"})) == "wanted"
    assert choose(only, raised, frozenset({"toll_raised"})) == "silent"  # it would ring, but is told too late


def test_a_box_across_the_date_line() -> None:
    box = Filter(boxes=((170.0, -30.0, -170.0, 0.0),))
    for lon, choice in ((179.5, "wanted"), (-179.5, "wanted"), (0.0, "place"), (169.0, "place")):
        place = Place(text="Atoll", name="Atoll", lat=-10.0, lon=lon)
        assert choose(box, alert(of={"place": place})) == choice


@pytest.mark.parametrize(
    ("low", "best", "high", "figure"),
    [
        (7, 7, None, 7),
        (24, None, None, 24),
        (None, None, 40, 40),
        (30, None, 40, 30),
        (5, 9, 12, 9),
        (None, None, None, 0),
    ],
)
def test_the_figure_that_counts(low: int | None, best: int | None, high: int | None, figure: int) -> None:
    assert killed(harmed(killed=Number(low=low, best=best, high=high)).incident) == figure


def test_what_rings_by_default() -> None:
    assert {"first_report", "toll_raised", "denied", "confirmed", "reversal"} == RINGING


NIGHT = Quiet(start="22:00", end="06:00", timezone="Europe/Berlin")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-10T20:59", None),
        ("2026-01-10T21:00", "2026-01-11T05:00"),
        ("2026-01-11T04:59", "2026-01-11T05:00"),
        ("2026-01-11T05:00", None),
        ("2026-07-10T19:59", None),
        ("2026-07-10T20:00", "2026-07-11T04:00"),
        ("2026-03-28T22:00", "2026-03-29T04:00"),  # the night in which clocks go forward
        ("2026-10-24T22:00", "2026-10-25T05:00"),  # and back
    ],
)
def test_a_night_in_local_time(now: str, until: str | None) -> None:
    wanted = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert quiet_until(NIGHT, datetime.fromisoformat(now).replace(tzinfo=UTC)) == wanted


def test_days_are_those_on_which_the_hours_begin() -> None:
    weekend = TypeAdapter(Quiet).validate_python({"start": "20:00", "end": "08:00", "days": ["sat"]})
    assert quiet_until(weekend, datetime(2026, 1, 10, 21, tzinfo=UTC)) is not None  # a Saturday
    assert quiet_until(weekend, datetime(2026, 1, 11, 7, tzinfo=UTC)) is not None
    assert quiet_until(weekend, datetime(2026, 1, 11, 21, tzinfo=UTC)) is None
    day = TypeAdapter(Quiet).validate_python({"start": "09:00", "end": "17:00"})
    assert quiet_until(day, datetime(2026, 1, 11, 16, 59, tzinfo=UTC)) == datetime(2026, 1, 11, 17, tzinfo=UTC)
    assert quiet_until(day, datetime(2026, 1, 11, 18, tzinfo=UTC)) is None


def test_what_counts_despite_the_hours() -> None:
    quiet = TypeAdapter(Quiet).validate_python(
        {"start": "22:00", "end": "06:00", "despite": ["reversal"], "despite_killed": 7}
    )
    assert counts_despite(quiet, KILLED)
    assert counts_despite(quiet, alert(reason="reversal"))
    assert not counts_despite(quiet, TAKEN)
    to = endpoint(
        name="desk", url="https://a.example/", secret="whsec_" + "QUJD" * 10,
        quiet=quiet.model_dump(), digest={"alerts": 5, "seconds": 60},
    )  # fmt: skip
    night, noon = datetime(2026, 1, 10, 23, tzinfo=UTC), datetime(2026, 1, 10, 12, tzinfo=UTC)
    end = datetime(2026, 1, 11, 6, tzinfo=UTC).timestamp()
    assert placement(to, TAKEN, night) == Placement(end, 5, 60)
    assert placement(to, KILLED, night) == Placement(None, 5, 60, urgent=True)
    assert placement(to, KILLED, noon) == placement(to, TAKEN, noon) == Placement(None, 5, 60)


@pytest.mark.parametrize(
    ("answer", "failures", "after"),
    [
        (Answer(status=204), 9, 0),
        (Answer(status=404), 9, 0),
        (Answer(status=429), 9, 0),
        (Answer(status=500), 0, 1),
        (Answer(failure="timeout"), 3, 4),
        (Answer(failure="connection"), 4, 5),
        (Answer(failure="blocked_address"), 5, 6),
    ],
)
def test_failures_in_a_row(answer: Answer, failures: int, after: int) -> None:
    found = circuit.after(answer, failures=failures, now=1000.0, key="desk")
    assert (found.failures, found.pause_until is not None) == (after, after >= OPENS_AFTER)


def test_the_pauses_of_an_open_circuit_double_up_to_ten_minutes() -> None:
    found = [circuit.after(Answer(status=500), failures=n, now=0.0, key="k").pause_until or 0 for n in range(4, 60)]
    for pause, whole in zip(found, [15, 30, 60, 120, 240, 480] + [600] * 50, strict=True):
        assert 0.8 * whole <= pause <= whole
    assert circuit.after(Answer(status=500), failures=3, now=0.0, key="k") == Circuit(4)


@pytest.mark.parametrize(
    ("failures", "paused", "disabled", "word"),
    [
        (0, False, False, "closed"),
        (4, True, False, "resting"),
        (5, True, False, "open"),
        (5, False, False, "half_open"),
        (9, True, True, "disabled"),
    ],
)
def test_the_word_for_how_an_endpoint_stands(failures: int, paused: bool, disabled: bool, word: str) -> None:
    assert circuit.state(failures=failures, paused=paused, disabled=disabled) == word
