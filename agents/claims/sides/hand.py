"""Whose hand it was: the perpetrator where the verb of harm does not name one itself ("12 died in a rebel ambush")."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.focus import Focus
from agents.claims.entities.joint import with_partner
from agents.claims.entities.people_group import People, an_attack_again
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.frames.match import Match
from agents.claims.frames.victims_sides import side_of
from agents.claims.language.noun_phrases import Span, is_time, phrase_end, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.reader.reading import Reading
from agents.claims.sides.attack_before import trades_fire
from agents.claims.sides.attack_owner import bare_passive, deed_in, does_harm, owner, subject_of
from agents.claims.sides.by_whom import for_more, named_by, puts_out, tied_to, wrought_by
from agents.claims.sides.hand_beside import other_dead, without_its_aim
from agents.claims.sides.machines import befallen
from agents.claims.sides.of_two import by_both, left_between, one_of_two
from agents.claims.words import listed, mode_words, words
from schemas.actor import Actor

REACH = 24
"""Tokens from the verb of harm in which the attack that did it is looked for."""


def hand(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """Who did it, by the attack that the sentence names around the harm; nobody where it names none or a fight."""
    if match.agent is not None and match.agent.end + 1 < len(tokens):
        n = match.agent.end
        if tokens[n].low in listed("blaming") and tokens[n + 1].low == "on":
            return named_by(tokens, n + 2, focus)  # "a strike that witnesses blamed on X"
    if match.agent is None and any(t.low in listed("fights") for t in tokens[match.end : match.end + 5]):
        return NO_ONE  # "killed in clashes with X"
    if match.people is not None and match.agent is None and _of_both_sides(tokens, match.people):
        return NO_ONE
    if match.agent is None and (left_between(tokens, match.end) or _traded(tokens, match)):
        return NO_ONE
    if match.agent is not None:
        mine = owner(tokens, match.agent.start, match.agent.end, focus)
        mine = mine if mine.actor is not None else _claimed_by(tokens, match.agent.start, focus)
        mine = mine if mine.actor is not None else _blamed(tokens, match.end, focus)
        participle = match.verb is not None and match.verb.form == "gerund"
        phrase = tokens[match.agent.start : match.agent.end]
        again = any(t.low in listed("the_event") for t in phrase) and phrase[0].low not in listed("one_more")
        again = again or an_attack_again(tokens, match.agent.start)
        battle = any(t.low in listed("fights") for t in phrase)  # "stormed it after fighting that cost 500 lives"
        if mine.actor is not None or battle or not (participle or again):
            return mine
        # else: "jets bombed a school where people sheltered, killing eleven", "fired at X, an attack that killed two"
    if not listed("by_mishap").isdisjoint(token.low for token in tokens[match.end : match.end + 4]):
        return NO_ONE  # "died in training"
    if (leaving := _left(tokens, match, focus)).actor is not None:
        return leaving
    if (told := _in_which(tokens, match, focus)).actor is not None:
        return told
    if (blamed := _blamed(tokens, match.end, focus)).actor is not None:
        return blamed
    low, high = _on_its_day(tokens, match, max(0, match.start - REACH), min(len(tokens), match.end + REACH))
    high = other_dead(tokens, match.end, high)
    if _both_struck(tokens, match, high, focus):
        return NO_ONE
    if (doing := _when(tokens, match, focus)).actor is not None:
        return doing
    for n in (*range(match.head + 1, high), *range(match.start - 1, low - 1, -1)):
        token = tokens[n]
        strike = token.kind == "actor" and _strike(token) and match.rule.name != "casualty.lose-men"
        strike = strike and not bare_passive(tokens, n + 1)
        if strike and by_both(tokens, Span(n, n + 1), focus):
            return NO_ONE
        if strike and all(t.low != "or" for t in tokens[max(0, n - 1) : n + 2]):  # "Emirati drones or Russian jets"
            return resolve(tokens, with_partner(tokens, n), focus)  # "an Israeli air strike" is one token
        named = token.actor is not None and not token.actor.generic
        if named and n + 1 < len(tokens) and tokens[n + 1].low in listed("attackers"):
            return resolve(tokens, Span(n, n + 1), focus)  # "79 were injured, and all four Taliban attackers are dead"
        if token.kind != "word":
            continue
        if token.low in listed("attack_nouns", "pushes", "raids_by_soldiers") and not puts_out(tokens, n):
            if n > 1 and tokens[n - 1].low == "by" and tokens[n - 2].low in listed("hitting_back"):
                return subject_of(tokens, n - 2, focus, match.people)  # "X retaliated by shelling Y, where five died"
            start, _ = phrase_start(tokens, n)
            if start and tokens[start - 1].low in listed("repelling"):
                return NO_ONE  # "killed in raids, despite repeated offensives by the army", "repelled X's attack"
            if by_both(tokens, Span(start, n + 1), focus):
                return NO_ONE
            found = owner(tokens, start, n + 1, focus)
            if found.actor is None:
                found = wrought_by(tokens, Span(start, n + 1), focus)
            if found.actor is None:
                found = _of_their_foe(tokens, match, n + 1, focus)
            if found.actor is None:
                found = _of_the_strikers(tokens, n, focus)
            if found.actor is not None:
                return found
        if does_harm(tokens, n) and (found := _doer(tokens, match, n, focus)).actor is not None:
            return found
    return NO_ONE


def _traded(tokens: Sequence[Token], match: Match) -> bool:
    """Whether both sides fired, as the clause before tells: "X and Y traded artillery fire, and ten were killed"."""
    for n in range(max(0, match.start - REACH), match.start):
        if trades_fire(tokens, n):
            return all(token.text not in ".;" for token in tokens[n : match.start])
    return False


def _of_their_foe(tokens: Sequence[Token], match: Match, of: int, focus: Focus) -> Who:
    """The army of "ten rebels were killed in the shelling of the army", whose shelling it is: its foes fell in it."""
    if of + 1 >= len(tokens) or tokens[of].low != "of" or match.people is None or match.people.status != "combatant":
        return NO_ONE
    who = resolve(tokens, Span(of + 1, phrase_end(tokens, of + 1)), focus)
    side = side_of(tokens, match.people)
    return who if who.actor is not None and side and who.actor.type not in (None, side) else NO_ONE


def _of_the_strikers(tokens: Sequence[Token], n: int, focus: Focus) -> Who:
    """The X of "an air strike of X", "the shelling of X on the town"; nobody in "the bombing of X", who suffered it."""
    if n + 2 >= len(tokens) or tokens[n + 1].low != "of":
        return NO_ONE
    end = phrase_end(tokens, n + 2)
    if tokens[n].low.startswith("ambush") or any(token.low == "of" for token in tokens[n + 2 : end]):
        return NO_ONE
    aim = tokens[end + 1 : end + 3] if end + 1 < len(tokens) and tokens[end].low in ("on", "against", "upon") else ()
    on = any(token.place is not None for token in aim)
    force = tokens[end - 1].low.rpartition(" ")[2] in listed("strikers")
    if not (on and (force or tokens[end - 1].actor)) and not (
        force and tokens[n].low.rpartition(" ")[2] in listed("strikes_of")
    ):
        return NO_ONE  # "the raid of rebel camps", "the bombing of a convoy": who suffered it
    who = resolve(tokens, Span(n + 2, end), focus)
    return who if who.armed else NO_ONE


def _on_its_day(tokens: Sequence[Token], match: Match, low: int, high: int) -> tuple[int, int]:
    """The part of [low, high) that is of the harm's own day: up to, or from, "a day after", "two weeks before"."""
    first = min(match.start, match.people.start) if match.people is not None else match.start
    for n in range(low + 1, high):
        if tokens[n].low in ("after", "before", "since") and _days_apart(tokens[n - 1].low):
            if n < first:
                low = n + 1
            elif n >= match.end:
                return low, n
    return low, high


def of_another_day(reading: Reading) -> bool:
    """Whether harm is only told of for its time: the 35 of "killed six, a day after air strikes had left 35 dead"."""
    tokens = reading.sentence.tokens
    return any(
        tokens[n].low == "after" and _days_apart(tokens[n - 1].low)
        for n in range(2, min(reading.match.start, len(tokens)))
    )


def _days_apart(unit: str) -> bool:
    """Whether it is a day or more, and no hours, which one attack may last."""
    return unit in listed("units_of_time") and not unit.startswith("hour")


def _claimed_by(tokens: Sequence[Token], start: int, focus: Focus) -> Who:
    """The X of "X claimed a bombing that killed 11"."""
    n = start - 1
    while n > 0 and (tokens[n].low in listed("of_a_claim") or tokens[n].kind == "num" or is_time(tokens, n)):
        n -= 1  # "X claimed a March 2 bombing"
    if n < 1 or tokens[n].low not in listed("claims_deeds"):
        return NO_ONE
    span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
    who = resolve(tokens, span, focus) if span is not None and span.end <= n else NO_ONE
    return who if who.armed else NO_ONE


def _of_both_sides(tokens: Sequence[Token], people: People) -> bool:
    """Whether the dead are of two sides: "70 government and rebel fighters"."""
    inside = [token for token in tokens[people.start : people.end] if token.actor is not None or token.capital]
    kinds = {token.actor.actor.type for token in inside if token.actor is not None}
    owned = {weapon_owners()[t.low].type for t in tokens[people.start : people.end] if t.low in weapon_owners()}
    return len((kinds | owned) - {None}) > 1


def _strike(token: Token) -> bool:
    """Whether an actor's token ends in its weapon or attack: "Russian shelling", "rebel fire"."""
    head, _, last = token.low.rpartition(" ")
    return bool(head) and (last in listed("attack_nouns") or last in words().weapons)


def _left(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "X left 347 dead when they opened fire", where X is a side and no event."""
    n = match.start - 1
    told = match.construction == "word" or (match.construction == "reduced" and match.agent is None)
    if not told or n < 1 or tokens[n].low not in ("left", "leaving"):
        return NO_ONE
    first = next((k + 1 for k in range(n - 1, -1, -1) if tokens[k].text == ";"), 0)
    if tokens[n].low == "leaving" and any(does_harm(tokens, k) for k in range(first, n)):
        return deed_in(tokens[first:n], focus)  # "X ambushed a patrol of the police, leaving nine dead": not the police
    killed = next((k for k in range(n - 1, first, -1) if tokens[k].low in listed("left_behind_by")), -1)
    if tokens[n].low == "leaving" and tokens[n - 1].text == "," and killed > 0:
        return subject_of(tokens, killed, focus)  # "rebels killed three soldiers, leaving two hurt": not the soldiers
    span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
    if span is None or span.end > n or one_of_two(tokens, span) or befallen(tokens, span, n) >= 0:
        return NO_ONE
    if span.relative and tokens[span.end - 1].kind == "place":
        return NO_ONE  # "an attack near the border with X, which left two dead"
    if span.relative and span.start > 1 and tokens[span.start - 1].low in ("on", "against", "at"):
        return _of_the_attack(tokens, span.start - 1, focus)  # "an attack on the police station that left nine dead"
    fought = any(token.low in listed("fights") for token in tokens[max(0, span.start - 4) : span.end])
    if fought and any(token.low in ("with", "between", "against") for token in tokens[max(0, span.start - 2) : n]):
        return NO_ONE  # "a firefight with X that left ten dead"
    span = without_its_aim(tokens, span)
    who = resolve(tokens, span, focus)
    return who if who.armed and who.actor is not None else owner(tokens, span.start, span.end, focus)


def _of_the_attack(tokens: Sequence[Token], on: int, focus: Focus) -> Who:
    """Whose attack it was that stands before its "on" (and before its day): no deed of those attacked."""
    n = on - 1
    while n > 0 and (is_time(tokens, n) or tokens[n].low == "on"):
        n -= 1
    if tokens[n].low.rpartition(" ")[2] not in listed("attack_nouns"):
        return NO_ONE
    start, _ = phrase_start(tokens, n)
    return owner(tokens, start, n + 1, focus)


def _in_which(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "an X ambush, in which seven were hurt"."""
    first = match.people.start if match.people is not None else match.start
    which = next((n for n in range(first - 1, max(2, first - 5), -1) if tokens[n].low == "which"), -1)
    if which < 0 or tokens[which - 1].low not in ("in", "during"):
        return NO_ONE
    last = which - 1 - (tokens[which - 2].text == ",")
    near = range(last - 1, max(-1, last - 8), -1)
    noun = next((n for n in near if tokens[n].low.rpartition(" ")[2] in listed("attack_nouns")), -1)
    if noun < 0:
        return NO_ONE
    return owner(tokens, phrase_start(tokens, noun)[0], noun + 1, focus)


def _blamed(tokens: Sequence[Token], start: int, focus: Focus) -> Who:
    """ "…; police blame X", "an attack that officials blamed on X"."""
    for n in range(start, min(len(tokens) - 1, start + REACH)):
        if tokens[n].low in listed("laying_blame") and tokens[n + 1].low != "of":  # "accused of helping rebels"
            if tokens[n - 1].low in words().be and tokens[n + 1].low in ("by", ".", "for"):
                return subject_of_blame(tokens, n, focus)
            at = n + 2 if tokens[n + 1].low == "on" else n + 1
            end = max(at + 1, phrase_end(tokens, at))
            if for_more(tokens, end):
                return NO_ONE
            return resolve(tokens, Span(at, end), focus) if at < len(tokens) else NO_ONE
    return NO_ONE


def subject_of_blame(tokens: Sequence[Token], n: int, focus: Focus) -> Who:
    """The X of "X were blamed by police", whose verb is at n, in a clause of its own."""
    group = verb_group(tokens, n, frozenset({"pp"}))
    span = told_subject(tokens, group)
    who = resolve(tokens, span, focus) if span is not None and span.end <= n and not group.negated else NO_ONE
    return who if who.armed else NO_ONE


def blamed_behind(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The X of "a bomber killed nine in an attack blamed on X"; nobody where an attack is blamed on none."""
    for n in range(match.end, min(len(tokens) - 2, match.end + REACH)):
        on = tokens[n].low in listed("blaming") and tokens[n + 1].low == "on"
        if on and any(token.low in listed("the_event", "attack_nouns") for token in tokens[max(0, n - 4) : n]):
            return named_by(tokens, n + 2, focus)
    return NO_ONE


def _when(tokens: Sequence[Token], match: Match, focus: Focus) -> Who:
    """The one actor that a clause with "when" or "as" begins with: "12 died when X rammed their boat"."""
    for n in range(match.end, min(len(tokens) - 2, match.end + REACH)):
        if tokens[n].low not in ("when", "as", "after") or tokens[n].kind != "word":
            continue
        if tokens[n - 1].low in listed("guises"):
            continue  # no "dressed as soldiers"
        end = phrase_end(tokens, n + 1)
        if tokens[n].low == "after" and not _come_upon(tokens, n + 2, end):
            continue
        tied = tied_to(tokens, n + 1, end + TIED, focus)
        if tied.actor is not None and tied.actor.type == "non-state":
            return tied  # "when gunmen, thought to belong to X, entered"
        if end <= n + 1 or end >= len(tokens) or tokens[end].low in ("and", ",", "'s") or tokens[end - 1].low == "they":
            continue
        if any(
            t.low in listed("fights") and tokens[k + 1].low not in ("their", "its") for k, t in _from(tokens, end - 1)
        ):
            return NO_ONE  # but "fought their way into the hotel"
        if bare_passive(tokens, end):
            return NO_ONE  # "five killed as army helicopter shot down in X"
        if runs_into(tokens, end) or befallen(tokens, Span(n + 1, end), end + 2) >= 0:
            return NO_ONE  # "two died when an army truck hit a mine"
        inside = [token for token in tokens[n + 1 : end] if token.actor is not None]
        if not inside and (men := _men(tokens, n + 1, end)).actor is not None:
            return men
        if tokens[n].low == "after" and any(t.actor is None or t.actor.actor.type == "state" for t in inside):
            continue  # "killed after the army entered the town"
        if match.people is not None and _their_own(tokens, inside, match.people):
            return NO_ONE  # "a soldier was killed when government forces intervened"
        if tokens[end].low in listed("gaining_ground"):
            return NO_ONE  # "five died as fighters pushed forward": in the fighting
        idle = tokens[end].low in listed("going_about") or tokens[min(end + 1, len(tokens) - 1)].low in listed(
            "going_about"
        )
        if len(inside) == 1 and not idle and not tokens[end].low.startswith(("was", "were", "is", "are")):
            return resolve(tokens, Span(n + 1, end), focus)
    return NO_ONE


def _men(tokens: Sequence[Token], first: int, end: int) -> Who:
    """The men of "when men armed with grenades attacked a bar", who are nobody's; nobody where they did no harm."""
    end -= tokens[end - 1].low == "armed"
    if tokens[end - 1].low not in listed("mere_men"):
        return NO_ONE
    for k in range(end, min(len(tokens), end + MANNER)):
        if tokens[k].text in ",;:." or tokens[k].low in ("were", "was"):
            return NO_ONE
        if does_harm(tokens, k):
            first += tokens[first].low in ("a", "the", "some")
            text = text_of(tokens, first, end)
            return Who(Actor(text=text, name=text, type=None), True)
    return NO_ONE


MANNER = 9
"""Tokens that tell how men came, before what they did: "men on motorcycles and pickup trucks stormed"."""


def _both_struck(tokens: Sequence[Token], match: Match, high: int, focus: Focus) -> bool:
    """Whether both sides struck: "300 were killed as rebels shelled the centre and the army bombed the east"."""
    deeds = [n for n in range(match.end, min(high, len(tokens))) if does_harm(tokens, n)]
    if len(deeds) < 2 or match.agent is not None:
        return False
    who = (subject_of(tokens, n, focus, match.people).actor for n in deeds)
    return {"state", "non-state"} <= {actor.type for actor in who if actor is not None}


TIED = 4
"""Tokens behind gunmen within which it is told whose they are thought to be: "gunmen on motorcycles, thought to …"."""


def _come_upon(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether those of a phrase up to ``end`` stopped or came upon others: "after gunmen flagged down a bus"."""
    return any(token.low in listed("come_upon") for token in tokens[first : end + 7])


def runs_into(tokens: Sequence[Token], n: int) -> bool:
    """Whether what befell a vehicle is told at n: it hit a mine, ran over a bomb, fell into a ravine."""
    if tokens[n - 1].low.rpartition(" ")[2] not in listed("buses"):
        return False
    lows = {token.low for token in tokens[n : n + 6]}
    struck = bool(lows & {"hit", "struck", "over", "triggered", "detonated"})
    return struck and bool(lows & {"mine", "mines", "landmine", "landmines", "ied", "bomb", "explosive", "device"})


def _their_own(tokens: Sequence[Token], inside: Sequence[Token], people: People) -> bool:
    """Whether those who come are the dead's own side, both without a name: soldiers and "government forces", rebel
    fighters and "rebels".
    """
    actors = [token.actor.actor for token in inside if token.actor is not None]
    unnamed = bool(actors) and all(actor.text.islower() for actor in actors)
    dead = tokens[people.start : people.end]
    nameless = all(token.actor is None or token.actor.generic for token in dead)
    side = side_of(tokens, people) if unnamed and people.status == "combatant" else ""
    state = side == "state" and all(actor.type == "state" for actor in actors)
    return state or (side == "non-state" and nameless and all(actor.type == "non-state" for actor in actors))


def _from(tokens: Sequence[Token], end: int) -> list[tuple[int, Token]]:
    """The four tokens from ``end`` on with their positions, but for the sentence's last."""
    return [(k, tokens[k]) for k in range(end, min(len(tokens) - 1, end + 4))]


def _doer(tokens: Sequence[Token], match: Match, n: int, focus: Focus) -> Who:
    """The subject of a deed told with the harm: "when X attacked the village", "X raided the town and 12 died"."""
    between = tokens[min(n, match.end) : max(n, match.start)]
    if any(a.text == "," and b.low in ("while", "whereas") for a, b in pairwise(between)):
        return NO_ONE  # "reported two deaths, while rebels struck a market"
    stops = "?!" if n < match.start else ";?!"  # "X bombed the town; a doctor counted seven dead"
    apart = max((k for k, token in enumerate(between) if token.text == ";"), default=len(between))
    if any(token.low in listed("fights") for token in between[apart:]):
        return NO_ONE  # "X raided a town; the army clashed with Y, leaving nine dead"
    if any(token.text in stops or token.low in mode_words().conditionals for token in between):
        return NO_ONE
    war = any(token.low in listed("wars", "campaigns") for token in tokens[n + 1 : n + 8])
    if war and any(token.low == "since" for token in between):
        return NO_ONE  # "4,800 have died since X launched its war"
    return subject_of(tokens, n, focus, match.people)
