"""Actors of a claim, through pronouns and generic nouns to the group meant: "they", "the army", "its troops"."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from agents.claims.entities.focus import Focus
from agents.claims.entities.joint import joint_forces, leader_of_allies
from agents.claims.entities.own_names import (
    bears_name,
    deserters,
    his_men,
    known_as,
    new_group,
    of_a_nation,
    of_a_people,
    of_his,
    self_named,
    supporters,
    unlisted,
)
from agents.claims.entities.pronouns import (
    army_that_spoke,
    group_before,
    group_that_spoke,
    of_folk,
    only_met,
    opening_force,
    speaking_government,
    speaking_state,
    speaking_unit,
    teller,
    who_did,
    who_said_so,
)
from agents.claims.entities.unnamed import (
    as_written,
    generic_actor,
    is_definite,
    people_in_arms,
    peoples,
    rebel_noun,
    ruler,
    state_behind,
)
from agents.claims.entities.weapons import weapon_owners
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor, ActorMention


class Who(Struct, frozen=True):
    """actor: null where the phrase names none; armed: whether the phrase is about people under arms at all."""

    actor: Actor | None
    armed: bool


NO_ONE = Who(None, False)
"""The actor of a phrase that is not there."""


def resolve(tokens: Sequence[Token], span: Span | None, focus: Focus) -> Who:
    """The actor that a phrase names, directly, by country, by a generic noun or by a pronoun."""
    if span is None or span.start >= span.end:
        return NO_ONE
    if (both := joint_forces(tokens, span)) is not None:
        return Who(both, True)
    span = leader_of_allies(tokens, span)
    if (gone := deserters(tokens, span)) is not None:
        return Who(gone, True)
    inside = tokens[span.start : span.end]
    named = [
        token.actor
        for n, token in enumerate(inside)
        if token.actor is not None and not (n and inside[n - 1].low in listed("opposing")) and not _describes(inside, n)
    ]
    if (apposed := _apposed(tokens, span, named)) is not None:
        return Who(apposed, True)
    if len(named) == 1 and (other := _another_group(inside, named[0])) is not None:
        return Who(other, True)
    if named and _of_another(inside):
        return Who(None, True)  # "al-Qaeda's local affiliate" is not al-Qaeda
    if named:
        meant_ = _meant(inside, named)
        return Who(of_his(tokens, span.end, meant_) or _named(tokens, span, meant_, focus), True)
    if len(inside) == 1 and inside[0].low in words().pronouns:
        return _pronoun(tokens, span, focus)
    last = inside[-1]
    if len(inside) == 1 and last.low in weapon_owners():
        return Who(weapon_owners()[last.low], True)  # "into rebel hands"
    if (meant := _possessed(tokens, span, focus) or generic_actor(inside, focus)) is not None:
        return Who(meant, True)
    if last.low in ("men", "followers") and any(a.capital and b.low in ("'s", "'") for a, b in pairwise(inside)):
        return Who(
            Actor(text=as_written(inside), name=as_written(inside), type="non-state"), True
        )  # "the warlord X's men"
    if last.kind == "word" and last.capital and last.low in peoples():
        return Who(people_in_arms(last), True)
    if last.low in listed("garrisons") and len(inside) > 1 and inside[-2].low in weapon_owners():
        return Who(weapon_owners()[inside[-2].low], True)  # "the last government defenders"
    if any(token.low in listed("armed") or token.low in words().combatant for token in inside):
        head = max(n for n, t in enumerate(inside) if t.low in listed("armed") or t.low in words().combatant)
        if inside[head].low == "fighter" and last.low in listed("war_machines"):
            return NO_ONE  # "fighter jets" are nobody's, as far as that tells
        if not listed("harmed_by_it").isdisjoint(token.low for token in inside[:head]):
            return NO_ONE  # "victims of an attack that killed 40" killed nobody
        if (
            head < len(inside) - 1
            and inside[head].low in weapon_owners()
            and last.low in listed("unit_nouns", "attack_nouns")
        ):
            return Who(weapon_owners()[inside[head].low], True)  # "another rebel unit"
        if inside[head].low in listed("chieftains") and (led := _led(tokens, span, head, focus)) is not None:
            return Who(Actor(text=as_written(inside[: head + 1]), name=led.name, type=led.type), True)
        if inside[head].low in listed("titles_of_rank"):
            while head + 1 < len(inside) and inside[head + 1].capital:
                head += 1  # "the men of General X"
        text = as_written(inside[: head + 1])
        bare = Actor(text=text, name=text, type=None)
        if text.lower() in listed("rebel_nouns"):
            bare = Actor(text=text, name=text.lower(), type="non-state")  # "Rebels leave X": capitals of a headline
        return Who(state_behind(tokens, span) or bare, True)
    if last.low in weapon_owners():
        return Who(weapon_owners()[last.low], True)
    if is_force(inside):
        text = as_written(inside)
        return Who(Actor(text=text, name=text, type=None), True)
    return _described(tokens, span)


def _led(tokens: Sequence[Token], span: Span, head: int, focus: Focus) -> Actor | None:
    """The side of "rebel leader X", "the leader of a gang"; null where none is told."""
    at = span.start + head
    if head and tokens[at - 1].low in weapon_owners():
        return weapon_owners()[tokens[at - 1].low]
    if at + 2 >= len(tokens) or tokens[at + 1].low != "of":
        return None
    return resolve(tokens, Span(at + 2, phrase_end(tokens, at + 2)), focus).actor


def is_force(inside: Sequence[Token]) -> bool:
    """Whether a phrase is about a force under arms: "the Turkish-led force"; not "by force", "the sales force"."""
    opens = len(inside) > 2 and inside[-1].low == "force" and inside[0].low in ("the", "a", "an")
    return opens and inside[-2].low not in listed("civil_forces")


def _meant(inside: Sequence[Token], named: Sequence[ActorMention]) -> ActorMention:
    """The mention that a phrase is about: one with a name, and behind "affiliate" the one that is meant."""
    at = max((n for n, token in enumerate(inside) if token.low in listed("affiliates")), default=-1)
    sure = [mention for mention in named if not mention.generic]
    kinds = [mention.actor.type for mention in named]
    if kinds == ["state", "non-state"] and not sure and any(token.low == "of" for token in inside):
        return named[1]  # "soldiers of the rebel movement"
    behind = [t.actor for t in inside[at + 1 :] if t.actor in sure]
    if len(sure) > 1 and sure[0].actor.text.split(" ")[-1] in listed("rebel_nouns"):
        return sure[-1] if any(token.low == "of" for token in inside) else sure[0]  # "Tuareg separatists of the MNLA"
    return (behind if at >= 0 and behind else sure or list(named))[0]


def _describes(inside: Sequence[Token], n: int) -> bool:
    """Whether the actor at n only says what the one behind it is: "the Mozambican rebel movement Renamo"."""
    k = n + 1 + (n + 1 < len(inside) and inside[n + 1].low in listed("groups_told_of"))
    named = inside[k].actor if k < len(inside) else None
    described = inside[n].low.rpartition(" ")[2] in listed("rebel_nouns", "groups_told_of") | weapon_owners().keys()
    return named is not None and not named.generic and described


def _another_group(inside: Sequence[Token], mention: ActorMention) -> Actor | None:
    """The "second rebel group", the "rival militia", which is none that the article has named; else null."""
    at = next((n for n, token in enumerate(inside) if token.actor is mention), 0)
    others = [n for n in range(at) if inside[n].low in ("another", "second", "third", "rival")]
    one = mention.actor.text.lower().rpartition(" ")[2] in ("group", "militia", "faction", "army")
    if not (others and one and mention.generic and mention.actor.type == "non-state"):
        return None
    text = as_written(inside[others[0] : at + 1])
    return Actor(text=text, name=text.lower(), type="non-state")


def _of_another(inside: Sequence[Token]) -> bool:
    """Whether a phrase only names whose affiliate it is: "al-Qaeda's local affiliate", not "al-Qaeda affiliate X"."""
    at = max((n for n, token in enumerate(inside) if token.low in listed("affiliates")), default=-1)
    return at >= 0 and not any(t.actor is not None and not t.actor.generic for t in inside[at + 1 :])


def _described(tokens: Sequence[Token], span: Span) -> Who:
    """The side that a phrase names by nothing but its words: "rebel committees", "the defence ministry", a country."""
    inside = tokens[span.start : span.end]
    whose = [token.low for token in inside[:-1] if token.low not in ("'s", "'")]
    last, owner = inside[-1], whose[-1] if whose else ""
    if owner in weapon_owners() and last.low in listed("of_a_side"):
        return Who(weapon_owners()[owner], True)  # "passed to rebel committees"
    bare = all(token.low in words().determiners for token in inside[:-1])
    if last.low == "authorities" and (bare or any(token.capital for token in inside[:-1])):
        return Who(Actor(text=as_written(inside), name=weapon_owners()["government"].name, type="state"), True)
    if (group := new_group(tokens, span)) is not None:
        return Who(group, True)
    if (following := supporters(inside)) is not None:
        return Who(following, True)
    if last.capital and len(inside) > 1 and last.low in listed("group_names") and inside[-2].capital:
        return Who(
            Actor(text=as_written(inside), name=as_written(inside), type=None), True
        )  # a group nobody has listed
    if last.low == "committees" and any(token.low in listed("fighting_committees") for token in inside):
        text = as_written(inside).replace(" - ", "-")
        return Who(Actor(text=text, name=text, type="non-state"), True)  # "pro-Hadi popular committees"
    if last.low in ("ministry", "mod", "staff", "kremlin", "headquarters") and any(
        t.low in listed("commands") for t in inside
    ):
        land = next((t.place.place.name for t in inside if t.place is not None and t.place.feature == "country"), None)
        return Who(Actor(text=as_written(inside), name=land or as_written(inside), type="state"), True)
    if last.low in ("men", "followers") and any(token.low in ("'s", "'") for token in inside):
        return Who(
            Actor(text=as_written(inside), name=as_written(inside), type="non-state"), True
        )  # "the warlord's men"
    if last.place is not None and last.place.feature == "country":
        return Who(Actor(text=last.text, name=last.place.place.name, type="state"), True)
    return NO_ONE


def _apposed(tokens: Sequence[Token], span: Span, named: Sequence[ActorMention]) -> Actor | None:
    """The name behind a generic side: "local fighters (VDP)", "a smaller rebel group, LURD, …"."""
    if (known := known_as(tokens, span)) is not None:
        return known
    if any(not mention.generic for mention in named):
        return None
    fighters = bool(named) or tokens[span.end - 1].low in words().combatant
    if fighters and (own := self_named(tokens, span)) is not None:
        return own
    if span.end + 3 >= len(tokens):
        return None
    named_at = span.end + 1 + (tokens[span.end + 1].low == "the")
    mark, mention, close = tokens[span.end], tokens[named_at].actor, tokens[named_at + 1]
    if mention is None or mention.generic:
        return None
    group = any(part in listed("affiliates") | {"group", "movement", "militia", "faction", "alliance"}
                for token in tokens[span.start : span.end] for part in token.low.split())  # fmt: skip
    lettered = tokens[span.end - 1].capital and tokens[span.end - 1].low in listed("group_names")
    armed = bool(named) or group or (lettered and mark.text == "(")  # "the Republican Forces (FRCI)"
    if armed and ((mark.text == "(" and close.text == ")") or (group and mark.text == "," and close.text == ",")):
        return mention.actor
    return None


def _named(tokens: Sequence[Token], span: Span, mention: ActorMention, focus: Focus) -> Actor:
    """The actor of a mention; a generic one ("his troops", "the rebels", "rebel") is whose it says or who was meant."""
    written, inside = mention.actor, tokens[span.start : span.end]
    at = next((n for n, token in enumerate(inside) if token.actor is mention), 0)
    minor = at > 1 and inside[at - 1].low in ("minority", "armed")
    if mention.generic and at and inside[at - 1 - minor].low in listed("not_the_states"):
        text = " ".join([*(token.text for token in inside[at - 1 - minor : at]), written.text])
        return Actor(
            text=text, name=text.lower(), type="non-state"
        )  # "resistance troops", "the eastern army" are not the state's
    if mention.generic:
        if (owner := state_behind(tokens, span) or unlisted(tokens, span)) is not None:
            return owner
        initials = at and inside[at - 1].place is None and sum(letter.isupper() for letter in inside[at - 1].text) > 1
        initials = initials and "-" not in inside[at - 1].text  # no "U.S.-backed"
        if initials and bears_name(written) and inside[at - 1].low not in listed("initials_of_lands"):
            return Actor(text=f"{inside[at - 1].text} {written.text}", name=inside[at - 1].text, type=written.type)
        if (abroad := of_a_nation(inside, at)) is not None:
            return abroad
        if written.type == "non-state":
            own = his_men(inside, at) or of_a_people(tokens, span, at)
            if own is not None:
                return own
        people = inside[at - 1].text if at else written.text.split()[0]
        if people[:1].isupper() and people.lower() in peoples() and written.type == "state":
            name = peoples()[people.lower()]  # "Tigrayan troops" are not the state's
            if people.lower() not in listed("nations") and f"{people.lower()}s" not in listed("nations"):
                return Actor(text=f"{people} {written.text.split()[-1]}", name=name, type="non-state")
        folk = people[:1].isupper() and people.lower() in peoples() and people.lower() not in listed("nations")
        if folk and at and written.type == "non-state":
            return Actor(text=f"{people} {written.text}", name=peoples()[people.lower()], type="non-state")
        if inside[0].low in listed("possessives") and (state := ruler(tokens, span.start)) is not None:
            known = written.name[:1].isupper()  # the country's own army, as the article's places tell it
            return written if known else Actor(text=written.text, name=state.name, type="state")
        if inside[0].low in ("its", "his", "their") and (mine := _owner_before(tokens, span, focus)) is not None:
            return Actor(text=written.text, name=mine.name, type=mine.type)
        if span.start and "whose" in (tokens[span.start - 1].low, inside[0].low):
            owners = [t.actor for t in tokens[: span.start] if t.actor is not None and not t.actor.generic]
            if owners:  # "X, whose fighters had left": X's
                return Actor(text=written.text, name=owners[-1].actor.name, type=owners[-1].actor.type)
        meant = focus.meant_by(rebel_noun(inside)) if is_definite(inside) else None
        if meant is None and written.text.split(" ")[-1].lower() in listed("groups_told_of") and is_definite(inside):
            meant = group_before(tokens, span.start, focus)  # "fell to the paramilitary group"
        if meant is not None and (meant.type != "non-state" or meant.name != meant.name.lower()):
            return Actor(text=written.text, name=meant.name, type=meant.type)
    if written.name in weapon_owners():  # "into rebel hands": rebels
        side = weapon_owners()[written.name]
        return Actor(text=written.text, name=side.name, type=side.type)
    return written


def _pronoun(tokens: Sequence[Token], span: Span, focus: Focus) -> Who:
    """The actor that "they", "it" or "who" stands for: the last one named before, else the state that speaks."""
    if tokens[span.start].low not in ("they", "it", "he", "them", "who", "which"):
        return NO_ONE
    if span.end + 2 < len(tokens) and tokens[span.end].text in "([" and (meant := _in_brackets(tokens, span, focus)):
        return meant
    earlier = [t.actor for n, t in enumerate(tokens[: span.start]) if t.actor is not None and not only_met(tokens, n)]
    speaks = teller(tokens, span.start) if tokens[span.start].low in ("they", "it") else None
    if speaks is not None:
        at = next((n for n in range(span.start) if tokens[n].actor is speaks), 0)
        other = _another_group(tokens[max(0, at - 3) : at + 1], speaks)
        return Who(other or of_his(tokens, at + 1, speaks) or speaks.actor, True)
    if (group := group_that_spoke(tokens, span.start, focus)) is not None:
        return Who(group, True)
    if tokens[span.start].low == "it":
        earlier = _no_foes(tokens, span.start, earlier)
    if tokens[span.start].low == "it" and any(not mention.generic for mention in earlier):
        earlier = [mention for mention in earlier if not mention.generic]  # "it" is no "rival rebel groups"
    if (army := army_that_spoke(tokens, span.start, focus)) is not None:
        return Who(army, True)
    if (doer := who_did(tokens, span.start) or who_said_so(tokens, span.start)) is not None:
        return Who(doer, True)
    if (own := speaking_government(tokens, span)) is not None:
        return Who(own, True)
    state = speaking_state(tokens, span) or (None if earlier else ruler(tokens, span.start))
    if not earlier and state is not None:
        return Who(state, True)
    if not earlier and (unit := speaking_unit(tokens, span)) is not None:
        return Who(unit, True)
    if not earlier and tokens[span.start].low == "they" and of_folk(tokens, span.start):
        return NO_ONE  # "four villagers were shot after they left X"
    there = span.start > 0 and tokens[span.start - 1].low == "where"  # "troops met X at Y, where they killed two"
    opens = opening_force(tokens, span.start) if (there or not earlier) and tokens[span.start].low == "they" else None
    if opens is not None and (force := resolve(tokens, opens, focus)).armed:
        return force
    one = focus.subject is not None and span.start == 0 and not focus.subject.text.lower().endswith(_PLURAL)
    last = focus.subject if tokens[span.start].low == "they" or one else None
    at = next((n for n in range(span.start) if earlier and tokens[n].actor is earlier[-1]), -1)
    followers = of_his(tokens, at + 1, earlier[-1]) if at >= 0 else None
    if at >= 0 and followers is None:
        followers = _another_group(tokens[max(0, at - 3) : at + 1], earlier[-1])
    actor = followers or (earlier[-1].actor if earlier else last or focus.armed)
    return Who(actor, actor is not None)


_PLURAL = ("s", "men", "troops", "police", "militia")
"""How those end whom "It" does not stand for."""


def _in_brackets(tokens: Sequence[Token], span: Span, focus: Focus) -> Who | None:
    """Whom a quotation's "they (the rebels)", "they [the army]" names behind its pronoun."""
    close = next((n for n in range(span.end + 2, min(len(tokens), span.end + 8)) if tokens[n].text in ")]"), -1)
    if close < 0 or not any(token.kind == "actor" for token in tokens[span.end + 1 : close]):
        return None
    return resolve(tokens, Span(span.end + 1, close), focus)


def _no_foes(tokens: Sequence[Token], stop: int, earlier: list[ActorMention]) -> list[ActorMention]:
    """The sides named before "it" but those that others fight: "the army attacked Y of the rebels after it took X"."""
    if len(earlier) < 2:
        return earlier
    foes = set[str]()
    for n in range(1, stop):
        mention = tokens[n].actor
        k = n - 1 - (tokens[n - 1].low in words().determiners)
        if mention is not None and k >= 0 and tokens[k].low in ("against", "from", "with", "battling", "fighting"):
            foes.add(mention.actor.name)
    left = [mention for mention in earlier if mention.actor.name not in foes]
    return left or earlier


def _possessed(tokens: Sequence[Token], span: Span, focus: Focus) -> Actor | None:
    """The actor of "its troops", "his fighters": whose state speaks, or the last one named."""
    inside = tokens[span.start : span.end]
    last = inside[-1]
    if len(inside) < 2 or inside[0].low not in listed("possessives"):
        return None
    if last.low not in listed("armed") and last.low not in words().combatant and last.low != "men":
        return None
    if (speaks := teller(tokens, span.start)) is not None:
        return speaks.actor
    if (state := ruler(tokens, span.start)) is not None:
        return state
    owners = [token.actor for token in tokens[: span.start] if token.actor is not None]
    return owners[-1].actor if owners else focus.armed


def _owner_before(tokens: Sequence[Token], span: Span, focus: Focus) -> Actor | None:
    """The named side before "its fighters": "JNIM said its fighters …"."""
    if (speaks := teller(tokens, span.start)) is not None:
        return speaks.actor
    last = next((t.actor for t in reversed(tokens[: span.start]) if t.actor is not None), None)
    if last is not None and last.generic and last.actor.text.split(" ")[-1].lower() in listed("bands"):
        return last.actor  # "as a regional militia withdrew after its fighters had …": the militia's
    owners = [t.actor for t in tokens[: span.start] if t.actor is not None and not t.actor.generic]
    return owners[-1].actor if owners else focus.armed
