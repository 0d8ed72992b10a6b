"""Pages about sport, votes, markets or a drill: what changes hands on them is seldom a place, unless a side under arms
is named as the one who took or lost it.
"""

import re
from itertools import pairwise
from typing import Literal

from agents.claims.mode.past_marks import dated_now
from agents.claims.model import Token
from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading
from agents.claims.words import listed, words

Ordinary = Literal["", "a drill", "a sports page", "an election page", "a market page", "no word of war on the page"]
ENOUGH = 3
"""Different words of its subject that make a page one of sport, votes or markets."""
PAGE = 4
"""Sentences from which a text is a page, whose silence about war says something."""

_AT_WAR = re.compile(
    r"(?<!trade )(?<!price )(?<!turf )(?<!tariff )(?<!bidding )(?<!cold )(?<!culture )(?<!star )\bwar\b"
    r"(?! of words| on drugs| chest)",
    re.I,
)
"""The war that is one."""


STUDY = 4
"""Different words of a medical study on a page, whose dead are no event's."""
STAGED = 3
"""Different words of drills and make-believe that make a page one of a drill."""


_COLOURS = re.compile(r"\b(?:[Rr]ed|[Bb]lue|[Oo]range|[Gg]reen) (?:force|army|side|team|brigade)s?\b")
"""The sides of a drill."""
_MINUTE = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)[ -]minute\b")
"""When a goal fell: "in the 88th minute"."""
_IN_SPORT = ("-wicket", "-goal", "-try", "-run", "-set", "-lap", "-stroke", "-point", "-under", "-yard")
"""How words of sport end: "ten-wicket", "three-goal"."""


def ordinary_page(context: Context) -> Ordinary:
    """What ordinary matter a page is about, by more different words of it than of war; "" where it is of none."""
    if context.ordinary is None:
        context.ordinary = _about(context)
    return context.ordinary  # type: ignore[return-value]


def _about(context: Context) -> Ordinary:
    sentences = context.page.sentences
    if sentences and _drill(sentences[0].text):
        return "a drill"
    lows = context.vocabulary
    umpired = (
        not lows.isdisjoint(("umpires", "umpire", "opfor", "blufor"))
        and _COLOURS.search(context.tagged.article.text) is not None
    )
    if umpired or len(lows & listed("drill_words")) >= STAGED:
        return "a drill"  # "OPFOR", "role-players", "the fictional country"
    war = len(lows & listed("war_words", "attack_nouns", "killing_words", "deeds"))
    minutes = 2 * (_MINUTE.search(context.tagged.article.text) is not None)
    counts: list[tuple[int, Ordinary]] = [
        (_of_sport(lows) + minutes, "a sports page"),
        (len(lows & listed("page_polls")), "an election page"),
        (len(lows & listed("page_market")), "a market page"),
    ]
    most, page = max(counts, key=lambda count: count[0])
    return page if most >= ENOUGH and most > war else ""


def _of_sport(lows: frozenset[str]) -> int:
    """How many different words of sport a page has."""
    told = len(lows & listed("page_sport"))
    return told + (told == ENOUGH - 1 and any(low.endswith(_IN_SPORT) for low in lows))


def _bare(word: str) -> str:
    return word.strip(".,;:?!'’\"”“()").removesuffix("'s").removesuffix("’s")


def _drill(title: str) -> bool:
    """Whether a headline is about a drill; rebels who "exercise control" hold none."""
    lows = [_bare(word) for word in title.lower().split()]
    dead = {"dead", "killed", "wounded", "kills", "killing"}
    moves = {"maneuvers", "manoeuvres"} if dead & {*lows} else set()  # "six dead after air raids and manoeuvres"
    near = pairwise([*lows, ""])
    drills = any(a in listed("drills") and a not in moves and b not in listed("exercised") for a, b in near)
    return (
        drills
        and re.search(r"\bexercis\w+ (?:[\w'’-]+ ){1,3}(?:control|authority|power|restraint)\b", title.lower()) is None
    )


def nobody_armed(context: Context, reading: Reading) -> str:
    """Why an ordinary page's match of control is none: a drill, or nobody under arms in its sentence; or ""."""
    page = ordinary_page(context) or once(context.page.sentences[0], "peaceful", lambda: _peaceful(context))
    if page in ("", "a drill"):
        return page
    sides = [token for token in reading.sentence.tokens if token.kind == "actor" and _under_arms(token, page)]
    return "" if sides else page


def _peaceful(context: Context) -> Ordinary:
    """Whether a page of some length has no word of war: "Greece fell to the Faroe Islands"."""
    if len(context.page.sentences) < PAGE:
        return ""
    if any(not mention.generic and mention.actor.type == "non-state" for mention in context.tagged.actors):
        return ""
    known = context.vocabulary & listed("war_words", "signs_of_war") or _AT_WAR.search(context.tagged.article.text)
    return "" if known else "no word of war on the page"


def _under_arms(token: Token, page: Ordinary) -> bool:
    """Whether a mention names a side by itself: a group, or people under arms who are no team and no party faction."""
    assert token.actor is not None
    parts = set(token.low.split()) - {"police", "government", "opposition", "security"}
    armed = bool(parts & (words().combatant | listed("armed")))
    if not token.actor.generic:
        return token.actor.actor.type == "non-state" or armed  # "French wheat" is no army
    return armed and not (token.capital and page == "a sports page")  # "the Melbourne Rebels"


def harmless_page(context: Context, reading: Reading) -> str:
    """Why harm told on an ordinary page is none: hits and losses of sport, the umpires' dead of a drill; or ""."""
    lows = {token.low for token in reading.sentence.tokens}
    page = ordinary_page(context)
    if page == "a drill":
        accident = lows & (listed("killers_off_the_field", "mishaps") | {"fall", "hurt"})
        real = accident or dated_now(reading.sentence)
        return "" if real and not lows & listed("umpires") else page
    if not context.conflict and len(context.vocabulary & listed("study_words")) >= STUDY:
        return "a study"
    sport = page == "a sports page" or ("sport" in context.tagged.topics and not context.conflict)
    if not sport or lows & listed("killers_off_the_field"):
        return ""
    killed = reading.match.rule.value == "killed" and reading.match.rule.name != "casualty.lose-men"
    return "" if killed and lows & listed("mishaps") else "a sports page"
