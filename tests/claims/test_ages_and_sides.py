"""Counts that are none: how old people were, days of a month; and the dead of two sides, told apart."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2015, 6, 10, 12, tzinfo=UTC)


def lows(text: str) -> list[int | None]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    return [claim.number.low for claim in found]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Two brothers aged 14 and 19 were killed by rebel shelling in Taiz.", [2]),
        ("Three women aged 30, 42 and 51 died in the shelling of Hodeida.", [3]),
        ("Twelve children aged under five were killed in an air strike on Marib.", [12]),
        ("Men aged between 18 and 60 were abducted by Boko Haram in Bama.", [None]),
        ("Gunmen killed a teacher aged 44 in Kirkuk.", [1]),
        # an age that stands for who has it
        ("A missile killed a 14-year-old and three others in Kirkuk.", [4]),
        ("Two five-year-olds were killed in Taiz.", [2]),
        ("Mortars killed a 61-year-old in Taiz and wounded a thirty-year-old.", [1, 1]),
        ("Gunmen shot dead a 16-year-old girl in Taiz.", [1]),
        ("The 14-year-old war in Yemen goes on, and so does the seven-year-old siege of Taiz.", []),
        ("The 26-year-old was injured in training, the club said.", []),
        # those counted behind an age are counted
        ("Gunmen killed a boy aged nine and wounded 19 soldiers in Taiz.", [1, 19]),
        # a day of May is no toll
        ("The find brought the toll of the siege of Marawi, which began May 23, to 802 people.", [802]),
        ("On the morning of May 25 Colonel Omar Haddad was shot dead in Taiz.", [1]),
        ("A nurse, Hala Qassem, 26, of Taiz, was found dead on Friday.", []),
        ("In May 25 people were killed in Taiz.", [25]),
        # the dead of two sides
        ("At least 40 soldiers were killed along with 120 rebels in Swat.", [40, 120]),
        ("A commander was killed along with eight villagers in Swat.", [9]),
        ("Two rebels were killed in Goma. Two policemen were killed in Goma as well.", [2, 2]),
        # those before an aside are counted, too
        ("Eleven soldiers, including a captain, and a civilian were killed by rebels in Arauca.", [12]),
        ("Twelve villagers, among them four children, and two medics were killed in the shelling of Taiz.", [14]),
        ("Forty people, including women and children, were killed by shells in Bama.", [40]),
        # whom they follow is said behind them
        ("Eight men loyal to Charles Taylor were killed in a gunbattle in Monrovia.", [8]),
        # a long phrase before the figure
        (
            "The number of people killed as a result of an air strike on an apartment block in the city of Khan Younis "
            "in southern Gaza has risen to 29.",
            [29],
        ),
        ("Guerrillas killed an infantryman in Tumaco.", [1]),
        # two verbs of one passive
        ("A man was shot and injured in Sake, the army said.", [1]),
        ("Ten people were hit and wounded in the shelling of Goma.", [10]),
        ("Four soldiers were wounded and taken to hospital in Gao after an ambush.", [4]),
        # a question tells nothing
        ("The radio did not say how many people died in the shelling of Goma.", []),
        # whose bodies they were
        ("The bodies of a woman and two men were found in Sake after a rebel raid.", [3]),
        ("Soldiers found 22 bodies of suspected rebels in two houses in Lamu.", [22]),
        ("Police recovered nine bodies of villagers from a well in Goma.", [9]),
        ("The club has two bodies of elected members in Lamu.", []),
    ],
)
def test_who_is_counted(text: str, counts: list[int | None]) -> None:
    assert lows(text) == counts
