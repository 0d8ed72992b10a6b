"""What is told of a work or in jest: "The novel tells how rebels seized X", "April Fool: …", "in chapter three"."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.verdict import Verdict
from agents.claims.model import Token
from agents.claims.words import listed, mode_words, words

_MAKERS = ("er", "ers", "or", "ors", "virus")
_OPENING, _CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
_SERIALS = frozenset({"series", "drama", "serial", "sitcom", "thriller"})
_OTHER_VERSION = frozenset({"earlier", "previous", "original", "first"})


def made_up(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "The novel tells how rebels seized …": a work, and behind it a verb of telling; "Picture this: …"."""
    lists = mode_words()
    lows = [token.low for token in tokens[:5]]
    within = match.head > 3 and lows[0] == "in"
    if within and any(low in lists.fiction for low in lows[1:4]):
        return Verdict("hypothetical", " ".join(lows[:3]))  # "In the film, rebels retake X"
    if within and lows[2] in _SERIALS and tokens[3].text == ",":
        return Verdict("hypothetical", " ".join(lows[:3]))  # "In the series, a detective hunts a gang that …"
    if lows[:1] == ["in"] and tokens[1].text in _OPENING and _title(tokens):
        return Verdict("hypothetical", "in a work of that title")  # "In 'The Gold Coast' mutineers take X"
    if match.head > 2 and lows[0] in listed("not_in_earnest") and _in_jest(lows):
        return Verdict("hypothetical", f"{lows[0]} {lows[1]}")
    if lows == ["for", "the", "sake", "of", "argument"]:
        return Verdict("hypothetical", "for the sake of argument")
    if not _OTHER_VERSION.isdisjoint(lows) and "version" in lows and any(t.low == "this" for t in tokens[2:7]):
        return Verdict("hypothetical", "an earlier version")  # "an earlier version of this story said …"
    for n in range(min(8, match.start)):
        if tokens[n].low in listed("pranks") and tokens[n + 1].low in listed("pranks_told"):
            return Verdict("hypothetical", tokens[n].text)  # "a hoax caller claimed …"
    for n in range(min(8, match.start - 1)):
        picture = n + 1 + (tokens[n + 1].low in ("a", "the"))  # "dismissed as fake a video that shows …"
        if tokens[n].low in listed("not_genuine") and tokens[picture].low in listed("pictures"):
            return Verdict("hypothetical", f"{tokens[n].text} {tokens[picture].text}")
    if match.head > 3 and lows[:2] == ["in", "chapter"] and lows[2] != "and":
        return Verdict("hypothetical", "in chapter")
    for n in range(min(match.start, match.head)):
        told = tokens[n + 1].low
        if tokens[n].low in listed("works") and (
            told in ("by", "about", "starring", "directed") or told.startswith("about ")  # "a play about 12 miners"
        ):
            return Verdict("hypothetical", tokens[n].text)  # "The Siege of X, a play by Y, ends with the fall of X"
        work = tokens[n].low in lists.fiction and tokens[n].kind == "word" and not _of_it(tokens, n + 1)
        if work and any(token.low in lists.tells for token in tokens[n + 1 : n + 10]):
            return Verdict("hypothetical", tokens[n].text)
        if tokens[n].low in listed("serials") and tokens[n + 1].low in listed("unfolds"):
            return Verdict("hypothetical", tokens[n].text)  # "The series opens with a bombing that kills nine"
    return None


def _title(tokens: Sequence[Token]) -> bool:
    """Whether what stands in quotation marks behind the first word is a title: capitals, and no operation's name."""
    end = next((n for n in range(2, min(len(tokens), 10)) if tokens[n].text in _CLOSING), 0)
    inside = tokens[2:end]
    names = [token for token in inside if token.capital]
    return len(names) > 1 and inside[0].capital and all(token.low != "operation" for token in inside)


def _in_jest(lows: Sequence[str]) -> bool:
    """Whether such an opening rules what follows: "Hoax: rebels seize X", "Picture this: …", "Imagine a gunman …"."""
    return (lows[1] == ":" and lows[0] not in listed("pictured")) or lows[1] in ("this", "a", "fool", "fools")


def _of_it(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word behind a work makes it no work: "film crew", "game warden", "drill sergeant", "novel method"."""
    return (
        n < len(tokens)
        and tokens[n].kind == "word"
        and tokens[n].low not in mode_words().tells
        and (
            tokens[n].low in words().people or tokens[n].low.endswith(_MAKERS) or tokens[n].low in listed("not_told_in")
        )
    )
