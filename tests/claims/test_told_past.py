"""What is long past must not ring, whatever the page is; news with a paragraph of history must."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Claim

PAGES = yaml.safe_load(Path(__file__).with_name("pages_past.yaml").read_text("utf-8"))


def actual(published: str, text: str) -> list[Claim]:
    when = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return [c for c in read_claims(tagged(text, when)) if c.mode == "actual" and c.stance != "denied"]


@pytest.mark.parametrize("name", PAGES["past"])
def test_a_page_about_the_past_tells_nothing_actual(name: str) -> None:
    page = PAGES["past"][name]
    assert [c.evidence.text for c in actual(page["published"], page["text"])] == []


@pytest.mark.parametrize("name", PAGES["news"])
def test_news_with_history_in_it_tells_its_news_alone(name: str) -> None:
    page = PAGES["news"][name]
    told = [c.evidence.text for c in actual(page["published"], page["text"])]
    assert [ring for ring in page["rings"] if not any(ring in evidence for evidence in told)] == []
    assert [evidence for evidence in told if not any(ring in evidence for ring in page["rings"])] == []


def test_days_after_are_counted_back_from_the_day_of_the_sentence() -> None:
    text = "Russian columns drove out of Gori on Friday, eleven days after rebels had captured the city of Gori."
    claim = actual("2008-08-23T10:00:00", text)[-1]
    assert claim.time.timing == "recent"
    assert claim.time.start is not None
    assert claim.time.start.isoformat() == "2008-08-11"


def test_two_days_later_is_counted_from_the_sentence_before() -> None:
    text = "On 2 October jihadists raided Djibo. Two days later they seized the town of Bourasso from the army."
    claim = actual("2022-10-20T10:00:00", text)[-1]
    assert claim.time.start is not None
    assert claim.time.start.isoformat() == "2022-10-04"


@pytest.mark.parametrize(
    "text",
    [
        "A former officer went on trial on Monday accused of killing 12 villagers in Dos Erres.",
        "A gunman who killed nine worshippers in Charleston was sentenced to death.",
        "The documentary shows how Grozny was destroyed and thousands of civilians killed.",
        "Mediators proposed that the army withdraw from Hodeidah.",
        "The deal stipulates that the Houthis withdraw from Hodeidah.",
        "The army said on Monday that rebels withdraw from Homs every evening.",
    ],
)
def test_courts_works_and_proposals_tell_nothing_new(text: str) -> None:
    assert actual("2019-03-05T10:00:00", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors charged a soldier with killing 12 villagers in Dos Erres.",
        "The video shows how soldiers killed 12 villagers in Moura.",
        "Reports suggest that rebels have taken Goma.",
        "Witnesses insist that the army killed 30 people in Moura.",
    ],
)
def test_charges_pictures_and_reports_tell_what_happened(text: str) -> None:
    assert len(actual("2019-03-05T10:00:00", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A court in Algiers heard on Monday how gunmen killed 20 people at a hotel in Oran.",
        "Prosecutors told the jury that Milan Petrović shot two women dead in their flat in Tuzla.",
        "A man has pleaded not guilty to murdering three people in Tuzla.",
        "The defendant is accused of killing seven people with a bomb in Cali.",
        "A man accused of two murders in Cali is said to have stabbed one of his victims 30 times, a court heard.\n\n"
        "Luis Ortiz denies killing Ana Ruiz and Eva Luna in their homes in April this year.\n\n"
        "He attacked and killed Ana Ruiz on April 22, Maria Gomez, prosecuting, said.",
        "A wife who was found slain in a garage in Lima was what a jury heard of on Thursday.\n\n"
        "Ortiz murdered the two women, prosecutors alleged.",
    ],
)
def test_what_is_heard_in_court_is_no_news_and_its_day_is_the_courts(text: str) -> None:
    when = datetime(2016, 7, 1, 12, tzinfo=UTC)
    assert [c.evidence.text for c in read_claims(tagged(text, when)) if c.mode == "actual"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Police charged two men on Saturday with killing 12 worshippers at a church in Jos on Friday.",
        "Two judges were shot dead outside the court in Kabul on Monday, police said.",
        "Gunmen killed nine people in Goma on Monday, a court official said.",
    ],
)
def test_what_happened_near_a_court_is_news(text: str) -> None:
    assert actual("2016-07-05T12:00:00", text)


def test_a_month_before_a_year_of_ages_ago_dates_it() -> None:
    assert actual("2016-07-05T12:00:00", "In June, 1191, the besiegers killed 300 men in Acre.") == []
    assert actual("2016-07-05T12:00:00", "In June, 1200 rebels were killed in Aden.") != []


@pytest.mark.parametrize(
    "text",
    [
        "I watched this movie for its star. Marines are sent to free a nurse taken hostage by the Taliban in Kunduz.",
        "In a short plot summary: rebels kill nine villagers near Goma, and a doctor flees with the children.",
        "The drama stars Anna Lund as a pilot. Two soldiers are shot dead over Laos when her plane comes down.",
    ],
)
def test_what_a_film_tells_did_not_happen(text: str) -> None:
    assert actual("2016-07-05T12:00:00", text) == []


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        # what somebody is charged over was before
        ("One of them is also charged over the bombing of Brussels airport, which left 32 dead.", False),
        ("Two men accused of helping the gunmen who killed 130 people in Paris went on trial on Wednesday.", False),
        ("Police charged three men over an attack that killed 12 people in Jos on Friday.", True),
        ("The army accused rebels of an attack that killed 12 people in Jos.", True),
        # who somebody is
        ("The general who took Aleppo is now a minister.", False),
        ("The battalion that liberated Kherson was honoured in Kyiv.", False),
        ("Relatives of 12 miners killed in Asturias gathered in Oviedo.", False),
        ("A play about 12 miners killed in Asturias opens in Madrid.", False),
        ("The battalion that liberated Kherson on Friday was honoured.", True),
        ("Relatives of 12 miners killed in Asturias on Friday gathered in Oviedo.", True),
        ("The rebels who captured Goma have promised to march on Kinshasa.", True),
        # when a war began
        ("When Russian forces took Melitopol in the first days of the invasion, its mayor refused to help.", False),
        ("When Russian forces took Melitopol on Friday, its mayor refused to help.", True),
        ("Hama was in rebel hands at the start of the revolution, but the army recaptured it.", False),
        # of those who were harmed since then
        (
            "Since 15 April fighting has displaced 8.6 million people in Sudan. At least 14,700 have been killed.",
            False,
        ),
        ("Fighting displaced 300 people in Sudan on Friday. At least 17 have been killed.", True),
    ],
)
def test_what_was_before_is_no_news(text: str, rings: bool) -> None:
    told = actual("2016-07-02T12:00:00", text)
    assert any(claim.time.timing != "background" for claim in told) is rings
