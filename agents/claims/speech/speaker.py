"""Who a phrase says speaks, of which type, on the record or not: "a city official", "the group's media arm"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.claims.entities.focus import Focus
from agents.claims.entities.organisations import full_name
from agents.claims.entities.weapons import weapon_owners
from agents.claims.entities.who import resolve
from agents.claims.language.noun_phrases import Span, phrase_start
from agents.claims.language.tokens import text_of
from agents.claims.model import Token
from agents.claims.speech.documents import author_of, only_named, paper_at
from agents.claims.speech.opening import opening_person
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words
from schemas.actor import Actor, Speaker, SpeakerType


@dataclass(frozen=True, slots=True)
class Attribution:
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


_JOINT = re.compile(
    r"(?:[A-Z][\w’'-]+ )+(?:and|&) (?:[A-Z][\w’'-]+ )*"
    r"(?:Council|Agency|Authority|Committee|Commission|Ministry|Department|Administration|Office|Cent(?:er|re)|"
    r"Services?|Institute|Organi[sz]ation|Board|Bureau|Directorate)\b"
)

NOBODY = Attribution(None)


def speaker_of(tokens: Sequence[Token], span: Span, focus: Focus, *, claiming: bool = False) -> Attribution:
    """Who the phrase names as speaking, of which type, and whether on the record."""
    start, end = span.start, span.end
    while start < end - 1 and (tokens[start].low in ("the", "a", "an", "’", "”", '"') or _leads_over(tokens[start])):
        start += 1
    inside = tokens[start:end]
    if not inside:
        return NOBODY
    if (author := _of_a_paper(tokens, span, focus, claiming)) is not None:
        return author
    if (meant := _pronoun(tokens, span, inside, focus, claiming)) is not None:
        return meant
    lists, text = speech_words(), text_of(tokens, start, end)
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
    if (known_voice := focus.voices.get(plain)) is not None:
        who, named, distant, military = known_voice
        return Attribution(who, named, claiming or distant, military)
    organisation = full_name(text, focus.organisations)
    name = (
        _named_behind(inside)
        or _person_at_end(inside)
        or _joint_body(text)
        or organisation
        or _body_in(text)
        or _proper_name(inside)
    )
    behind = text.partition(name)[2].split()[:1] if name else []
    if behind and behind[0][:1].isupper() and behind[0].lower() in listed("arms_of_state"):
        name = f"{name} {behind[0]}"  # "Rwanda Defence Force"
    name = lists.known_bodies.get(name.lower() or text.lower(), name)
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
        bool(armed and lows & listed("military_speakers")) and not _other_ministry(lows),
    )


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


def is_body(speaker: Speaker, focus: Focus) -> bool:
    """Whether a speaker is an "it" or a "they": an organisation, an office or a side; not a person."""
    lows = {word.strip(".,'’").lower() for word in speaker.text.split()}
    if "official" in lows and lows & {"agency", "media", "broadcaster"}:
        return True  # "the official agency X"
    if speaker.name in focus.organisations and speaker.text.endswith(speaker.name):
        return True  # "the Turkish General Staff"
    if lows & (words().titles | listed("roles", "persons")):
        return False
    if speaker.type in ("organisation", "belligerent") or speaker.name in focus.organisations:
        return True
    if lows & listed("ruling"):
        return True
    if speaker.type != "witness" and set(speaker.name.split()) & {"of", "for", "Without", "without", "Against"}:
        return True
    last = speaker.text.split()[-1]
    return speaker.type in ("official", "media") and (
        last[:1].islower() or last.isupper() or full_name(speaker.text, focus.organisations) is not None
    )


def are_several(speaker: Speaker) -> bool:
    """Whether a speaker is a "they" without being a body: "officials and residents", "two doctors at the hospital"."""
    head: list[str] = []
    for word in speaker.text.split():
        if word.lower() in words().prepositions:
            break
        head.append(word if head else word.lower())
    roles = speech_words().unnamed.union(*(folk for kind, folk in speech_words().types if kind in _OF_PEOPLE))
    return any(word.islower() and (word in roles or word in listed("persons")) and _plural(word) for word in head)


_OF_PEOPLE = ("official", "witness")


def _plural(word: str) -> bool:
    return (word.endswith("s") and word not in ("news", "press")) or word in ("people", "police")


def _other_ministry(lows: set[str]) -> bool:
    """Whether a ministry is none of war: a foreign or a health ministry."""
    return bool(lows & {"ministry", "ministries"}) and not lows & listed("war_offices")


def _named_behind(inside: Sequence[Token]) -> str:
    """The name set off behind an office: "the chairman of the council, X"; "" where there is none."""
    comma = next((n for n, token in enumerate(inside) if token.text == ","), -1)
    if comma < 1 or comma + 1 >= len(inside):
        return ""
    unknown = [t for t in inside[comma + 1 :] if t.place is not None and t.place.feature == "other"]
    return _proper_name(inside[comma:]) or (unknown[0].text if len(unknown) == 1 else "")


def _person_at_end(inside: Sequence[Token]) -> str:
    """The name behind an office: "the Health Ministry spokesman Ashraf al-Qidra"; "" where there is none."""
    told = words().titles | listed("persons", "roles", "spokespersons")
    office = next((n for n in range(len(inside) - 2, 0, -1) if inside[n].low.rstrip(".") in told), -1)
    behind = inside[office + 1 :]
    named = office >= 0 and len(behind) >= 2 and all(t.kind == "word" and t.capital for t in behind)
    return " ".join(token.text for token in behind) if named else ""


def _joint_body(text: str) -> str:
    """A body with an "and" in its name: "the National Disaster Risk Reduction and Management Council"; "" for none."""
    found = _JOINT.search(text)
    return found.group() if found is not None else ""


def _body_in(text: str) -> str:
    """A body that is quoted everywhere, wherever its whole name stands, or its short one at the end; "" for none.

    So it is told where commas are lost, too: "in the east of Damascus SANA said".
    """
    found = list(speech_words().bodies.finditer(text))
    whole = next((match for match in reversed(found) if " " in match[0] or match.end() == len(text)), None)
    return whole[0] if whole is not None else ""


def _type(lows: set[str], *, organisation: bool, known: bool) -> SpeakerType:
    """The type of a speaker by the words that describe it; known: an organisation, a name, an actor or a country."""
    kind = next((kind for kind, roles in speech_words().types if lows & roles), None)
    if kind == "organisation" and lows & {"minister", "president", "ministry"}:
        kind = "official"
    if organisation and kind in (None, "social", "witness"):
        return "organisation"
    return kind or ("official" if known else "media")


_OF_NATIONS = ("ican", "ian", "ean", "ese", "ish")
"""Endings of the adjectives of nations."""


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
            and token.low not in listed("time")  # "the army Friday confirmed"
            and not token.low.endswith(
                ("-run", "-led", "-based", "-backed", "-recognised", "-recognized", "-linked")
            )  # "the Hamas-run ministry"
        )
        if token.capital and len(run) == 1 and token.low in listed("office_heads"):
            run = []  # "Health Minister": of an office, and no name
        elif ok and (token.capital or run or "-" in token.text):
            run.append(token.text)
        else:
            folk = bool(run) and run[-1].lower().endswith(_OF_NATIONS) and token.kind == "word" and not token.capital
            run = [] if folk and token.low not in w.prepositions else run  # "the West African force"
            best, run = (run or best), []
    best = run or best
    texts = [token.text for token in inside]
    if len(best) > 2 and best[0] in texts and texts.index(best[0]) > 0:
        best = best[1:] if texts[texts.index(best[0]) - 1].lower() in w.direction else best  # "for northern Mali A B"
    if len(best) == 1 and best[0].lower().endswith(tuple(listed("people_endings"))) and inside[-1].low.islower():
        return ""  # "two Malian officials"
    return " ".join(best) if len(best) >= 2 or (best and len(best[0]) > 3 and inside[0].text != best[0]) else ""
