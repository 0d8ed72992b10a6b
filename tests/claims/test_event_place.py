"""Where harm was done: where its sentence says, where its paragraph or the story is; and where nobody can tell."""

from datetime import UTC, datetime

import pytest
import readings

from schemas.claim import Casualty

PUBLISHED = datetime(2023, 6, 8, 12, tzinfo=UTC)  # a Thursday


def harm(text: str) -> list[Casualty]:
    return readings.harm(text, PUBLISHED)


def where(text: str, low: int) -> str | None:
    found = [c for c in harm(text) if c.number.low == low]
    assert len(found) == 1, [(c.number.low, c.place and c.place.text) for c in harm(text)]
    return found[0].place.name if found[0].place else None


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        # the village, not the district in which it lies
        (
            "Gunmen on Sunday invaded Makalta village in Chibok Local Government Area of Borno State, killing nine "
            "people.",
            9,
            "Makalta village",
        ),
        ("Rebels raided Kamulete village in Beni territory, North Kivu, and killed 12 people.", 12, "Kamulete village"),
        # two places of one verb, each with its own number
        ("Shells killed 14 people in Kherson and nine in Nikopol on Monday.", 14, "Kherson"),
        ("Shells killed 14 people in Kherson and nine in Nikopol on Monday.", 9, "Nikopol"),
        ("Nine people died when a boat sank off the island of Lombok.", 9, "Lombok"),
        ("Nine people died in a fire in the Indian state of Kerala.", 9, "Kerala"),
        ("Forty deaths were recorded in Sylhet, 17 in Khulna and eight in Dhaka.", 17, "Khulna"),
        (
            "Nine men died in raids on Afghan National Army (ANA) headquarters in the border province of Zabul.",
            9,
            "Zabul",
        ),
        ("India reported 360 killed and 90 hurt; Bagh in Pakistan was the worst-hit town.", 90, "India"),
        ("A bus ran off a road near Bhola on Friday. In June, India had a rail crash that killed 280.", 280, "India"),
        ("Bagh was the worst-hit town, where 800 died. India reported 360 killed and 90 hurt.", 360, "India"),
        (
            "Sudan is at war. Nine farmers were killed in the country's west amid clashes between Chad and the RSF.",
            9,
            "Sudan",
        ),
        ("Bombs killed nine people in Baquba, four in Mosul and two policemen in Kirkuk.", 4, "Mosul"),
        ("Bombs killed nine people in Baquba, four in Mosul and two policemen in Kirkuk.", 2, "Kirkuk"),
        ("The blasts left 30 people dead in Karbala and 12 in Baghdad.", 12, "Baghdad"),
        # a clause with "when" is about the place before it
        ("Lorries were used in the same way in Nice, when 84 people died, and in Berlin.", 84, "Nice"),
        # where the victims were brought is not where it was
        (
            "A rocket fell on a market in Donetsk; 12 people were taken to a hospital in Luhansk with burns.",
            12,
            "Donetsk",
        ),
        ("An air strike on a hospital in Idlib killed 13 people.", 13, "Idlib"),
        ("The mortuary in Goma held 26 people who were killed in Sake.", 26, "Sake"),
        # the government's seat and the burial are not the place
        ("Rebels killed 50 soldiers near Diabaly, and the government in Bamako has kept silent.", 50, "Diabaly"),
        ("Eighteen soldiers were killed near Mopti and said to be buried in Kati.", 18, "Mopti"),
        # a name before a colon
        ("Omagh: the death toll is now 28.", 28, "Omagh"),
        # a road to somewhere
        ("Gunmen seized five aid workers on the road to Bangassou.", 5, "Bangassou"),
        ("Soldiers overran Menaka and executed 42 villagers there.", 42, "Menaka"),
        # where somebody speaks, if nothing else is named
        ("In Goma the governor said that on Monday, when rebels came, 28 fighters were killed.", 28, "Goma"),
        ("Bojayá, Chocó: guerrillas fired gas cylinders at the church, killing at least 79.", 79, "Bojaya"),
        # others' harm at another place, further on
        ("Seven policemen died in an ambush in Mopti on Friday and four at a checkpoint near Gao.", 7, "Mopti"),
        ("Seven policemen died in Mopti on Friday; a third attack, in Segou, left three guards dead.", 3, "Ségou"),
        ("Nine men were executed in Bor and four fighters at a checkpoint in Wau were held.", 9, "Bor"),
    ],
)
def test_the_sentence_says_where(text: str, low: int, place: str) -> None:
    assert where(text, low) in (place, f"{place} City")


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        # the paragraph has just said where it is
        (
            "Rebels took Kidal on Friday.\n\nIn Gao it was different. A doctor counted six dead soldiers there.",
            6,
            "Gao",
        ),
        ("Six lorries were looted near Bangui on Monday. The two drivers were killed.", 2, "Bangui"),
        ("A shell hit the market in Baidoa on Monday. Nine people were killed.", 9, "Baidoa"),
        # a round-up: each paragraph its own place
        ("SIDON. Two boys were hurt.\n\nBELFAST. A bomb in the doorway of a bar injured nine people.", 9, "Belfast"),
        # the story's place, and not the dateline's, nor that of a ruler who speaks
        (
            "ILIGAN CITY - Army lorries went up to Marawi all day.\n\nGunmen still held parts of Marawi on Wednesday."
            "\n\nThe bishop asked for calm.\n\nThe military said eleven soldiers had been killed since Tuesday's raid.",
            11,
            "Marawi",
        ),
        (
            "Khartoum denies bombing market\n\nThe market of Kutum was bombed on Tuesday, residents said.\n\n"
            "The council asked for tents.\n\nAt least 60 people died.",
            60,
            "Kutum",
        ),
        # a building of the town, and then the town
        (
            "Gunmen stormed Marawi on Tuesday. They seized Amai Pakpak hospital and killed nine nurses."
            "\n\nThe army's figures since then: 92 soldiers dead.",
            92,
            "Marawi",
        ),
        # being flown somewhere names no other event
        ("Gunmen attacked a church in Owo on Sunday. Fifteen people were wounded and were flown to Lagos.", 15, "Owo"),
    ],
)
def test_the_paragraph_or_the_story_says_where(text: str, low: int, place: str) -> None:
    assert where(text, low) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A quake shook Golcuk in Turkey on Tuesday. Aid came by air. Officials said 17,000 people had died.",
            "Turkey",
        ),
        ("Shells fell on Goma on Monday.\n\nMore than 900,000 people have lost their homes.", None),
        ("Shells fell on Goma on Monday.\n\nThe war has killed more than 300,000 people since 1998.", None),
    ],
)
def test_a_toll_of_the_whole_country_is_of_no_town(text: str, place: str | None) -> None:
    tolls = [c for c in harm(text) if (c.number.low or 0) >= 17_000]
    assert [c.place.name if c.place else None for c in tolls] == [place]


def test_where_rockets_come_from_is_not_where_they_fall() -> None:
    text = "Rebels hold Donetsk. Rockets fired from Donetsk have killed three Russians."
    assert [c.place for c in harm(text)] == [None]


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("Since May the ELN has killed 28 soldiers near Cúcuta. The army has killed at least 180 rebels.", True),
        ("Since May the ELN has held Cúcuta. An air strike has killed 18 rebels there.", False),
        ("The sectarian violence has killed over 5,000 people in Iraq.", True),
        ("The ministry says nearly 8,000 people have been killed in the nine years of fighting in Mindanao.", True),
        ("More than 900 people died in three decades of violence in Ayacucho.", True),
        ("Nine people were killed in the fire in Gao after two years of building.", False),
        ("More than 5,700 civilians have been killed in Ukraine since February.", True),
        ("Mines killed 86 people around Kuito between January and June.", True),
        ("The conflict has killed 233,000 people in Yemen.", True),
        ("The battle for Tripoli, which began in April, has now left 1,093 people dead.", True),
        ("A shell killed 12 people in Taiz on Monday.", False),
        ("Rebels killed at least 10 soldiers in Gao in fighting over the past two days.", False),
        ("Some 200 people have been killed in Gao over the past two months.", True),
        ("At least 23 people have been killed in Bubanza since last night.", False),
        ("It was the worst attack since that on a school in Beslan, when 330 people died.", False),
        ("It was the deadliest night since the war began: 22 people were killed in Beirut.", False),
    ],
)
def test_a_running_toll_is_told_from_that_of_one_event(text: str, cumulative: bool) -> None:
    assert {c.cumulative for c in harm(text)} == {cumulative}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels shelled Sake on Monday, killing nine people. Some 3,000 people had arrived at Goma.", "Sake"),
        ("Rebels shelled Baga on Monday, killing nine people. Some 7,300 people have crossed into Chad.", "Baga"),
        ("Rebels shelled Kidal on Monday. More than 9,000 people have got out of the town since Monday.", "Kidal"),
        ("Some 30,000 people had sought safety in Uganda after rebels attacked Beni.", "Beni"),
    ],
)
def test_the_place_of_flight_is_where_they_came_from(text: str, place: str) -> None:
    fled = [c for c in harm(text) if c.effect == "displaced"]
    assert [c.place.name if c.place else None for c in fled] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "An attack on Sunday claimed the lives of two traders. The attack took place in the village of Djibasso "
            "near Nouna.",
            "Djibasso",
        ),
        ("Nearly 70 people were killed by gunmen in central Haiti. The attack in Mirebalais happened at dawn.",
         "Mirebalais"),
        ("A clash in the southern Philippines has killed 12 rebels. An officer said the clash broke out around 6 a.m. "
         "in Buldon.", "Buldon"),
        # another attack, and one of before
        ("Gunmen killed five people in Zinder. Another attack took place in Diffa.", "Zinder"),
        ("Gunmen killed five people in northern Niger. An earlier attack took place in Diffa.", "Niger"),
    ],
)  # fmt: skip
def test_the_next_sentence_says_where_the_attack_was(text: str, place: str) -> None:
    (claim,) = readings.harm(text, datetime(2019, 6, 12, 12, tzinfo=UTC))
    assert claim.place is not None
    assert claim.place.name == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Seven fatalities reported in Goma.", "Goma"),
        ("Medellin: 8 fatalities in two attacks, 5 of them in Yarumal.", "Medellín"),
    ],
)
def test_where_a_count_is_reported_and_where_some_of_it_was(text: str, place: str) -> None:
    (claim,) = harm(text)
    assert claim.place is not None
    assert claim.place.name == place
