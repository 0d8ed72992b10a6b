"""Floors under what the claims step reads, part by part: raised by `make eval-pin`, and never lowered silently."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from again import figures
from baseline import Part, broken, load, moved, pinned
from compare import rows
from labelled import LABELS, Unit
from measures import Figure, f1, number, right_or_nobody, share, wilson
from parts import NAMES, absent, part
from score_seeds import claims_of_seeds, score
from sides import side_agrees


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_below_its_floor(name: str) -> None:
    if absent(name):
        pytest.skip("its texts are not beside the project")
    pins = load()
    assert moved(part(name), pins) == []
    assert broken(part(name), pins) == []


def test_the_shipped_reports_are_read_whole_and_nothing_else() -> None:
    result = score(claims_of_seeds())
    assert not result.missed, [(row["doc"], row["evidence"]) for row in result.missed]
    assert not result.loud
    assert len(result.extra) <= 1, [claim["evidence"]["text"] for claim in result.extra]
    right, asked = (
        sum(part) for part in zip(*(result.share(n) for n in ("taken_by", "said_by", "stance", "timing")), strict=True)
    )
    assert right / asked >= 0.9


@pytest.fixture
def ground(tmp_path: Path) -> tuple[Path]:
    labels = tmp_path / "labels.jsonl"
    labels.write_text("{}\n", "utf-8")
    return (labels,)


def made(ground: tuple[Path], *figures: Figure) -> Part:
    return Part("toy", figures, ground)


def test_a_pin_is_the_figure_less_a_margin_and_a_worse_figure_breaks_it(ground: tuple[Path]) -> None:
    pins, _ = pinned([made(ground, share("recall", 90, 100), number("false alarms", 1, ""))], {}, loosen=False)
    assert pins["toy"]["pins"] == {"recall": 0.88, "false alarms": 2.0}
    assert broken(made(ground, share("recall", 88, 100), number("false alarms", 2, "")), pins) == []
    lines = broken(made(ground, share("recall", 87, 100), number("false alarms", 3, "")), pins)
    assert [line.split(" is ")[0] for line in lines] == ["toy: recall", "toy: false alarms"]


def test_a_figure_that_is_no_longer_measured_breaks_the_gate(ground: tuple[Path]) -> None:
    pins, _ = pinned([made(ground, share("recall", 9, 10))], {}, loosen=False)
    assert broken(made(ground), pins) == ["toy: recall is pinned and no longer measured"]
    kept, told = pinned([made(ground)], pins, loosen=False)
    assert kept["toy"]["pins"] == pins["toy"]["pins"]
    assert "REFUSED" in told[0]
    assert pinned([made(ground)], pins, loosen=True)[0]["toy"]["pins"] == {}


def test_floors_rise_by_themselves_and_fall_only_when_asked(ground: tuple[Path]) -> None:
    good, bad = (made(ground, share("recall", n, 100)) for n in (90, 60))
    high, _ = pinned([good], {}, loosen=False)
    kept, refused = pinned([bad], high, loosen=False)
    assert kept["toy"]["pins"] == {"recall": 0.88}
    assert "REFUSED" in refused[0]
    low, told = pinned([bad], high, loosen=True)
    assert low["toy"]["pins"] == {"recall": 0.58}
    assert "LOWERED" in told[0]
    assert pinned([good], low, loosen=False)[0]["toy"]["pins"] == {"recall": 0.88}


def test_other_labels_are_told(ground: tuple[Path]) -> None:
    one = made(ground, share("recall", 9, 10))
    pins, _ = pinned([one], {}, loosen=False)
    assert moved(one, pins) == []
    ground[0].write_text("{} \n", "utf-8")
    assert "labels are not those that the floors were measured on" in moved(one, pins)[0]
    assert moved(replace(one, name="new"), pins) == ["new: no floors yet: make eval-pin"]


def test_a_part_that_is_absent_keeps_its_pins(ground: tuple[Path]) -> None:
    pins, _ = pinned([made(ground, share("recall", 9, 10))], {}, loosen=False)
    assert pinned([], pins, loosen=True)[0] == pins


def test_perpetrators_labelled_twice_are_held_against_both() -> None:
    settled = {
        (row["article"], row["label"]): row["perpetrator"] for row in rows(LABELS / "perpetrators_settled.jsonl")
    }
    again = [row for row in rows(LABELS / "perpetrators_again.jsonl") if row["perpetrator"] == "rebels"]
    row = next(row for row in again if settled.get((row["article"], row["label"])) == "rebels")
    labels = [{"perpetrator": None}] * row["label"] + [{"perpetrator": "government forces"}]
    claim = {"perpetrator": {"text": "rebels", "name": "rebels", "type": "non-state"}}
    at = datetime(2014, 6, 1, tzinfo=UTC)
    unit = Unit(row["article"], "", at, labels, False, None, pairs=[(labels[-1], claim)])
    assert {one.name: one.value for one in figures([unit])} == {
        "perpetrator, again right": 1.0,
        "perpetrator, again F1": 1.0,
        "perpetrator, again or else right": 1.0,
        "perpetrator, again or else F1": 1.0,
        "perpetrator, settled right": 1.0,
        "perpetrator, settled F1": 1.0,
        "perpetrator, two people right": 0.0,
        "perpetrator, two people F1": 0.0,
    }
    assert figures([replace(unit, id="labelled once")]) == []


def test_a_field_is_right_where_nobody_is_named_and_nobody_was_to_be() -> None:
    labels = [{"kind": "casualty", "perpetrator": name} for name in (None, None, "rebels", "rebels")]
    rebels = {"perpetrator": {"text": "rebels", "name": "rebels", "type": "non-state"}}
    found = [{"perpetrator": None}, rebels, rebels, {"perpetrator": None}]
    pairs = list(zip(labels, found, strict=True))
    assert [right_or_nobody("perpetrator", *pair) for pair in pairs] == [True, False, True, False]


def test_precision_recall_and_intervals() -> None:
    assert f1([(3, 1, 0), (1, 0, 2)]) == pytest.approx((4 / 6, 4 / 5, 8 / 11))
    low, high = wilson(45, 50)
    assert (round(low, 3), round(high, 3)) == (0.786, 0.957)


@pytest.mark.parametrize(
    ("label", "name", "type_", "right"),
    [
        ("Russia", "Russian forces", "state", True),
        ("Syrian government", "Syrian army", "state", True),
        ("Syrian government", "Syrian rebels", "non-state", False),
        ("Free Syrian Army", "Syrian army", "state", False),
        ("Islamic State", "Islamic Courts", "non-state", False),
        ("Tigray People's Liberation Front", "TPLF", "non-state", True),
        ("Wagner; Russia", "Russian forces", "state", True),
        ("Croatian government", "Croatian brigades", None, True),
        ("rebels", "government forces", "state", False),
        ("RPF", "Rwandan Patriotic Front", "non-state", True),
        ("Angolan Armed Forces", "Angolan Armed Forces", "state", True),
        ("Bosnian Serb army", "Bosnian Serb army", "non-state", True),
        ("Kenyan and Somali troops", "Kenyan and Somali forces", "state", True),
        ("Niger and Chad", "soldiers of Niger and Chad", "state", True),
        ("Kenyan and Somali troops", "Kenyan forces", "state", False),
    ],
)
def test_sides(label: str, name: str, type_: str | None, right: bool) -> None:
    assert side_agrees(label, {"text": name, "name": name, "type": type_}) is right
