"""Who a phrase says speaks, of which type, on the record or not: "a city official", "the group's media arm"."""

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from agents.claims.entities.focus import Focus
from agents.claims.entities.organisations import full_name
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import resolve
from agents.claims.language.noun_phrases import Span, is_time, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.speech.documents import author_of, only_named, paper_at
from agents.claims.speech.opening import opening_person
from agents.claims.speech.speaker_names import (
    body_in,
    joint_body,
    named_behind,
    other_ministry,
    person_at_end,
    proper_name,
    type_of,
)
from agents.claims.speech.speech_words import is_role, speech_words
from agents.claims.words import listed, words
from schemas.actor import Actor, Speaker, SpeakerType


class Attribution(Struct, frozen=True):
    """said_by; named: on the record; claiming: the verb itself keeps distance ("claimed").

    paper: the document in which he says it ("report"), or "".
    aside: the article itself adds it to what is said ("…, which they had stormed"); he only tells who "they" are.
    """

    said_by: Speaker | None
    named: bool = False
    claiming: bool = False
    military: bool = False
    aside: bool = False
    paper: str = ""


NOBODY = Attribution(None)


def speaker_of(tokens: Sequence[Token], span: Span, focus: Focus, *, claiming: bool = False) -> Attribution:
    """Who the phrase names as speaking, of which type, and whether on the record."""
    start, end = span.start, span.end
    while start < end - 1 and (tokens[start].low in ("the", "a", "an", "’", "”", '"') or _leads_over(tokens[start])):
        start += 1
    if end - start > 1 and end < len(tokens) and tokens[end - 1].kind == "num" and is_time(tokens, end):
        end -= 1  # "Officials 9 June confirmed"
    while end - start > 1 and tokens[end - 1].low in listed("before_saying"):
        end -= 1  # "the ministry in X later | revised the toll"
    end = _before_its_paper(tokens, start, end)
    start -= 2 * _in_an_address(tokens, start)
    inside = tokens[start:end]
    if not inside:
        return NOBODY
    if focus.outlet and inside[0].low in ("this", "our") and len(inside) > 1 and inside[1].low in listed("the_outlet"):
        return Attribution(Speaker(text=text_of(tokens, start, end), name=focus.outlet, type="media"), True, claiming)
    if (author := _of_a_paper(tokens, span, focus, claiming)) is not None:
        return author
    if (meant := _pronoun(tokens, span, inside, focus, claiming)) is not None:
        return meant
    if len(inside) > 2 and inside[0].low in listed("close_to_him") and inside[1].low in ("to", "of"):
        close = text_of(tokens, start, end)  # "an aide to X", who is not X
        kind: SpeakerType = "official" if inside[1].low == "to" else "witness"
        return Attribution(Speaker(text=close, name=close, type=kind), False)
    lists = speech_words()
    end = _before_its_date(tokens, start, end)
    inside, text = tokens[start:end], text_of(tokens, start, end)
    folded = [token.low for token in inside if token.kind in ("actor", "place")]
    lows = {token.low for token in inside} | {part for low in folded for part in low.split()}
    actors = [token.actor.actor for token in inside if token.actor is not None]
    rebels = [token.actor for token in inside if token.actor is not None and token.actor.actor.type == "non-state"]
    rebel = next((m.actor for m in (*(m for m in rebels if not m.generic), *rebels)), None)  # "the rebel X"
    if rebel is None and lows & listed("fighters_for"):
        rebel = next((owner for low in sorted(lows) if (owner := weapon_owners().get(low)) is not None), None)
        rebel = rebel if rebel is not None and rebel.type == "non-state" else None
    if rebel is None:
        rebel = _their_man(tokens, span, lows, focus)
    elif rebel.name == rebel.name.lower() and span.end - span.start <= 2 and rebel.name not in listed("own_guards"):
        rebel = _their_name(focus, rebel)
    if rebel is not None and not lows & listed("no_rebels"):
        return Attribution(Speaker(text=text, name=rebel.name, type="belligerent"), True, True)
    plain = inside[-1].text if all(token.low.rstrip(".") in words().titles for token in inside[:-1]) else text
    if (known_voice := _known_voice(focus, plain) or _known_voice(focus, _last_name(inside))) is not None:
        who, named, distant, military = known_voice
        return Attribution(who, named, claiming or distant, military)
    organisation = full_name(text, focus.organisations)
    name = (
        named_behind(inside)
        or person_at_end(inside)
        or joint_body(text)
        or organisation
        or body_in(text)
        or proper_name(inside)
    )
    if name and (initials := _INITIALS.search(text[: -len(name)])) is not None and text.endswith(name):
        name = initials.group() + name  # "police officer R. N. Silva"
    behind = text.partition(name)[2].split()[:1] if name else []
    if behind and behind[0][:1].isupper() and behind[0].lower() in listed("arms_of_state"):
        name = f"{name} {behind[0]}"  # "Rwanda Defence Force"
    called = name
    name = lists.known_bodies.get(name.lower() or text.lower(), name)
    body = set(name.lower().split()) if name != called else set()
    armed = actors or lows & {"army", "military", "defence", "defense"}
    known = bool(name or actors) or any(token.place is not None for token in inside)
    kind = type_of(lows | body | _apposed(tokens, end), organisation=organisation is not None, known=known)
    if _ADDRESS.fullmatch(text) is not None:
        kind = "media"
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
        bool(armed and lows & listed("military_speakers")) and not other_ministry(lows),
    )


def _known_voice(focus: Focus, plain: str) -> tuple[Speaker, bool, bool, bool] | None:
    """Who was quoted before by his full name, where only its end is told: "Rahman", "Abdel Rahman"."""
    if (known := focus.voices.get(plain)) is not None or " " not in plain:
        return known
    known = focus.voices.get(plain.rpartition(" ")[2])
    return known if known is not None and known[0].name.endswith(f" {plain}") else None


def _last_name(inside: Sequence[Token]) -> str:
    """The name that runs on from what is told, where a comma was lost: "killed in the town | Petrov said"; or "".

    Not the town of "activists in rural Darfur", nor a name behind a title.
    """
    before = inside[-2].low if len(inside) > 1 else ""
    told = before in words().titles or any(is_role(token) for token in inside)
    return inside[-1].text if before and inside[-1].capital and not told and not inside[-2].capital else ""


def _apposed(tokens: Sequence[Token], end: int) -> set[str]:
    """What is said of a person behind the name: the resident of "said Amina Diallo, 34, a resident of X", the council
    of "said Omar Ali, head of the council".
    """
    if end + 2 >= len(tokens) or not (tokens[end - 1].kind == "word" and tokens[end - 1].capital):
        return set()
    n = end + (tokens[end].text == ",")
    if n > end and tokens[n].kind == "num" and tokens[n + 1].text == ",":
        n += 2
    first = n + (tokens[n].low in ("a", "an", "one", "another", "the"))
    heads = any(token.low in listed("offices_of") for token in tokens[first : first + 3])
    if heads and (n > end or first > n):
        office = takewhile(lambda token: token.text not in ',.;:”"', tokens[first : first + OFFICE])
        return {token.low for token in office}
    if n == end or first == n or tokens[n].low == "the":
        return set()
    stop = next((k for k in range(first, min(len(tokens), first + APPOSED - 1)) if _closes(tokens[k])), n + APPOSED)
    return {token.low for token in tokens[first:stop]} - {"local"}


_INITIALS = re.compile(r"\b(?:[A-Z]\. ?)+\Z")
_ADDRESS = re.compile(r"(?:\w+\.)+[a-z]{2,4}")
"""An outlet that is called by its address."""
OFFICE = 9
"""Words that say what a person is the head of, at most: "the director of the Syrian Observatory for Human Rights"."""
APPOSED = 5
"""Words that say who a person is, at most: "a local shop owner"."""


def _closes(token: Token) -> bool:
    return token.kind != "word" or token.low in words().prepositions or token.low in words().relatives


def _before_its_date(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where "geolocated footage | published on 12 June" ends to say who tells: what follows says when it came out."""
    reports = speech_words().reports
    for k in range(start + 1, end):
        dated = k + 1 == end or tokens[k + 1].low == "on" or is_time(tokens, k + 1)
        if dated and tokens[k].low in listed("issuing", "shown_to_all") and tokens[k - 1].low in reports:
            return k
    return end


def _in_an_address(tokens: Sequence[Token], start: int) -> bool:
    """Whether a name goes on behind a full stop without a space: the "az" of "Qazet.az reports"."""
    if start < 2 or tokens[start - 1].text != ".":
        return False
    return tokens[start - 2].end == tokens[start - 1].start and tokens[start - 1].end == tokens[start].start


def _before_its_paper(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where "the police | in a statement" end to say who speaks: what follows says only where it was said."""
    for k in range(start + 1, end - 2):
        if tokens[k].low == "in" and tokens[k + 1].low in words().determiners:
            said_in = tokens[k + 2 : min(end, k + 6)]
            if any(token.low in listed("documents", "texts", "said_in") for token in said_in):
                return k
    return end


def _their_man(tokens: Sequence[Token], span: Span, lows: set[str], focus: Focus) -> Actor | None:
    """The group for which "a spokesman for the group", "their commander", "its office in X" speaks; null for none."""
    own = tokens[span.start].low in ("its", "their") and lows & (listed("fighters_for") | {"office"})
    if not own and not (lows & listed("fighters_for") and lows & listed("groups_told_of")):
        return None
    before = tokens[: span.start] if own else tokens
    told = [token.actor for token in before if token.actor is not None]
    here = [mention.actor for mention in told if not mention.generic] or [mention.actor for mention in told]
    named = focus.sides.get("non-state")
    bare = bool(here) and all(mention.generic for mention in told) and named is not None  # "our fighters", it says
    last = here[-1] if here and not bare else named
    if not own:
        last = next((actor for actor in reversed(here) if actor.type == "non-state"), focus.sides.get("non-state"))
    fights = last is not None and last.type == "non-state"
    return last if fights and last is not None and (own or last.name != last.name.lower()) else None


def _their_name(focus: Focus, rebel: Actor) -> Actor:
    """The group's name for "the rebels", where the article has named one."""
    last = focus.sides.get("non-state")
    return last if last is not None and last.name != last.name.lower() else rebel


def _leads_over(token: Token) -> bool:
    """Whether a word only leads over from the sentence before: "Meanwhile the Red Cross said"."""
    return token.low in listed("leading_over")


def _of_a_paper(tokens: Sequence[Token], span: Span, focus: Focus, claiming: bool) -> Attribution | None:
    """The author for the document: "a statement released by X", later "the statement"; null where there is none."""
    n = paper_at(tokens, span)
    if n < 0:
        return None
    noun = tokens[n].low
    if (author := author_of(tokens, n)) is not None:
        return replace(speaker_of(tokens, author, focus, claiming=claiming), paper=noun)
    known = focus.papers.get(noun) or (focus.bodies[-1] if focus.bodies else None)
    if known is None or not only_named(tokens, span, n):
        return None
    return replace(Attribution(*known), claiming=claiming, paper=noun)


def _pronoun(
    tokens: Sequence[Token], span: Span, inside: Sequence[Token], focus: Focus, claiming: bool
) -> Attribution | None:
    """Whom "it", "they", "he" stands for: who last spoke, or an armed side; null where the phrase is no pronoun."""
    w, first = words(), inside[0].low
    ruled = span.start >= 3 and tokens[span.start - 2].low in ("that", "which", "who") and first == "it"
    if ruled and tokens[span.start - 3].kind == "word":  # "the charity that runs it said": the charity
        a, _ = phrase_start(tokens, span.start - 3)
        return speaker_of(tokens, Span(a, span.start - 2), focus, claiming=claiming)
    if first == "they" and focus.crowd is not None and all(token.low in w.adverbs for token in inside[1:]):
        return replace(Attribution(*focus.crowd), claiming=claiming or focus.crowd[2])
    if first in ("it", "they") and focus.bodies and all(token.low in w.adverbs for token in inside[1:]):
        return replace(Attribution(*focus.bodies[-1]), claiming=claiming)
    if (own := _the_group(tokens, span, inside, focus)) is not None:
        return own
    if (same := _same_body(tokens, span, inside, focus)) is not None:
        return replace(same, claiming=claiming)
    if len(inside) > 1 or first not in w.pronouns:
        return None
    if first == "we" and focus.outlet and not sum(token.text in '“”"' for token in tokens[: span.start]) % 2:
        return Attribution(Speaker(text=focus.outlet, name=focus.outlet, type="organisation"), True, claiming)
    quoted = span.start > 0 and tokens[span.start - 1].text in "\"”’'"
    if first in ("he", "she") and not quoted and (main := _main_person(tokens, span.start)) is not None:
        return speaker_of(tokens, main, focus, claiming=claiming)
    if first in ("he", "she") and focus.person is not None:
        boasts = claiming or focus.person.type == "belligerent"
        return Attribution(focus.person, focus.person_named, boasts, focus.person_military)
    actor = resolve(tokens, span, focus).actor if first in ("they", "it") else None
    if first == "it" and span.start > 1 and tokens[span.start - 1].text == ",":
        opens = next((n for n, token in enumerate(tokens[:3]) if token.actor is not None), -1)
        opener = resolve(tokens, Span(0, opens + 1), focus).actor if opens >= 0 else None
        actor = opener or actor  # "The army has captured the rebels' base, it said": the army
    if actor is None:
        return Attribution(None, claiming=claiming)
    return Attribution(Speaker(text=inside[0].text, name=actor.name, type="belligerent"), True, claiming)


def _the_group(tokens: Sequence[Token], span: Span, inside: Sequence[Token], focus: Focus) -> Attribution | None:
    """The group under arms that "the group said" goes back to, where no organisation has spoken that it may be."""
    alone = tokens[span.start].low == "the" and len(inside) == 1 and inside[0].low in listed("armed_groups_alone")
    if not alone or any(body[0].type == "organisation" for body in focus.bodies):
        return None
    mentions = [t.actor for t in tokens[: span.start] if t.actor is not None and t.actor.actor.type == "non-state"]
    here = [mention.actor for mention in mentions if not mention.generic]
    side = here[0] if here else focus.sides.get("non-state")
    if side is None or side.name == side.name.lower():
        return None
    return Attribution(Speaker(text=inside[0].text, name=side.name, type="belligerent"), True, True)


def _main_person(tokens: Sequence[Token], at: int) -> Span | None:
    """The person with whom the sentence begins, before a "he" in it: "X's leader spoke days after he declared"."""
    who = opening_person(tokens)
    if who is not None and any(token.kind == "num" for token in tokens[: who.end]):
        return None  # "two people were killed, he said"
    if who is None or who.end >= at or tokens[who.end].kind == "punct" or tokens[who.end].low in words().prepositions:
        return None
    return who


def _same_body(tokens: Sequence[Token], span: Span, inside: Sequence[Token], focus: Focus) -> Attribution | None:
    """Whom "the same agency", "the ministry" stands for: the last body quoted that is called so, else the last one."""
    noun, first = inside[-1].low, inside[0].low
    told = len(inside) == 1 or (len(inside) == 2 and first in listed("body_kinds"))
    alone = tokens[span.start].low == "the" and told
    if not focus.bodies or noun not in listed("same_bodies") or not (alone or first == "same"):
        return None
    if alone and full_name(text_of(tokens, span.start, span.end), focus.organisations) is not None:
        return None
    nouns = listed("broadcasters") if noun in listed("broadcasters") else {noun}
    called = [b for b in focus.bodies if any(low in f"{b[0].text} {b[0].name}".lower().split() for low in nouns)]
    if not called and (told and len(inside) == 2):
        return None  # "the official agency" is no monitor
    if not called and first != "same" and noun not in ("organisation", "organization", "group", "charity", "agency"):
        return None
    if not called and noun in ("organisation", "organization", "charity"):
        called = [body for body in focus.bodies if body[0].type == "organisation"]
        return Attribution(*called[-1]) if called else None
    others = [body for body in focus.bodies if body[0].type != "belligerent"]
    return Attribution(*(called or others or focus.bodies)[-1])
