"""Who tells of it in ways that news has besides "X said": what a side owns up to, claims by the way, goes on with."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def told(text: str) -> list[tuple[str | None, str]]:
    """(who says so, how sure) of each claim, in text order."""
    claims = read_claims(tagged(text, PUBLISHED))
    ordered = sorted(claims, key=lambda claim: claim.evidence.start)
    return [(claim.said_by.name if claim.said_by else None, claim.stance) for claim in ordered]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Malian army conceded on Saturday that it had been driven out of Kidal by rebels.", "asserted"),
        (
            "Azerbaijan's defence ministry acknowledged late on Friday that Agdam had fallen to Armenian forces.",
            "asserted",
        ),
        ("The Libyan National Army says that one of its men died in Derna.", "asserted"),
        ("The rebels of the MNLA confirmed on Friday evening that they had captured Kidal.", "claimed"),
        ("The Malian army says that its troops have captured Kidal.", "claimed"),
    ],
)
def test_a_loss_that_is_owned_up_to_is_asserted(text: str, stance: str) -> None:
    assert {how for _, how in told(text)} == {stance}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A bomb went off at a market in Kano, which officials here say left 76 dead.", "officials here"),
        ("Gunmen raided Bria, an attack that witnesses say killed 12 people.", "witnesses"),
        ("The army says 19 died in Dili; Fretilin, in Lisbon, speaks of over a hundred dead.", "Fretilin"),
        ("Twelve people were killed in Gao, drivers who got away told the mayor.", "drivers"),
        ("The president went on television to announce that rebels had been driven out of Gao.", "president"),
        (
            "Soldiers captured Gao on Friday. The MNLA took to Facebook to say that its fighters had captured Kidal.",
            "MNLA",
        ),
        ("Chadian troops overran Faya on Sunday, the minister announced, claiming 120 Libyans killed.", "minister"),
        ("Floods killed 12 in Yola, Aliyu Bello said. More than 10,000 others have lost their homes.", "Aliyu Bello"),
        ("The agency, citing provincial authorities, gives nine wounded in Palma.", "provincial authorities"),
        ("White Helmets rescuers pulled 14 bodies from the rubble in Ariha.", "White Helmets"),
        ("MNLA rebels captured Kidal on Friday, a spokesman for the movement said.", "MNLA"),
    ],
)
def test_further_ways_of_telling(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Hamas claimed responsibility for the bombing in Netanya, in which 19 guests were killed.",
        "The governor quit Gao, announcing a ceasefire, after a bomb killed 12 people.",
        "Rebels proclaimed a republic in Kidal, where a bomb killed 12 people.",
    ],
)
def test_what_is_no_word_on_the_harm(text: str) -> None:
    assert (None, "asserted") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Aid agencies counted 25 people killed in Monrovia.",
        "There were reports that nine people had been killed in Monrovia.",
        "Civil society groups in Rutshuru say gunmen killed 131 people.",
        "It is reported that rebels killed 152 refugees at Gatumba.",
    ],
)
def test_nobody_on_the_record_claims(text: str) -> None:
    assert {how for _, how in told(text)} == {"claimed"}


def test_the_governor_of_the_dead_is_none_of_the_speakers_men() -> None:
    text = "The Defence Ministry says 13 Taliban, including their shadow governor, were killed in Balkh."
    assert told(text)[0][1] == "claimed"


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("Defence Minister Jean Bemba conceded the loss on Tuesday.", "Jean Bemba"),
        ("Defence Minister Jean Bemba conceded the election.", None),
        ("Residents conceded the loss of their homes.", None),
    ],
)
def test_who_concedes_the_loss_right_behind_tells_of_it(behind: str, speaker: str | None) -> None:
    assert told(f"Fighters of M23 captured Kindu around noon on Monday. {behind}")[0][0] == speaker
