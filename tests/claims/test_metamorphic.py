"""Changing one thing in a plain sentence changes that thing in the claim, and nothing else.

The sentences are made from short tables over many wars: who, verb, place, number. What is asked is not that some
wording is known, but that two wordings stand in the right relation to each other.
"""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from plain_events import (
    BOTH,
    CONTROL,
    HARM,
    INJURE,
    LIBERATE,
    MODES,
    OVERRUN,
    SILENT,
    WORDINGS,
    WOUND,
    Told,
    capital,
    fill,
)
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, Claim, LocationFall
from schemas.codec import encode

PUBLISHED = datetime(2022, 11, 23, 12, tzinfo=UTC)  # a Wednesday
ROOT = Path(__file__).parents[2]


def name_of(told: Told) -> str:
    return f"{told.actor} {told.forms[0]} {told.place}"


every = pytest.mark.parametrize("told", BOTH, ids=name_of)
every_fall = pytest.mark.parametrize("told", CONTROL, ids=name_of)
every_harm = pytest.mark.parametrize("told", HARM, ids=name_of)


def claims(text: str) -> list[Claim]:
    return read_claims(tagged(text, PUBLISHED))


def only(text: str) -> Claim:
    found = claims(text)
    assert len(found) == 1, [(claim.rule, claim.mode, claim.place) for claim in found]
    return found[0]


def rings(claim: Claim) -> bool:
    return claim.mode == "actual" and claim.stance != "denied"


def slots(claim: Claim) -> dict[str, Any]:
    """What a claim says, without where it stands and how it is put."""
    found: dict[str, Any] = {"mode": claim.mode, "stance": claim.stance, "timing": claim.time.timing}
    found |= {"day": claim.time.start, "place": claim.place and claim.place.name}
    if isinstance(claim, Casualty):
        number = claim.number
        found |= {"what": claim.effect, "low": number.low, "best": number.best, "high": number.high}
        return found | {"by": claim.perpetrator and claim.perpetrator.name, "cumulative": claim.cumulative}
    return found | {"what": claim.change, "by": claim.taken_by and claim.taken_by.name}


def changed(first: Claim, second: Claim) -> set[str]:
    one, other = slots(first), slots(second)
    return {name for name in one | other if one.get(name) != other.get(name)}


@every
def test_the_plain_sentence_makes_one_claim(told: Told) -> None:
    claim = only(told.plain())
    assert claim.place is not None
    assert claim.place.text == told.place
    assert (claim.mode, claim.time.timing, str(claim.time.start)) == ("actual", "breaking", "2022-11-21")
    assert slots(claim)["by"] == told.name
    if isinstance(claim, Casualty):
        assert (claim.number.low, claim.number.best, claim.number.high) == (12, 12, 12)


@every
def test_another_place_changes_the_place_alone(told: Told) -> None:
    freed = {"what"} if told.forms is LIBERATE else set()  # a state captures abroad what it liberates at home
    for place in ("Timbuktu", "Marawi"):
        assert changed(only(told.plain()), only(replace(told, place=place).plain())) - freed == {"place"}


@every
@pytest.mark.parametrize("actor", ["LTTE fighters", "Wagner mercenaries", "gunmen"])
def test_another_actor_changes_the_actor_alone(told: Told, actor: str) -> None:
    if told.name == actor:
        return
    one, other = only(told.plain()), only(replace(told, actor=actor).plain())
    freed = {"what"} if told.forms is LIBERATE else set()  # who is no government captures what a government liberates
    assert changed(one, other) == {"by"} | freed
    if not told.people:
        assert one.claim_id != other.claim_id


@every_harm
@pytest.mark.parametrize(
    ("number", "low", "best", "high"),
    [
        ("31", 31, 31, 31),
        ("thirty-one", 31, 31, 31),
        ("1,700", 1700, 1700, 1700),
        ("at least 31", 31, 31, None),
        ("more than 200", 200, 200, None),
        ("up to 40", None, None, 40),
        ("nearly 50", None, 50, 50),
        ("about 100", None, 100, None),
        ("between 30 and 40", 30, None, 40),
        ("dozens of", 24, None, None),
        ("hundreds of", 100, None, None),
        ("several", None, None, None),
        ("two dozen", 24, 24, 24),
    ],
)
def test_another_number_changes_the_number_alone(
    told: Told, number: str, low: int | None, best: int | None, high: int | None
) -> None:
    claim = only(replace(told, number=number).plain())
    assert isinstance(claim, Casualty)
    assert (claim.number.low, claim.number.best, claim.number.high) == (low, best, high)
    assert changed(only(told.plain()), claim) <= {"low", "best", "high"}


@every
@pytest.mark.parametrize("change", MODES)
def test_a_word_of_mode_changes_the_mode_and_silences(told: Told, change: str) -> None:
    make, mode = MODES[change]
    found = claims(make(told))
    assert [claim.mode for claim in found] == [mode] or (not found and told.forms is OVERRUN)  # "overrun" is also a
    for claim in found:  # participle, so that silence is right too
        assert changed(only(told.plain()), claim) <= {"mode", "timing", "day", "stance"}
        assert claim.claim_id != only(told.plain()).claim_id


@pytest.mark.parametrize("frame", SILENT)
def test_what_did_not_happen_now_does_not_ring(frame: str) -> None:
    rung = [fill(frame, told) for told in BOTH if any(rings(claim) for claim in claims(fill(frame, told)))]
    assert rung == []


@pytest.mark.parametrize("frame", WORDINGS)
def test_another_wording_makes_the_same_claim(frame: str) -> None:
    for told in BOTH:
        (claim,) = (claim for claim in claims(fill(frame, told)) if rings(claim))
        assert changed(only(told.plain()), claim) <= {"stance", "timing", "day"}, fill(frame, told)
        assert claim.claim_id == only(told.plain()).claim_id


@every
@pytest.mark.parametrize("opening", ["Did", "Why did", "When did"])
def test_a_question_tells_nothing(told: Told, opening: str) -> None:
    found = claims(f"{opening} {told.actor} {told.forms[0]} {told.object} on Monday?")
    assert all(claim.mode != "actual" for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "The army spokesman denied on Tuesday what is being circulated by the rebels concerning the fall of Dilling.",
        "The army denied the fall of Dilling to the rebels.",
        "The army dismissed as propaganda the capture of Dilling by the rebels.",
    ],
)
def test_what_is_denied_by_its_noun_is_denied(text: str) -> None:
    assert [(claim.mode, claim.stance) for claim in claims(text)] == [("actual", "denied")]


@every
@pytest.mark.parametrize("opening", ["Fears grew that", "There were fears that", "Concern mounted on Monday that"])
def test_what_is_feared_has_not_happened(told: Told, opening: str) -> None:
    found = claims(f"{opening} {told.actor} had {told.forms[2]} {told.object}.")
    assert all(claim.mode != "actual" for claim in found)


@every
def test_a_denial_is_a_claim_denied(told: Told) -> None:
    claim = only(f"The governor denied that {told.actor} had {told.forms[2]} {told.object} on Monday.")
    assert (claim.mode, claim.stance) == ("actual", "denied")
    assert claim.said_by is not None
    assert "governor" in claim.said_by.text.lower()
    assert changed(only(told.plain()), claim) == {"stance"}
    assert claim.claim_id != only(told.plain()).claim_id


@every
@pytest.mark.parametrize("hedge", ["reportedly {1}", "allegedly {1}", "are said to have {2}"])
def test_a_hedge_changes_the_stance_alone(told: Told, hedge: str) -> None:
    actor = replace(told, actor=told.actor.replace("army", "soldiers"))  # "the army are" would be odd
    claim = only(actor.active(hedge.format(*told.forms)))
    assert claim.stance == "claimed"
    assert changed(only(actor.plain()), claim) <= {"stance"}
    assert claim.claim_id == only(actor.plain()).claim_id


@every
def test_active_and_passive_make_the_same_claim(told: Told) -> None:
    assert changed(only(told.plain()), only(told.passive())) == set()
    assert only(told.plain()).claim_id == only(told.passive()).claim_id


@every
@pytest.mark.parametrize(
    "frame",
    [
        "Rain is expected across the region until the weekend. {}",
        "{} Rain is expected across the region until the weekend.",
        "The ministry of education published its yearly report.\n\n{}",
    ],
)
def test_an_unrelated_sentence_changes_nothing(told: Told, frame: str) -> None:
    alone, among = only(told.plain()), only(frame.format(told.plain()))
    assert changed(alone, among) == set()
    assert alone.claim_id == among.claim_id
    assert among.evidence.text == alone.evidence.text


@every
@pytest.mark.parametrize("tail", ["residents said", "a witness told reporters"])
def test_a_speaker_is_added_and_nothing_else_changes(told: Told, tail: str) -> None:
    claim = only(f"{told.plain()[:-1]}, {tail}.")
    assert claim.said_by is not None
    assert changed(only(told.plain()), claim) <= {"stance"}
    assert claim.claim_id == only(told.plain()).claim_id


@every_fall
def test_the_sides_can_be_exchanged(told: Told) -> None:
    def sides(text: str) -> tuple[str, str]:
        claim = only(text)
        assert isinstance(claim, LocationFall)
        assert claim.place is not None
        assert claim.place.text == told.place
        assert claim.taken_by is not None
        assert claim.taken_from is not None
        return claim.taken_by.name, claim.taken_from.name

    verb, enemy = told.forms[1], "Tamil Tigers"
    to_from = sides(f"{capital(told.actor)} {verb} {told.place} from the {enemy} on Monday.")
    from_to = sides(f"The {enemy} {verb} {told.place} from {told.actor} on Monday.")
    assert to_from == (from_to[1], from_to[0])
    assert to_from[0] == told.name


@every_fall
def test_two_places_make_two_claims_that_differ_in_nothing_else(told: Told) -> None:
    one, other = claims(replace(told, place=f"{told.place} and Timbuktu").plain())
    assert changed(only(told.plain()), one) == set()
    assert changed(one, other) == {"place"}


@every_harm
def test_a_second_harm_is_a_second_claim(told: Told) -> None:
    other = "wounded" if told.forms is not WOUND and told.forms is not INJURE else "killed"
    found = claims(f"{told.plain()[: -len(' on Monday.')]} and {other} 31 others on Monday.")
    assert len(found) == 2
    assert changed(only(told.plain()), found[0]) == set()
    assert changed(found[0], found[1]) <= {"what", "low", "best", "high"}
    assert slots(found[1])["best"] == 31


@every
@pytest.mark.parametrize(("day", "date"), [("Sunday", "2022-11-20"), ("Tuesday", "2022-11-22")])
def test_another_day_changes_the_day_alone(told: Told, day: str, date: str) -> None:
    claim = only(told.plain().replace("Monday", day))
    assert changed(only(told.plain()), claim) <= {"day", "timing"}
    assert str(claim.time.start) == date
    assert claim.claim_id == only(told.plain()).claim_id


def test_ids_are_the_same_exactly_where_the_claim_is() -> None:
    texts = [text for told in BOTH for text in (told.plain(), told.passive(), replace(told, place="Timbuktu").plain())]
    texts += [replace(told, number=number).plain() for told in HARM for number in ("31", "at least 31", "dozens of")]
    texts += [make(told) for told in BOTH for make, _ in MODES.values()]
    found = [claim for text in texts for claim in claims(text)]
    says = [{**slots(claim), "stance": claim.stance == "denied", "timing": "", "day": ""} for claim in found]
    for one, said in zip(found, says, strict=True):
        for other, told in zip(found, says, strict=True):
            if said == told:
                assert one.claim_id == other.claim_id, (one.evidence.text, other.evidence.text)
            elif {**said, "by": ""} != {**told, "by": ""} or not isinstance(one, Casualty):
                assert one.claim_id != other.claim_id, (one.evidence.text, other.evidence.text)


def _everything() -> list[bytes]:
    """Every plain sentence as one article of its own, and all in one; claims as they travel."""
    texts = [told.plain() for told in BOTH]
    return [encode(claim) for text in [*texts, "\n\n".join(texts)] for claim in claims(text)]


def test_the_same_text_twice_gives_the_same_bytes() -> None:
    assert _everything() == _everything()


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    script = "import sys, test_metamorphic as t; sys.stdout.buffer.write(b'\\n'.join(t._everything()))"
    paths = [str(Path(__file__).parent), str(ROOT / "tests" / "support"), str(ROOT)]
    outputs = set()
    for seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, timeout=120, check=True
        )
        outputs.add(done.stdout)
    assert outputs == {b"\n".join(_everything())}
