"""Forces of two states under one noun, "French and Malian troops", and those who lead their allies."""

import re
from collections.abc import Sequence

from agents.claims.language.noun_phrases import Span, is_people
from agents.claims.model import Token
from agents.claims.words import listed, words
from schemas.actor import Actor

_AND = re.compile(r", | and ")
_JOINT = re.compile(
    r"(?P<folk>[A-Z][\w-]+(?:, [A-Z][\w-]+)*(?:,| and) [A-Z][\w-]+) [a-z].*|[a-z]\w+ (?:of|from) (?P<lands>.+ and .+)"
    r"|(?P<one>[A-Z][\w-]+(?: [\w-]+)*? (?:[Ff]orces?|[Gg]overnment|[Mm]ilitary|[Aa]rmy|[Cc]oalition))"
    r" and (?P<other>[A-Z].+)"
    r"|(?P<abroad>[A-Z][^,]*) and (?P<home>(?:regime|government|army|military)(?: forces)?)"
)
LIKE = 4
"""Letters by which two names are of one state: "Syria" and "Syrian government forces"."""
SEVERAL = 3
"""States whose forces one noun joins, at most."""


def joint_forces(tokens: Sequence[Token], span: Span) -> Actor | None:
    """Both of "French and Malian troops", "soldiers of Niger and Chad", under the words of the text."""
    first = span.start + 1
    if span.start > 1 and tokens[span.start - 1].text == "," and _opens(tokens, span.start - 2):
        first = span.start - 1  # the headline's "French, Malian troops enter X"
    for n in range(first, min(span.end + 1, len(tokens) - 1)):
        if tokens[n].low != "and" and not (tokens[n].text == "," and n < span.end):
            continue
        if n >= span.end and _acts_itself(tokens, span, n):
            continue
        found = _sharing_a_noun(tokens, n) or _of_lands(tokens, n)
        if found is None and (both := _two_states(tokens, n)) is not None:
            return both
        if found is not None:
            text = " ".join(token.text for token in tokens[found.start : found.end]).replace(" ,", ",")
            return Actor(text=text, name=text.replace(" and allied ", " and "), type="state")
    return None


def _acts_itself(tokens: Sequence[Token], span: Span, n: int) -> bool:
    """Whether who stands behind the "and" at n begins a clause: "X fell to the army of Y, and Z began to …"."""
    before = span.start - 1 - (span.start > 1 and tokens[span.start - 1].low in words().determiners)
    if before < 0 or tokens[before].low not in ("to", "by", "from", "against", "with"):
        return False
    for token in tokens[n + 1 : n + 6]:
        if token.kind == "word" and token.low in words().verbs | words().auxiliaries:
            return True
        if token.kind == "punct":
            return False
    return False


def joined(name: str) -> bool:
    """Whether an actor's name is that of several states' forces together."""
    return len(parts(name)) > 1


def parts(name: str) -> list[str]:
    """The peoples or lands whose forces a name names: French, Malian; of any other name its first word."""
    if (found := _JOINT.fullmatch(name)) is None:
        return [name.split(" ")[0]]
    if (one := found["one"] or found["abroad"]) is not None:
        return [part.split(" ")[0] for part in (one, found["other"] or found["home"])]
    return _AND.split(found["folk"] or found["lands"])


def at_home(name: str) -> tuple[str, str] | None:
    """The state from abroad and the other's own words in "Russian forces and regime forces"; null for other names."""
    found = _JOINT.fullmatch(name)
    return (found["abroad"], found["home"]) if found is not None and found["home"] else None


def leader_of_allies(tokens: Sequence[Token], span: Span) -> Span:
    """The first of "the army and its Croat allies", "the army and local hunters": who took it with others' help."""
    for n in range(span.start + 1, span.end - 1):
        helped = tokens[n].low in ("alongside", "with")
        if not (helped or tokens[n].low == "and"):
            continue
        friends = tokens[span.end - 1].low in listed("allied_nouns")
        armed = _arms(tokens[n - 1]) and _ruling(tokens[span.start : n])
        if (friends and armed) or (armed and tokens[n + 1].low in listed("allied_words")):
            return Span(span.start, n, span.relative, span.shared)
    return span


def _opens(tokens: Sequence[Token], n: int) -> bool:
    """Whether the adjective of a state opens a headline, or what stands behind its colon."""
    return _folk(tokens[n]) and (n == 0 or tokens[n - 1].text == ":")


def _ruling(inside: Sequence[Token]) -> bool:
    """Whether a phrase names a side at all, by a mention or a people."""
    return any(token.actor is not None or is_people(token) for token in inside)


def _arms(token: Token) -> bool:
    """Whether a phrase's last word is one for people under arms, or names a side."""
    return token.actor is not None or token.low in listed("armed") or token.low in words().combatant


def _folk(token: Token) -> bool:
    """Whether a token is the adjective of a state alone, whose noun comes later: "French" of "French and Malian"."""
    if token.actor is None:
        return is_people(token)
    mention = token.actor
    bare = " " not in mention.actor.text and mention.actor.text != mention.actor.name
    return bare and mention.actor.type == "state" and token.capital and not mention.generic


def _sharing_a_noun(tokens: Sequence[Token], n: int) -> Span | None:
    """The phrase of "X and Y troops", "X, Y and Z forces" whose "and" stands at n."""
    if not _folk(tokens[n - 1]):
        return None
    end = _forces_end(tokens, n + 1 + (tokens[n + 1].low == "allied"))
    if end is None:
        return None
    start = n - 1
    for _ in range(SEVERAL - 1):
        if start < 2 or tokens[start - 1].text != "," or not _folk(tokens[start - 2]):
            break
        start -= 2
    return Span(start, end)


def _forces_end(tokens: Sequence[Token], k: int) -> int | None:
    """Where the noun ends that both share, behind "Y" of "X and Y [government] troops"; null where there is none."""
    mention = tokens[k].actor
    if mention is not None and " " in mention.actor.text:
        last = mention.actor.text.rsplit(" ", 1)[-1].lower()
        shares = last in listed("armed") or last in words().combatant
        folk = mention.actor.text.split(" ")[0].lower().endswith(tuple(listed("people_endings")))
        return k + 1 if shares and (folk or mention.actor.type == "state") else None
    if not (_folk(tokens[k]) or (tokens[k].capital and mention is not None)):
        return None
    for j in range(k + 1, min(len(tokens), k + 4)):
        if _arms(tokens[j]) and tokens[j].kind in ("word", "actor"):
            return j + 1
        if not tokens[j].low.isalpha() or tokens[j].kind != "word":
            return None
    return None


def _of_lands(tokens: Sequence[Token], n: int) -> Span | None:
    """The phrase of "soldiers of Niger and Chad" whose "and" stands at n."""
    if n < 3 or tokens[n - 2].low not in ("of", "from") or not _arms(tokens[n - 3]):
        return None
    lands = [tokens[k].place for k in (n - 1, n + 1)]
    if not all(land is not None and land.feature == "country" for land in lands):
        return None
    return Span(n - 3, n + 2)


def with_partner(tokens: Sequence[Token], n: int) -> Span:
    """The actor at n, and the state before it with which it struck: "Russian and Syrian raids", read from "Syrian"."""
    at = n - 1 - (n > 0 and tokens[n - 1].low == "the")
    both = at > 0 and tokens[at].low == "and" and _two_states(tokens, at) is not None
    return Span(at - 1, n + 1) if both else Span(n, n + 1)


def _two_states(tokens: Sequence[Token], n: int) -> Actor | None:
    """Both of "Russia and the Syrian regime", "regime and Russian jets", whose "and" stands at n, by their names."""
    k = n + 1 + (n + 1 < len(tokens) and tokens[n + 1].low == "the")
    if n < 1 or tokens[n].low != "and" or k >= len(tokens):
        return None
    while k < min(len(tokens) - 1, n + 4) and _of_a_name(tokens[k]):
        k += 1  # "Russia and Bashar Assad's regime"
    one, other = _state_at(tokens[n - 1]), _state_at(tokens[k])
    if one is None and other is not None and is_people(tokens[n - 1]) and tokens[n - 1].capital:
        one = f"{tokens[n - 1].text} forces"  # "Russian and regime forces"
    if other is None and one is not None and is_people(tokens[k]) and k + 1 < len(tokens) and _arms(tokens[k + 1]):
        k, other = k + 1, f"{tokens[k].text} {tokens[k + 1].text}"  # "Rwandan troops and Ugandan troops"
    if one is None or other is None or one[:LIKE] == other[:LIKE]:
        return None  # "the Syrian army and government"
    if one.islower():
        one, other = other, one
    text = " ".join(token.text for token in tokens[n - 1 : k + 1])
    return Actor(text=text, name=f"{one} and {other}", type="state")


def _of_a_name(token: Token) -> bool:
    """Whether a token may stand in a ruler's name before his regime: "Bashar", "Assad", "'s"."""
    bare = token.actor is None and token.place is None and not is_people(token)
    return (bare and token.kind == "word" and token.capital) or token.low in ("'s", "’s", "'")


def _state_at(token: Token) -> str | None:
    """The name of a state or of its forces, "regime" as well; null for any other token, and where it has none."""
    if token.actor is not None:
        name = token.actor.actor.name if token.actor.actor.type == "state" else ""
    else:
        name = token.place.place.name if token.place is not None and token.place.feature == "country" else ""
    return name if name[:1].isupper() or _at_home(name) else None


def _at_home(name: str) -> bool:
    """Whether a state's forces are told without a country: "regime", "government forces"; not "foreign troops"."""
    told = name.split()
    return bool(told) and set(told) <= listed("rulers", "army_words") | {"forces"}
