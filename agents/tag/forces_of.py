"""Forces told with their country behind them: "the Armed Forces of Angola", "the army of Rwanda"."""

import re
from collections.abc import Iterator, Mapping

from agents.tag.text import fold

_FORCES_OF = re.compile(
    r"\b(?P<force>[Aa]rmed [Ff]orces|[Aa]rmy|[Mm]ilitary|[Dd]efen[cs]e [Ff]orces) of (?:the )?"
    r"(?P<land>[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+){0,3})"
)
_BEFORE = re.compile(r"(\w+) \Z")
_OPENS = frozenset({"The", "National", "Royal", "Of", "And", "But", "When", "As", "After"})


def forces_of(text: str, lands: Mapping[str, str]) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, ISO country, whether it is the army) of each; lands: folded names of countries to ISO.

    Not "the Free Army of Syria": what stands in capitals before the noun makes it another's name.
    """
    for match in _FORCES_OF.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
        if before is not None and before[1][:1].isupper() and before[1] not in _OPENS:
            continue
        written = match["land"].split(" ")
        for count in range(len(written), 0, -1):
            name = " ".join(written[:count])
            if (iso := lands.get(fold(name.removesuffix("'s").removesuffix("’s")))) is not None:
                end = match.start("land") + len(name)
                yield match.start(), end, iso, match["force"].lower() == "army"
                break
