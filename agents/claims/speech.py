"""Who says so, how sure, and what the article says of verification; rules/speech.yaml has the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from agents.claims.grammar import Span, phrase_end, subject, verb_group
from agents.claims.match import Match
from agents.claims.model import Sentence, Token
from agents.claims.organisations import full_name
from agents.claims.who import Focus, resolve
from agents.claims.words import listed, read_yaml, word_set, words
from schemas.actor import Actor, ActorMention, Speaker, SpeakerType
from schemas.claim import Stance, Verification

_TYPES: tuple[SpeakerType, ...] = ("social", "organisation", "official", "witness", "media")


@dataclass(frozen=True)
class SpeechWords:
    """The lists of rules/speech.yaml."""

    verbs: frozenset[str]
    claiming: frozenset[str]
    reports: frozenset[str]
    unnamed: frozenset[str]
    types: tuple[tuple[SpeakerType, frozenset[str]], ...]
    hedges: tuple[str, ...]
    unverified: re.Pattern[str]
    verified: re.Pattern[str]


@cache
def speech_words() -> SpeechWords:
    """The speech lists, loaded once."""
    name = "speech.yaml"
    data = read_yaml(name)
    return SpeechWords(
        verbs=word_set(name, "verbs", data["verbs"]),
        claiming=word_set(name, "claiming", data["claiming"]),
        reports=word_set(name, "reports", data["reports"]),
        unnamed=word_set(name, "unnamed", data["unnamed"]),
        types=tuple((kind, word_set(name, f"types.{kind}", data["types"][kind])) for kind in _TYPES),
        hedges=tuple(sorted(word_set(name, "hedges", data["hedges"]))),
        unverified=re.compile("|".join(sorted(word_set(name, "unverified", data["unverified"]))), re.I),
        verified=re.compile("|".join(sorted(word_set(name, "verified", data["verified"]))), re.I),
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """said_by; named: on the record; claiming: the verb itself keeps distance ("claimed")."""

    said_by: Speaker | None
    named: bool = False
    claiming: bool = False
    military: bool = False


FAR = 32
"""Tokens behind which a reporting verb no longer says who tells of an event."""
NOBODY = Attribution(None)


def attribute(sentence: Sentence, match: Match | None, focus: Focus) -> Attribution:
    """The speaker of a match in its own sentence (match null: of the whole sentence, for a quotation that goes on)."""
    tokens = sentence.tokens
    best: tuple[int, Attribution] | None = None
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        found = _according(tokens, i, focus) if token.low == "according" else _reporting(tokens, i, match, focus)
        if found is None:
            found = _noun_claim(tokens, i, match, focus)
        if found is None:
            continue
        distance = abs(i - match.head) if match is not None else i
        if best is not None and _is_pronoun(tokens, i) and best[1].said_by is not None:
            continue  # "X says it has confirmed …": X
        if best is None or distance < best[0]:
            best = (distance, found)
    return best[1] if best is not None else NOBODY


def _is_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """Whether the subject of the verb at i is a pronoun."""
    return any(token.low in ("it", "they", "he", "she") for token in tokens[max(0, i - 2) : i])


def _according(tokens: Sequence[Token], i: int, focus: Focus) -> Attribution | None:
    if i + 2 >= len(tokens) or tokens[i + 1].low != "to":
        return None
    end = phrase_end(tokens, i + 2, 18)
    return _speaker(tokens, Span(i + 2, end), focus) if end > i + 2 else None


def _reporting(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X said (that) …", "…, X said", "…, said X", "X told Y …"."""
    lists = speech_words()
    low = tokens[i].low
    if (low not in lists.verbs and low != "quoting") or (
        match is not None and match.start <= i < match.end and i == match.head
    ):
        return None
    if low in listed("sometimes_speech") and not _speech_like(tokens, i):
        return None
    if low in ("quoted", "quoting") and i + 1 < len(tokens):
        end = phrase_end(tokens, i + 1, 14)
        return _speaker(tokens, Span(i + 1, end), focus) if end > i + 1 else None
    group = verb_group(tokens, i, frozenset({"past", "pp"} if low.endswith(("d", "t")) else {"third"}))
    if group.negated:
        return None
    if group.passive or group.form in ("infinitive", "gerund"):
        return None
    if match is not None and i > match.head and (not _set_off(tokens, match, i) or _says_something_else(tokens, i)):
        return None
    if (
        match is not None
        and i < match.head
        and any(token.text in '”"' for token in tokens[i : match.start])
        and not any(token.text in '“"' for token in tokens[i : match.start][:4])
    ):
        return None
    if match is not None and match.head - i > FAR:
        return None
    after = _inverted(tokens, i)
    who = after or subject(tokens, group.start)
    if who is None or (match is not None and after is None and who.start <= match.head < who.end):
        return None
    if (
        match is not None
        and match.agent is not None
        and match.agent.start == who.start
        and match.verb is not None
        and match.verb.head == i
    ):
        return None
    if match is not None and match.people is not None and who.start < match.people.end < who.end:
        who = Span(match.people.end, who.end)  # "killed 13 people X said"
    if after is None and not any(token.text == "," for token in tokens[who.end : group.start]):
        who = Span(who.start, group.start)  # with its "from …", "in …", "on …"
    return _speaker(tokens, who, focus, claiming=low in lists.claiming)


def _speech_like(tokens: Sequence[Token], i: int) -> bool:
    if tokens[i].low in ("spoke", "put", "puts"):
        return any(token.low in ("of", "at") for token in tokens[i + 1 : i + 12])
    if tokens[i].low in ("logged", "counts", "lists", "tallied", "counted", "recorded", "documented"):
        return any(token.kind == "num" for token in tokens[i + 1 : i + 4])
    return (i + 1 < len(tokens) and tokens[i + 1].low in ("that", "the", "a", "at")) or (
        i + 2 < len(tokens) and tokens[i + 1].low in ("on",)
    )


def _set_off(tokens: Sequence[Token], match: Match, i: int) -> bool:
    """Whether a reporting verb behind the match is set off from it by a comma or a closing quotation mark."""
    start = i
    while start > match.head and tokens[start].text not in ',”"':
        start -= 1
    return start > match.head or tokens[i].low == "according" or _trails(tokens, i)


def _says_something_else(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is said stands behind the verb ("told recruits that …"), so that the match before it is not it."""
    for token in tokens[i + 1 : i + 9]:
        if token.kind == "punct":
            return token.text in ":“"
        if token.low == "that":
            return True
    return False


def _trails(tokens: Sequence[Token], i: int) -> bool:
    """Whether a reporting verb ends its sentence, but for a day or a place: "… a monitor said on Friday."."""
    w = words()
    rest = tokens[i + 1 :]
    if len(rest) > 9 or tokens[i].low not in ("said", "says", "reported", "announced", "added", "confirmed", "stated"):
        return False
    return not any(token.kind in ("num",) or token.low in w.verbs or token.low in w.auxiliaries for token in rest)


def _inverted(tokens: Sequence[Token], i: int) -> Span | None:
    """The speaker behind the verb: '," said a city official'."""
    if i == 0 or i + 1 >= len(tokens):
        return None
    opened = tokens[i - 1].text in ",”\"’'"
    if not opened and tokens[i].low == "said" and (tokens[i + 1].low in ("the", "a", "an") or tokens[i + 1].capital):
        end = _name_end(tokens, i + 1)
        # the speaker ends the sentence, or a clause about the speaker does
        opened = end >= len(tokens) - 1 or tokens[end].kind == "punct" or tokens[end].low in ("who", "which")
    if not opened:
        return None
    if tokens[i + 1].low in words().pronouns or tokens[i + 1].low in ("that", "on", "in", "to"):
        return None
    end = _name_end(tokens, i + 1)
    if end < len(tokens) and (tokens[end].low in words().auxiliaries or tokens[end].low in words().verbs):
        return None  # ", the mayor, said 500 bodies had been …": it is the clause that is said
    return Span(i + 1, end) if end > i + 1 else None


def _name_end(tokens: Sequence[Token], start: int) -> int:
    """Where a speaker's description ends, with its "for Human Rights", "of the northern region"."""
    end = phrase_end(tokens, start, 18)
    while end + 1 < len(tokens) and tokens[end].low in ("for", "of", "in", "at") and end > start:
        following = phrase_end(tokens, end + 1, 8)
        if following == end + 1:
            break
        end = following
    return end


def _noun_claim(tokens: Sequence[Token], i: int, match: Match | None, focus: Focus) -> Attribution | None:
    """ "X's claim to have killed …", "the claim by X that …", "a statement from X says …"."""
    if (
        match is None
        or i >= match.head
        or tokens[i].low not in ("claim", "claims", "boast", "statement", "announcement", "assertion")
    ):
        return None
    if i >= 2 and tokens[i - 1].low == "'s" and tokens[i - 2].kind == "actor":
        return _speaker(tokens, Span(i - 2, i - 1), focus, claiming=True)
    if i + 2 < len(tokens) and tokens[i + 1].low in ("by", "from"):
        end = phrase_end(tokens, i + 2)
        if end > i + 2 and any(token.kind == "actor" for token in tokens[i + 2 : end]):
            return _speaker(tokens, Span(i + 2, end), focus, claiming=True)
    return None


def _speaker(tokens: Sequence[Token], span: Span, focus: Focus, *, claiming: bool = False) -> Attribution:
    w, lists = words(), speech_words()
    start, end = span.start, span.end
    while start < end - 1 and tokens[start].low in ("the", "a", "an", "’", "”", '"'):
        start += 1
    inside = tokens[start:end]
    lows = {token.low for token in inside} | {
        part for token in inside if token.kind in ("actor", "place") for part in token.low.split()
    }
    text = _joined(inside)
    if (
        inside[0].low in ("it", "they")
        and all(token.low in w.adverbs for token in inside[1:])
        and focus.spoke is not None
    ) and focus.spoke.type in ("organisation", "official", "media"):
        return Attribution(focus.spoke, True, claiming)
    if inside[0].low in ("he", "she") and focus.person is not None and len(inside) == 1:
        return Attribution(focus.person, focus.person_named, claiming or focus.person.type == "belligerent")
    if inside[0].low in w.pronouns and len(inside) == 1:
        who = resolve(tokens, span, focus) if inside[0].low in ("they", "it") else None
        if who is None or who.actor is None:
            return Attribution(None, claiming=claiming)
        return Attribution(Speaker(text=text, name=who.actor.name, type="belligerent"), True, claiming)
    actors = [token.actor for token in inside if token.actor is not None]
    rebels = [mention for mention in actors if mention.actor.type == "non-state"]
    if rebels and not lows & {"official", "officials", "mayor", "minister"}:
        return Attribution(Speaker(text=text, name=rebels[0].actor.name, type="belligerent"), True, True)
    organisation = full_name(text, focus.organisations)
    name = organisation or _proper_name(inside)
    military = bool(lows & listed("military_speakers")) and bool(
        actors or lows & {"army", "military", "defence", "defense"}
    )
    kind = next((kind for kind, roles in lists.types if lows & roles), None)
    if kind == "organisation" and lows & {"minister", "president", "ministry"}:
        kind = "official"
    if organisation is not None and kind in (None, "social", "witness"):
        kind = "organisation"
    if kind is None:
        country = any(token.place is not None for token in inside)
        kind = "official" if country or name or actors else "media"
    body = name or (actors[0].actor.name if actors else text)
    unnamed = (
        bool(lows & lists.unnamed)
        and not (lows & {"media"} and lows & listed("state_media"))
        and (not name or (name == organisation and bool(lows & listed("insiders"))))
    )
    reports = not name and bool(lows & lists.reports) and not lows & {"official", "officials"}
    return Attribution(
        Speaker(text=text, name=body, type=kind),
        not (unnamed or reports),
        claiming or reports or kind == "social",
        military,
    )


def _proper_name(inside: Sequence[Token]) -> str:
    """The last run of capitalised words that is no title: "Iraqi Gen. Mohammed al-Quraishi": "Mohammed al-Quraishi"."""
    w = words()
    best: list[str] = []
    run: list[str] = []
    for token in inside:
        ok = (
            token.kind == "word"
            and (
                token.capital
                or (token.low.startswith(("al-", "el-")) or token.low in ("bin", "al", "van", "de", "von", "abu"))
            )
            and token.low.rstrip(".") not in w.titles
        )
        if ok and (token.capital or run or "-" in token.text):
            run.append(token.text)
        else:
            best, run = (run or best), []
    best = run or best
    return " ".join(best) if len(best) >= 2 or (best and len(best[0]) > 3 and inside[0].text != best[0]) else ""


def _joined(inside: Sequence[Token]) -> str:
    out = ""
    for n, token in enumerate(inside):
        out += (" " if n and token.start > inside[n - 1].end else "") + token.text
    return out


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


def stance_of(attribution: Attribution, *, hedged: bool, denied: bool) -> Stance:
    """Asserted in the article's own voice or on the record; claimed with distance or by a belligerent of its own
    deeds.
    """
    if denied:
        return "denied"
    if hedged or attribution.claiming:
        return "claimed"
    speaker = attribution.said_by
    if speaker is None:
        return "asserted"
    if speaker.type in ("belligerent", "social") or not attribution.named:
        return "claimed"
    return "asserted"


def verification_of(texts: Sequence[str]) -> Verification | None:
    """What the sentence and its neighbours say of verification."""
    lists = speech_words()
    doubted = any(lists.unverified.search(text) for text in texts)
    held = any(lists.verified.search(text) for text in texts)
    if doubted and held:
        return "contested"
    return "unverified" if doubted else "verified" if held else None


def hedged_by_text(text: str) -> bool:
    """Whether the sentence keeps distance in a set phrase ("is said to", "appeared to show")."""
    low = text.lower()
    return any(re.search(rf"\b{re.escape(phrase)}\b", low) for phrase in speech_words().hedges)
