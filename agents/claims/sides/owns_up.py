"""Who claims an attack: "X claimed responsibility", "the blasts were claimed by X", "X said two of its men …"."""

from collections.abc import Sequence
from itertools import pairwise

from agents.claims.entities.who import NO_ONE, Who, resolve
from agents.claims.language.noun_phrases import Span, is_time, phrase_end
from agents.claims.language.tokens import text_of
from agents.claims.language.told_subjects import told_subject
from agents.claims.language.verbs import verb_group
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.words import listed, words
from schemas.actor import Actor

NEAR = 6
"""Tokens in which a "by" follows "claimed on social media", at most."""


def _his_own(tokens: Sequence[Token], n: int) -> bool:
    """Whether who speaks at n says that the bomber was "one of its men", that "it had sent" him."""
    after = [token.low for token in tokens[n + 1 : n + 11]]
    sent = next((k for k, low in enumerate(after[:-1]) if low == "sent" and after[k + 1] in ("him", "her")), -1)
    ends = sent >= 0 and after[sent + 2 : sent + 3] in ([], ["."], [","])
    if ends and not any(token.low in ("neither", "nor", "nobody", "not") for token in tokens):
        return True  # "X said it had sent him"
    mine = "sent" in after or "dispatched" in after or ("its" in after and ("one" in after or "member" in after))
    if mine and not listed("attackers").isdisjoint(after):
        return True
    men = listed("own_troops") | {"members", "militants", "guerrillas"}
    near = range(n + 1, min(len(tokens) - 2, n + 12))  # "said through its agency that one of its men had …"
    its = next((k for k in near if tokens[k].low == "its" and tokens[k + 1].low in men), 0)
    if not its:
        return False
    if tokens[its - 1].low != "of":  # "said its members had detonated the bomb"
        deed = next((k for k in range(its + 2, min(len(tokens) - 2, its + 5)) if tokens[k].low in listed("deeds")), 0)
        what = {token.low for token in tokens[deed + 2 : deed + 4]} if deed and tokens[deed + 1].low == "the" else set()
        return not what.isdisjoint(listed("the_event", "blasts"))
    if tokens[its + 2].low in words().be:
        return False  # "said one of its men was killed when police detonated a bomb"
    if any(token.low in listed("bombers_deeds") for token in tokens[its + 2 : its + 7]):
        return True
    lows = [token.low for token in tokens[its + 2 : its + 9]]
    if "carried" in lows[:3] and "out" in lows and not listed("the_event").isdisjoint(lows):
        return True  # "one of its members had carried out the attack"
    pairs = pairwise(
        token.low for token in tokens[its + 2 :]
    )  # "one of its men had fired on them before blowing himself up"
    return any(a in listed("dying_bombers") and b in ("himself", "herself", "themselves") for a, b in pairs)


def claimed_by(context: Context, tokens: Sequence[Token]) -> Actor | None:
    """The X of "the blasts were claimed by X", "the killings, which were claimed by X"; null where none is told."""
    deeds = listed("the_event", "attack_nouns") | {"killings", "carnage", "massacre"}
    for n in range(1, len(tokens) - 2):
        if tokens[n].low != "claimed" or (by := _by_whom(tokens, n + 1)) < 0:
            continue
        lows = {token.low for token in tokens[max(0, n - 6) : n]}
        who = resolve(tokens, Span(by + 1, phrase_end(tokens, by + 1)), context.focus)
        fresh = lows & deeds and not lows & {"no", "not", "previous", "each", "similar"}
        fresh = fresh and not any(token.kind == "year" for token in tokens)
        if fresh and who.actor is not None and who.actor.type == "non-state":
            return who.actor
    return None


def _by_whom(tokens: Sequence[Token], k: int) -> int:
    """Where the "by" stands of "claimed by X", "claimed on social media by X", at k or soon behind; -1 for none."""
    first = tokens[k].low in ("by", "on", "in", "via", "through", "online") or is_time(tokens, k)
    near = range(k, min(len(tokens) - 1, k + NEAR)) if first else range(0)
    stops = (n for n in near if tokens[n].kind == "punct" or tokens[n].low == "by")
    at = next(stops, -1)
    return at if at > 0 and tokens[at].low == "by" else -1


def claims_it(context: Context, tokens: Sequence[Token]) -> Actor | None:
    """The X of "X claimed responsibility", "X said it had carried out the attack", "claimed the attack"."""
    for n in range(1, len(tokens) - 1):
        low = tokens[n].low
        after = [token.low for token in tokens[n + 1 : n + 5]]
        it = after[:1] == ["it"] and after[1:2] in ([], ["."], [","], ["in"], ["on"], ["through"])
        claims = low in ("claimed", "claims") and (
            it
            or "responsibility" in after
            or after[:1] == ["both"]
            or bool(set(after[:2]) & listed("the_event", "crimes_told"))
        )
        claims = claims or (low in ("took", "accepted", "assumed") and after[:1] == ["responsibility"])
        claims = claims or (
            low in ("admitted", "admits", "acknowledged") and not listed("owning_to").isdisjoint(after[:1])
        )
        claims = (
            claims
            or (low == "owned" and after[:2] == ["up", "to"])
            or (low in ("took", "claimed") and "credit" in after)
        )
        did = low == "carried" and after[:1] == ["out"] and bool(set(after) & listed("the_event"))
        did = did or (low == "carried" and after[:2] == ["it", "out"])
        behind = low == "behind" and tokens[n - 1].low in ("was", "were") and bool(set(after) & listed("the_event"))
        bombed = _conceded(tokens, n)
        sent = low in listed("said_so") and _his_own(tokens, n)
        if not (claims or did or behind or sent or bombed) or not listed("one_more").isdisjoint(after):
            continue  # "X said it was behind a similar blast in May"
        if did or behind:
            said = next((k for k in range(n - 1, max(-1, n - 8), -1) if tokens[k].low in listed("said_so")), -1)
            if said < 0:
                continue
            n = said
        if (quoted := group_in_quotes(tokens, n)) is not None:
            return quoted
        span = told_subject(tokens, verb_group(tokens, n, frozenset({"past", "pp"})))
        who = _by_his_voice(context, tokens, span, n) if span is not None and span.end <= n else NO_ONE
        own = bombed or "responsibility" in after or low.startswith(("admit", "acknowl"))  # as a state does, too
        if who.actor is not None and (who.actor.type == "non-state" or (own and who.armed)):
            return who.actor
    return None


def _conceded(tokens: Sequence[Token], n: int) -> bool:
    """Whether who speaks at n owns that "it had attacked the village", where that was told before."""
    if tokens[n].low not in listed("conceding"):
        return False
    it = n + 1 + (n + 1 < len(tokens) and tokens[n + 1].low == "that")
    if it + 3 >= len(tokens) or [token.low for token in tokens[it : it + 2]] not in (["it", "had"], ["they", "had"]):
        return False
    return tokens[it + 2].low in listed("deeds") and tokens[it + 3].low in ("the", "it", "them")


def _by_his_voice(context: Context, tokens: Sequence[Token], span: Span, n: int) -> Who:
    """The group that claims an attack, itself or by whom it has speak: "a spokesman for X", "the X commander Y"."""
    if n > 2 and tokens[n - 1].text == "," and (apposed := _apposed(tokens, n - 1)) is not None:
        return Who(apposed, True)
    who = resolve(tokens, span, context.focus)
    voice = any(token.low in listed("spokespersons") for token in tokens[span.start : span.end])
    if who.actor is None and tokens[n - 1].text == ")":
        return resolve(tokens, Span(n - 2, n - 1), context.focus)  # "the X Workers' Party (XWP) claimed …"
    if who.actor is None and not listed("titles_of_state", "ruling").isdisjoint(t.low for t in tokens[span.start : n]):
        land = next((t for t in tokens[span.start : span.end] if t.place and t.place.feature == "country"), None)
        if land is not None and land.place is not None:  # "X's defence minister took responsibility"
            return Who(Actor(text=land.text, name=land.place.place.name, type="state"), True)
    if who.actor is not None or not voice:
        return who
    at = next((k for k in range(span.start, n) if tokens[k].actor is not None), -1)
    return resolve(tokens, Span(at, at + 1), context.focus) if at >= 0 else NO_ONE


def _apposed(tokens: Sequence[Token], comma: int) -> Actor | None:
    """The X of "a splinter group of Y, X, claimed …", whose second comma is at ``comma``; null where it is none."""
    begin = next((k for k in range(comma - 1, max(0, comma - 6), -1) if tokens[k].text == ","), 0)
    group = any(t.low in listed("affiliates") | {"group", "faction", "wing"} for t in tokens[max(0, begin - 9) : begin])
    inside = tokens[begin + 1 : comma]
    if not begin or not group or not inside or not all(token.capital or "-" in token.text for token in inside):
        return None
    named = next((t.actor.actor for t in inside if t.actor is not None and not t.actor.generic), None)
    text = text_of(tokens, begin + 1, comma)
    person = any(token.low in listed("titles_of_rank", "titles_of_state") for token in inside)
    return named or (None if person or inside[0].place is not None else Actor(text=text, name=text, type="non-state"))


def group_in_quotes(tokens: Sequence[Token], n: int) -> Actor | None:
    """The group whose name stands in quotation marks right before the verb at n: "the group 'X of Y' claimed …"."""
    if tokens[n - 1].text not in "'’\"”" or tokens[n - 1].kind != "punct":
        return None
    begin = next((k for k in range(n - 3, max(0, n - 9), -1) if tokens[k].text in "'‘\"“"), -1)
    if begin < 0 or tokens[begin - 1].low not in listed("affiliates") | {"group", "movement", "militia", "faction"}:
        return None
    inside = tokens[begin + 1 : n - 1]
    if (named := next((t.actor for t in inside if t.actor is not None and not t.actor.generic), None)) is not None:
        return named.actor
    text = text_of(tokens, begin + 1, n - 1)
    return Actor(text=text, name=text, type="non-state") if inside[0].capital else None
