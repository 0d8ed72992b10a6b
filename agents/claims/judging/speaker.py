"""Who a phrase says speaks, of which type, on the record or not: "a city official", "the group's media arm"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.claims.entities.focus import Focus
from agents.claims.entities.organisations import full_name
from agents.claims.entities.who import resolve
from agents.claims.judging.speech_words import speech_words
from agents.claims.language.noun_phrases import Span, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor, ActorMention, Speaker, SpeakerType


@dataclass(frozen=True, slots=True)
class Attribution:
    """said_by; named: on the record; claiming: the verb itself keeps distance ("claimed")."""

    said_by: Speaker | None
    named: bool = False
    claiming: bool = False
    military: bool = False


_BODIES = ("organisation", "official", "media")
"""Speakers that are an "it"."""
NOBODY = Attribution(None)


def speaker_of(tokens: Sequence[Token], span: Span, focus: Focus, *, claiming: bool = False) -> Attribution:
    """Who the phrase names as speaking, of which type, and whether on the record."""
    start, end = span.start, span.end
    while start < end - 1 and tokens[start].low in ("the", "a", "an", "’", "”", '"'):
        start += 1
    inside = tokens[start:end]
    if (meant := _pronoun(tokens, span, inside, focus, claiming)) is not None:
        return meant
    lists, text = speech_words(), text_of(tokens, start, end)
    folded = [token.low for token in inside if token.kind in ("actor", "place")]
    lows = {token.low for token in inside} | {part for low in folded for part in low.split()}
    actors = [token.actor.actor for token in inside if token.actor is not None]
    rebel = next((actor for actor in actors if actor.type == "non-state"), None)
    if rebel is not None and not lows & {"official", "officials", "mayor", "minister"}:
        return Attribution(Speaker(text=text, name=rebel.name, type="belligerent"), True, True)
    organisation = full_name(text, focus.organisations)
    name = organisation or _proper_name(inside)
    armed = actors or lows & {"army", "military", "defence", "defense"}
    known = bool(name or actors) or any(token.place is not None for token in inside)
    kind = _type(lows, organisation=organisation is not None, known=known)
    unnamed = (
        bool(lows & lists.unnamed)
        and not ("media" in lows and lows & listed("state_media"))
        and (not name or (name == organisation and bool(lows & listed("insiders"))))
    )
    reports = not name and bool(lows & lists.reports) and not lows & {"official", "officials"}
    return Attribution(
        Speaker(text=text, name=name or (actors[0].name if actors else text), type=kind),
        not (unnamed or reports),
        claiming or reports or kind == "social",
        bool(armed and lows & listed("military_speakers")),
    )


def _pronoun(
    tokens: Sequence[Token], span: Span, inside: Sequence[Token], focus: Focus, claiming: bool
) -> Attribution | None:
    """Whom "it", "they", "he" stands for: who last spoke, or an armed side; null where the phrase is no pronoun."""
    w, first = words(), inside[0].low
    ruled = span.start >= 3 and tokens[span.start - 2].low in ("that", "which", "who") and first == "it"
    if ruled and tokens[span.start - 3].kind == "word":  # "the charity that runs it said": the charity
        a, _ = phrase_start(tokens, span.start - 3)
        return speaker_of(tokens, Span(a, span.start - 2), focus, claiming=claiming)
    spoke = focus.spoke if focus.spoke is not None and focus.spoke.type in _BODIES else None
    if spoke is not None and first in ("it", "they") and all(token.low in w.adverbs for token in inside[1:]):
        return Attribution(spoke, True, claiming)
    if len(inside) > 1 or first not in w.pronouns:
        return None
    if first in ("he", "she") and focus.person is not None:
        return Attribution(focus.person, focus.person_named, claiming or focus.person.type == "belligerent")
    actor = resolve(tokens, span, focus).actor if first in ("they", "it") else None
    if actor is None:
        return Attribution(None, claiming=claiming)
    return Attribution(Speaker(text=inside[0].text, name=actor.name, type="belligerent"), True, claiming)


def _type(lows: set[str], *, organisation: bool, known: bool) -> SpeakerType:
    """The type of a speaker by the words that describe it; known: an organisation, a name, an actor or a country."""
    kind = next((kind for kind, roles in speech_words().types if lows & roles), None)
    if kind == "organisation" and lows & {"minister", "president", "ministry"}:
        kind = "official"
    if organisation and kind in (None, "social", "witness"):
        return "organisation"
    return kind or ("official" if known else "media")


def _proper_name(inside: Sequence[Token]) -> str:
    """The last run of capitalised words that is no title: "Iraqi Gen. Mohammed al-Quraishi": "Mohammed al-Quraishi"."""
    w = words()
    best: list[str] = []
    run: list[str] = []
    for token in inside:
        ok = (
            token.kind == "word"
            and (token.capital or (token.low.startswith(("al-", "el-")) or token.low in listed("name_particles")))
            and token.low.rstrip(".") not in w.titles
        )
        if ok and (token.capital or run or "-" in token.text):
            run.append(token.text)
        else:
            best, run = (run or best), []
    best = run or best
    return " ".join(best) if len(best) >= 2 or (best and len(best[0]) > 3 and inside[0].text != best[0]) else ""


_OWN = re.compile(r"\b(?:purport\w*|claimed to be|affiliated|linked|loyal|official|own|group['’]s|run by|belong\w*)\b")


def own_voice(attribution: Attribution, actor: Actor | None, text: str) -> Attribution:
    """A post or statement from "an account that purports to be the group's own" is the group's word of its own deed."""
    speaker = attribution.said_by
    if (
        speaker is None
        or speaker.type != "social"
        or actor is None
        or actor.type != "non-state"
        or not _OWN.search(text)
    ):
        return attribution
    return replace(attribution, said_by=Speaker(text=speaker.text, name=actor.name, type="belligerent"))


_OURS = re.compile(
    r"\b[Oo]ur (?:\w+ )?(?:forces|troops|units|fighters|heroes|comrades|soldiers|commanders|army|movement|brigades?|"
    r"positions|teams?|staff|nurses|doctors|colleagues|surgeons|hospitals?|clinics?)\b|\bthe enemy[’'s]*\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def statement_of(outlet: str | None, text: str, actors: Sequence[ActorMention]) -> Attribution | None:
    """The outlet as the speaker of a text that is its own statement ("our forces", "the enemy"); null of any other.

    A belligerent's statement is its claim; that of an aid organisation is on the record.
    """
    if not outlet or len(_OURS.findall(_QUOTED.sub("", text))) < 2:
        return None
    lows = set(outlet.lower().split())
    side = next((m.actor for m in actors if m.actor.name.lower() in outlet.lower()), None)
    fights = side is not None or bool(lows & (listed("armed") | listed("ruling")))
    kind: SpeakerType = "belligerent" if fights else "organisation"
    return Attribution(Speaker(text=outlet, name=side.name if side else outlet, type=kind), not fights, fights)
