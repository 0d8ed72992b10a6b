"""What wire reports write in their own way: datelines with "_", "U.S.-backed", "with doctors reporting"."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2014, 10, 18, 12, tzinfo=UTC)


def harm(text: str) -> list[Casualty]:
    """The claims of harm of a text."""
    return [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty)]


def falls(text: str) -> list[LocationFall]:
    """The changes of hands of a text."""
    return [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("KHARTOUM, Sudan (AP) _ Sudan announced its troops killed 120 rebels in Juba on Monday.", "Sudan"),
        ("The Yemeni government accused Houthi rebels Tuesday of killing 12 people in Taiz.", "Yemeni government"),
        ("Ukraine accused Russian forces of killing 12 people in Kupiansk.", "Ukraine"),
        ("Soldiers fought rebels in Bangui, with local doctors reporting 14 people dead.", "local doctors"),
        ("Colombia denied Venezuela's report that 50 soldiers died in the fighting at Arauca.", "Colombia"),
        ("Three men accused of killing 12 people in Taiz were freed.", None),
        ("The army ambushed rebels reporting to their base in Bangui, killing 14 of them.", None),
    ],
)
def test_who_says_it(text: str, speaker: str | None) -> None:
    """Who accuses, who denies and who reports beside "with" says it; a participle that describes says nothing."""
    assert {claim.said_by and claim.said_by.name for claim in harm(text)} <= {speaker}
    assert harm(text) or speaker is None


def test_backed_by_initials() -> None:
    """An adjective of initials does not part the rebels from their deed."""
    (claim,) = harm("The army accused U.S.-backed contra rebels Tuesday of killing 12 people in Esteli.")
    assert claim.perpetrator is not None
    assert claim.perpetrator.name == "Contras"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Fighters took the villages of Qasr Kabir, Tel Abu Rumi and Um Zahr on Monday.",
            {"Qasr Kabir", "Tel Abu Rumi", "Um Zahr"},
        ),
        (
            "The army said the Taliban occupied the border towns of Spin Boldak, Chaman Gate and Weesh in the south.",
            {"Spin Boldak", "Chaman Gate", "Weesh"},
        ),
        ("Rebels seized the towns of Goma and Bukavu, and Kinshasa appealed for help.", {"Goma", "Bukavu"}),
        ("Rebels seized the village of Kaya, and Burkinabe soldiers fled.", {"Kaya"}),
    ],
)
def test_lists_with_names_unknown(text: str, places: set[str]) -> None:
    """Behind a noun for several places the list goes on where the gazetteer ends."""
    assert {c.place.text for c in falls(text) if c.place and c.change == "captured"} >= places - {"Goma"}
    assert not {"Kinshasa", "Burkinabe"} & {c.place.text for c in falls(text) if c.place}


def test_who_flees_is_who_stands_before() -> None:
    """A convoy that is attacked as it flees is of those who lose the place."""
    told = falls("Soldiers attacked a convoy of 40 Houthi vehicles fleeing northward from Mokha.")
    assert [(c.change, c.taken_from and c.taken_from.name) for c in told] == [("withdrawn", "Houthis")]


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        (
            "Ethiopian troops cut down fleeing Somali fighters, killing 40 and taking 14 prisoner after gaining "
            "control of Baidoa.",
            "Ethiopian National Defence Force",
        ),
        (
            "Ethiopian troops ambushed Somali fighters, killing 40 and taking 14 prisoner before capturing Baidoa.",
            "Ethiopian National Defence Force",
        ),
    ],
)
def test_who_took_it_behind_two_participles(text: str, taker: str) -> None:
    """ "…, killing 40 and taking 14 prisoner after gaining …": those of the main verb."""
    assert {c.taken_by and c.taken_by.name for c in falls(text)} == {taker}


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("The rebels retook Kaya, from which they withdrew two months ago, capturing two tanks.", "breaking"),
        ("The rebels retook Kaya, which the army captured two months ago.", "breaking"),
        ("The rebels captured Kaya in an attack, which took place two months ago.", "background"),
    ],
)
def test_a_time_of_another_clause(text: str, timing: str) -> None:
    """A relative clause with a verb of its own has its time for itself."""
    told = [c for c in falls(text) if c.taken_by and c.taken_by.name == "rebels"]
    assert [c.time.timing for c in told] == [timing]


def test_under_way_is_attempted() -> None:
    """An offensive under way has not come to its end, and is more than a plan."""
    told = falls(
        "The Taliban seized Kunduz on Friday, officials said. A government offensive backed by air strikes was under "
        "way to retake the city, diplomatic sources said."
    )
    assert [(c.change, c.mode) for c in told] == [("captured", "actual"), ("recaptured", "attempted")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels captured the Black Sea port of Sukhumi.", {"Sukhumi"}),
        ("Rebels captured the strategic Red Sea port of Massawa.", {"Massawa"}),
        ("The Taliban seized the Kapisa town of Tagab.", {"Tagab"}),
        ("Troops took the Mariupol port and the Donetsk airport.", {"Mariupol port", "Donetsk airport"}),
        ("Baidoa, capital of the Bay region of Somalia was captured by al-Shabaab.", {"Baidoa"}),
        ("'Kunduz city, capital of the Kunduz province has fallen to the Taliban,' the agency said.", {"Kunduz city"}),
        (
            "The rebels went on to attack, taking the provincial capital, Kunduz, on Friday and Baghlan yesterday.",
            {"Kunduz", "Baghlan"},
        ),
        ("ADDIS ABABA, Ethiopia -- Guerrillas captured the last port controlled by the government.", set()),
    ],
)
def test_which_place_it_was(text: str, places: set[str]) -> None:
    """The name stands behind its noun; a capital's province is not the town, nor the dateline's city the port."""
    assert {c.place.text for c in falls(text) if c.place} == places


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("An offensive by 10,000 Ethiopian troops captured the town of Badme.", "Ethiopian National Defence Force"),
        ("A joint offensive by Iraqi forces and militias recaptured Tikrit.", "Iraqi security forces"),
        ("Anti-government fighters seized Malakal.", "Anti-government fighters"),
    ],
)
def test_whose_offensive(text: str, taker: str) -> None:
    """The attack takes nothing, those behind "by" do."""
    assert [c.taken_by and c.taken_by.name for c in falls(text)] == [taker]


@pytest.mark.parametrize(
    ("text", "perpetrator", "speaker"),
    [
        (
            "Some 86 people died Saturday in the village of Bama in Nigeria at the hands of Boko Haram militants.",
            "Boko Haram",
            None,
        ),
        ("Hundreds of anti-government rebels killed about 50 civilians in Aweil.", "anti-government rebels", None),
        ("By the Ethiopian government's count, 86 people died Saturday in Gambela.", None, "Ethiopian government"),
        (
            "Thirty people were killed in Freetown, according to the commander of the West African force.",
            None,
            "commander of the West African force",
        ),
        ("Nine people died in Bama with weapons in the hands of their children.", None, None),
    ],
)
def test_at_whose_hands_and_by_whose_count(text: str, perpetrator: str | None, speaker: str | None) -> None:
    """ "At the hands of X" names who did it, "by X's count" who says so; a nation's adjective is nobody's name."""
    (claim,) = harm(text)
    assert claim.perpetrator == perpetrator or (claim.perpetrator and claim.perpetrator.name == perpetrator)
    assert (claim.said_by and claim.said_by.name) == speaker


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("By Tuesday morning, Taliban fighters had seized most of the villages near Kunduz.", 1),
        ("By noon the rebels had Goma.", 1),
        ("A spokesman said Armenian forces had occupied 12 villages and attacked Fuzuli, near the Iranian border.", 0),
        ("Rebels seized two villages and shelled Kaya on Friday.", 0),
        ("A diplomat in Bamako, reached by telephone from Abidjan, said the killings were murders by the rebels.", 0),
        ("Rulers flee as Rwanda rebels take key garrison", 0),
        ("KABUL, Afghanistan (AP) _ Soldiers seized a major Taliban base today. The capture of the base was told.", 0),
        ("The army regained full control of Kobane, which fell briefly last week to the militants.", 2),
    ],
)
def test_told_once_and_only_where_it_was(text: str, places: int) -> None:
    """One change is told by one verb, what is attacked is not taken, and a telephone takes no town."""
    told = falls(text)
    assert len(told) == places
    assert all(c.place and not c.place.text.startswith(("seized", "full")) for c in told)


@pytest.mark.parametrize(
    ("text", "place", "speaker"),
    [
        (
            "The ministry said 46 people were killed in 24 hours of fighting in Syria, including 22 dead in Aleppo.",
            "Syria",
            "ministry",
        ),
        ("The ministry said 46 people, including 22 soldiers, were killed in Aleppo.", "Aleppo", "ministry"),
        ("The ministry said a raid killed 46 people including 22 children in Aleppo.", "Aleppo", "ministry"),
        (
            "A photographer was killed in Duma, one of the districts where the army said fighting went on overnight.",
            "Duma",
            None,
        ),
        ("Nine people were killed in Duma, where they had fled, the ministry said.", "Duma", "ministry"),
    ],
)
def test_where_some_of_them_died(text: str, place: str, speaker: str | None) -> None:
    """The place of a part is not that of the whole, and who tells of the district does not tell of the death."""
    first = harm(text)[0]
    assert first.place is not None
    assert first.place.text == place
    assert (first.said_by and first.said_by.name) == speaker


def test_contrary_to_claims() -> None:
    """Those whose claims are gainsaid do not say so themselves."""
    (claim,) = falls("But the army has not fled from Kunduz, contrary to rebel claims.")
    assert claim.said_by is None
    assert (claim.mode, claim.stance) != ("actual", "asserted")


def test_the_fuller_name_of_a_taker() -> None:
    """A mention by the noun alone takes the name that another mention of the same change has."""
    told = falls(
        "Congolese rebels seized the city of Bukavu on Saturday. Rebel leader Joseph Mukendi declared from Goma, "
        '"Bukavu has fallen into our hands."'
    )
    assert {c.taken_by and c.taken_by.name for c in told} == {"Congolese rebels"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Sudan's military government Thursday reported that rebels killed 37 people in Kadugli.",
            "military government",
        ),
        ("The army Friday confirmed that 12 people were killed in Kadugli.", "Sudanese Armed Forces"),
        ("The ministry said on Friday that 12 people were killed in Kadugli.", "ministry"),
    ],
)
def test_a_day_is_no_speaker(text: str, speaker: str) -> None:
    """The day behind the speaker is not of the name."""
    (claim,) = harm(text)
    assert claim.said_by is not None
    assert claim.said_by.name.endswith(speaker)


def test_what_is_backed_has_no_name_by_it() -> None:
    """Initials in an adjective name no group."""
    (claim,) = falls("U.S.-backed rebels seized the town of Rama on Thursday.")
    assert claim.taken_by is not None
    assert claim.taken_by.name == "rebels"
