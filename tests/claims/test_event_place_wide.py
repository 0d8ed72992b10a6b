"""Harm told of by its province, its country or a side of it: no wider than the text says, and no narrower."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2023, 6, 8, 12, tzinfo=UTC)


def where(text: str, low: int) -> set[str | None]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.number.low == low]
    return {claim.place.text if claim.place else None for claim in found}


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        # a village before its district
        ("Raiders attacked the Yelkor community in Wase Local Government Area and killed six.", 6, "Yelkor community"),
        (
            "Raiders killed four sons of the head of Yelkor village, Mallam Sani Bala, in Wase Local Government Area.",
            4,
            "Yelkor village",
        ),
        # a body of the state is not in the state
        (
            "Raiders attacked Yelkor community in the Wase Local Government Area of Plateau State. A member of the "
            "state House of Assembly said nine had died in the attack.",
            9,
            "Yelkor community",
        ),
        # most of them
        ("More than 400 people have died in raids in Mali this year, most of them in Mopti region.", 400, "Mali"),
        (
            "More than 60,000 people fled Mopti in Mali.\n\nIn Niger, officials say at least 10,000 people have been "
            "displaced in the country's west.",
            10000,
            "Niger",
        ),
        # whose governor speaks
        (
            "A strike on Taiz killed nine people.\n\nMarib Governor Ali Saleh said drones had injured two people.",
            2,
            "Marib",
        ),
        (
            "Shells fell on Chuhuiv and Izium on Monday.\n\nThe Kharkiv region's new governor Oleh Bilyk confirmed "
            "six deaths.",
            6,
            "Kharkiv region",
        ),
        # further harm behind several places of one province
        (
            "At least four people were killed in Kharkiv region on Monday. Three were killed in Chuhuiv and one in "
            "Izium. Ten others were injured in the strikes.",
            10,
            "Kharkiv region",
        ),
        # a far town is not where it was
        (
            "A quake hit hills 200 km (124 miles) northwest of the city of Iquitos on Monday.\n\nPolice said 19 people "
            "had died.",
            19,
            None,
        ),
        # a side of the country
        ("Nine soldiers died in eastern Mali on Monday. A blast in the north last week killed 60.", 60, "north"),
        (
            "Raiders killed 22 people in northwest Burkina Faso on Monday.\n\nThe army came.\n\nSix people were "
            "wounded.",
            6,
            "northwest Burkina Faso",
        ),
        # the country, of a long toll
        ("Rebels raided a camp in Mali on Monday. More than 1,300 people have been killed since 2012.", 1300, "Mali"),
        # a place of the province told since
        (
            "Raiders killed 30 people in Mopti region on Monday.\n\nThey opened fire on the market in Bandiagara.\n\n"
            "Nine traders died at once.",
            9,
            "Bandiagara",
        ),
        (
            "Raiders killed nine people in Bandiagara on Monday.\n\nSoldiers, meanwhile, fought rebels in Douentza.\n\n"
            "Four rebels died.",
            4,
            "Douentza",
        ),
        # another clause's town
        ("Six men were killed in Gao on Monday whilst 12 people died in clashes in Mopti region.", 12, "Mopti region"),
        ("The hills saw two raids in the North Kivu towns of Sake and Masisi, in which 17 people died.", 17, "Sake"),
        # a tribe is no town
        (
            "Kenana tribesmen raided Kadugli in Sudan on Monday. A firefight in the town killed three men.",
            3,
            "Kadugli",
        ),
        # another fight in the sentence before, and the province named beside the town
        (
            "Gunmen killed four policemen in Grozny on Saturday.\n\nTroops also clashed with rebels near the "
            "village of Surkhakhi in Ingushetia.\n\nAt least three rebels were killed.",
            3,
            "Surkhakhi",
        ),
        (
            "Four policemen died near Grozny on Friday amid violence in the North Caucasus that has claimed 20 lives."
            "\n\nThe ministry said six guards were wounded in the gun battle.",
            6,
            "Grozny",
        ),
        # where a unit serves is not where its man fell
        (
            "Gunmen fired on the police in Vedeno, killing an officer of a unit operating in southern Dagestan and "
            "wounding seven men.",
            7,
            "Vedeno",
        ),
        # a paper's dateline
        (
            "Colombo: At least five sailors were killed and ten others were missing early on Saturday after the "
            "sinking of a gunboat, the military said.\n\nThe craft was blown up off the northeastern port of "
            "Trincomalee.\n\nOne officer and four sailors were killed in the attack.",
            5,
            "Trincomalee",
        ),
        # what the blast did, told further on
        (
            "A bomb killed eight people in a market in Jos on Friday. South of Kano two soldiers were injured.\n\n"
            "The blast tore through the stalls in southern Jos.\n\nPolice said 45 people were wounded.",
            45,
            "Jos",
        ),
        (
            "A stampede killed many people in Nigeria on Friday.\n\nIt broke out in the city of Jos.\n\nThe police "
            'came.\n\n"We have so far recovered 24 bodies," said a guard.',
            24,
            "Jos",
        ),
        ("Soldiers killed 20 rebels in the forest of Foulsare, Mali.", 20, "Foulsare"),
        # where the men roam who did it; of some; by what the news is dated; in brackets
        (
            "Raiders stormed the police post in Dekoa on Monday. The attack was launched by gunmen operating in Ouaka, "
            "killing four men.",
            4,
            "Dekoa",
        ),
        ("The army has killed 190 rebels in Mali this year, 66 of whom fell along the road to Gao.", 190, "Mali"),
        (
            "Rebels raided Mozogo in Cameroon on Monday. It came two days after they attacked a school in Dapchi, "
            "seizing 94 girls.\n\nNine men died, officials said.",
            9,
            "Mozogo",
        ),
        (
            "Rebels stormed a base on the island of Darak (on Lake Chad) on Monday.\n\nSix soldiers were killed.",
            6,
            "Darak",
        ),
        # the country of a title, where nothing narrower is named
        ("Bomb kills two soldiers in Mali\n\nAn official says a car bomb has killed at least two soldiers.", 2, "Mali"),
        # how far off, with "around"; "on the spot"
        (
            "Troops killed nine men during the operation in the Bouira province, around 70 kilometres east of the "
            "capital Algiers.",
            9,
            "Bouira province",
        ),
        (
            "Raiders attacked herders in Nyalbek village in Gogrial East County of South Sudan on Monday. Three people "
            "were killed on the spot.",
            3,
            "Nyalbek village",
        ),
        # the town that a region lies outside of
        (
            "Air strikes killed 19 people on Sunday across the Eastern Ghouta region outside the capital Damascus.",
            19,
            "Eastern Ghouta region",
        ),
        # elsewhere, and in other violence
        ("A sea battle raged off Mannar on Friday as seven men were killed by a mine elsewhere.", 7, None),
        # under a country's heading
        (
            "Floods: the week\n\nNine people drowned in Jos in Nigeria.\n\nNiger: at least 22 drowned\n\nTwenty-two "
            "people drowned on Monday.",
            22,
            "Niger",
        ),
    ],
)
def test_as_wide_as_the_text_says(text: str, low: int, place: str | None) -> None:
    assert where(text, low) == {place}


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        (
            "Raiders killed 12 people in Mopti region in Mali. Raids in the north last week killed 60.",
            60,
            "Mopti region",
        ),
        (
            "Shells fell on Goma on Monday.\n\nMore than 1,000 civilians have died since the fight for the city.",
            1000,
            "Goma",
        ),
        ("Shells hit the town 20 km north of Gao on Monday.\n\nPolice said 19 people had died.", 19, "Gao"),
    ],
)
def test_what_tells_of_no_wider_place(text: str, low: int, place: str | None) -> None:
    assert where(text, low) == {place}


def test_no_country_for_another_attack() -> None:
    text = "Bomb kills two soldiers in Mali\n\nIn a separate attack gunmen shot five policemen dead."
    assert where(text, 5) == {None}
