"""Whether a match of harm is a casualty of the event told, and its slots."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.place_names import Found
from agents.claims.entities.who import NO_ONE, Who
from agents.claims.frames.match import Match
from agents.claims.frames.motives import motive
from agents.claims.frames.victims_sides import side_of
from agents.claims.judging.denied_harm import deny_harm
from agents.claims.judging.no_casualty import no_casualty
from agents.claims.judging.superseded import note_count
from agents.claims.model import Token
from agents.claims.reader.context import EVENT_REACH, Context, Told
from agents.claims.reader.reading import Reading
from agents.claims.scene.came_about import came_about
from agents.claims.scene.event_place import event_place, named_later, nowhere_known
from agents.claims.scene.not_there import brought_in, fires_from, his_ward, laid_out, officials, speaker_region
from agents.claims.scene.sections import apart_from_it, dated_by_another, told_here
from agents.claims.scene.speakers_region import speakers_region
from agents.claims.scene.story import heart, home, main_place, names_a_place, nationwide, paragraph_place, story_place
from agents.claims.scene.unnamed_town import (
    hit_next,
    named_next,
    only_dateline,
    struck_next,
    told_without_name,
)
from agents.claims.scene.whither import all_whither
from agents.claims.sides.attack_before import fought
from agents.claims.sides.left_open import doubts
from agents.claims.sides.other_deed import by_a_mine, other_deed
from agents.claims.sides.own_losses import stopped_him
from agents.claims.sides.perpetrator import BY_NOBODY, tell_hand
from agents.claims.speech.own_voice import own_voice
from agents.claims.words import listed, words

_NOT_THERE = (brought_in, laid_out, officials, his_ward)
"""Where the place that a sentence names may only be a ward, a morgue or an office."""


def tell_harm(context: Context, reading: Reading) -> None:
    """Perpetrator, weapon and place of harm, and what blocks it."""
    people = reading.match.people
    if people is None:
        reading.blocked = "no people named"
        return
    tell_hand(context, reading)
    if reading.match.agent is None and motive(reading.sentence.tokens, reading.match):
        reading.agent = NO_ONE  # whoever took revenge did not do it
    denial = deny_harm(context, reading)
    people = reading.match.people or people
    reading.attribution = own_voice(reading.attribution, reading.agent.actor, reading.sentence.text)
    place = _place(context, reading)
    if place is not None and _unnamed_yet(context, reading, place):
        place = named_next(context.page, reading.sentence)
    elif place is not None and only_dateline(context.page, place, reading.sentence.end):
        place = hit_next(context.page, reading.sentence, place) or place
    if place is not None and place.feature in listed("wide"):
        page, sentence = context.page, reading.sentence
        place = struck_next(page, sentence, place) or came_about(page, sentence, place) or place
    reading.places = (place,) if place is not None else ()
    if _estimated(reading):
        reading.stance = "claimed"
    if reading.match.rule.value == "displaced" and nationwide(reading.match):
        reading.cumulative = reading.cumulative or place is None or place.feature == "country"
    reading.blocked = no_casualty(context, reading, people)
    if reading.match.rule.needs == "denied" and not denial:
        reading.blocked = "harm is too weak a word but where it is denied"
    if not reading.blocked and reading.match.rule.value == "killed" and people.counted:
        context.killed = reading.sentence.index
    if not reading.blocked:
        context.effects.add(reading.match.rule.value)
        note_count(context, reading, people)
    news = not reading.blocked and reading.mode == "actual" and not _in_care(reading)
    news = news and not dated_by_another(reading.sentence)
    if news and place is not None and place.feature == "country" and _a_side(place):
        context.side = reading.sentence.index, place
    if news and place is not None and place.feature != "country":
        until = reading.sentence.index + EVENT_REACH
        fresh = reading.time.timing == "breaking"
        told, index = context.told, reading.sentence.index
        several = told is not None and told.sentence == index and (told.several or told.place.place != place.place)
        around = _around(context, reading, place)
        wide = place.feature in ("province", "region")
        if not (several and wide and told is not None and told.place.feature in listed("sites")):
            hand = _who_attacked(told, reading)
            context.told = Told(until, place, hand, reading.weapon, index, fresh, around, several)


def _who_attacked(told: Told | None, reading: Reading) -> Who:
    """Whose attack the event goes on to be: who struck it, not the police who shot those that had."""
    if stopped_him(reading):
        return NO_ONE
    people, actor = reading.match.people, reading.agent.actor
    if told is None or told.agent.actor is None or reading.sentence.index > told.until or people is None:
        return reading.agent
    against = actor is not None and actor.type == "state" and told.agent.actor.type != "state"
    foes = against and side_of(reading.sentence.tokens, people) == "non-state"
    return told.agent if foes else reading.agent


def _around(context: Context, reading: Reading, place: Found) -> Found | None:
    """The province told of before a sentence whose place lies in it; null where none was."""
    told = context.told
    if told is None or told.place.place.admin1 != place.place.admin1:
        return None
    if told.sentence != reading.sentence.index:
        wide = told.place.feature in ("province", "region") and place.feature in listed("sites")
        return told.place if wide else None
    return told.around


def _unnamed_yet(context: Context, reading: Reading, place: Found) -> bool:
    """Whether a report sent from a city tells of "a village" elsewhere: the city of its dateline is not the place."""
    page, sentence = context.page, reading.sentence
    return only_dateline(page, place, sentence.end) and told_without_name(page, sentence, sentence.end)


def _estimated(reading: Reading) -> bool:
    """Whether nobody's "estimates of the dead" are told."""
    before = reading.sentence.tokens[max(0, reading.match.head - 4) : reading.match.head]
    nobody = reading.stance == "asserted" and reading.attribution.said_by is None
    return nobody and any(token.low in ("estimate", "estimates") for token in before)


def _in_care(reading: Reading) -> bool:
    """Whether the place may only be where the wounded are treated: no event goes on there."""
    lows = {token.low for token in reading.sentence.tokens}
    return reading.match.rule.value == "injured" and bool(lows & listed("care"))


def _place(context: Context, reading: Reading) -> Found | None:
    """Where it was: as the sentence says, else where the event was of which the sentence goes on telling."""
    match, page = reading.match, context.page
    if match.rule.value == "displaced" and _of_its_people(reading):
        town, here = main_place(context), page.places_in(reading.sentence.start, reading.sentence.end)
        if town is not None and town.place.name not in {mention.place.name for mention in here}:
            return town
    tokens = reading.sentence.tokens
    if _in_several(tokens, match):
        return home(context)
    place = event_place(page, reading.sentence, match)
    if place is None and nowhere_known(tokens, match):
        return None
    if place is not None and any(away(tokens, place.position) for away in _NOT_THERE):
        return _his_own_land(place, _before(context, reading), tokens)
    if place is not None or (reading.cumulative and not _of_days(reading)) or _of_a_war(match):
        return place or _of_the_land(context, reading)
    if any(fires_from(tokens, None, n) for n in range(1, match.start)):
        return None  # "Rockets fired from X have killed three": not in the X of which the story tells
    place = None if _another_time(context, reading) else _told_next(context, reading) or story_place(context, reading)
    local = speakers_region(reading.sentence.tokens)
    if local is not None and not reading.cumulative and (place is None or place.place.admin1 != local.place.admin1):
        place = local  # "Prosecutors in X region said a man had died": not where others died
    _same_hand(context, reading, place)
    place = place or named_later(page, reading.sentence, match)
    if place is None and (match.rule.needs == "arrival" or _went_abroad(reading)) and not nationwide(match):
        return _before(context, reading) or heart(context, reading)  # they came from where the story is
    if place is not None or reading.time.timing != "breaking" or names_a_place(reading.sentence):
        return place
    told = None if apart_from_it(reading.sentence) else told_here(context, reading.sentence)
    if (main := heart(context, reading)) is not None or told is not None:
        return main or (told.place if told is not None else None)
    near = reading.sentence.index - context.side[0] <= EVENT_REACH and not apart_from_it(reading.sentence)
    return context.side[1] if near else _land_of_the_lead(context, reading)


def _told_next(context: Context, reading: Reading) -> Found | None:
    """Where the next sentence says that it was, of an event of which nothing in its own sentence has a place."""
    told = context.told
    if (
        reading.match.rule.value == "displaced"
        or reading.cumulative
        or (told and told.sentence == reading.sentence.index)
    ):
        return None
    return came_about(context.page, reading.sentence, None)


LEAD = 3


def _land_of_the_lead(context: Context, reading: Reading) -> Found | None:
    """The article's country, where its title or lead says "in X" and no site is named in its opening at all."""
    page = context.page
    if reading.sentence.index > LEAD or apart_from_it(reading.sentence):
        return None
    for mention in page.places_in(0, page.sentences[min(LEAD, len(page.sentences)) - 1].end):
        sentence = page.sentence_at(mention.start)
        inside = sentence.text[: mention.start - sentence.start].endswith(("in ", "across "))
        if mention.feature == "country" and mention.place.country == page.theatre and inside:
            return Found.of(mention)
    return None


def _a_side(place: Found) -> bool:
    """Whether a country's part is told by its side: "northwest Burkina Faso"."""
    return place.place.text.split(" ")[0].lower() in words().direction


THOUSAND = 1_000


def _of_the_land(context: Context, reading: Reading) -> Found | None:
    """The article's country, for a running toll of a thousand or more that its sentence puts nowhere."""
    quantity = reading.match.people.quantity if reading.match.people is not None else None
    figure = (quantity.low or quantity.best or 0) if quantity is not None else 0
    if figure < THOUSAND or _of_a_war(reading.match):
        return None
    places = listed("wide", "towns_described") | {"capital", "there", "here"}
    if any(t.place is not None or t.low in places for t in reading.sentence.tokens):
        return None  # "since the battle for the capital began"
    return home(context)


def _another_time(context: Context, reading: Reading) -> bool:
    """Whether a sentence dates itself weeks before the news that was told, of which it does not go on to tell."""
    time, told = reading.time, context.told
    if time.timing != "background" or time.text is None or told is None:
        return False
    again = any(token.low in listed("there_again") for token in reading.sentence.tokens)
    return told.fresh and told.sentence < reading.sentence.index and not again


def _his_own_land(place: Found, before: Found | None, tokens: Sequence[Token]) -> Found:
    """Where the event was of which an office speaks: as told before, but for a governor of another province."""
    local = speakers_region(tokens)
    other = before is not None and local is not None and local.place.name == place.place.name
    if other and before is not None and None not in (place.place.admin1, before.place.admin1):
        return before if before.place.admin1 == place.place.admin1 else place
    return before or place


def _in_several(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the harm is told to be "in three Iraqi cities", "across five provinces", of which it names none."""
    for n in range(match.end, min(len(tokens) - 2, match.end + 8)):
        if tokens[n].low in ("across", "around", "throughout") and tokens[n + 1].low == "the":
            return any(token.low in ("country", "nation") for token in tokens[n + 2 : n + 5])
        if tokens[n].low not in ("in", "across") or tokens[n + 1].kind != "num":
            continue
        noun = next((k for k in range(n + 2, min(len(tokens), n + 5)) if tokens[k].low in listed("several_places")), -1)
        return (
            noun > 0
            and tokens[n + 2].low != "other"
            and not any(token.place is not None for token in tokens[n + 1 : noun + 4])
        )
    return False


def _before(context: Context, reading: Reading) -> Found | None:
    """The place of the event told before, of those who were brought or went elsewhere; null where none is told."""
    told, index = told_here(context, reading.sentence), reading.sentence.index
    if told is not None and index - told.sentence <= EVENT_REACH:
        return told.place
    return paragraph_place(context, reading.sentence)[1]


def _went_abroad(reading: Reading) -> bool:
    """Whether all that is told of where they fled is where they went: "crossed into Chad", "over the X bridge"."""
    tokens, match = reading.sentence.tokens, reading.match
    return match.rule.value == "displaced" and all_whither(tokens, speaker_region(tokens, match))


def _of_its_people(reading: Reading) -> bool:
    """Whether those who fled are counted of a town's people: "80,000 of the city's 150,000 inhabitants"."""
    people, tokens = reading.match.people, reading.sentence.tokens
    if people is None:
        return False
    after = pairwise(tokens[people.start : people.end + 4])
    return any(a.low in ("city", "town", "village") and b.low == "'s" for a, b in after)


def _same_hand(context: Context, reading: Reading, place: Found | None) -> None:
    """Who did it and with what, where a sentence goes on telling of the event told right before."""
    told, match = context.told, reading.match
    if told is None or place != told.place or reading.agent.actor is not None or match.agent is not None:
        return
    near = reading.sentence.index - told.sentence <= 2 and match.rule.value in ("killed", "injured")
    if match.people is None or match.people.status == "combatant":
        return  # the attackers' own losses as well
    if other_deed(reading.sentence, match) or by_a_mine(reading.sentence, context.page.sentences[told.sentence]):
        return
    if reading.sentence.index in doubts(context):
        return  # "an aid group, which could not say who had opened fire"
    if near and not fought(reading.sentence) and match.rule.name not in BY_NOBODY:
        reading.agent, reading.weapon = told.agent, reading.weapon or told.weapon


def _of_days(reading: Reading) -> bool:
    """Whether a running toll is one event's: a few hundred at most, "since Monday"."""
    people, time = reading.match.people, reading.time
    figure = (people.quantity.best or people.quantity.low or 0) if people is not None else 0
    if time.text is None and time.timing == "breaking" and figure < 500:
        return any(a.low == "so" and b.low == "far" for a, b in pairwise(reading.sentence.tokens))
    return time.text is not None and time.timing != "background" and figure < 500


def _of_a_war(match: Match) -> bool:
    """Whether so many were killed that no single event of the article can have done it."""
    quantity = match.people.quantity if match.people is not None else None
    figure = (quantity.best or quantity.low or 0) if quantity is not None else 0
    return match.rule.value == "killed" and figure >= 20_000
