import pytest

from agents.claims.language.tokens import tokenise
from agents.claims.model import Sentence


def quantities(text: str) -> list[tuple[int | None, int | None, int | None]]:
    tokens = tokenise(Sentence(text, 0, len(text), "paragraph", 0), [], [])
    return [(t.number.low, t.number.best, t.number.high) for t in tokens if t.number is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed 7 people", [(7, 7, 7)]),
        ("at least seven people", [(7, 7, None)]),
        ("more than 160,000 people", [(160_000, 160_000, None)]),
        ("no fewer than 12 men", [(12, 12, None)]),
        ("more than a hundred soldiers", [(100, 100, None)]),
        ("up to 40 rebels", [(None, None, 40)]),
        ("as many as 300 villagers", [(None, None, 300)]),
        ("about 100 families", [(None, 100, None)]),
        ("some 3,000 civilians", [(None, 3000, None)]),
        ("nearly 300 migrants", [(None, 300, 300)]),
        ("fewer than 20 police", [(None, 20, 20)]),
        ("between 30 and 40 fighters", [(30, None, 40)]),
        ("20–30 troops", [(20, None, 30)]),
        ("10-15 rebels", [(10, None, 15)]),
        ("17-08-2011 rebels shell Misrata, 9 dead", [(9, 9, 9)]),  # a date in figures
        ("2014/6/10: 500,000 fled", [(500_000, 500_000, 500_000)]),
        ("15-20 rebels", [(15, None, 20)]),
        ("seven or eight men", [(7, None, 8)]),
        ("dozens of men", [(24, None, None)]),
        ("scores of passengers", [(40, None, None)]),
        ("hundreds of prisoners", [(100, None, None)]),
        ("tens of thousands of residents", [(20_000, None, None)]),
        ("half a dozen guards", [(6, 6, 6)]),
        ("two dozen guards", [(24, 24, 24)]),
        ("a couple of guards", [(2, 2, 2)]),
        ("two hundred and fifty-three soldiers", [(253, 253, 253)]),
        ("1.2 million people", [(1_200_000, 1_200_000, 1_200_000)]),
        ("5 000 residents", [(5000, 5000, 5000)]),
        ("1 300 000 residents", [(1_300_000, 1_300_000, 1_300_000)]),
        ("sixteen (16) officers", [(16, 16, 16)]),
        ("at least twenty (20) officers", [(20, 20, None)]),
        ("three thousand people", [(3000, 3000, 3000)]),
        ("30 or more fighters", [(30, 30, None)]),
        ("many people", [(None, None, None)]),
        ("several people", [(None, None, None)]),
        ("several hundred people", [(100, None, None)]),
        ("fifty-odd people", [(None, 50, None)]),
        ("140-plus men", [(140, 140, None)]),
        ("230 or above", [(230, 230, None)]),
        ("scores, and likely hundreds, of labourers", [(40, None, None)]),
        ("tens, perhaps hundreds of thousands of people", [(20_000, None, None)]),
    ],
)
def test_counts_keep_their_bounds(text: str, expected: list[tuple[int | None, int | None, int | None]]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2014 rebels came",
        "a 10-year-old boy",
        "12 percent",
        "12 km away",
        "$12 million",
        "the 3rd brigade",
        "at 5 p.m.",
    ],
)
def test_what_counts_no_people(text: str) -> None:
    assert quantities(text) == []


def test_a_huge_number_is_read_without_harm() -> None:
    assert quantities("9" * 400 + " people") == []
