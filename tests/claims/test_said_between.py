"""Speakers with something between them and their verb, and what their rank makes of them; all made up."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Claim

PUBLISHED = datetime(2016, 7, 1, 12, tzinfo=UTC)


def last(text: str) -> Claim:
    return [c for c in read_claims(tagged(text, PUBLISHED, outlet="Test Wire")) if c.mode == "actual"][-1]


def heard(text: str) -> tuple[str, str, str] | None:
    claim = last(text)
    return (claim.said_by.name, claim.said_by.type, claim.stance) if claim.said_by else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The spokesperson of the command, Mr. Ihor Melnyk, while confirming the incident, said three were killed in "
         "Bakhmut.", "Ihor Melnyk"),
        ("Abdoulaye Cisse, while briefing newsmen in Bamako, said that three people had been killed in Gao.",
         "Abdoulaye Cisse"),
        ("The governor, visibly shaken, said three people were killed in Gao.", "governor"),
        ("The mayor, when asked about the raid, said three people were killed in Gao.", "mayor"),
        ("The chief further said three people were killed in Gao.", "chief"),
        ("Mr Perera further stated that three people were killed in Jaffna.", "Perera"),
        ("The health ministry in a bulletin said three people were killed in Juba.", "health ministry"),
    ],
)  # fmt: skip
def test_what_stands_between_a_speaker_and_his_verb_is_no_speaker(text: str, wanted: str) -> None:
    name, kind, stance = heard(text) or ("", "", "")
    assert (name, kind, stance) == (wanted, "official", "asserted")


@pytest.mark.parametrize("told", ["He further said that", "He also said", "He later said", "He then said",
                                  "He too said", "He, however, added that", "He again said that"])  # fmt: skip
def test_he_who_says_more_is_who_spoke_before(told: str) -> None:
    text = f"Two people were killed in Gao on Friday, said police chief Moussa Traore. {told} four were injured."
    assert heard(text) == ("Moussa Traore", "official", "asserted")


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("Constabulary Acting Superintendent Kamal Perera", ("Kamal Perera", "official")),
        ("Assistant Commissioner of Police Kamal Perera", ("Kamal Perera", "official")),
        ("The state's Police Public Relations Officer, SP Kamal Perera,", ("Kamal Perera", "official")),
        ("Local government chairman Kamal Perera", ("Kamal Perera", "official")),
        ("Kamal Perera, 43, a fisherman,", ("Kamal Perera", "witness")),
        ("A resident who gave his name as Kamal", ("Kamal", "witness")),
    ],
)
def test_ranks_and_trades_tell_what_sort_of_speaker_it_is(who: str, wanted: tuple[str, str]) -> None:
    found = heard(f"{who} said three people were killed in Jaffna.")
    assert found is not None
    assert found[:2] == wanted


def test_a_statement_of_the_police_is_the_police_on_the_record_and_a_source_stays_nobody() -> None:
    assert heard("Police in a statement said three people were killed in Gao.") == ("police", "official", "asserted")
    found = heard("An unnamed source in a statement said three people were killed in Gao.")
    assert found is not None
    assert found[2] == "claimed"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a name whose end alone is told, also behind a lost comma
        ("Monitor director Omar Abdel Karim told AFP about Goma. Abdel Karim said 12 people were killed in Goma.",
         ("Omar Abdel Karim", "official")),
        ("Army spokesman Ivan Marić briefed reporters in Knin. Shells killed nine men in the town Marić said.",
         ("Ivan Marić", "official")),
        # whose office tells for whom he speaks
        ("Shells killed nine people in Goma said Omar Ali the head of the Congo Observatory for Human Rights monitor.",
         ("Omar Ali", "organisation")),
        ('"Shells killed nine people in Goma," said Omar Ali, a member of the aid organisation.',
         ("Omar Ali", "organisation")),
        ("A Goma-based activist identified as Abu Omar said shells killed nine people in Goma.",
         ("Abu Omar", "organisation")),
        # news agencies are media
        ("Nine people were killed in Goma, according to Xinhua.", ("Xinhua", "media")),
        ("Nine people were killed in Goma, according to a new toll from the Congo Red Cross.",
         ("Congo Red Cross", "organisation")),
        ("Nine people were killed in Goma, according to Red Cross figures.", ("Red Cross", "organisation")),
        ("Nine people died in Goma, Governor Omar Ali was quoted by the Congolese Press Agency as saying.",
         ("Omar Ali", "official")),
        # first news and prisoners say nothing, nor do those who were killed
        ("According to initial information eight people were killed in Goma.", None),
        ("Gunmen marched 18 prisoners said to be officers into a yard in Goma and killed 12 men.", None),
        ("Shells killed 20 civilians on Monday in the Virunga quarter of Goma Congo Live Network reported.", None),
        ("The UN said it would probe reports rebels killed 50 soldiers in Goma.", ("United Nations", "organisation")),
        ("Nine people were killed in Goma, a healthcare worker told AFP.", ("healthcare worker", "witness")),
        # officials are no "he", and figures no "saying"
        ("Authorities denied the raid was theirs. He revealed that outlaws had killed nine villagers in Goma.", None),
        ("The chief corrected the toll in Goma to 84 killed and 284 injured, saying names had been told twice.", None),
        ("Another outlet, Kivu Radio, run by rebels, said two people were killed in Goma.", ("Kivu Radio", "media")),
        ("SOHR added that at least 12 residents of Goma were killed.",
         ("Syrian Observatory for Human Rights (SOHR)", "organisation")),
        # who confirms with it, owns up, treats them or writes this
        ("The flood toll in Goma has climbed to 131 with police confirming another 23 bodies found overnight.",
         ("police", "official")),
        ("Kinshasa owned up to 26 dead in Goma.", ("Kinshasa", "official")),
        ("The Red Cross is treating 26 wounded people in Goma.", ("Red Cross", "organisation")),
        ("Soldiers shot 14 people dead in Goma on Saturday, according to this outlet's tally.", ("Test Wire", "media")),
        ("Soldiers are treating the shooting of 14 people in Goma as a crime, and nine were killed.", None),
        # an outlet that passes it on behind, or is called by its address
        ("Goma claimed, without any evidence, that shells had killed nine people in Sake, Kivu.cd reports.",
         ("Goma", "official")),
        ("Nine people were killed in Goma, Kivu.cd reports.", ("Kivu.cd", "media")),
        ("Nine people were killed in Goma, a group monitoring the conflict said.",
         ("group monitoring the conflict", "organisation")),
        # a sentence that only tells whose the quotation before it was
        ("“Gunmen came to Goma. Nine people were killed in the market.” Mayor Omar Ali told reporters.",
         ("Omar Ali", "official")),
        ("“Gunmen came to Goma. Nine people were killed in the market.” The army said it had heard of none.", None),
        # a speaker whose comma is lost
        ("The blast in Goma killed three people and injured 12 medics said.", ("medics", "official")),
        ("Shelling hit Goma killing at least nine people and wounding dozens opposition activists said.",
         ("opposition activists", "organisation")),
        ("According to police nine people were killed in Goma on Sunday.", ("police", "official")),
        ("According to medics dozens of people were wounded in Goma on Sunday.", ("medics", "official")),
        ("Shelling in Goma wounded 12 police officers.", None),
        # who is cited by an outlet without a name, and by one that has a name
        ("The army killed nine rebels in Goma, local media reported, citing a military source.",
         ("military source", "official")),
        ("The army killed nine rebels in Goma, the Kivu News Agency reported, citing a military source.",
         ("Kivu News Agency", "media")),
        # a month ends a sentence, and whoever speaks in the next one has not told of this one
        ("A bombing killed nine people in Goma in May. Mayor Omar Ali spoke to reporters about the harvest.", None),
        ("The conflict has claimed the lives of over 470,000 people in Syria and injured 1.9 million others.", None),
    ],
)  # fmt: skip
def test_who_speaks_is_told_beside_the_name(text: str, wanted: tuple[str, str] | None) -> None:
    found = heard(text)
    assert (found and found[:2]) == wanted
