"""Forms of news: lists of days, bulletins of several countries, and who fights whom told beside the one who acts."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2016, 6, 20, 12, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("text", "timings"),
    [
        # a date alone in its line heads the entries below it
        (
            "Sri Lanka: a chronology\n\nApril 12\n\n- Rebels seize the port of Trincomalee.\n\nMay 3\n\n"
            "- Around 60 people are killed in fighting near Batticaloa.",
            {"background"},
        ),
        # and one before a colon its own entry
        (
            "Mali: what has happened so far\n\nJanuary 10: Islamists take Konna.\n\n"
            "January 12: French jets bomb the town. Eleven soldiers are killed.",
            {"background"},
        ),
        (
            "Yemen: key events\n\nOn March 2, an air strike hits a market in Taiz. Forty people are killed.",
            {"background"},
        ),
        # the last entry may be of now
        (
            "Mali: a timeline\n\nJanuary 12: Jets bomb Konna.\n\nJune 19: Gunmen attack a camp in Gao. "
            "Four peacekeepers are killed.",
            {"breaking"},
        ),
        # news that ends in a list is news
        (
            "The army captured Kilinochchi on Sunday.\n\nThe fighting killed 13 civilians in Jaffna, doctors said.\n\n"
            "January 2: Rebels meet envoys.\n\nMay 3: Talks fail.",
            {"breaking"},
        ),
    ],
)
def test_an_entry_of_a_list_of_days_is_of_its_day(text: str, timings: set[str]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if c.mode == "actual"]
    assert claims
    assert {claim.time.timing for claim in claims} == timings


def test_days_under_the_line_of_a_year_are_history() -> None:
    text = "Burundi: key dates\n\n1996\n\nMarch 3\n\n- Rebels seize Bururi.\n\nJuly 25\n\n- The army takes Bujumbura."
    assert {claim.mode for claim in read_claims(tagged(text, PUBLISHED))} == {"historical"}


@pytest.mark.parametrize(
    ("text", "low", "place"),
    [
        (
            "GUNMEN RAID DIFFA\n\nSome 700 people were displaced by a raid on Toumour in Niger.\n\nSOUTH SUDAN\n\n"
            "CLASHES DISPLACE OVER 9,000\n\nMore than 9,000 people have fled their homes.",
            9000,
            "South Sudan",
        ),
        ("Gunmen raided Diffa on Sunday.\n\nThe mayor asked for help.\n\nSome 9,000 people have fled.", 9000, "Diffa"),
    ],
)
def test_another_country_of_a_bulletin_is_another_story(text: str, low: int, place: str | None) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    told = {c.place.name if c.place else None for c in claims if c.number and low in (c.number.low, c.number.best)}
    assert told == {place}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Rebels fighting the Congolese army killed 12 civilians in Beni on Sunday.", "rebels"),
        ("A guerrilla group fighting the Colombian government kidnapped nine policemen in Arauca.", "guerrillas"),
        ("A group bent on toppling the Somali government claims to have killed 17 troops in Baidoa.", None),
        ("Soldiers fighting Boko Haram killed 30 insurgents in Gwoza.", "Nigerian forces"),
        ("Soldiers guarding a mine killed nine protesters in Ituri.", "FARDC"),
        ("People queuing for bread in Aleppo said nine neighbours were killed by a shell.", None),
        # whose attacks they were
        ("Israeli attacks killed nine people in Rafah.", "Israeli forces"),
        ("Turkish attacks on Afrin killed nine people, medics said.", "Turkish forces"),
        ("Iraqi attacks killed 20 people in Baghdad.", None),
        ("The French military conducted an airstrike on Sunday in Mali that killed five jihadists.", "French forces"),
        ("An explosion at a market in Baidoa that killed nine people was heard for miles.", None),
        # suspected, and by name
        ("Nine farmers were killed by suspected Boko Haram fighters in Baga on Sunday.", "Boko Haram"),
        ("Police launched a hunt after nine farmers were killed by suspected ADF rebels in Beni.", "ADF"),
        ("Three suspected Boko Haram fighters were killed by soldiers in Baga.", "Nigerian forces"),
    ],
)
def test_whom_they_fight_did_not_do_it(text: str, by: str | None) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert [c.perpetrator.name if c.perpetrator else None for c in claims] == [by]
    assert all(c.said_by is None or "government" not in c.said_by.name for c in claims)


@pytest.mark.parametrize(
    ("text", "by", "loser"),
    [
        ("Militants seeking to topple the Malian government took Lere on Sunday.", "militants", "Malian government"),
        ("An ethnic minority army captured Lashio on Sunday.", "ethnic minority army", None),
        ("Fighters battling the Libyan army captured Sirte.", "fighters", "Libyan army"),
        (
            "Russian forces have liberated the village of Petrivka in the Donetsk People's Republic, Moscow said.",
            "Russian forces",
            None,
        ),
        (
            "Ukrainian troops retook Marinka from the Donetsk People's Republic.",
            "Ukrainian forces",
            "Donetsk People's Republic",
        ),
        ("REBELS SEIZE BRIA\n\nThe rebels hold it.", "rebels", None),
    ],
)
def test_who_took_it_from_whom(text: str, by: str, loser: str | None) -> None:
    [claim] = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert claim.taken_by is not None
    assert (claim.taken_by.name, claim.taken_from and claim.taken_from.name) == (by, loser)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The offensive caused an estimated 60,000 people to flee Palmyra.", [(60_000, "Palmyra", "actual")]),
        ("Clashes have prompted some 3,000 families to flee Bunagana.", [(3_000, "Bunagana", "actual")]),
        ("Clashes in Yei have forced more than 4,000 people to seek refuge in Arua.", [(4_000, "Yei", "actual")]),
        ("The siege is feared to have caused 6,000 people to flee Homs.", [(6_000, "Homs", "hypothetical")]),
        ("The offensive could cause 60,000 people to flee Palmyra.", []),
        ("Officials urged 3,000 people to flee Bunagana.", []),
        # the other fighters
        ("Troops repelled an attack on Gwoza, killing four insurgents and forcing others to flee.", []),
    ],
)
def test_who_was_made_to_flee(text: str, told: list[tuple[int, str, str]]) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if c.effect == "displaced"]  # type: ignore[union-attr]
    found = [(c.number.best or c.number.low, c.place and c.place.name, c.mode) for c in claims]  # type: ignore[union-attr]
    assert [f for f in found if f[0]] == told
    assert len(found) == len(told)


def test_a_separate_attack_is_by_and_at_nobodys_told_before() -> None:
    text = "Gunmen killed nine people in Jos on Sunday. In a separate attack, three farmers were shot dead."
    [_, other] = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert (other.perpetrator, other.place) == (None, None)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Four rebels were killed in the raid. Ugandan commandos conducted the operation.", "Ugandan special forces"),
        ("Four farmers were killed in a raid near Beni. Rebels carried out the attack at dawn.", "rebels"),
        ("Four rebels were killed in the raid. The army led the mourning for its own dead.", None),
        ("Four people died in the fire at Goma. Soldiers conducted the inquiry.", None),
    ],
)
def test_who_carried_it_out_is_told_behind(text: str, by: str | None) -> None:
    [claim] = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]
    assert (claim.perpetrator and claim.perpetrator.name) == by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Villagers fleeing Boko Haram said 12 people were killed in Baga.", "Villagers"),
        ("The group, however, said 46 soldiers were killed in Mopti.", "group"),
        ("Activists monitoring the Syrian army said 30 people were killed in Homs.", "Activists"),
        ("The movement bent on toppling the Yemeni government says 30 soldiers were killed in Abyan.", "movement"),
    ],
)
def test_who_speaks_is_not_whom_he_flees_or_fights(text: str, said_by: str) -> None:
    [claim] = [c for c in read_claims(tagged(text, PUBLISHED)) if c.effect == "killed"]  # type: ignore[union-attr]
    assert claim.said_by is not None
    assert claim.said_by.name == said_by


def test_days_before_the_attack_and_a_wars_dead_are_no_breaking_news() -> None:
    text = (
        "The raid came just days after 18 soldiers, eight of them officers, were killed in an overnight ambush in Gao."
    )
    assert {claim.time.timing for claim in read_claims(tagged(text, PUBLISHED))} == {"recent"}
    text = "The conflict in Nigeria has left around 20,000 people dead."
    assert {claim.time.timing for claim in read_claims(tagged(text, PUBLISHED))} == {"background"}


def test_the_land_behind_the_dead_is_where_they_died() -> None:
    text = "Israel launched its assault on Gaza after Hamas militants killed 1,200 people in Israel on Sunday."
    [claim] = read_claims(tagged(text, PUBLISHED))
    assert claim.place is not None
    assert claim.place.country == "IL"
