"""Folding of names into look-up keys, and the tokens of a text that may be part of a name."""

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(
    ["al", "el", "ad", "as", "ash", "ar", "az", "an", "at", "ath", "adh", "aj", "ed", "es", "esh", "er", "ez"]
)
"""Forms of the Arabic article: the l turns into the next consonant ("ar-Raqqa", "ash-Shirqat", "ez-Zor")."""

_APOSTROPHES = "'’‘`´ʿʾʼʻʹ′ʽ՚"
_SPACES = "-‐‑‒–—/,()\u00a0\u202f\u2009_"
_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
_DROPPED: dict[str, str | None] = dict.fromkeys(_APOSTROPHES + ".", None)
_TABLE = str.maketrans({**_DROPPED, **dict.fromkeys(_SPACES, " "), **_LETTERS})

_SKELETON = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(?:kfar|kefr|kafar|kefar)\b", "kafr"),
        (r"(?:iyy?a|iyy?e|ij?a|ij?e|ie)h?\b", "ia"),
        (r"(?:ah|eh|e)\b", "a"),
        (r"(?:aw|au|ow|ou|oo|o)(?![aeiou])", "u"),
        (r"o", "u"),
        (r"(?:ay|ai|ey|ei|ee|iy|ie|yi|y)(?![aeou])", "i"),
        (r"e", "a"),
        (r"kh", "x"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ck|[qc](?!h)", "k"),
        (r"ph", "f"),
        (r"([a-z])\1+", r"\1"),
    )
)


def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes and full stops, hyphens as spaces: "Tall ‘Afar" -> "tall afar"."""
    if text.isascii() and text.isalpha():
        return text.lower()
    folded = text.translate(_TABLE).casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded.translate(_TABLE))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(folded.split())


@lru_cache(maxsize=1 << 15)
def key(text: str) -> str:
    """Look-up key of a name: folded, with every form of the Arabic article inside it as "al"."""
    words = fold(text).split(" ")
    if len(words) == 1:
        return words[0]
    last = len(words) - 1
    return " ".join("al" if word in ARTICLES and i < last else word for i, word in enumerate(words))


def without_article(name_key: str) -> str | None:
    """The key without a leading article, null where there is none or too little would be left."""
    if name_key.startswith("al ") and len(name_key) >= 6:
        return name_key[3:]
    return None


def skeleton(name_key: str) -> str:
    """What remains of a key when spellings of the same sounds are made one ("Dhuluiyah", "Duluiya": "duluia").

    Rules for names out of Arabic, Persian, Urdu and Cyrillic script: long and short vowels, doubled letters,
    kh/gh/dh/th, q/k/c, final -iyah/-iya/-ia, -ah/-a/-e, "Kfar"/"Kafr". Names with one skeleton need not be one place.
    """
    bare = without_article(name_key) or name_key
    bare = " ".join(word for word in bare.split(" ") if word != "al") or bare
    for pattern, replacement in _SKELETON:
        bare = pattern.sub(replacement, bare)
    return bare
