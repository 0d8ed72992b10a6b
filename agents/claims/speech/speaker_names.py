"""What a speaker is called and what sort of speaker that is: a person at a phrase's end, a body, several."""

import re
from collections.abc import Sequence
from functools import cache

from agents.claims.entities.focus import Focus
from agents.claims.entities.organisations import full_name
from agents.claims.model import Token
from agents.claims.speech.speech_words import speech_words
from agents.claims.words import listed, words
from schemas.actor import Speaker, SpeakerType

_JOINT = re.compile(
    r"(?:[A-Z][\w’'-]+ )+(?:and|&) (?:[A-Z][\w’'-]+ )*"
    r"(?:Council|Agency|Authority|Committee|Commission|Ministry|Department|Administration|Office|Cent(?:er|re)|"
    r"Services?|Institute|Organi[sz]ation|Board|Bureau|Directorate)\b"
)
_PRESS = frozenset(
    {"media", "newspaper", "newspapers", "radio", "television", "tv", "journalist", "journalists", "press"}
)
"""What makes "local" and "villagers'" a matter of the press."""
_OF_PEOPLE = ("official", "witness")
_OF_NATIONS = ("ican", "ian", "ean", "ese", "ish")
"""Endings of the adjectives of nations."""


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
    return any(word.islower() and word in _folk() and _plural(word) for word in head)


@cache
def _folk() -> frozenset[str]:
    """The words for people who speak."""
    told = (folk for kind, folk in speech_words().types if kind in _OF_PEOPLE)
    return speech_words().unnamed.union(listed("persons"), *told)


def ends_in_several(speaker: Speaker) -> bool:
    """Whether nothing but several people is named: "authorities", "local officials"; no "police chief Ali Omar"."""
    last = speaker.text.split()[-1]
    return _plural(last.lower()) and (last.islower() or last == speaker.text)


def _plural(word: str) -> bool:
    return (word.endswith("s") and word not in ("news", "press")) or word in ("people", "police")


def other_ministry(lows: set[str]) -> bool:
    """Whether a ministry is none of war: a foreign or a health ministry."""
    return bool(lows & {"ministry", "ministries"}) and not lows & listed("war_offices")


def named_behind(inside: Sequence[Token]) -> str:
    """The name set off behind an office: "the chairman of the council, X"; "" where there is none."""
    comma = next((n for n, token in enumerate(inside) if token.text == ","), -1)
    if comma < 1 or comma + 1 >= len(inside):
        return ""
    unknown = [t for t in inside[comma + 1 :] if t.place is not None and t.place.feature == "other"]
    return proper_name(inside[comma:]) or (unknown[0].text if len(unknown) == 1 else "")


def person_at_end(inside: Sequence[Token]) -> str:
    """The name behind an office: "the Health Ministry spokesman Ashraf al-Qidra"; "" where there is none."""
    told = words().titles | listed("persons", "roles", "spokespersons")
    office = next((n for n in range(len(inside) - 2, 0, -1) if inside[n].low.rstrip(".") in told), -1)
    behind = inside[office + 1 :]
    named = office >= 0 and len(behind) >= 2 and all(t.kind == "word" and t.capital for t in behind)
    return " ".join(token.text for token in behind) if named else ""


def joint_body(text: str) -> str:
    """A body with an "and" in its name: "the National Disaster Risk Reduction and Management Council"; "" for none."""
    found = _JOINT.search(text)
    return found.group() if found is not None else ""


def body_in(text: str) -> str:
    """A body that is quoted everywhere, wherever its whole name stands, or its short one at the end; "" for none.

    So it is told where commas are lost, too: "in the east of Damascus SANA said".
    """
    found = list(speech_words().bodies.finditer(text))
    whole = next((match for match in reversed(found) if " " in match[0] or match.end() == len(text)), None)
    return whole[0] if whole is not None else ""


def type_of(lows: set[str], *, organisation: bool, known: bool) -> SpeakerType:
    """The type of a speaker by the words that describe it; known: an organisation, a name, an actor or a country."""
    kind = next((kind for kind, roles in speech_words().types if lows & roles), None)
    if kind == "organisation" and lows & {"minister", "president", "ministry"}:
        kind = "official"
    if (kind == "witness" and lows & _PRESS) or {"news", "agency"} <= lows:
        return "media"  # "local media", "the news agency X"
    if kind is None and len(lows) == 1 and lows <= listed("state_agencies", "news_agencies"):
        return "media"
    if organisation and kind in (None, "social", "witness"):
        return "organisation"
    if kind is None and not known and not lows.isdisjoint(words().civilian):
        return "witness"  # "a healthcare worker", "the shepherd"
    return kind or ("official" if known else "media")


def proper_name(inside: Sequence[Token]) -> str:
    """The last run of capitalised words that is no title: "Iraqi Gen. Mohammed al-Quraishi": "Mohammed al-Quraishi"."""
    w = words()
    best: list[str] = []
    run: list[str] = []
    for n, token in enumerate(inside):
        ok = (
            token.kind == "word"
            and (token.capital or (token.low.startswith(("al-", "el-")) or token.low in listed("name_particles")))
            and token.low.rstrip(".") not in w.titles
            and token.low not in listed("time")  # "the army Friday confirmed"
            and not token.low.endswith(
                ("-run", "-led", "-based", "-backed", "-recognised", "-recognized", "-linked")
            )  # "the Hamas-run ministry"
        )
        if (
            token.capital
            and not run
            and [t.low for t in inside[max(0, n - 2) : n]] in (["minister", "of"], ["secretary", "of"])
        ):
            continue  # "the Minister of Security": of what he is minister
        if token.capital and len(run) == 1 and token.low in listed("office_heads"):
            run = []  # "Health Minister": of an office, and no name
        elif ok and (token.capital or run or "-" in token.text):
            run.append(token.text)
        else:
            if token.low in ("'s", "’s") and any(t.low == "office" for t in inside[n + 1 : n + 3]):
                run = []  # "the head of President X's office": not X
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
