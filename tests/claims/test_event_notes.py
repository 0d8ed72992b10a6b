"""Event records and their stock forms: tallies behind a colon, codes, dates at the head, hands told before."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2022, 11, 1, 12, tzinfo=UTC)


def harm(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    """Effect and bounds of each actual casualty claim, in order."""
    return [
        (claim.effect, claim.number.low, claim.number.best, claim.number.high)
        for claim in read_claims(tagged(text, PUBLISHED))
        if isinstance(claim, Casualty) and claim.mode == "actual"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen raided Juba. Fatalities: 7 (coded as 7).", [("killed", 7, 7, 7)]),
        ("Clash in Juba. Killed: 4, injured: 12.", [("killed", 4, 4, 4), ("injured", 12, 12, 12)]),
        ("Blast in Juba. Dead: 12. Wounded: 30.", [("killed", 12, 12, 12), ("injured", 30, 30, 30)]),
        ("Blast in Juba. Fatalities: 12 (5 civilians, 7 soldiers).", [("killed", 12, 12, 12)]),
        ("Clash in Juba. Total civilian deaths: at least 12.", [("killed", 12, 12, None)]),
        ("Clash in Juba. Displaced: ~1,300 persons.", [("displaced", None, 1300, None)]),
        ("A trader was shot in Juba; 1 fatality.", [("killed", 1, 1, 1)]),
        ("At least 25 pro-regime fighters were reported killed in Taiz.", [("killed", 25, 25, None)]),
        ("Over 100 people, civilians and soldiers, were killed in Goma.", [("killed", 100, 100, None)]),
        ("Six rebels, one policeman killed in Bhojpur.", [("killed", 1, 1, 1), ("killed", 6, 6, 6)]),
        ("Bomber killed himself and 5 others in Juba.", [("killed", 5, 5, 5)]),
        ("Gunmen kidnapped and killed 12 farmers near Ansongo.", [("abducted", 12, 12, 12), ("killed", 12, 12, 12)]),
        ("9 French soldiers and an American were killed in Bouaké.", [("killed", 10, 10, 10)]),
        ("Armed men killed the driver of an ambulance near Djibo.", [("killed", 1, 1, 1)]),
        ("17 bodies in the streets of Bunia.", [("killed", 17, 17, 17)]),
        ("Government claimed 120 rebels and 10 soldiers dead at Mutaho.",
         [("killed", 10, 10, 10), ("killed", 120, 120, 120)]),
        ("Two beheadings were reported in Nova Vida.", [("killed", 2, 2, 2)]),
        ("A drone hit a car in Tel Rifaat, killing 2 fighters and injuring a third.",
         [("killed", 2, 2, 2), ("injured", 1, 1, 1)]),
        ("Mortars on the market, Abu Dshir, 3 killed.", [("killed", 3, 3, 3)]),
        ("5 civilians killed, 17 injured in Omdurman according to a committee.",
         [("killed", 5, 5, 5), ("injured", 17, 17, 17)]),
    ],
)  # fmt: skip
def test_the_stock_forms_are_counted(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    assert sorted(harm(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Clash in Juba. Fatalities: unknown.",
        "Clash in Juba. Fatalities: 0. Injured: none.",
        "Clashes in Juba; an unknown number of casualties.",
        "Police dispersed a protest in Juba. No fatalities were reported.",
        "Score at half time in Juba: 3. Missing: the captain.",
        "Advisory bodies: 3 bodies met in Geneva.",
        "A volleyball team fielded six bodies in the lineup in Bunia.",
        "A man killed himself in Juba.",
        "Rebels released 5 abducted aid workers near Bria.",
        "Cholera: 43 deaths and 1,200 cases in Goma health zone.",
    ],
)
def test_nobody_is_counted_where_nobody_was_harmed(text: str) -> None:
    assert harm(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("JNIM militants attacked a camp in Djibo town. At least 10 soldiers were killed.", "JNIM"),
        ("Soldiers and NPA rebels clashed in Lagonoy. 3 rebels were killed.", None),
        ("JNIM militants attacked a camp in Djibo town. 12 militants were killed.", None),
        ("Taliban fighters overran a post in Ghormach. 17 soldiers were killed.", None),
        ("UNITA forces attacked Mussuco village, killing 12. Around 60 youths were kidnapped.", "UNITA"),
        ("Soldiers raided a village near Kaduna. 12 women were abducted.", None),
        ("At least 118 people were killed in Jos. Boko Haram was suspected.", "Boko Haram"),
        ("At least 7 people were killed in Kirkuk. No group claimed responsibility; however, sources attributed the "
         "attack to al-Qaeda in Iraq.", "al-Qaeda in Iraq"),
        ("A bomb killed 4 in Kirkuk. Al-Qaeda in Iraq denied responsibility.", None),
    ],
)  # fmt: skip
def test_who_did_it_stands_in_the_sentence_before(text: str, name: str | None) -> None:
    claims = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    last = claims[-1].perpetrator
    assert (last.name if last else None) == name


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("22/10/2022: Assailants attacked a bus in Grozny, killing 4.", "2022-10-22"),
        ("10/22/2022: Assailants attacked a bus in Grozny, killing 4.", "2022-10-22"),
        ("22.10.2022: Assailants attacked a bus in Grozny, killing 4.", "2022-10-22"),
        ("Wire, 2022-10-22, 'Gunmen kill four in Grozny'.", "2022-10-22"),
        ("22-Oct-2022: Gunmen killed four in Grozny.", "2022-10-22"),
        ("On 22 October 2022, gunmen attacked a bus in Grozny. Troops returned fire. 4 civilians were killed.",
         "2022-10-22"),
    ],
)  # fmt: skip
def test_the_date_of_the_record_dates_its_harm(text: str, start: str) -> None:
    claims = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    assert [str(claim.time.start) for claim in claims] == [start]


@pytest.mark.parametrize(
    ("text", "place", "taker"),
    [
        ("Al Shabaab militants overran an AMISOM (Kenyan) base at Ceel Cadde.", "Ceel Cadde", "al-Shabaab"),
        ("Taliban fighters captured the Gardez governor's compound.", "Gardez", "Taliban"),
        ("Taliban fighters captured the police HQ in Gardez.", "Gardez", "Taliban"),
        ("APC retook Komanda from the MLC.", "Komanda", "APC"),
        ("Pro-Hadi popular committees retook Aden from Houthi fighters.", "Aden", "Pro-Hadi popular committees"),
        ("Ukrainian forces liberated over 20 villages in the previous 24 hours, including Dvorichna.", "Dvorichna",
         "Ukrainian forces"),
    ],
)  # fmt: skip
def test_who_took_what(text: str, place: str, taker: str) -> None:
    (claim,) = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)]
    assert claim.place is not None
    assert place in claim.place.text
    assert claim.taken_by is not None
    assert claim.taken_by.name == taker


def test_positions_that_are_taken_up_are_no_capture() -> None:
    claims = read_claims(tagged("Rebels took positions in Kamango during clashes with the army.", PUBLISHED))
    assert not [claim for claim in claims if isinstance(claim, LocationFall) and claim.mode == "actual"]


def test_a_sort_of_event_is_no_speaker() -> None:
    text = "Government regains territory: Ethiopian forces retook Lalibela from Fano militiamen."
    (claim,) = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)]
    assert claim.said_by is None
    assert claim.stance == "asserted"


def test_a_tally_of_days_is_where_the_record_is() -> None:
    text = "Afghan forces recaptured Kunduz city from the Taliban. Health officials report 49 dead since Sunday."
    (claim,) = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    assert claim.place is not None
    assert "Kunduz" in claim.place.text


def test_as_per_names_who_says_so() -> None:
    text = "5 civilians were killed in the shelling of Goma as per the Red Cross."
    (claim,) = [claim for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, Casualty)]
    assert claim.said_by is not None
    assert "Red Cross" in claim.said_by.name
