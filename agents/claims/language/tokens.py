"""Tokens of a sentence, with its places, actors and numbers folded into single tokens."""

import calendar
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from agents.claims.language.ages import fold_ages
from agents.claims.language.numbers import fold_numbers
from agents.claims.model import Kind, Sentence, Token
from agents.claims.words import listed, words
from schemas.actor import ActorMention
from schemas.place import PlaceMention

_TOKEN = re.compile(
    r"""(?P<incl>[Ii]ncl\b\.?) | (?P<plain>[a-z]++(?![\w'’\-]|\.\w)) | (?P<name>[A-Z][a-z]{4,}+(?![\w'’\-]|\.\w)) |
        (?P<clock>(?<![\d:.])[0-2]?\d:[0-5]\d(?![\d:.]) | (?<=[Oo]n\s)[0-3]?\d/[0-3]?\d(?![\d/]) |
            (?<![\d/.])[0-3]\d/[0-3]\d(?![\d/])) |
        (?P<num>\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d{1,3}(?:\ \d{3})?\ 000(?![\d.,:%])|
            \d+(?:\.\d+)?(?=[^\w]|$|-|[a-z])) |
        (?P<month>\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)(?:\.(?=\s*\d)|(?=\s\d\d?\b))|
            (?<=\d[ ])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b) |
        (?P<clitic>(?<=[\w)])['’](?:s|re|ve|ll|d|m)\b) |
        (?P<backed>(?:[A-Z]\.){2,}-[a-z]+) |
        (?P<abbr>(?:Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|Dr|Mrs?|Ms|St|Mt|Pvt|Cpl|Fr)\.(?=\s*[A-Z]) |
            (?:[A-Z]\.){2,} | [A-Z]\.(?=\s(?:[A-Z][a-z]|\()) | [ap]\.m\.) |
        (?P<word>[^\W\d_]+(?:['’\-][^\W\d_]+)*) | (?P<mixed>\w+) | (?P<punct>[^\w\s])""",
    re.X,
)
"""The second and third group hold most words of any text, and leave the others none of them: they only save time."""
_KINDS: dict[str, Kind] = {"punct": "punct", "clock": "year"}
"""Kinds by the group that matched; the hour of a live blog's entry counts nobody: "18:30 Soldiers were killed".
Nor does a day: "on 27/06"."""
_MONTHS = {name[:3].lower(): name.lower() for name in calendar.month_name if name}
"""A month by its first letters: "Dec. 10", "10 Dec"."""
_ITS_OWN = re.compile(
    r"-(?:led|orchestrated|claimed|perpetrated|inflicted|conducted|staged|planted|laid|launched|fired)(?= )"
)
"""What makes a group that stands before it the one whose deed it is: "an X-orchestrated bombing"."""
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.I)


def tokenise(sentence: Sentence, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[Token]:
    """Tokens of one sentence; a mention that lies in it becomes one token, then numbers are folded.

    Where a place and an actor overlap, the longer one stands.
    """
    mentions: list[PlaceMention | ActorMention] = [*places, *actors]
    spans: list[tuple[int, int, PlaceMention | ActorMention]] = [
        (mention.start, mention.end + _leads(sentence, mention) + _seat(sentence, mention), mention)
        for mention in mentions
        if mention.start >= sentence.start
        and mention.end <= sentence.end
        and (_leads(sentence, mention) or _seat(sentence, mention) or not _in_compound(sentence, mention.end))
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    kept: list[tuple[int, int, PlaceMention | ActorMention]] = []
    for span in spans:
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    kept.sort(key=lambda span: span[0])
    tokens: list[Token] = []
    cursor = sentence.start
    for start, end, mention in kept:
        tokens.extend(_words(sentence, cursor, start))
        text = sentence.text[start - sentence.start : end - sentence.start]
        token = Token(text, text.lower(), start, end)
        if isinstance(mention, PlaceMention):
            token.kind, token.place = "place", mention
        else:
            token.kind, token.actor = "actor", mention
            if token.low in words().auxiliaries:
                token.low = mention.actor.name.lower()  # "IS has killed": no verb
        tokens.append(token)
        cursor = end
        if sentence.text[end - sentence.start : end - sentence.start + 2] == "s ":  # its apostrophe was lost
            tokens.append(Token("'s", "'s", end, end + 1))
            cursor += 1
    tokens.extend(_words(sentence, cursor, sentence.end))
    if "'" in sentence.text:
        _pair_quotes(tokens)
    if "regimes " in sentence.text or "armys " in sentence.text or "coalitions " in sentence.text:
        tokens = _with_lost_apostrophes(tokens)
    if sentence.text.startswith(("In the ", "In this ", "In a ")):
        tokens = _with_lost_comma(tokens)
    if "year-old" in sentence.text:
        tokens = fold_ages(tokens)
    return fold_numbers(tokens)


def _with_lost_apostrophes(tokens: list[Token]) -> list[Token]:
    """The tokens, with the "'s" of "the regimes warplanes killed 12" apart, whose apostrophe was lost."""
    arms = listed("attack_nouns", "war_machines", "from_guns")
    out: list[Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        if after is None or token.low not in ("regimes", "armys", "coalitions") or after.low.split(" ")[0] not in arms:
            out.append(token)
            continue
        cut = token.end - 1
        out.append(Token(token.text[:-1], token.low[:-1], token.start, cut))
        out.append(Token("'s", "'s", cut, token.end))
    return out


OPENS = 4
"""Words of an opening like "In the same context", at most."""


def _with_lost_comma(tokens: list[Token]) -> list[Token]:
    """The tokens, with the comma behind "In the same context" that was lost: "In the same context troops killed 12"."""
    for n in range(2, min(OPENS, len(tokens) - 1)):
        if tokens[n].low in listed("fronted") and tokens[n + 1].kind not in ("punct", "num") and n + 2 < len(tokens):
            if tokens[n + 1].low in words().prepositions:
                return tokens  # "in the context of"
            at = tokens[n].end
            return [*tokens[: n + 1], Token(",", ",", at, at, "punct"), *tokens[n + 1 :]]
    return tokens


QUOTED = 5
"""Words between the straight single quotes of a headline, at most: "rebels 'in control of' X"."""


def _pair_quotes(tokens: list[Token]) -> None:
    """Turn the straight single quotes around a few words into curly ones; names and a possessive's stay as they are."""
    for n in range(len(tokens) - 2):
        opens = tokens[n].text == "'" and tokens[n].end == tokens[n + 1].start and not tokens[n + 1].capital
        if not opens or (n and tokens[n - 1].end == tokens[n].start):
            continue
        for k in range(n + 2, min(len(tokens), n + QUOTED + 2)):
            if tokens[k].text == "'" and tokens[k - 1].end == tokens[k].start:
                tokens[n].text = tokens[n].low = "‘"
                tokens[k].text = tokens[k].low = "’"
                break


def _leads(sentence: Sentence, mention: PlaceMention | ActorMention) -> int:
    """How long the "-led" is by which a group leads those who are told of, or owns what is ("HTS-led fighters"): what
    they do is its deed; 0 for none.
    """
    if not isinstance(mention, ActorMention) or mention.generic:
        return 0
    found = _ITS_OWN.match(sentence.text, mention.end - sentence.start)
    return len(found.group()) if found is not None else 0


_SEAT = re.compile(r"-(?:[Cc]ent(?:re|er)|[Vv]ille|[Cc]ité|[Tt]own)\b(?!-)")


def _seat(sentence: Sentence, mention: PlaceMention | ActorMention) -> int:
    """How long the "-centre" is that makes a territory's name its chief town's: "Walikale-centre"; 0 for none."""
    at = mention.end - sentence.start
    if not isinstance(mention, PlaceMention) or sentence.text[at : at + 1] != "-":
        return 0
    found = _SEAT.match(sentence.text, at)
    return len(found.group()) if found is not None else 0


def _in_compound(sentence: Sentence, end: int) -> bool:
    """Whether a hyphen makes the mention a part of an adjective ("rebel-held")."""
    after = sentence.text[end - sentence.start : end - sentence.start + 2]
    return len(after) == 2 and after[0] == "-" and after[1].isalpha()


def _words(sentence: Sentence, start: int, end: int) -> Iterator[Token]:
    """The tokens of [start, end), where no mention lies; a clitic ("'s", "n't") is a token of its own."""
    offset = sentence.start
    for match in _TOKEN.finditer(sentence.text, start - offset, end - offset):
        text, begin, kind = match[0], match.start() + offset, match.lastgroup
        if kind == "plain":
            yield Token(text, text, begin, begin + len(text))
            continue
        if kind == "name":
            yield Token(text, text.lower(), begin, begin + len(text))
            continue
        if kind == "incl":
            yield Token(text, "including", begin, begin + len(text))
            continue
        low = text.lower().replace("’", "'")
        if text == "#":
            continue  # of a hashtag: "M23 rebels captured #Goma"
        if text in ("[", "]") and _short_name(sentence.text, match.start()):
            mark = "(" if text == "[" else ")"
            yield Token(mark, mark, begin, begin + 1, "punct")  # "the Congo [DRC]", as others write "(DRC)"
            continue
        if text == "_":
            yield Token("—", "—", begin, begin + 1, "punct")  # the dash of old wires: "KABUL (AP) _ Rebels …"
        elif kind == "month":
            yield Token(text, _MONTHS[low[:3]], begin, begin + len(text))  # no full stop, and a word of time
        elif kind != "word":
            yield Token(text, low, begin, begin + len(text), _KINDS.get(kind or "", "word"))
        elif "'" in low and (clitic := _CLITIC.search(text)) is not None:
            cut = clitic.start()
            for left, right in ((0, cut), (cut, len(text))):
                if left < right:
                    piece = text[left:right]
                    yield Token(piece, piece.lower().replace("’", "'"), begin + left, begin + right)
        else:
            body = text == "WHO" and not sentence.text.isupper()  # the organisation, and no relative pronoun
            yield Token(text, "w.h.o" if body else low, begin, begin + len(text))


_SHORT_NAME = re.compile(r"\[[A-Z][A-Z0-9-]{1,7}\]")


def _short_name(text: str, at: int) -> bool:
    """Whether the square bracket at a position opens or closes one around a short name: "[DRC]"."""
    opened = at if text[at] == "[" else text.rfind("[", max(0, at - 9), at)
    return opened >= 0 and _SHORT_NAME.match(text, opened) is not None


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of [start, end) as written, white space folded."""
    out = ""
    for n in range(start, end):
        gap = " " if out and tokens[n].start > tokens[n - 1].end else ""
        out += gap + tokens[n].text
    return out
