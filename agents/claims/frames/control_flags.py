"""Changes of control told by a flag: "raised their flag over X", "the flag is on the fort above X", "hauled down"."""

from collections.abc import Sequence

from agents.claims.entities.place_names import PlacePhrase, name_alone
from agents.claims.entities.places import place_phrase
from agents.claims.entities.weapons import weapon_owners
from agents.claims.frames.match import Match
from agents.claims.frames.sides import state
from agents.claims.language.clauses import clause_end
from agents.claims.language.noun_phrases import Span, is_people, phrase_end
from agents.claims.language.subjects import subject
from agents.claims.language.told_subjects import actor_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.rules import Rule
from agents.claims.words import listed, words


def flag(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "raised their flag over X", "X's flag was hoisted in Y", "the flag of X now flies over Y's town hall"."""
    if tokens[i].low == "jack" and (not i or tokens[i - 1].low != "union"):
        return None
    if (again := _under_it(tokens, i, rule)) is not None:
        return again
    verb = next((n for n in (*range(i + 1, i + 9), *range(i - 1, i - 6, -1)) if _flying(tokens, n)), -1)
    verb = _stands_over(tokens, i) if verb < 0 else verb
    if verb < 0:
        return None
    now = tokens[verb].low in listed("flying_now")
    group = verb_group(tokens, verb, frozenset({"base", "third"}) if now else frozenset({"past", "pp"}))
    if verb > i and not now and tokens[i + 1].low in words().relatives:
        return None  # "the flag that had hung over X was gone"
    start = max(i, verb) + 1
    stop = clause_end(tokens, start)
    places: PlacePhrase | None = None
    for n in range(start, min(stop, start + 8)):
        if tokens[n].low in listed("above"):
            places = place_phrase(tokens, n + 1, stop=stop) or places
            if places is None or places.places or verb < i:
                break
    if (places is None or not places.places) and verb < i:
        places = _entered(tokens, verb) or places
    if places is None or not (places.places or places.anaphora):
        return None
    end = max(i, verb, places.end)
    if places.places and tokens[places.end - 1].low == "hall" and 0 <= places.places[0].position < len(tokens):
        places = name_alone(tokens, places.places[0].position)  # a flag over a town's hall flies over the town
    found = Match(rule, i, min(i, verb), end, "active", group, places)
    found.agent = _owner(tokens, i) or (actor_subject(tokens, group) if verb < i else None)
    return found


def _under_it(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "X is under the Ukrainian flag again", "X is back under the flag of Y": told as new alone."""
    under = next((n for n in range(i - 1, max(1, i - 5), -1) if tokens[n].low == "under"), -1)
    b = under - 1
    while b > 1 and tokens[b].low in ("back", "again", "once", "more", "now"):
        b -= 1
    anew = {token.low for token in tokens[b + 1 : i + 3]} & {"back", "again", "more", "now"}
    if under < 2 or not anew or tokens[b].low not in words().be:
        return None
    span = subject(tokens, b)
    places = place_phrase(tokens, span.start, stop=b) if span is not None else None
    if places is None or not places.places:
        return None
    group = verb_group(tokens, b, frozenset({"past", "third"}))
    found = Match(rule, i, min(places.start, b), i + 1, "active", group, places)
    found.agent = _owner(tokens, i)
    return found


def _flying(tokens: Sequence[Token], n: int) -> bool:
    if 0 <= n < len(tokens) - 1 and (tokens[n].low, tokens[n + 1].low) == ("went", "up"):
        return True
    if n >= 0 and tokens[n : n + 1] and tokens[n].low in ("ran", "run"):  # "ran their flag up over the station"
        return any(token.low == "up" for token in tokens[n + 1 : n + 6])
    return 0 <= n < len(tokens) and (tokens[n].low in listed("flying") or _hoist_now(tokens, n))


def _hoist_now(tokens: Sequence[Token], n: int) -> bool:
    """Whether a headline or an infinitive has them "raise" a flag: "Rebels hoist flag over X"."""
    who = n > 0 and (tokens[n - 1].kind == "actor" or tokens[n - 1].low in ("to", "and", ","))
    return who and tokens[n].low in listed("flying_now")


def _stands_over(tokens: Sequence[Token], i: int) -> int:
    """The verb of "the flag is on the fortress above X", "was back over X"; -1 where a flag is not told to be up."""
    if i + 3 >= len(tokens) or tokens[i + 1].low not in words().be:
        return -1
    k = i + 2 + (tokens[i + 2].low in ("back", "now", "again", "up", "once"))
    k += tokens[k].low in ("more", "again")
    return i + 1 if k < len(tokens) and tokens[k].low in ("on", "over", "above", "atop", "up") else -1


def struck_flag(tokens: Sequence[Token], i: int, rule: Rule) -> Match | None:
    """ "Troops lowered the rebel flag in X", "hauled down the separatist colours": the flag of those who lost it."""
    verb = next((n for n in range(i - 1, max(-1, i - 7), -1) if _lowers(tokens, n, i)), -1)
    whose = tokens[verb + 1 : i]
    if verb < 1 or any(t.kind == "punct" or t.low in listed("possessives") | {"our"} for t in whose):
        return None  # an own flag is lowered by those who leave
    if not any(t.kind == "actor" or t.capital or t.low == "black" or t.low in weapon_owners() for t in whose):
        return None  # "lowered the flag to half mast"
    group = verb_group(tokens, verb, frozenset({"past", "pp"}))
    who = actor_subject(tokens, group)
    if who is None or group.passive or not any(token.kind == "actor" for token in tokens[who.start : who.end]):
        return None
    stop = clause_end(tokens, i + 1)
    places: PlacePhrase | None = None
    for n in range(i + 1, min(stop, i + 8)):
        if tokens[n].low in listed("above") or tokens[n].low == "from":
            places = place_phrase(tokens, n + 1, stop=stop)
            if places is not None and places.places:
                break
    if places is None or not places.places:
        came = next((n for n in range(verb - 1, max(-1, verb - 12), -1) if tokens[n].low in ("entered", "into")), -1)
        places = place_phrase(tokens, came + 1, stop=verb) if came >= 0 else places
    if places is None or not (places.places or places.anaphora):
        return None
    found = Match(rule, i, group.start, max(i + 1, places.end), "active", group, places, agent=who)
    sided = any(token.kind == "actor" or token.low in weapon_owners() for token in whose)
    found.patient = Span(i - 1, i) if whose[-1].low in weapon_owners() else Span(verb + 1, i) if sided else None
    return found


def _lowers(tokens: Sequence[Token], n: int, i: int) -> bool:
    """Whether a flag is taken down by the verb at n: "lowered", "hauled down", "tore down", "pulled down"."""
    if tokens[n].low in ("lowered", "struck", "removed"):
        return True
    down = any(token.low == "down" for token in tokens[n + 1 : i + 2])
    return down and tokens[n].low in listed("hauling_down")


def _entered(tokens: Sequence[Token], verb: int) -> PlacePhrase | None:
    """The place of "entered X and raised …": named before, in the same sentence."""
    for n in range(verb - 1, max(-1, verb - 14), -1):
        mention = tokens[n].place
        if mention is not None and mention.feature not in ("country", "province", "region"):
            return name_alone(tokens, n)
        if tokens[n].text in ".;:?!" or tokens[n].low in listed("said_so"):
            return None  # "residents who reached X said rebels hoisted …"
    return None


def _owner(tokens: Sequence[Token], i: int) -> Span | None:
    """Whose flag: "Boko Haram's black flag", "the flag of the Taliban"."""
    for n in range(i - 1, max(-1, i - 5), -1):
        if tokens[n].kind == "actor" or (state(tokens, n) and tokens[n + 1].low in ("'s", "'")):
            return Span(n, n + 1)
        if n == i - 1 and is_people(tokens[n]):
            return Span(n, n + 1)  # "the Ukrainian flag"
        if tokens[n].kind != "word" or tokens[n].low in words().prepositions | words().verbs:
            break
    if i + 1 < len(tokens) and tokens[i + 1].low == "of":
        end = phrase_end(tokens, i + 2)
        if any(token.kind == "actor" for token in tokens[i + 2 : end]):
            return Span(i + 2, end)
    return None
