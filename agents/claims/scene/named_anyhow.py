"""The nearest site that a sentence names where no phrase of it says "in X": better than no place for its harm."""

from collections.abc import Sequence

from agents.claims.entities.place_names import Found
from agents.claims.frames.match import Match
from agents.claims.model import Page, Sentence, Token
from agents.claims.reader.context import fill
from agents.claims.scene.datelines import abroad_dateline, in_a_part, in_dateline
from agents.claims.scene.not_there import far_off, fires_from, speaks_there, told_besides
from agents.claims.scene.story import heading, nationwide
from agents.claims.scene.whither import whither
from agents.claims.words import listed, words


def named_anyhow(page: Page, sentence: Sentence, match: Match, speaker: range) -> Found | None:
    """The nearest site that a sentence names in whatever way, where no phrase says "in X": better than no place."""
    best: tuple[int, Found] | None = None
    tokens, away = sentence.tokens, match.rule.value == "displaced"
    if (at := heading(tokens)) >= 0:
        return name_at(tokens, at)
    if nationwide(match) and not _his_own(tokens, match):
        return None
    for n, token in enumerate(tokens):
        mention = token.place
        if mention is None or mention.feature not in listed("sites") or mention.feature == "other":
            continue
        ward = any(t.low in listed("wards") for t in tokens[n : n + 2]) or mention.feature == "facility"
        ruled = n > 0 and tokens[n - 1].low in words().prepositions
        if n + 1 < len(tokens) and not ruled and tokens[n + 1].low in listed("rulers_say", "seat_voices"):
            continue  # "Addis Ababa says": the state; "Hanoi radio"
        office = n > 1 and tokens[n - 1].low == "of" and tokens[n - 2].low in listed("local_offices")
        opens = n < 3 and tokens[0].low == "in"  # "In X the governor said that on Monday …"
        local = away and n > 1 and tokens[n - 2].low in ("officials", "authorities")
        if (n in speaker and not (ward or office or opens or local)) or _whither(tokens, n):
            continue
        if (away and (tokens[n - 1].low in listed("away") or whither(tokens, n)) and n) or fires_from(
            tokens, match, n - 1
        ):
            continue
        seat = n > 1 and tokens[n - 1].low in ("in", "at") and tokens[n - 2].low in listed("speaking_seats")
        if n > match.end and (told_besides(tokens, match.end, n) or _while_elsewhere(tokens, match.end, n)):
            continue
        if n and (seat or speaks_there(tokens, n - 1, seats=False)) and not (ward or office or local):
            continue
        owns = n + 2 < len(tokens) and tokens[n + 1].low == "'s" and tokens[n + 2].low in listed("armed")
        if owns or any(t.low in ("including", "among") for t in tokens[match.end : n]):
            continue
        written = in_dateline(page, token.start) and in_a_part(page)
        if abroad_dateline(page, mention) or written or far_off(tokens, n):
            continue
        distance = abs(n - match.head) + 100 * in_dateline(page, token.start)
        if best is None or distance < best[0]:
            best = (distance, Found.of(mention, n))
    return best[1] if best is not None else None


def _whither(tokens: Sequence[Token], n: int) -> bool:
    """Whether the place at n is where somebody came from or went: "to X", "reached X", "to X's hospital"."""
    if n > 2 and tokens[n - 1].low == "'s" and tokens[n - 2].place is not None:
        return tokens[n - 3].low == "to"
    return n > 0 and tokens[n - 1].low in listed("ways_to")


def _while_elsewhere(tokens: Sequence[Token], start: int, n: int) -> bool:
    """Whether the place at n is that of other harm: "killed two, while a bomb killed a policeman in X"."""
    at = next((k for k in range(start, n) if tokens[k].low == "while" and tokens[k - 1].text == ","), -1)
    return at > 0 and any(token.low in listed("killing_words") for token in tokens[at:n])


def _his_own(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the victims are of the speaker's own district: "2,182 women of his county"."""
    after = tokens[match.people.end : match.people.end + 4] if match.people is not None else []
    wide = listed("wide") | {"city", "town", "village"}
    return any(t.low in ("his", "her") for t in after) and any(t.low in wide for t in after)


def name_at(tokens: Sequence[Token], k: int) -> Found | None:
    """The place named by the token at k."""
    mention = tokens[k].place
    return Found.of(mention, k) if mention is not None else None


def died_elsewhere(page: Page, sentence: Sentence, match: Match) -> Found | None:
    """Where those died whose bodies lie in a morgue: the X of "29 bodies lay in the morgue; the men had died at X"."""
    if not any(token.low in listed("morgues") for token in sentence.tokens):
        return None
    following = page.sentences[sentence.index + 1 : sentence.index + 2]
    for n, other in ((match.end, sentence), *((0, other) for other in following)):
        fill(page, other)
        tokens = other.tokens
        for k in range(n, len(tokens) - 3):
            dead = any(t.low in listed("dying") for t in tokens[k + 1 : k + 3])
            some = any(t.low == "and" and tokens[m + 1].kind == "num" for m, t in enumerate(tokens[n:k], n))
            if tokens[k].low != "had" or not dead or some:
                continue
            at = next(
                (m for m in range(k + 2, min(len(tokens) - 1, k + 7)) if tokens[m].low in ("in", "at", "near")), 0
            )
            mention = tokens[at + 1].place if at else None
            if mention is not None and mention.feature in listed("sites"):
                return Found.of(mention, at + 1 if other is sentence else -1)
    return None
