"""Every verb of taking and of harm in every frame that news uses: what one verb can do, its neighbours can do too."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty, LocationFall

PUBLISHED = datetime(2021, 6, 19, 12, tzinfo=UTC)
SIDES = [
    ("rebels", "the army", "Bambari", "Bria"),
    ("M23 rebels", "Congolese troops", "Masisi", "Sake"),
    ("Taliban fighters", "government forces", "Kunduz", "Khanabad"),
    ("Ukrainian forces", "Russian troops", "Izium", "Kupiansk"),
    ("al-Shabaab militants", "Somali soldiers", "Galkayo", "Adado"),
    ("Tigrayan forces", "Ethiopian troops", "Alamata", "Korem"),
    ("Houthi fighters", "pro-government troops", "Marib", "Harib"),
]
TAKE = [
    # past, participle, base, -ing
    ("captured", "captured", "capture", "capturing"),
    ("seized", "seized", "seize", "seizing"),
    ("took", "taken", "take", "taking"),
    ("took over", "taken over", "take over", "taking over"),
    ("overran", "overrun", "overrun", "overrunning"),
    ("occupied", "occupied", "occupy", "occupying"),
    ("retook", "retaken", "retake", "retaking"),
    ("recaptured", "recaptured", "recapture", "recapturing"),
    ("conquered", "conquered", "conquer", "conquering"),
    ("liberated", "liberated", "liberate", "liberating"),
    ("won back", "won back", "win back", "winning back"),
    ("took control of", None, "take control of", "taking control of"),
    ("regained control of", None, "regain control of", "regaining control of"),
    ("wrested control of", None, "wrest control of", "wresting control of"),
    ("secured control of", None, "secure control of", "securing control of"),
]
TAKEN = [
    "{A} {past} {P} on Friday.",
    "{A} have {pp} {P}, residents said.",
    "{A} {past} {P} from {B} on Friday.",
    "{P} was {pp} by {A} on Friday.",
    "{P} and {Q} were {pp} by {A} on Friday.",
    "{A}, backed by tanks and artillery, {past} {P} on Friday.",
    "{A}, who {past} {P} on Friday, have set up checkpoints.",
    "{P}, which {A} {past} on Friday, was quiet.",
    "{P}, {pp} by {A} on Friday, was quiet.",
    "After {ing} {P} on Friday, {A} set up checkpoints.",
    "{A} set up checkpoints after {ing} {P} on Friday.",
    "A spokesman said on Friday that {A} had {pp} {P} from {B}.",
    "{A} managed to {base} {P} on Friday.",
    "{A} succeeded in {ing} {P} on Friday.",
    "{A} {base} {P} in dawn assault\n\nFighting went on elsewhere.",
    "{P} {pp} by {A}\n\nFighting went on elsewhere.",
    "{A} {past} most of {P} on Friday.",
    "It was {A} who {past} {P} on Friday.",
    "{A} swept through the province, {ing} {P} on Friday.",
    "The battle ended with {A} {ing} {P} on Friday.",
    "The withdrawal of {B} allowed {A} to {base} {P}.",
    "Friday saw {A} {base} {P}.",
    "{A} attacked and briefly {past} {P} on Friday.",
    "{P} is the latest town to be {pp} by {A}.",
    "{A} not only {past} {P} but also shelled {Q} on Friday.",
    "{A} {past} {P} on Friday before moving on {Q}.",
    "Thousands have fled since {A} {past} {P} on Friday.",
    "{A} were reported to have {pp} {P} on Friday.",
    "Clashes broke out in {Q} district, where {A} {past} the village of {P} on Friday.",
    "{P} was finally {pp} by {A} on Friday after three weeks of fighting.",
    "According to the monitor, {A} {past} {P} on Friday.",
    "Air strikes helped {A} {base} {P} on Friday.",
]
HARM = [
    ("killed", "killed", "killing", "killed"),
    ("wounded", "wounded", "wounding", "injured"),
    ("injured", "injured", "injuring", "injured"),
    ("shot dead", "shot dead", "shooting dead", "killed"),
    ("executed", "executed", "executing", "killed"),
    ("massacred", "massacred", "massacring", "killed"),
    ("kidnapped", "kidnapped", "kidnapping", "abducted"),
    ("abducted", "abducted", "abducting", "abducted"),
    ("beheaded", "beheaded", "beheading", "killed"),
    ("hacked to death", "hacked to death", "hacking to death", "killed"),
    ("gunned down", "gunned down", "gunning down", "killed"),
    ("mowed down", "mowed down", "mowing down", "killed"),
    ("murdered", "murdered", "murdering", "killed"),
]
COUNTS = [
    ("12 people", 12, 12, 12),
    ("at least seven civilians", 7, 7, None),
    ("more than 100 villagers", 100, 100, None),
    ("nearly 50 people", None, 50, 50),
    ("dozens of civilians", 24, None, None),
    ("a teacher and her two sons", 3, 3, 3),
    ("seven women and five children", 12, 12, 12),
]
HARMED = [
    "{A} {past} {N} in {P} on Friday.",
    "{N} were {pp} by {A} in {P} on Friday.",
    "{N} were {pp} in {P} on Friday.",
    "{N} have been {pp} in {P}, police said.",
    "{A} attacked {P} on Friday, {ing} {N}.",
    "{A} stormed {P} on Friday and {past} {N}.",
    "{A} raided {P} on Friday before {ing} {N}.",
    "Police said {A} had {pp} {N} in {P}.",
    "{A}, who {past} {N} in {P} on Friday, fled.",
    "An attack that {past} {N} in {P} on Friday was blamed on {A}.",
    "{N} {pp} in {P}\n\nPolice said nothing.",
    "{N} were {pp} when {A} attacked {P} on Friday.",
    "According to the mayor of {P}, {N} were {pp} on Friday.",
    "{A} launched an attack on {P} in which {N} were {pp}.",
    "{A} attacked {P} on Friday. {N} were {pp}, the mayor said.",
    "{N} were {pp} during an attack by {A} on {P} on Friday.",
]


def opened(text: str) -> str:
    return ". ".join(part[0].upper() + part[1:] for part in text.split(". "))


@pytest.mark.parametrize("frame", TAKEN)
def test_every_verb_of_taking(frame: str) -> None:
    for n, (past, pp, base, ing) in enumerate(TAKE):
        if pp is None and "{pp}" in frame:
            continue
        taker, loser, place, other = SIDES[n % len(SIDES)]
        text = opened(frame.format(A=taker, B=loser, P=place, Q=other, past=past, pp=pp, base=base, ing=ing))
        claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, LocationFall) and c.mode == "actual"]
        found = next((c for c in claims if c.place and place in c.place.text), None)
        assert found is not None, text
        assert found.taken_by is not None, text


@pytest.mark.parametrize("frame", HARMED)
def test_every_verb_of_harm(frame: str) -> None:
    for n, (past, pp, ing, effect) in enumerate(HARM):
        taker, _, place, _ = SIDES[n % len(SIDES)]
        people, *bounds = COUNTS[(n * 3) % len(COUNTS)]
        text = opened(frame.format(A=taker, N=people, P=place, past=past, pp=pp, ing=ing))
        claims = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
        told = [c for c in claims if [c.number.low, c.number.best, c.number.high] == bounds and c.effect == effect]
        assert told, text
        assert told[0].place is not None, text
        assert place in told[0].place.text
