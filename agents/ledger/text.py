"""Names and phrases made comparable: folded, in tokens, as a skeleton of consonants that spellings share."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from agents.ledger.words import words

_MARKS = re.compile(r"['’‘`´ʿʾʹ]")
_OTHER = re.compile(r"[^\w]+|_")
_ALIKE = (
    0.6  # of difflib's ratio, where the skeletons are already equal: Telafar and Tal Afar have 0.8, Aden and Odin 0.5
)
_SOUNDS = str.maketrans({"q": "k", "c": "k", "z": "s"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics and apostrophes, everything else that is no letter or digit one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _OTHER.sub(" ", _MARKS.sub("", plain.casefold())).strip()


def tokens(text: str | None) -> list[str]:
    """The folded words, in order."""
    return fold(text).split() if text else []


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Consonants of a name without its articles: Tal Afar, Tall ‘Afar, Telafar -> tlfr. Vowels alone stay."""
    kept = [word for word in fold(name).split() if word not in words().name_articles] or fold(name).split()
    joined = "".join(kept).replace("ph", "f").translate(_SOUNDS)
    bare = re.sub(r"[aeiouywh]", "", joined)
    return re.sub(r"(.)\1+", r"\1", bare) if len(bare) > 1 else joined


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two spellings can be one name: equal when folded, or the same consonants and most of the letters."""
    first, second = fold(one), fold(other)
    if first == second:
        return bool(first)
    if skeleton(one) != skeleton(other):
        return False
    return SequenceMatcher(None, _bare(first), _bare(second), autojunk=False).ratio() >= _ALIKE


def _bare(folded: str) -> str:
    return "".join(word for word in folded.split() if word not in words().name_articles)
