"""Whose an attack is: the subject of its verb, a word before its noun ("rebel fire"), or what stands behind it."""

from collections.abc import Sequence
from functools import cache

from agents.claims.entities.focus import Focus
from agents.claims.entities.joint import with_partner
from agents.claims.entities.people_group import People
from agents.claims.entities.ruled_from import ruled_from_there
from agents.claims.entities.unnamed import people_in_arms, peoples
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.clauses import clause_end
from agents.claims.language.noun_phrases import Span, is_people, phrase_end
from agents.claims.language.present import told_now
from agents.claims.language.tokens import text_of
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.sides.by_whom import named_by, or_another
from agents.claims.sides.hand_beside import aims_of, without_its_aim
from agents.claims.words import listed, mode_words, words
from schemas.actor import Actor

_ARMS = frozenset(
    {"air", "artillery", "tank", "mortar", "rocket", "missile", "drone", "naval", "land", "ground", "jet"}
)
"""Of a state's arms, where two are told of: "Russian air and artillery attacks"; one alone is an actor's own token."""


_RAMMED = ("crashed", "ploughed", "plowed", "drove", "slammed", "steered")


def deed_in(tokens: Sequence[Token], focus: Focus) -> Who:
    """The one side of which a sentence says that it attacked: the subject of "stormed the village"."""
    if any(token.low in listed("killing_words") and _at_the_attacker(tokens, n) for n, token in enumerate(tokens)):
        return NO_ONE
    for n, token in enumerate(tokens):
        if token.kind != "word" or not does_harm(tokens, n):
            continue
        if (found := subject_of(tokens, n, focus)).actor:
            return found
    return NO_ONE


def _at_the_attacker(tokens: Sequence[Token], n: int) -> bool:
    """Whether the deed at n only stopped who had attacked: "an officer shot the gunman"."""
    behind = tokens[n + 1 : n + 4]
    return any(token.low in listed("attackers") | {"gunman", "gunmen", "suspect", "shooter"} for token in behind)


@cache
def _of_harm() -> frozenset[str]:
    """The words of ``does_harm``."""
    more = {"rounded", "conducted", "conducts", "conduct", "laid", "set", "sprang", "sprung", "prepared", "used"}
    rammed = {*_RAMMED, "shot", "broke", "burst", "fired", "hit", "struck"}
    return listed("throwing", "deeds", "deeds_now", "deeds_going_on") | more | rammed


def does_harm(tokens: Sequence[Token], n: int) -> bool:
    """Whether the verb at n is an attack: "stormed", "shot up", "drove a truck bomb into the gate"."""
    low = tokens[n].low
    if low not in _of_harm():
        return False  # most words, and this is all that they cost
    after = [token.low for token in tokens[n + 1 : n + 4]]
    if after[:1] == ["back"]:
        return False  # "rebels hit back": at others
    if (low, *after[:1]) == ("rounded", "up"):
        return True  # "the army rounded up villagers"
    if low in ("conducted", "conducts", "conduct"):
        return any(word in listed("attack_nouns") for word in after)
    if low in ("laid", "set", "sprang", "sprung", "prepared") and "ambush" in after:
        return True  # "terrorists laid an ambush for the convoy"
    if low == "used" and any(token.low == "against" for token in tokens[n + 2 : n + 9]):
        return any(token.low in words().weapons or token.low in listed("small_arms") for token in tokens[n + 1 : n + 8])
    carried = low in listed("throwing") and any(word in words().weapons for word in after)
    rammed = low in _RAMMED
    carried = carried or (rammed and any(token.low == "explosives" for token in tokens[n + 3 : n + 8]))
    burst = (low, *after[:1]) in (("shot", "up"), ("broke", "into"), ("burst", "into"))
    if low in ("hit", "struck") and not listed("laid_for_all").isdisjoint(after):
        return False  # "a truck hit a landmine"
    if low in listed("deeds_going_on"):
        return any(token.low in words().be for token in tokens[max(0, n - 3) : n])  # "rebels have been shelling X"
    saluting = low == "fired" and not listed("fired_in_peace").isdisjoint(after)
    return carried or burst or (low in listed("deeds") and not saluting) or told_now(tokens, n, deed=True)


def owner(tokens: Sequence[Token], start: int, end: int, focus: Focus) -> Who:
    """Whose attack or weapon [start, end) is: by a word before it ("rebel fire") or behind it ("a strike by X")."""
    if any(tokens[n].low == "or" for n in range(start, end)):
        return NO_ONE  # "by X's drones or Y's jets"
    attacks = listed("attack_nouns")
    aim = next(
        (
            n
            for n in range(start + 1, end)
            if tokens[n - 1].low in attacks and (tokens[n].low == "on" or aims_of(tokens, n))
        ),
        end,
    )
    for n in range(aim - 1, start - 1, -1):  # "an attack on a military base": not the army's
        token = tokens[n]
        if token.actor is not None and not (n and tokens[n - 1].low in listed("opposing")):
            return resolve(tokens, with_partner(tokens, n), focus)
        if token.low in weapon_owners():
            side = weapon_owners()[token.low]
            if n > start and side.type == "state" and is_people(tokens[n - 1]):
                text = text_of(tokens, n - 1, n + 1)
                side = Actor(text=text, name=f"{tokens[n - 1].text} forces", type="state")
            return Who(side, False)
        if token.low in _GREAT_POWERS and n + 1 < end and tokens[n + 1].low.startswith(("air", "drone", "warplane")):
            return Who(Actor(text=token.text, name=token.text, type="state"), True)
        if token.kind == "word" and token.capital and token.low in peoples() and n + 1 < end:
            return Who(people_in_arms(token), True)  # "a Serb shell"
        if is_people(token) and n + 2 < end and tokens[n + 1].low in _ARMS and tokens[n + 2].low == "and":
            return Who(Actor(text=token.text, name=f"{token.text} forces", type="state"), True)
        arm = n + 2 < end <= n + 5 and all(t.low in _ARMS | listed("kinds_of_attack") for t in tokens[n + 1 : end - 1])
        bombed = n + 2 == end and end < len(tokens) and tokens[end - 1].low in ("bombing", "bombings")
        if bombed and n > start + 1 and tokens[n - 1].low == "and" and (ally := tokens[n - 2].actor) is not None:
            text = text_of(tokens, n - 2, n + 1)
            both = f"{ally.actor.name} and {token.text} forces"  # "regime and Russian bombing"
            return Who(Actor(text=text, name=both, type="state"), True)
        if is_people(token) and bombed and (tokens[end].low == "of" or _strikes_abroad(token, _ATTACK, focus)):
            return Who(Actor(text=token.text, name=f"{token.text} forces", type="state"), True)
        if is_people(token) and (arm or n + 2 == end) and _strikes_abroad(token, tokens[end - 1], focus):
            return Who(Actor(text=token.text, name=f"{token.text} forces", type="state"), True)
        if token.low in listed("pushes") and n == end - 1 and (his := _of_a_man(tokens, start, n)) is not None:
            return Who(his, True)
        if n > start and token.low == "force" and tokens[n - 1].low == "air":
            return Who(_air_force(tokens, n, start), True)
    if start > 3 and tokens[start - 1].text == ")" and tokens[start - 2].actor is not None:
        return resolve(tokens, Span(start - 2, start - 1), focus)  # "an Islamic State (IS) car bomb"
    if tokens[start].low in ("its", "their") and (mine := _speaking(tokens, start) or _the_one(tokens, start)):
        return Who(mine, True)
    if (band := _of_the_group(tokens, start, end, focus)) is not None:
        return band
    if tokens[start].low == "its" and (n := _flies(tokens, start)) > 0:
        return Who(_air_force(tokens, n, n - 1), True)
    k = start - 1 - (tokens[start - 1].low == "out")
    if start > 2 and tokens[k].low == "with" and tokens[k - 1].low in listed("hitting_back"):
        return subject_of(tokens, k - 1, focus)  # "X responded with a car bomb, which killed three"
    if start > 2 and tokens[k].low == "behind" and tokens[k - 1].low in words().be:
        return _who_was(tokens, k - 1, focus)  # "X were behind the attack in which 12 died"
    if start > 3 and tokens[k].low in listed("striking_out") and tokens[k - 1].low == "of":
        return _accused_of(tokens, k - 1, focus)  # "accused X of launching the attack that …"
    if start > 1 and (tokens[k].low in listed("strikes_out") or k < start - 1) and tokens[k].low != "set":
        return subject_of(tokens, k, focus)  # "X said it had carried out the strike that …", "X conducted a strike …"
    return _behind(tokens, end, focus)


def _of_the_group(tokens: Sequence[Token], start: int, end: int, focus: Focus) -> Who | None:
    """The side of "the group's attack", and of the "Its attack" that opens a sentence; null where neither stands."""
    if start == 0 and tokens[0].low == "its":
        last = focus.subject if focus.here - focus.subject_at == 1 else None
        return Who(last, True) if last is not None and last.type == "non-state" else None
    of = next((n for n in range(start + 2, end) if tokens[n].low in ("'s", "’s")), 0)
    if not of or tokens[of - 1].low not in listed("bands") or tokens[of - 2].low not in ("the", "this"):
        return None
    who = resolve(tokens, Span(of - 2, of), focus)
    return who if who.actor is not None and who.actor.type == "non-state" else None


_GREAT_POWERS = frozenset({"united states", "united kingdom"})
"""Lands named before their strikes, which are none on them: "United States airstrikes"."""
_ATTACK = Token("attack", "attack", 0, 0)
EITHER = 9
"""Tokens between "either" and the verb that one of two sides is the subject of, at most."""
ACCUSED = 10
"""Tokens between "accused" and its "of", at most."""


def _accused_of(tokens: Sequence[Token], n: int, focus: Focus) -> Who:
    """The X of "accused X of", whose "of" is at n, and of "X was accused of"."""
    for k in range(n - 1, max(0, n - ACCUSED), -1):
        if tokens[k].low not in ("accused", "accuse", "accuses", "accusing"):
            continue
        group = verb_group(tokens, k, frozenset({"past", "pp"}))
        span = told_subject(tokens, group) if k == n - 1 else Span(k + 1, n)
        return resolve(tokens, span, focus) if span is not None and not group.negated else NO_ONE
    return NO_ONE


def _who_was(tokens: Sequence[Token], n: int, focus: Focus) -> Who:
    """Who the "was" at n is told of, in a main clause that asserts it."""
    group = verb_group(tokens, n, frozenset({"past", "pp"}))
    if group.negated or group.modal:
        return NO_ONE
    span = told_subject(tokens, group)
    if span is None or span.end > n or any(t.low in mode_words().denials for t in tokens[max(0, span.start - 3) : n]):
        return NO_ONE  # "X denied that it was behind the raid"
    return resolve(tokens, span, focus)


def _strikes_abroad(people: Token, deed: Token, focus: Focus) -> bool:
    """Whether "Israeli attacks", "a Turkish attack" are those of a state that is not at home where they were."""
    home = focus.sides.get("state")
    abroad = home is None or not home.name.startswith(people.text)
    return abroad and people.low in listed("strike_abroad") and deed.low in listed("strikes_told")


def _flies(tokens: Sequence[Token], start: int) -> int:
    """Where "air force" ends to which "its drones" goes back; -1 where the sentence names none before."""
    return next((n for n in range(start - 1, 0, -1) if (tokens[n - 1].low, tokens[n].low) == ("air", "force")), -1)


def _of_a_man(tokens: Sequence[Token], start: int, n: int) -> Actor | None:
    """The side of "Haftar's push on the capital", where nobody has listed it under his name."""
    inside = tokens[start : n - 1]
    name = [token.text for token in inside if token.capital and token.kind == "word"]
    if not name or tokens[n - 1].low not in ("'s", "'") or len(name) != len(inside) or inside[0].low == "the":
        return None
    written = " ".join(name)
    return Actor(text=written, name=f"{written}'s forces", type=None)


def _air_force(tokens: Sequence[Token], n: int, start: int) -> Actor:
    """The state's air force whose name ends at n: "Myanmar air force", or just "air force"."""
    first = n - 1
    while first > start and (tokens[first - 1].place is not None or tokens[first - 1].low == "'s"):
        first -= 1
    text = text_of(tokens, first, n + 1)
    place = tokens[first].place
    name = f"{place.place.name} Air Force" if place is not None and place.feature == "country" else text
    return Actor(text=text, name=name, type="state")


def _speaking(tokens: Sequence[Token], start: int) -> Actor | None:
    """The X of "X said its bomb …": the side named before, where it speaks."""
    told = [n for n in range(start) if tokens[n].actor is not None]
    if not told or not any(token.low in listed("said_so") for token in tokens[told[-1] + 1 : start]):
        return None
    mention = tokens[told[-1]].actor
    return mention.actor if mention is not None else None


def _the_one(tokens: Sequence[Token], start: int) -> Actor | None:
    """The X of "X vowed to go on, and its jets …": the one actor that the sentence names before."""
    told = {token.actor.actor.name: token.actor.actor for token in tokens[:start] if token.actor is not None}
    return next(iter(told.values())) if len(told) == 1 else None


def _behind(tokens: Sequence[Token], end: int, focus: Focus) -> Who:
    """ "a strike by X", "an attack claimed by X", "an ambush blamed on X", "a raid that X carried out"."""
    for n in range(end, min(len(tokens) - 1, end + 10)):
        token = tokens[n]
        if token.text in ".;:?!" or token.low in listed("clause_borders") - {"that", "which"}:
            return NO_ONE
        if token.low in ("that", "which") and n + 3 < len(tokens):
            side = n + 2 + (tokens[n + 1].low == "the")
            if side < len(tokens) and tokens[side].low in listed("owning_up"):
                return resolve(tokens, Span(n + 1, side), focus)  # "an attack in X that Y claimed"
            if (says := _says_it_did(tokens, n + 1)) > 0:
                return resolve(tokens, Span(n + 1, says), focus)
        if token.low == "from" and n == end and any(t.actor is not None for t in tokens[n + 1 : n + 3]):
            return resolve(tokens, Span(n + 1, phrase_end(tokens, n + 1)), focus)  # "fire from X's snipers"
        if token.low == "from" and tokens[n - 1].low in listed("wrought_by"):
            side = any(t.actor is not None for t in tokens[n + 1 : n + 5])  # "shells fired from X's positions"
            return named_by(tokens, n + 1, focus) if side else NO_ONE
        if token.low == "on" and tokens[n - 1].low in listed("blaming"):
            return named_by(tokens, n + 1, focus)  # "an attack that X blamed on Y", "which X pinned on Y"
        if token.low == "to" and tokens[n - 1].low == "attributed":
            return named_by(tokens, n + 1, focus)  # "rockets attributed to X"
        if token.low == "by":
            return named_by(tokens, n + 1, focus) if _wrought(tokens, end, n) else NO_ONE
        if token.low in ("in", "on", "against", "at") and n == end:
            continue
        if token.low in words().auxiliaries and token.low not in ("was", "were", "have", "been", "be"):
            return NO_ONE
    return NO_ONE


def _says_it_did(tokens: Sequence[Token], start: int) -> int:
    """Where X ends in "an attack that X said it had carried out"; -1 where nobody says so."""
    end = next((k for k in range(start + 1, min(len(tokens) - 2, start + 7)) if tokens[k].low in listed("said_so")), -1)
    its_own = end > 0 and tokens[end + 1].low in ("it", "they", "its", "was", "were")
    deed = its_own and any(t.low in listed("wrought_by") or t.low == "behind" for t in tokens[end + 2 : end + 6])
    return end if deed else -1


def _wrought(tokens: Sequence[Token], end: int, n: int) -> bool:
    """Whether "by" at n tells who did the attack that ends at ``end``: no "town held by X", "raid condemned by X"."""
    done = tokens[n - 1].low
    if done == "used":
        return False  # "pagers used by X exploded"
    other = done.endswith("ed") or done in listed("not_wrought_by")
    return n == end or not other or done in listed("wrought_by")


def _carried_out(tokens: Sequence[Token], n: int) -> bool:
    """Whether what is carried out stands right before its participle: "one of its raids carried out in X"."""
    out = tokens[n].low == "carried" and n + 1 < len(tokens) and tokens[n + 1].low == "out"
    return out and tokens[n - 1].low.rpartition(" ")[2] in listed("attack_nouns", "operations")


def bare_passive(tokens: Sequence[Token], n: int) -> bool:
    """Whether a headline's participle at n tells what befell a thing: "army convoy ambushed in X", "jet shot down"."""
    if n >= len(tokens):
        return False
    down = tokens[n].low == "shot" and n + 1 < len(tokens) and tokens[n + 1].low == "down"
    if not (down or tokens[n].low in listed("befalls")) or not n:
        return False
    after = n + 1 + down
    thing = tokens[n - 1].low.rpartition(" ")[2] in listed("war_machines", "buses", "bare_sites") | {"patrol"}
    return thing and (after >= len(tokens) or tokens[after].low in ("in", "near", "over", "outside", "by", "."))


def subject_of(tokens: Sequence[Token], n: int, focus: Focus, people: People | None = None) -> Who:
    """Who is said to have done the deed at n, by its subject or its "by"; nobody where it was not done."""
    going_on = tokens[n].low in listed("deeds_going_on")
    group = verb_group(tokens, n, frozenset({"ing"}) if going_on else frozenset({"past", "pp"}))
    if any(token.low == "either" for token in tokens[max(0, group.start - EITHER) : group.start]):
        return NO_ONE  # "either X or Y had carried out the strike"
    if group.negated or group.modal or group.form == "infinitive":
        return NO_ONE
    if group.passive or _also_suffered(tokens, group.start) or bare_passive(tokens, n) or _carried_out(tokens, n):
        stop = clause_end(tokens, n + 1, 16)
        at = next((k + 1 for k in range(n + 1, stop) if tokens[k].low == "by"), -1)
        at += 0 < at < len(tokens) - 1 and tokens[at].text in "\"'“‘"  # "had been shelled by 'terrorists'"
        told = 0 < at < len(tokens) and tokens[at].low != "either"
        told = told and not or_another(tokens, phrase_end(tokens, at))
        return resolve(tokens, Span(at, phrase_end(tokens, at)), focus) if told else NO_ONE
    span = told_subject(tokens, group)
    if span is None or span.end > n or tokens[span.end - 1].low in words().pronouns:
        return NO_ONE
    if people is not None and span.start < people.end and people.start < span.end:
        return NO_ONE  # "the men who attacked the base were killed"
    span = without_its_aim(tokens, span)
    its = next((k for k in range(span.start, span.end) if tokens[k].low == "its"), 0)
    if its and (mine := _speaking(tokens, its)) is not None:
        return Who(mine, True)  # "X said one of its fighters had fired on them"
    who = resolve(tokens, span, focus)
    if who.actor is None and tokens[n].low in listed("lets_fly"):
        who = ruled_from_there(tokens, span)  # "Kyiv had fired rockets"
    return who if who.armed or who.actor is not None else owner(tokens, span.start, span.end, focus)


def _also_suffered(tokens: Sequence[Token], start: int) -> bool:
    """Whether the verb at ``start`` goes on from a passive: the "burned" of "were shot and burned to death"."""
    if start < 3 or tokens[start - 1].low not in ("and", "or", "then"):
        return False
    before = verb_group(tokens, start - 2, frozenset({"past", "pp"}))
    return before.passive and before.end == start - 1
