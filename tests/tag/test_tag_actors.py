import pytest

from agents.tag.article import tag_text

NAMED = [
    ("Isis fighters took it.", [("Isis fighters", "Islamic State", "non-state")]),
    (
        "ISIL, ISIS and Daesh are one.",
        [
            ("ISIL", "Islamic State", "non-state"),
            ("ISIS", "Islamic State", "non-state"),
            ("Daesh", "Islamic State", "non-state"),
        ],
    ),
    (
        "the Islamic State of Iraq and the Levant advanced",
        [("Islamic State of Iraq and the Levant", "Islamic State", "non-state")],
    ),
    (
        "An-Nusra Front and Jabhat al Nusra",
        [("An-Nusra Front", "Nusra Front", "non-state"), ("Jabhat al Nusra", "Nusra Front", "non-state")],
    ),
    ("M23 rebels and the Congolese army", [("M23 rebels", "M23", "non-state"), ("Congolese army", "FARDC", "state")]),
    (
        "the Pakistani Taliban and the Afghan Taliban",
        [("Pakistani Taliban", "Tehrik-i-Taliban Pakistan", "non-state"), ("Afghan Taliban", "Taliban", "non-state")],
    ),
    (
        "Tigrayan forces fought Eritrean soldiers",
        [("Tigrayan forces", "TPLF", "non-state"), ("Eritrean soldiers", "Eritrean Defence Forces", "state")],
    ),
    (
        "Kurdish Peshmerga and Kurdish fighters",
        [("Kurdish Peshmerga", "Peshmerga", "non-state"), ("Kurdish fighters", "Kurdish forces", "non-state")],
    ),
    ("Asa'ib Ahl al-Haq men", [("Asa'ib Ahl al-Haq", "Asaib Ahl al-Haq", "non-state")]),
    ("Tamil Tigers lost it", [("Tamil Tigers", "LTTE", "non-state")]),
    ("New People's Army members lost it", [("New People's Army", "New People's Army", "non-state")]),
    ("Arakan Army units crossed it", [("Arakan Army units", "Arakan Army", "non-state")]),
    (
        "SPLA-IO elements and GUNT rebels",
        [("SPLA-IO elements", "SPLM-IO", "non-state"), ("GUNT rebels", "GUNT", "non-state")],
    ),
    ("a patrol of the CRPF", [("CRPF", "CRPF", "state")]),
    ("Libyan National Army forces lost it", [("Libyan National Army forces", "Libyan National Army", "non-state")]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text[:30] for text, _ in NAMED])
def test_groups_have_one_name(actors_of, text, expected):
    assert actors_of(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bakata Katanga fighters captured Pweto on Monday.", "Bakata Katanga fighters"),
        ("In the hills above Pibor, Murle raiders abducted 21 children.", "Murle raiders"),
        ("The army says Twigwaneho fighters took Mikenke.", "Twigwaneho fighters"),
        # no name: days, words, persons, places
        ("On Monday militants attacked Pibor.", "militants"),
        ("Foreign fighters took Raqqa.", "foreign fighters"),
        ("Heavily armed gunmen attacked Pibor.", "heavily armed gunmen"),
        ("In Aleppo rebels took the citadel.", "rebels"),
        ("Rebels and Militants Clash in Pibor", "rebels"),
        ("Under Ibrahim rebels took the town of Pibor.", "rebels"),
    ],
)
def test_a_group_that_no_list_has_keeps_its_name(actors_of, text, name):
    assert name in [written for _, written, _ in actors_of(text)]


FORCES = [
    ("Iraq’s security forces fled", "Iraqi security forces"),
    ("Iraqi government security forces fled", "Iraqi security forces"),
    ("the Iraqi army fled", "Iraqi army"),
    ("Nigerian troops fled", "Nigerian forces"),
    ("Libya's army fled", "Libyan army"),
    ("U.S. warships came", "US navy"),
    ("American soldiers came", "US military"),
    ("Syrian elite troops came", "Syrian government forces"),
    ("the South African police came", "South African police"),
    ("Sri Lankan air force jets", "Sri Lankan air force"),
]


@pytest.mark.parametrize(("text", "name"), FORCES, ids=[text for text, _ in FORCES])
def test_forces_of_a_country_are_states(actors_of, text, name):
    (actor, *_) = actors_of(text)
    assert actor[1:] == (name, "state")


GENERIC = [
    ("Sunni militants came", ("Sunni militants", "Sunni militants", "non-state")),
    ("Shi'ite militiamen came", ("Shi'ite militiamen", "Shia militiamen", "non-state")),
    ("Unidentified gunmen came", ("Unidentified gunmen", "unidentified gunmen", "non-state")),
    ("The rebels came", ("rebels", "rebels", "non-state")),
    ("two (government) soldiers came", ("soldiers", "soldiers", "state")),
    ("al-Qaeda-linked militants came", ("al-Qaeda-linked militants", "al-Qaeda-linked militants", "non-state")),
    ("Turkish-backed rebels came", ("Turkish-backed rebels", "Turkish-backed rebels", "non-state")),
    ("the government forces came", ("government forces", "government forces", "state")),
    ("the army came", ("army", "army", "state")),
    ("cartel gunmen came", ("cartel gunmen", "cartel gunmen", "non-state")),
    ("Syrian rebels came", ("Syrian rebels", "Syrian rebels", "non-state")),
    ("Former soldiers came", ("Former soldiers", "former soldiers", "non-state")),
    ("Mutinous troops came", ("Mutinous troops", "mutinous troops", "non-state")),
    ("The militia's shelling began", ("militia", "militia", "non-state")),
]


@pytest.mark.parametrize(("text", "expected"), GENERIC, ids=[text for text, _ in GENERIC])
def test_generic_actors_keep_their_adjectives(actors_of, text, expected):
    assert actors_of(text) == [expected]


def test_generic_actors_say_so_and_forces_name_their_country(taggers, words_of):
    words = words_of("Syrian rebels fought the Iraqi army and militants of Boko Haram.")
    found = taggers.actors.tag(words, taggers.actors.named(words), {})
    assert [(m.generic, m.country) for m in found] == [(True, "SY"), (False, "IQ"), (True, None), (False, None)]


@pytest.mark.parametrize(
    "text",
    [
        "This is a test, is it not?",
        "Let's go.",
        "The ETA is noon.",
        "They moved to mend the FACT sheet.",
        "An army chief spoke at the military base.",
        "IS THIS THE END",
        "The SAF said so.",
        "Wagner wrote operas.",
        "The Knights Templar built it.",
        "a peaceful fighter jet deal",
        "police officials",
    ],
)
def test_words_and_ambiguous_names_are_no_actors(actors_of, text):
    assert actors_of(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The SAF retook Khartoum.", "Sudanese Armed Forces"),
        ("IS said it bombed Mosul in Iraq.", "Islamic State"),
        ("The Islamic State said so. IS has many enemies.", "Islamic State"),
        ("The LNA entered Sirte in Libya.", "Libyan National Army"),
        ("Wagner left Bakhmut in Ukraine.", "Wagner Group"),
        ("Maoists ambushed police in Nepal.", "CPN-Maoist"),
        ("Maoists ambushed police in India.", "Naxalites"),
        ("The Taliban attacked an ANA patrol.", "Afghan National Army"),
    ],
)
def test_ambiguous_names_need_the_country_or_the_full_name(actors_of, text, name):
    assert name in [actor[1] for actor in actors_of(text)]


def test_a_longer_name_is_not_its_parts(actors_of):
    names = [name for _, name, _ in actors_of("al-Qaeda in the Islamic Maghreb and Islamic State West Africa Province")]
    assert names == ["al-Qaeda in the Islamic Maghreb", "Islamic State West Africa Province"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yemen's rebels fired missiles at Marib.", "Yemeni rebels"),
        ("Yemeni rebels fired missiles at Marib.", "Yemeni rebels"),
        ("Colombia’s guerrillas ambushed a patrol.", "Colombian guerrillas"),
    ],
)
def test_a_lands_rebels_are_called_by_its_people(text: str, name: str) -> None:
    assert [mention.actor.name for mention in tag_text(text).actors] == [name]
