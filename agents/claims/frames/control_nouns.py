"""Changes of control told by a noun: "the fall of X to Y", "Y's capture of X", "raised their flag over X"."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from agents.claims.entities.place_names import PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.entities.weapons import weapon_owners
from agents.claims.frames.control_flags import flag, struck_flag
from agents.claims.frames.control_gains import campaign_of, crowned, given_control, past_aside, profits
from agents.claims.frames.control_have import find_gone, have_back, have_under
from agents.claims.frames.control_left import boarded
from agents.claims.frames.control_plain import plain
from agents.claims.frames.control_whose import whose, won_by
from agents.claims.frames.match import Match
from agents.claims.frames.sides import assign, state
from agents.claims.language.clauses import clause_end, phrases
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def control_noun(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "the fall of X to Y", "Y's capture of X", "X's fall", "their withdrawal from X", "previous Y captures X and
    Z".
    """
    k = i + 1
    stop = clause_end(tokens, k)
    if rule.name == "control.hands":
        return _hands(tokens, i, rule)
    if rule.name == "control.board":
        return boarded(tokens, i, rule)
    if rule.name == "control.have-back":
        return have_back(tokens, i, rule)
    if rule.name == "control.have-under":
        return have_under(tokens, i, rule)
    if rule.name == "control.find-gone":
        return find_gone(tokens, i, rule)
    if rule.name == "control.noun-control":
        return _back_in_control(tokens, i, rule, stop)
    if rule.name in ("control.flag", "control.white-flag"):
        white = i > 0 and tokens[i - 1].low == "white"
        return flag(tokens, i, rule) if white == (rule.needs == "white") else None
    if rule.name == "control.struck-flag":
        return struck_flag(tokens, i, rule)
    if rule.needs == "plain":
        return plain(tokens, i, rule)
    if k < len(tokens) and tokens[k].capital and tokens[k].low in listed("group_names"):
        return None  # "the X liberation Army"
    places, inner = _places(tokens, i, rule, stop)
    if places is None and rule.name == "control.noun-surrender":
        places = _garrisoned(tokens, k, stop)
    if places is None or not (places.places or places.anaphora) or _of_a_thing(tokens, places):
        return None
    found = Match(rule, i, i, max(places.end, i + 1), "nominal", None, places, agent=inner)
    if rule.source == "place":
        found.agent, found.patient = None, inner  # "the withdrawal of Y from X"
    for preposition, role in (("by", rule.by), ("to", rule.to), ("from", rule.source)):
        sought = role in ("taken_by", "taken_from") and (role != "taken_from" or found.patient is None)
        at = next(phrases(tokens, places.end, min(stop, places.end + 8), preposition), -1) if sought else -1
        if at < 0 and sought and preposition == "to":
            at = past_aside(tokens, places.end)
        end = phrase_end(tokens, at) if at >= 0 else -1
        if at > 1 and tokens[at - 2].low in listed("blows"):
            continue  # "the fall of X was a blow to Y"
        if end > at >= 0:
            assign(found, role, Span(at, end))
            found.end = end
    if rule.name == "control.noun-surrender" and (taker := _accepting(tokens, i)) is not None:
        found.agent = taker
        return found
    _possessor(tokens, i, rule, found)
    if found.agent is None and (winner := won_by(tokens, found.end)) is not None:
        assign(found, "taken_by", winner)
    if found.agent is None and rule.possessor == "taken_by":
        found.agent = profits(tokens, i, places.end) or crowned(tokens, i) or campaign_of(tokens, places.end)
        found.agent = found.agent or given_control(tokens, places.end)
    elif found.agent is None and rule.to == "taken_by":
        found.agent = given_control(tokens, max(places.end, i + 1)) or profits(tokens, i, places.end)
    return found


def _of_a_thing(tokens: Sequence[Token], places: PlacePhrase) -> bool:
    """Whether it befell a part of a thing without a name: "the collapse of a section of a bridge"."""
    pairs = pairwise(token.low for token in tokens[places.start + 1 : places.end - 1])
    return not places.places and any(a == "of" and b in ("a", "an") for a, b in pairs)


def _places(tokens: Sequence[Token], i: int, rule: Rule, stop: int) -> tuple[PlacePhrase | None, Span | None]:
    """The place of a noun: "captures such as X", "the loss to Y of X" (and its Y), "the fall of X", "X's fall"."""
    k = _past_date(tokens, i + 1)
    following = tokens[k].low if k < len(tokens) else ""
    if rule.listing == "place":
        if following in ("of", "such", "like", "including", ","):
            k += 2 if following == "such" else 1
        named = i > 0 and tokens[i - 1].kind in ("actor", "place")
        return place_phrase(tokens, k, stop=stop) if named else None, None
    if rule.of == "place" and following in ("to", "by") and rule.value != "surrendered":
        of = next((n for n in range(k + 2, min(len(tokens) - 1, k + 8)) if tokens[n].low == "of"), -1)
        if of > 0:
            return place_phrase(tokens, of + 1, stop=stop), Span(k + 1, of)
        if following == "by" and (its := _its_own(tokens, i)) is not None:
            return its, None
    if rule.source == "place" and following == "of":
        return _left_by(tokens, i, stop)
    if (rule.of == "place" and following == "of") or (rule.source == "place" and following == "from"):
        return place_phrase(tokens, k + 1, stop=stop), None
    if (meant := _possessed(tokens, i, rule) or (whose(tokens, i) if rule.of == "place" else None)) is not None:
        return meant, None
    if i and tokens[i - 1].kind == "place" and _in_front(tokens, i, rule):
        return name_alone(tokens, i - 1), None
    owned = i >= 2 and tokens[i - 1].low == "'s" and tokens[i - 2].kind == "place"
    return name_alone(tokens, i - 2) if owned and "place" in (rule.possessor, rule.of) else None, None


def _accepting(tokens: Sequence[Token], i: int) -> Span | None:
    """The Y of "Y accepted the surrender of X", "Y took the garrison's surrender": to whom it was given."""
    for n in range(i - 1, max(0, i - 6), -1):
        if tokens[n].low in listed("accepting"):
            return actor_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp", "third"})))
        if tokens[n].kind == "punct" or tokens[n].low in words().prepositions:
            return None
    return None


def _past_date(tokens: Sequence[Token], k: int) -> int:
    """The "of" behind a date that parts it from its noun: "the capture September 30 of X", "on Friday of X"; else k."""
    n = k + (k + 1 < len(tokens) and tokens[k].low == "on" and is_time(tokens, k + 1))
    while n < len(tokens) and n - k < 5 and (is_time(tokens, n) or (n > k and tokens[n].kind == "num")):
        n += 1
    return n if n < len(tokens) and n > k and tokens[n].low == "of" else k


def _left_by(tokens: Sequence[Token], i: int, stop: int) -> tuple[PlacePhrase | None, Span | None]:
    """The X and Y of "the withdrawal of Y from X", where it is witnessed or over, and not only called for."""
    end = phrase_end(tokens, i + 2)
    if end <= i + 2 or end >= min(stop, len(tokens)) or tokens[end].low not in ("from", "out"):
        return None, None
    places = place_phrase(tokens, end + 1 + (tokens[end].low == "out"), stop=stop)
    if places is None or not places.places or any(found.feature == "country" for found in places.places):
        return None, None
    seen = any(token.low in listed("witnessing") for token in tokens[max(0, i - 4) : i])
    over = any(token.low in listed("finished") for token in tokens[places.end : places.end + 5])
    return (places, Span(i + 2, end)) if seen or over else (None, None)


def _in_front(tokens: Sequence[Token], i: int, rule: Rule) -> bool:
    """Whether the place right before a noun is what it is about: "rebels complete X takeover", "the X withdrawal"."""
    mention = tokens[i - 1].place
    town = mention is not None and mention.feature not in ("country", "region")
    ruled = i > 1 and tokens[i - 2].low in words().prepositions
    return town and not ruled and tokens[i].low in listed("taken_in_front")


def _its_own(tokens: Sequence[Token], i: int) -> PlacePhrase | None:
    """The X of "left X after its capture by Y": the place named right before "its"."""
    if i < 2 or tokens[i - 1].low != "its":
        return None
    for n in range(i - 2, max(-1, i - 14), -1):
        mention = tokens[n].place
        if mention is not None:
            site = mention.feature not in ("country", "region")
            return replace(name_alone(tokens, n), end=i) if site else None
        if tokens[n].kind == "actor" or tokens[n].text in ".;:?!":
            return None
    return None


def _possessed(tokens: Sequence[Token], i: int, rule: Rule) -> PlacePhrase | None:
    """ "the headquarters' fall": the place that a possessor without a name stands for."""
    if i < 3 or "place" not in (rule.possessor, rule.of) or tokens[i - 1].low not in ("'s", "'"):
        return None
    noun = tokens[i - 2]
    whole = noun.kind == "word" and noun.low in words().place_whole | {"headquarters"}
    if not whole or tokens[i - 3].low not in ("the", "that", "this"):
        return None
    return PlacePhrase((), i, anaphora=noun.low, start=i - 3)


def _hands(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Into rebel hands went X", "Also in rebel hands: X, Y and Z", "Also in the hands of Y: X"."""
    start = next((n for n in range(i - 1, max(-1, i - 4), -1) if tokens[n].low in ("in", "into")), -1)
    if start < 0 or start > 2 or i - start < 2:
        return None
    holder, first = Span(start + 1, i), i + 1
    if first + 1 < len(tokens) and tokens[first].low == "of":
        first = phrase_end(tokens, i + 2)
        holder = Span(i + 2, first)
    for n in range(first, min(len(tokens) - 1, first + 4)):
        if tokens[n].text == ":" or tokens[n].low in ("went", "fell", "passed", "is", "are", "was", "were"):
            places = place_phrase(tokens, n + 1)
            if places is None or not places.places:
                return None
            return Match(rule, i, start, places.end, "active", None, places, agent=holder)
    return None


def _garrisoned(tokens: Sequence[Token], k: int, stop: int) -> PlacePhrase | None:
    """The place of "the surrender of the 12th Division in X": where those who surrendered were."""
    if k >= len(tokens) or tokens[k].low not in ("of", "by"):
        return None
    end = phrase_end(tokens, k + 1)
    if end < min(stop, len(tokens)) and tokens[end].low in ("in", "at"):
        return place_phrase(tokens, end + 1, stop=stop)
    return None


def _back_in_control(tokens: Sequence[Token], i: int, rule: Rule, stop: int) -> Match | None:
    """ "Army back in control of X": a headline without its verb."""
    if i + 1 == len(tokens) and (headed := _in_control_of_it(tokens, i, rule)) is not None:
        return headed
    if i < 2 or i + 1 >= len(tokens) or tokens[i + 1].low not in ("of", "over"):
        return None
    if (told := _announced(tokens, i, rule, stop)) is not None:
        return told
    if i < 3 or tokens[i - 1].low not in ("in", "full") or tokens[i + 1].low != "of":
        return None
    full = tokens[i - 1].low == "full"
    if full and tokens[i - 2].low != "in":
        return None  # "has now taken full control of X": told by its verb
    start = i - 2 if full else i - 1
    if tokens[start - 1].low not in ("back", "again", "now") or tokens[start - 2].kind not in ("actor", "word"):
        return None
    places = place_phrase(tokens, i + 2, stop=stop)
    if places is None or not places.places:
        return None
    found = Match(rule, i, start - 1, places.end, "active", None, places)
    was = tokens[start - 2].low in words().be  # "the government said it was back in control of X"
    found.agent = subject(tokens, start - 2) if was else Span(start - 2, start - 1)
    return found if found.agent is not None else None


def _in_control_of_it(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """The headline "X: Y in control", "X: army back in full control"."""
    if i < 4 or tokens[0].kind != "place" or tokens[1].text != ":" or tokens[2].kind != "actor":
        return None
    between = {token.low for token in tokens[3:i]}
    if not between <= {"in", "now", "back", "again", "full", "complete"} or "in" not in between:
        return None
    return Match(rule, i, 0, i + 1, "active", None, name_alone(tokens, 0), agent=Span(2, 3))


def _announced(tokens: Sequence[Token], i: int, rule: Rule, stop: int) -> Match | None:
    """ "The army announced full control of X", and the headline "Rebels in control of X"."""
    verb = i - 2 if tokens[i - 1].low in ("full", "complete", "total") else i - 1
    short = tokens[-1].text != "." and verb < (8 if tokens[0].kind == "place" else 4)
    headline = short and tokens[verb].low == "in" and tokens[verb - 1].kind == "actor"
    if not headline and (verb == i - 1 or tokens[verb].low not in listed("announcing") | {"declared", "declares"}):
        return None
    places = place_phrase(tokens, i + 2, stop=stop)
    if places is None or not (places.places or (headline and places.anaphora)):
        return None
    group = None if headline else verb_group(tokens, verb, frozenset({"past", "pp", "third"}))
    found = Match(rule, i, verb, places.end, "active", group, places)
    found.agent = Span(verb - 1, verb) if group is None else actor_subject(tokens, group)
    return found if found.agent is not None else None


def _possessor(tokens: Sequence[Token], i: int, rule: Rule, found: Match) -> None:
    """ "Y's capture of", "previous Y captures": who stands before the noun."""
    if rule.possessor not in ("taken_by", "taken_from"):
        return
    i -= tokens[i - 1].kind == "place"  # "the rebels' X takeover"
    before = next((n for n in range(i - 1, max(-1, i - 4), -1) if tokens[n].low not in listed("whole_of_it")), -1)
    if (
        rule.possessor == "taken_by"
        and found.agent is None
        and before > 0
        and tokens[before].low in listed("announcing")
    ):
        teller = subject(tokens, verb_group(tokens, before, frozenset({"past", "pp", "third"})).start)
        ruler = teller is not None and tokens[teller.end - 1].low in listed("officials") | {"source", "sources"}
        ruler = ruler or tokens[before - 1].low in words().determiners  # "the reported capture of X"
        found.agent = None if ruler else teller  # "the president announced the capture of X": not by him
    anothers = rule.name == "control.noun-surrender" and tokens[i - 1].low == "the"  # "announced the surrender of X"
    if rule.possessor == "taken_from" and found.patient is None and not anothers:
        found.patient = _mover(tokens, i)
    j = i - 1
    while (
        j >= 0
        and i - j < 6
        and tokens[j].kind == "word"
        and tokens[j].low != "'s"
        and tokens[j].low.isalpha()
        and tokens[j].low not in words().prepositions | words().verbs
    ):
        j -= 1
    owned = j >= 0 and tokens[j].low in ("'s", "'")
    j -= owned
    force = j >= 0 and owned and (tokens[j].low in weapon_owners() or tokens[j].low in listed("army_words"))
    if (
        j >= 0
        and (tokens[j].kind == "actor" or state(tokens, j) or force)  # "the army's capture of X"
        and (
            (rule.possessor == "taken_by" and found.agent is None)
            or (rule.possessor == "taken_from" and found.patient is None)
        )
    ):
        assign(found, rule.possessor, Span(j, j + 1))
        found.start = j


def _mover(tokens: Sequence[Token], i: int) -> Span | None:
    """Who "made an orderly withdrawal", "has completed its retreat": the subject of the verb that the noun fills."""
    for n in range(i - 1, max(0, i - 6), -1):
        if tokens[n].low in listed("light_verbs", "leaving_announced"):
            return actor_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
        timed = tokens[n].low == "on" and is_time(tokens, n + 1)  # "announced on Friday a withdrawal"
        if tokens[n].kind not in ("word", "num") or (tokens[n].low in words().prepositions - {"out"} and not timed):
            return None
    return None
