"""Sides told by those who lead them: "Savimbi took X", "army officers said they had", "the government said it was"."""

import re
from collections.abc import Sequence

from agents.claims.entities.who import Who
from agents.claims.language.noun_phrases import is_time
from agents.claims.language.subjects import subject
from agents.claims.model import Token
from agents.claims.reader.context import Context
from agents.claims.sides.speaker_side import followed
from agents.claims.words import listed
from schemas.actor import Actor


def leaders(context: Context, inside: Sequence[Token]) -> Who | None:
    """The forces of a person who took a place himself, where the text speaks of them: "X took Y", "X's fighters"."""
    last = inside[-1]
    names = [token for token in inside if token.low not in listed("titles_of_rank")]
    if len(last.text) < 4 or not 0 < len(names) < 4 or not all(t.capital and t.kind == "word" for t in names):
        return None
    text = context.tagged.article.text
    at = next((m for own in ("'s ", "’s ") if (m := text.find(f"{last.text}{own}")) >= 0), -1)
    if at < 0:
        return _loyal(text, names)
    words_ = text[at + len(last.text) + 3 :].split(None, 1)
    force = words_[0].strip(".,;:") if words_ else ""
    if force not in listed("forces_of_men"):
        return None
    return followed(context, Who(Actor(text=last.text, name=f"{last.text}'s {force}", type="non-state"), True))


def _loyal(text: str, names: Sequence[Token]) -> Who | None:
    """The forces of "troops loyal to Y's rival, X, had entered": X's."""
    man = " ".join(token.text for token in names)
    found = re.search(rf"\b(\w+) loyal to [^.;:]{{0,60}}\b{re.escape(man)}\b", text) if " loyal to " in text else None
    if found is None or found[1].lower() not in listed("forces_of_men"):
        return None
    side = Actor(text=found[1], name=f"{found[1].lower()} loyal to {man}", type="non-state")
    return Who(side, True)


def officers_say(tokens: Sequence[Token], at: int) -> bool:
    """Whether officers speak of their own: "army officers said they had taken X", "rebel commanders say they hold"."""
    n = at - 1 - (tokens[at - 1].low == "that")
    while n > 1 and is_time(tokens, n):
        n -= 1 + (tokens[n - 1].low == "on")
    who = subject(tokens, n) if n > 0 and tokens[n].low in listed("said_so") else None
    if who is None:
        return False
    lows = [token.low for token in tokens[who.start : who.end]]
    if "in" in lows[1:]:
        lows = lows[: lows.index("in")]  # "army officials in Chad"
    return lows[-1] in listed("officers") or (lows[-1] == "officials" and not listed("army_words").isdisjoint(lows))


def rulers_say(tokens: Sequence[Token], at: int) -> bool:
    """Whether a government speaks of itself: "the government said on Friday it was back in control of X"."""
    n = at - 1
    while n > 1 and (is_time(tokens, n) or tokens[n].low in ("that", "on", "late", "early")):
        n -= 1
    return n > 0 and tokens[n].low in listed("said_so") and tokens[n - 1].low in ("government", "junta", "authorities")
