"""The sides of a change of control: who took, who lost, and where a sentence names the other one."""

from collections.abc import Sequence

from agents.claims.entities.unnamed import peoples
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import is_force
from agents.claims.frames.match import Match
from agents.claims.language.clauses import phrases
from agents.claims.language.noun_phrases import Span, phrase_end
from agents.claims.model import Token
from agents.claims.words import listed, words


def assign(found: Match, role: str, span: Span | None) -> None:
    """Give a match its agent (taken_by) or patient (taken_from)."""
    if span is None:
        return
    if role == "taken_by":
        found.agent = span
    else:
        found.patient = span


def obliques(tokens: Sequence[Token], found: Match, start: int, stop: int) -> None:
    """from / to / by phrases after the place: the other side."""
    w = words()
    for preposition, role in (*found.rule.oblique.items(), ("by", found.rule.subject)):
        if role == "place" or (role == "taken_by" and found.agent) or (role == "taken_from" and found.patient):
            continue
        for at in phrases(tokens, start, stop, preposition):
            end = phrase_end(tokens, at)
            if at > 1 and tokens[at - 2].low.endswith("ing") and tokens[at - 2].kind == "word":
                continue  # "since crossing from X"
            if (
                end > at
                and (tokens[at].kind == "actor" or tokens[at].low not in w.auxiliaries)
                and any(
                    tokens[n].kind == "actor"
                    or (preposition == "by" and n == at and is_force(tokens[at:end]))
                    or tokens[n].low in w.combatant
                    or tokens[n].low in listed("garrisons", "formations")
                    or state(tokens, n)
                    or (tokens[n].low == "authorities" and n == end - 1)
                    or (tokens[n].low in weapon_owners() and n == end - 1)
                    or (tokens[n].capital and tokens[n].low in listed("group_names"))
                    or (tokens[n].capital and tokens[n].low in peoples())
                    or (role == "taken_from" and n == end - 1 and _initials(tokens[n]))
                    for n in range(at, end)
                )
            ):
                assign(found, role, Span(at, end))
                found.end = max(found.end, end)
                break


def left_to(tokens: Sequence[Token], found: Match) -> Match:
    """A withdrawal with whom it left the place to: "has been evacuated, leaving the town to the rebels"."""
    if found.rule.value != "withdrawn" or found.agent is not None:
        return found
    for n in range(found.end, min(len(tokens) - 2, found.end + 14)):
        if tokens[n].low in ("putting", "placing", "bringing") and (back := _put_under(tokens, n + 1)) is not None:
            found.agent = back
            return found
        if tokens[n].low not in ("leaving", "abandoning", "ceding", "surrendering", "yielding"):
            continue
        if (holder := _left_holding(tokens, n + 1)) is not None:
            found.agent = holder
            return found
        for k in range(n + 2, min(len(tokens) - 1, n + 10)):
            if tokens[k].low == "to":
                end = phrase_end(tokens, k + 1)
                if end + 1 < len(tokens) and tokens[end].low == "and" and tokens[k + 1].capital:
                    end = phrase_end(tokens, end + 1)  # "leaving it to Russian and Abkhaz forces"
                if any(token.kind == "actor" for token in tokens[k + 1 : end]):
                    found.agent = Span(k + 1, end)
                    return found
    return found


def _put_under(tokens: Sequence[Token], k: int) -> Span | None:
    """The Y of "putting the city back under Y control", "bringing X under the control of Y"."""
    under = next((n for n in range(k, min(len(tokens) - 2, k + 8)) if tokens[n].low == "under"), -1)
    if under < 0:
        return None
    for n in range(under + 1, min(len(tokens), under + 6)):
        if tokens[n].kind == "actor" or tokens[n].low in weapon_owners() or state(tokens, n):
            return Span(n, n + 1)
    return None


def _left_holding(tokens: Sequence[Token], k: int) -> Span | None:
    """The Y of "leaving Y in possession of the city"."""
    for n in range(k + 1, min(len(tokens) - 2, k + 7)):
        holds = tokens[n].low == "in" and tokens[n + 1].low in ("possession", "control", "charge", "command")
        if holds and tokens[n + 2].low == "of":
            return Span(k, n) if any(token.kind == "actor" for token in tokens[k:n]) else None
    return None


def state(tokens: Sequence[Token], n: int) -> bool:
    """Whether the token names a country, which stands for its state."""
    place = tokens[n].place
    return place is not None and place.feature == "country"


def _initials(token: Token) -> bool:
    """Whether a word is a name by its initials: "from the MDJT"."""
    return token.kind == "word" and len(token.text) >= 3 and token.text.isupper() and token.text.isalpha()
