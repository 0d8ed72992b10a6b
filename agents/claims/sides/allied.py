"""Which sides an article calls each other's allies: "their Croat allies", "backed by Kurdish fighters"."""

import re
from collections.abc import Iterator

from agents.claims.model import Page
from schemas.actor import ActorMention

_ALLIES_BEHIND = re.compile(
    r"\s*(?:forces|troops|fighters|units|militias?|militiamen)?"
    r"(?: allies\b|, (?:its|their|his) (?:main |chief |close |local |old )?all(?:y|ies)\b|, allies of )"
)
_WITH_BEFORE = re.compile(
    r"\b(?:(?:backed|supported|aided|helped|assisted) by|alongside|together with|allied with|with (?:the )?(?:air )?"
    r"(?:help|support|backing|aid|assistance|cover|cooperation) (?:of|from)) (?:the |its |their )?(?:local |allied )?\Z"
)
_OWN_BEFORE = re.compile(r"\b(?:[Tt]heir|[Ii]ts|[Hh]is|the (?:army|government|rebels|regime|junta)['’]s?) (?:\w+ )?\Z")


def allied(page: Page, text: str) -> Iterator[frozenset[str]]:
    """Pairs of names: a side, and the one told as its ally in the same sentence or right behind it."""
    for mention in page.actors[1:]:
        before = text[max(0, mention.start - 40) : mention.start]
        behind = text[mention.end : mention.end + 40]
        apposed = _ALLIES_BEHIND.match(behind)
        called = apposed is not None or mention.actor.text.endswith(" allies")
        own = called and (behind.lstrip(" ")[:1] == "," or _OWN_BEFORE.search(before) is not None)
        if not own and _WITH_BEFORE.search(before) is None:
            continue
        whose = _whose(page, mention, sentences=2 if own else 1)
        if whose is not None:
            yield frozenset((whose.actor.name, mention.actor.name))


def _whose(page: Page, ally: ActorMention, sentences: int) -> ActorMention | None:
    """Whose ally a side is: who stands last before it in its sentence, else who opens the sentence before."""
    here = page.sentence_at(ally.start)
    earlier = [m for m in page.actors_in(here.start, ally.start) if m.actor.name != ally.actor.name]
    if earlier or sentences < 2 or here.index == 0:
        return earlier[-1] if earlier else None
    last = page.sentences[here.index - 1]
    return next((m for m in page.actors_in(last.start, last.end) if m.actor.name != ally.actor.name), None)
