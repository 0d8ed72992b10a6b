"""The true comparison of two reports, which decides the relation and says why. Pure; no I/O, no clock."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from agents.dedupe.align import Alignment, Difference, Match, align, alike, kinship, same_letters
from agents.dedupe.report import Report, Token
from agents.dedupe.words import load
from schemas.unique_article import Relation

Reason = Literal[
    "nothing_alike",  # new: no candidate, or none that shares more than phrases
    "form_text",  # new: the words of an earlier report around other figures and places
    "same_text",  # duplicate: word for word
    "truncated",  # duplicate: a part of an earlier report
    "light_edit",  # duplicate: other spelling, order or wording, nothing new
    "changed_figure",  # revision
    "changed_name",  # revision: another name in the same sentence
    "changed_fact",  # revision: denied, or killed instead of wounded
    "added_passage",  # revision: a sentence or more that the earlier report did not have
    "same_url",  # revision: the same address with another text
    "shared_passage",  # copied_passages
]

SAME_REPORT = 0.5  # share of the new report's words in sentences that stand in the old one
KINSHIP = (
    1.36  # see kinship(): of labelled pairs, different reports have up to 1.32, the same ones mostly 1.38 and more
)
LEAD, LEAD_OF_NEW = (0, 1), 0.28  # sentences a report begins with: its next version mostly begins with them too
WHOLE = 0.5  # of the old report's words in the new one
TRUNCATED = 0.8  # of the length of the old report
SHORT = 40  # words: in so short a text one other name is another event
FORM_FIGURES = 4  # figures at least, of which half are others, not all by one: a form filled in anew
FORM_SHARE = 0.5
FORM_WHOLE = 0.8  # of the matched words, in sentences that are the same
FORM_FACTS = 0.33  # where figures and names are others: share of both together
FORM_GAP = timedelta(hours=20)  # forms come daily or weekly: reports so far apart need fewer signs
ADDED_WORDS = 3  # words of a sentence, and of a run inside one, that count as added
INSERTED_WORDS = 5
FURNITURE_WORDS = 2  # of a sentence that the page speaks
PAGE_SHARE = 0.25  # of its words, where each of them might stand in a report as well
NOISY = 0.08  # share of misspelt words from which words are no sure sign: about 2 in 100 characters are wrong
NOISY_WORD = 0.5  # of the letters of a word that noise has made of another
NOISY_LETTERS = 0.6  # of a sentence's runs of four letters that stand in the old report: it is that one, garbled
NAME_LETTERS = 4
SAME_URL = 0.15


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the new report relates to one old one. similarity: 0..1; matches: sentences found there, by position.

    of_new: share of the new report's words in these sentences.
    """

    relation: Relation
    reason: Reason
    similarity: float
    matches: dict[int, Match]
    of_new: float = 0.0


def compare(new: Report, old: Report, *, same_url: bool = False, commonplace: Collection[int] = ()) -> Comparison:
    """Judge one candidate. Sharing passages only is "new" here, with matches.

    same_url: both came from one address. commonplace: positions of sentences that many reports have.
    """
    found = align(new, old)
    similarity = round(found.similarity, 4)
    relation, reason = _judge(new, old, found, same_url, commonplace)
    return Comparison(relation, reason, similarity, found.matches, found.of_new)


def _judge(
    new: Report, old: Report, found: Alignment, same_url: bool, commonplace: Collection[int]
) -> tuple[Relation, Reason]:
    if not _same_report(new, old, found):
        if same_url and found.similarity >= SAME_URL:
            return "revision", "same_url"
        return "new", "nothing_alike"
    figures = _new_figures(new, old, found)
    names = _new_names(new, old, found)
    if _form(new, old, found, figures, names) and not same_url:
        return "new", "form_text"
    if figures:
        return "revision", "changed_figure"
    if _turned(found):
        return "revision", "changed_fact"
    if names:
        return "revision", "changed_name"
    if _added(new, old, found, commonplace) or new.rest not in (None, old.rest):
        return "revision", "added_passage"
    if [s.key for s in new.sentences] == [s.key for s in old.sentences]:
        return "duplicate", "same_text"
    return "duplicate", "truncated" if new.length < TRUNCATED * old.length else "light_edit"


def _same_report(new: Report, old: Report, found: Alignment) -> bool:
    """Half of the new one in the old; or one rewritten in the other; or the same beginning, where much is new."""
    if found.of_new >= SAME_REPORT:
        return True
    if found.of_old >= WHOLE and min(found.matches, default=0) >= len(new.sentences) / 2:
        return False  # a digest begins with something else
    begins = any(i in LEAD and match.old in LEAD for i, match in found.matches.items())
    if begins and found.of_new >= LEAD_OF_NEW and found.of_old >= WHOLE:
        return True
    return kinship(new, old) >= KINSHIP


def _new_figures(new: Report, old: Report, found: Alignment) -> list[str]:
    """Figures in matched sentences, and in the title, that the old report does not have there."""
    changed: list[str] = []
    for match in found.matches.values():
        for difference in _differences(match):
            before = {t.text for t in difference.old if t.figure}
            for token in difference.new:
                replaced = before and token.text not in before
                if token.figure and (replaced or not _gives(old, token.text)):
                    changed.append(token.text)
    title = (word for word in new.title if word[0].isdigit())
    return changed + [word for word in title if not _gives(old, word) and word not in new.figures]


def _gives(report: Report, figure: str) -> bool:
    """Whether this figure stands in the report or its title; "one" may stand in any."""
    return figure == "1" or figure in report.figures or figure in report.title


def _new_names(new: Report, old: Report, found: Alignment) -> list[str]:
    """Names in matched sentences that the old report does not have at all, in no spelling."""
    plain = load().unremarkable_names
    changed = []
    for match in found.matches.values():
        for difference in _differences(match):
            for token in difference.new:
                name = token.capital and len(token.text) >= NAME_LETTERS and token.text not in plain
                if not name or token is new.sentences[match.new].tokens[0]:
                    continue
                if token.text in old.words or token.text in old.title:
                    continue
                if not any(alike(token.text, t.text) for t in difference.old):
                    changed.append(token.text)
    if found.noise >= NOISY:  # a garbled name is garbled once
        told = Counter(word for sentence in new.sentences for word in sentence.key)
        return [name for name in changed if told[name] > 1]
    return changed


def _differences(match: Match) -> list[Difference]:
    """What differs in a matched sentence, without what the page says."""
    return [difference for difference in match.differences if not furniture([token.text for token in difference.new])]


def _form(new: Report, old: Report, found: Alignment, figures: list[str], names: list[str]) -> bool:
    """Whether the old report's words are a form that the new one fills with other news; few sentences stay the same."""
    whole = sum(match.words for match in found.matches.values() if not match.differences)
    if whole > FORM_WHOLE * sum(match.words for match in found.matches.values()):
        return False
    apart = abs(new.published_at - old.published_at) >= FORM_GAP
    total = sum(word[0].isdigit() for i in found.matches for word in new.sentences[i].key)
    if len(figures) >= FORM_SHARE * max(1, total) and (
        (total >= FORM_FIGURES and len(set(figures)) > 1) or (apart and (len(set(figures)) > 1 or bool(names)))
    ):
        return True
    if names and new.length < SHORT and not _added(new, old, found):
        return True
    if not names:
        return False
    known = _names(new, found)
    if len(names) >= 2 and len(names) >= FORM_SHARE * known and (figures or apart):
        return True
    others = len(figures) + len(names)
    return bool(figures) and others >= FORM_FIGURES - 1 and others >= FORM_FACTS * (total + known)


def _names(new: Report, found: Alignment) -> int:
    plain = load().unremarkable_names
    return len(
        {t.text for i in found.matches for t in new.sentences[i].tokens[1:] if t.capital and t.text not in plain}
    )


def _turned(found: Alignment) -> bool:
    """Whether a sentence denies what the old one told, or names another kind of event in its place."""
    words = load()
    for match in found.matches.values():
        for difference in _differences(match):
            new, old = ([token.text for token in tokens] for tokens in (difference.new, difference.old))
            if found.noise >= NOISY and alike("".join(new), "".join(old), NOISY_WORD):
                continue
            if sum(text in words.denials for text in new) > sum(text in words.denials for text in old):
                return True
            events = [text for text in new if text in words.events and not any(alike(text, other) for other in old)]
            if events and any(text in words.events for text in old):
                return True
    return False


def _added(new: Report, old: Report, found: Alignment, commonplace: Collection[int] = ()) -> bool:
    """Whether the new report has words of its own, outside or inside matched sentences, that are not the page's."""
    for match in found.matches.values():
        pieces = [d.new for d in match.differences if not d.old]
        if any(len(piece) >= INSERTED_WORDS and not _of_the_page(piece) for piece in pieces):
            return True
    noisy = found.noise >= NOISY
    for i, sentence in enumerate(new.sentences):
        if i in found.matches or i in commonplace or len(sentence.key) < ADDED_WORDS:
            continue
        if not sentence.quotes and _of_the_page(sentence.tokens):
            continue
        if not noisy or same_letters(sentence.key, (s.key for s in old.sentences)) < NOISY_LETTERS:
            return True
    return False


def _of_the_page(tokens: Sequence[Token]) -> bool:
    """Whether cleaning left this: no words of its own but names of days and agencies, or the page that speaks."""
    plain = load().unremarkable_names
    words = [token.text for token in tokens]
    return all(word in plain for word in words) or furniture(words)


def furniture(words: Sequence[str]) -> bool:
    """Whether this is the page speaking: of itself, to its reader, of who made it; not of what somebody said."""
    lists = load()
    if not lists.furniture.isdisjoint(words) and sum([word in lists.furniture for word in words]) >= FURNITURE_WORDS:
        return True
    addressed = not lists.reader.isdisjoint(words)
    page = sum([word in lists.page or word in lists.furniture for word in words])
    if not addressed and (page < FURNITURE_WORDS or page < PAGE_SHARE * len(words)):
        return False
    return lists.speech.isdisjoint(words) and not any(len(word) > 1 for word in words if word[0].isdigit())
