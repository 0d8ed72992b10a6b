"""Who took a place and from whom, where a pronoun, a noun or the speaker tells it; and where nobody holds it at all."""

from datetime import UTC, datetime

import pytest
import readings
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import LocationFall

PUBLISHED = datetime(2014, 10, 18, 12, tzinfo=UTC)


def falls(text: str) -> set[readings.Fall]:
    return readings.falls(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The insurgents faced no opposition from Russian forces when they took the village of Dachnoye.",
            ("Dachnoye", "insurgents", "Russian forces"),
        ),
        (
            "Taliban fighters met little resistance from the Afghan army as they seized Zaranj on Friday.",
            ("Zaranj", "Taliban", "Afghan National Army"),
        ),
        (
            "The army said it did not face any opposition from the Tamil Tigers as it captured Kilinochchi.",
            ("Kilinochchi", "Sri Lankan army", "LTTE"),
        ),
        (
            '"Kunduz is now under our control," Zabihullah Mujahid, the Taliban\'s military spokesman, told Reuters.',
            ("Kunduz", "Taliban", None),
        ),
        (
            "Government troops have withdrawn from Kunduz after its seizure by the Taliban.",
            ("Kunduz", "Taliban", "Afghan security forces"),
        ),
        ("The governor fled Hodeida following the city's takeover by the Houthis.", ("Hodeida", "Houthis", None)),
        (
            "Government forces moved on Bukavu, whose capture on Friday was a victory for the rebels.",
            ("Bukavu", "rebels", "FARDC"),
        ),
        (
            "The road leads to Marib, whose fall to the Houthis last week opened the way south.",
            ("Marib", "Houthis", None),
        ),
        ("The capture of Bria on Friday was a boost for the rebels.", ("Bria", "rebels", None)),
        (
            "Friday's raid hit the village of Kaga in Borno State, which the army captured from Boko Haram last week.",
            ("Kaga", "Nigerian army", "Boko Haram"),
        ),
        ("The African Union force took Merca on Friday.", ("Merca", "African Union force", None)),
        ("Manbij was captured by a US-backed force.", ("Manbij", "US-backed force", None)),
        (
            "In Kismayo troops regained control after two days of fighting with al-Shabaab.",
            ("Kismayo", "troops", "al-Shabaab"),
        ),
        ("The fall of Kilinochchi is a major blow to the Tamil Tigers.", ("Kilinochchi", None, "LTTE")),
        (
            "The fall of Vukovar was a heavy blow to Croatia. Serb forces had shelled the town for three months.",
            ("Vukovar", "Serb forces", "Croatia"),
        ),
        ("Al-Qaida linked Jabhat al-Nusra fighters have taken Idlib.", ("Idlib", "Nusra Front", None)),
        (
            "Fighting broke out in Khasham on Friday.\n\nAfter two hours, government forces left and the rebels seized "
            "control, a resident said.",
            ("Khasham", "rebels", "Syrian government forces"),
        ),
        (
            "MOGADISHU (Reuters) - Islamist group al Shabaab seized a town in the south early on Friday after it was "
            "abandoned by the military, residents said.\n\nThe town of Janaale, which lies west of Mogadishu, is poor.",
            ("Janaale", "al-Shabaab", "Somali National Army"),
        ),
        (
            "The town of Bor lies near Juba. Rebels captured it two days ago, a monitor said.",
            ("Bor", "rebels", None),
        ),
        (
            "Rebels recaptured a town seized by the army near the road to Juba. The town of Bor lies to the west.",
            ("Bor", "rebels", "SPLA"),
        ),
        (
            "The Somali army captured on Friday the town of Janaale from al-Shabaab.",
            ("Janaale", "Somali National Army", "al-Shabaab"),
        ),
        (
            "MOGADISHU The Somali army has regained control of a town on the road linking Baidoa and Afgooye.",
            ("town on the road linking Baidoa", "Somali National Army", None),
        ),
        (
            "The Somali army went on. The capture of Janaale is part of the military's campaign in the south, as "
            "U.S.-led forces bomb Islamists elsewhere.",
            ("Janaale", "Somali National Army", "Islamists"),
        ),
        (
            "The Houthis had to pull out of Mocha after the army entered the town.",
            ("Mocha", "Yemeni government forces", "Houthis"),
        ),
    ],
)
def test_the_sides_of_a_change(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in falls(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen on motorcycles swept into Kiirani village at dawn, firing on residents.",
        "Militiamen swept into the town of Tawila on camels, burning houses and killing 12 people.",
        "Soldiers attacked the palace in Bamako. The army took control, state television said.",
        "United took control after half-time in Liverpool.",
        "Kunduz is quiet. The army captured it on film.",
        "Rebels seized the last crossing between Sudan and Chad controlled by the Khartoum government.",
        "The rebels have to withdraw from Goma.",
        "BAMAKO - Rebels attacked a northern Malian town, witnesses said.\n\nThey seized the town on Tuesday.",
    ],
)
def test_no_place_is_told_to_have_changed_hands(text: str) -> None:
    assert not falls(text)


def test_a_stronghold_taken_with_a_flag_is_no_raid() -> None:
    assert {place for place, _, _ in falls("Rebels swept into Zawiya and raised their flag.")} == {"Zawiya"}


def test_who_says_our_own_of_a_place_claims_it() -> None:
    text = '"We have taken Bossangoa," said General Noureddine Adam, the rebels\' military commander.'
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.stance, c.taken_by and c.taken_by.name) for c in told] == [("claimed", "rebels")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A spokesman for the Houthi movement, which accuses the president of breaking a deal to bring its men into "
            "the army, said its forces had seized control of Dhamar.",
            ("Dhamar", "Houthis", "Yemeni government forces"),
        ),
        (
            "The Taliban, who have fought Afghan forces for years, said their fighters had captured Kunduz.",
            ("Kunduz", "Taliban", "Afghan security forces"),
        ),
        (
            "Rebels led by former general Musa Hilal -- accused of recruiting children -- seized Kutum in "
            "late September. The army has left it.",
            ("Kutum", "rebels", "Sudanese Armed Forces"),
        ),
        ("UNITA said it seized Cubal, the government's base for attacking rebel positions.", ("Cubal", "UNITA", None)),
        ("Azaz fell to anti-Assad rebels on Monday.", ("Azaz", "anti-Assad rebels", None)),
        ("Burkina Faso rebels seized Djibo, residents said.", ("Djibo", "rebels", None)),
        (
            "Government troops regained control Sunday of Kunduz after the Taliban left.",
            ("Kunduz", "Afghan security forces", "Taliban"),
        ),
        (
            '"We defeated the garrison there and took Zaranj at around 4 p.m.," said Qari Yousuf, a Taliban spokesman.',
            ("Zaranj", "Taliban", None),
        ),
        (
            "Taliban fighters overran a town near the capital, Kabul, on Monday.",
            ("town near the capital, Kabul", "Taliban", None),
        ),
        (
            "Rebels besieged Timbuktu. They said they had taken control of the city (Gao) on Saturday.",
            ("Gao", "rebels", None),
        ),
        (
            "French troops took control of the airport and bridge on the outskirts of Gao. Timbuktu is next.",
            ("airport and bridge on the outskirts of Gao", "French forces", None),
        ),
        ("Rebels captured the port and airport of Mokha.", ("port and airport of Mokha", "rebels", None)),
        (
            "Bor, the provincial capital of Jonglei state that briefly fell to rebels, is calm.",
            ("Bor", "rebels", None),
        ),
        ("At the weekend the French seized back Gao.", ("Gao", "French forces", None)),
        ("Rebels entered Aleppo. They took control of about 80% of the city.", ("about 80% of Aleppo", "rebels", None)),
        (
            "M23 attacked Sake. An elder from the village of Minova told Reuters the army recaptured the town.",
            ("Sake", "FARDC", "M23"),
        ),
        (
            "Rebels have seized Aden. It is the closest town yet to the capital Sanaa. The city fell on Thursday.",
            ("Aden", "rebels", None),
        ),
    ],
)
def test_the_sides_where_others_stand_between(text: str, expected: tuple[str, str | None, str | None]) -> None:
    found = falls(text)
    assert expected[:2] in {(place, by) for place, by, _ in found}
    assert expected[2] is None or expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Kunduz had been the last town in the north occupied by Taliban fighters.",
        "Rebels staged an attack last week to seize Kunduz.",
        "Soldiers raided Gao, the largest northern town occupied by Islamist insurgents since last year.",
        "The junta has vowed to secure Niger from growing violence linked to Islamic State.",
        "Rebels entered Aleppo and said they were securing it.",
        "Islamic State raided Palma on Friday. A nun said that four villagers were shot after they left Palma.",
    ],
)
def test_what_is_held_or_meant_is_not_taken(text: str) -> None:
    assert not falls(text)


def test_the_towns_that_are_denied_to_have_fallen_are_those_listed() -> None:
    text = "Rebels said they had captured Bouca and Batangafo. A minister said the towns had not fallen."
    denied = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.stance == "denied"]
    assert {c.place.text for c in denied if c.place} == {"Bouca", "Batangafo"}


def test_one_event_told_twice_is_told_in_one_word() -> None:
    text = (
        "The Syrian army has captured Palmyra from Islamic State.\n\nArmy spokesman Ali Mayhub said troops recaptured "
        "Palmyra on Friday."
    )
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert {c.change for c in told} == {"recaptured"}


def test_a_military_strike_is_nobodys_own() -> None:
    text = (
        "Al-Shabab says it has withdrawn from Kismayo, its last stronghold, after a military strike by Kenyan forces."
    )
    assert {by for _, by, _ in falls(text)} <= {None, "Kenyan forces"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CAR rebels have seized Bambari, a mayor said.", ("Bambari", "rebels")),
        (
            "Rebels attacked Bambari. A spokesman spoke at a news conference in the CAR capital Bangui. They took the "
            "city on Tuesday, sources said.",
            ("Bambari", "rebels"),
        ),
        (
            "It is the first time the rebels, who launched their uprising in 2000, have captured Robertsport.",
            ("Robertsport", "rebels"),
        ),
    ],
)
def test_what_stands_beside_a_side_is_none_of_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in {(place, by) for place, by, _ in falls(text)}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The army denied a rebel claim of seizing Kutum.", "rebels"),
        ("The Taliban denied they had been driven out of Marjah.", None),
    ],
)
def test_what_is_denied(text: str, by: str | None) -> None:
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.stance, c.taken_by and c.taken_by.name) for c in told] == [("denied", by)]


def test_who_tries_is_who_stands_before_the_trying() -> None:
    text = "Dozens of Islamic State fighters were killed in clashes with militiamen trying to drive them out of Derna."
    told = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.mode, c.taken_by and c.taken_by.name) for c in told] == [("attempted", "militiamen")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army confirmed the raid by the Lord's Resistance Army in Adjumani. It said it had captured Pader.",
            ("Pader", "Ugandan army"),
        ),
        (
            "Islamic State left Derna. Military forces allied to the eastern government fought in Benghazi, where they "
            "took the district of Leithi.",
            ("district of Leithi", "Military forces"),
        ),
        (
            "The opposition faction claimed capture of the town on Monday, saying they took control of Bentiu after a "
            "battle with the SPLA.",
            ("Bentiu", "opposition"),
        ),
    ],
)
def test_whom_it_and_they_stand_for(text: str, expected: tuple[str, str]) -> None:
    assert expected[1] in {by for _, by, _ in falls(text)}


def test_two_sites_of_one_noun_are_two_places_and_two_peoples_are_none() -> None:
    mines = falls("Separatists seized the Kibali and Twangiza mines from the army.")
    assert {place for place, *_ in mines} == {"Kibali", "Twangiza mines"}
    bases = falls("The German and French bases were seized by rebels on Friday.")
    assert "German" not in {place for place, *_ in bases}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("M23 rebels captured Sake on Friday.", "Non-state actor overtakes territory"),
        ("Congolese troops recaptured Sake from M23 on Friday.", "Government regains territory"),
        ("Ukrainian forces recaptured Lyman from the Russians on Friday.", "Government regains territory"),
        ("Russian forces captured Soledar from the Ukrainian army on Friday.", "Non-state actor overtakes territory"),
        # whether it fights beside the government or against it is not told
        ("Rwandan troops captured Palma on Friday.", None),
        ("The army withdrew from Goma on Friday.", "Non-violent transfer of territory"),
    ],
)
def test_the_sort_of_event_goes_by_who_took_it_in_whose_country(text: str, wanted: str | None) -> None:
    (found,) = readings.changes(text, PUBLISHED)
    assert found.sub_event_type == wanted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Soldiers have taken back a town in northern Mali occupied by Tuareg rebels.", ["recaptured"]),
        ("A town in northern Mali occupied by rebels was calm on Friday.", []),
        ("Goma occupied by M23 rebels", ["captured"]),
        ("Goma was deserted when soldiers swept in.", []),
        ("Goma was deserted by the army on Friday.", ["withdrawn"]),
    ],
)
def test_where_somebody_only_is_nothing_changed_hands(text: str, told: list[str]) -> None:
    assert [claim.change for claim in read_claims(tagged(text, PUBLISHED)) if isinstance(claim, LocationFall)] == told


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The Ukrainian army did not advance, but Russia claimed to have pushed it out of Klishchiivka.", "Russia"),
        ("Rebels led by a man from Chad claimed to have captured Birao.", "rebels"),
        ("The government announced two days ago that it had captured the rebel capital, Birao.", "government forces"),
    ],
)
def test_a_country_that_claims_to_have_done_it_did_it(text: str, by: str | None) -> None:
    falls = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
    assert [claim.taken_by and claim.taken_by.name for claim in falls] == ([by] if by else [])


def test_a_first_capital_in_a_province_is_no_town_told_of_before() -> None:
    text = (
        "Rebels captured Goma on Friday. The group captured its first provincial capital on Monday in Ituri province."
    )
    places = [c.place for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(place.name, place.precision) for place in places if place] == [("Goma", 1), ("Ituri", 2)]


def test_a_town_in_a_province_is_retaken_and_not_the_province() -> None:
    text = "Masisi territory in North Kivu was captured by rebels, but soldiers retook it."
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]
    assert [(c.change, c.place and c.place.name) for c in claims] == [
        ("captured", "Masisi territory"),
        ("recaptured", "Masisi territory"),
    ]


@pytest.mark.parametrize(
    "said",
    ["the army said", "a spokesman for the army said on Friday", "the army's command said late on Friday"],
)
def test_who_is_put_in_as_saying_so_did_not_take_it(said: str) -> None:
    text = f"Rebels killed nine soldiers near Bentiu, {said}, and captured the town of Bentiu."
    assert {taker for _, taker, _ in falls(text)} == {"rebels"}
