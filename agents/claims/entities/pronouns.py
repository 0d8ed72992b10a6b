"""Whom a pronoun stands for: who speaks of his own, who did something, which force opens the sentence; whom not."""

from collections.abc import Sequence

from agents.claims.entities.focus import Focus
from agents.claims.entities.weapons import weapon_owners
from agents.claims.language.noun_phrases import Span
from agents.claims.language.subjects import subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor, ActorMention

NEAR = 4
"""Tokens between a verb of saying and "its forces", "they", at most."""


def only_met(tokens: Sequence[Token], n: int) -> bool:
    """Whether the side named at n is only the one that others met with: "no resistance from Y", "clashes with Y"."""
    if any(tokens[k].low in listed("tied_to") and tokens[k + 1].low in ("to", "with") for k in range(max(0, n - 6), n)):
        return True  # "X, a group linked to the terrorist organisation Y"
    k = n - 1
    while k > 0 and (tokens[k].low in words().determiners or (tokens[k].capital and tokens[k].kind == "place")):
        k -= 1
    if k < 1:
        return False
    if tokens[k].low == "from" and tokens[k - 1].low in listed("deserting"):
        return True  # "he defected from the army and took X"
    met = tokens[k].low in ("from", "by") and tokens[k - 1].low in listed("resistances")
    return met or (tokens[k].low in ("with", "against") and tokens[k - 1].low in listed("bouts"))


def teller(tokens: Sequence[Token], at: int) -> ActorMention | None:
    """The X of "X, which accuses the army of abuses, said its forces …", "a spokesman for X said they had …"."""
    verb = next((n for n in range(at - 1, max(0, at - NEAR), -1) if tokens[n].low in listed("said_so")), -1)
    if verb < 1 or any(token.actor is not None or token.text in ".;:" for token in tokens[verb:at]):
        return None
    span = subject(tokens, verb_group(tokens, verb, frozenset({"past", "pp"})).start)
    if span is None:
        return None
    for n in range(span.start, verb):
        mention = tokens[n].actor
        if mention is not None and not only_met(tokens, n):
            beside = tokens[n + 1].actor if n + 1 < verb else None
            mention = beside if beside is not None and not beside.generic else mention  # "the Islamist group X"
            return None if mention.generic else mention
        if tokens[n].kind == "punct" or tokens[n].low in words().relatives:
            return None
    return None


def group_before(tokens: Sequence[Token], at: int, focus: Focus) -> Actor | None:
    """The group of "took X from the RSF a year after it fell to the paramilitary group": the last one with a name."""
    named = [token.actor for token in tokens[:at] if token.actor is not None and not token.actor.generic]
    group = next((mention.actor for mention in reversed(named) if mention.actor.type == "non-state"), None)
    return group or focus.sides.get("non-state")


def group_that_spoke(tokens: Sequence[Token], at: int, focus: Focus) -> Actor | None:
    """The group of "The insurgent group says it has captured X", "The ethnic army said that it had": no state."""
    told = at - 1 - (at > 0 and tokens[at - 1].low == "that")
    if tokens[at].low not in ("it", "they") or told < 2 or tokens[told].low not in listed("said_so"):
        return None
    noun = tokens[told - 1].low.rpartition(" ")[2]
    lows = {word for token in tokens[max(0, told - 4) : told] for word in token.low.split(" ")}
    rebels = not lows.isdisjoint(listed("not_the_states", "qualities_of_rebels"))
    if noun not in ("army", "group") or not rebels:
        return None
    return group_before(tokens, told - 1, focus)


def who_did(tokens: Sequence[Token], at: int) -> Actor | None:
    """The side of "X killed 12 soldiers as they took the town": who did something, and not whom it was done to."""
    if (
        at < 3
        or tokens[at].low not in ("they", "it")
        or tokens[at - 1].low not in listed("meanwhile_clauses") | {"where"}
    ):
        return None
    for n in range(at - 2, -1, -1):
        if tokens[n].text in ";.":
            return None
        mention = tokens[n].actor
        before = tokens[n - 1 - (tokens[n - 1].low == "the")] if n else None
        if mention is None or (before is not None and before.low in words().prepositions):
            continue
        k = n + 1
        while (
            k < at
            and tokens[k].kind == "word"
            and (tokens[k].low in ("group", "militant", "then", "also", "have", "had"))
        ):
            k += 1
        if tokens[k].low in listed("killing_words", "deeds", "takings", "encounters", "repelling"):
            return mention.actor
    return None


def who_said_so(tokens: Sequence[Token], at: int) -> Actor | None:
    """The Y of "Y claimed the town on Monday, saying they took it after a battle": who said it."""
    told = at - 1 - (at > 1 and tokens[at - 1].low == "that")
    if at < 4 or tokens[at].low != "they" or tokens[told].low not in ("saying", "claiming", "adding"):
        return None
    if (opening := _faction(tokens)) is not None:
        return opening
    first: Actor | None = None
    for n in range(told - 1, -1, -1):
        mention = tokens[n].actor
        before = tokens[n - 1 - (n > 1 and tokens[n - 1].low in words().determiners)] if n else None
        clause = before is not None and before.low in ("as", "after", "when", "while", "before")
        if mention is None or (before is not None and not clause and before.low in words().prepositions):
            continue
        if tokens[n + 1].low in listed("goings_on"):
            return mention.actor  # "… were killed as X troops continued their offensive, claiming that they …"
        first = mention.actor
    return first


def _faction(tokens: Sequence[Token]) -> Actor | None:
    """The side under arms without a name with which a sentence opens: "The opposition faction", "The rebel group"."""
    first = int(tokens[0].low in words().determiners)
    inside = tokens[first : first + 3]
    noun = next((n for n, token in enumerate(inside) if token.low in ("faction", "group", "movement", "alliance")), 0)
    if not noun or inside[noun - 1].low not in listed("not_the_states") | {"opposition", "rebel", "armed", "insurgent"}:
        return None
    text = " ".join(token.text for token in inside[: noun + 1])
    return Actor(text=text, name=text, type="non-state")


def of_folk(tokens: Sequence[Token], at: int) -> bool:
    """Whether several people under no arms are told of right before "they": "four villagers were shot after they"."""
    if at < 3 or tokens[at - 1].low not in ("after", "as", "when", "while", "before", "since"):
        return False
    near = range(max(1, at - 7), at - 1)
    counted = (n for n in near if tokens[n].kind == "num" or tokens[n].low in ("several", "some", "many"))
    return any(tokens[n + 1].low in words().civilian | words().unknown_people for n in counted)


def army_that_spoke(tokens: Sequence[Token], at: int, focus: Focus) -> Actor | None:
    """The army of "It said it had killed nine": the body that spoke last, where the sentence names nobody else."""
    if at != 2 or tokens[0].low != "it" or tokens[1].low not in listed("said_so"):
        return None
    told = focus.subject
    if told is not None and told.type == "state" and told.text.split(" ")[-1].lower() in listed("army_words"):
        return told  # "The army confirmed the raid. It said it had killed nine"
    if not focus.bodies:
        return None
    speaker, _, _, military = focus.bodies[-1]
    army = military or speaker.name.split(" ")[-1].lower() in listed("army_words")
    return Actor(text=tokens[at].text, name=speaker.name, type="state") if army else None


def opening_force(tokens: Sequence[Token], at: int) -> Span | None:
    """The force with which a sentence opens, for a "they" in it: "Military forces fought in X, where they took Y"."""
    for n in range(min(at, 4)):
        if tokens[n].kind == "word" and tokens[n].low in ("forces", "troops", "soldiers", "units", "brigades"):
            return Span(0, n + 1)
        if tokens[n].kind == "punct" or tokens[n].low in words().prepositions:
            return None
    return None


def speaking_state(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The state of "X says it has taken …": the country that speaks."""
    for n in range(span.start - 1, max(-1, span.start - 5), -1):
        place = tokens[n].place
        if place is not None and place.feature == "country" and tokens[n + 1].low in listed("reporting"):
            return Actor(text=tokens[n].text, name=place.place.name, type="state")
    return None


def speaking_government(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The forces of "the government announced two days ago that it had captured X": those of whoever rules."""
    if tokens[span.start].low != "it":
        return None
    for n in range(span.start - 1, max(0, span.start - 9), -1):
        if tokens[n].text in ";:.":
            return None
        if tokens[n].low in listed("said_so", "present_speech"):
            rules = tokens[n - 1].kind == "word" and tokens[n - 1].low in ("government", "regime", "junta")
            side = weapon_owners()["government"]
            return Actor(text=tokens[n - 1].text, name=side.name, type=side.type) if rules else None
    return None


def speaking_unit(tokens: Sequence[Token], span: Span) -> Actor | None:
    """The unit of "a Ukrainian brigade announced that it had taken X"."""
    for n in range(span.start - 1, max(0, span.start - 4), -1):
        if tokens[n].low in listed("said_so"):
            a = n
            while a > 0 and tokens[a - 1].kind == "word" and tokens[a - 1].low not in words().prepositions:
                a -= 1
            unit = [token for token in tokens[a:n] if token.low not in words().determiners]
            told = len(unit) > 1 and unit[0].capital and unit[-1].low in listed("armed")
            text = " ".join(token.text for token in unit)
            return Actor(text=text, name=text, type=None) if told else None
    return None
