"""What others do, on the same streams: each says for an article which earlier one is the same, or none."""

import hashlib
import re
from collections.abc import Callable, Sequence

from datasketch import MinHash, MinHashLSH

from schemas.clean_article import CleanArticle

Linker = Callable[[Sequence[CleanArticle]], list[str | None]]
SHINGLE = 3  # words
PERMUTATIONS = 128
DISTANCE = 3  # bits of 64


def body(article: CleanArticle) -> str:
    """The text without title: the same for all."""
    return " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind != "title")


def _words(article: CleanArticle) -> list[str]:
    return re.findall(r"\w+", body(article).lower())


def exact(articles: Sequence[CleanArticle]) -> list[str | None]:
    """The same words, by hash."""
    owners: dict[str, str] = {}
    found: list[str | None] = []
    for article in articles:
        key = hashlib.sha256(" ".join(_words(article)).encode()).hexdigest()
        found.append(owners.get(key))
        owners.setdefault(key, article.article_id)
    return found


def simhash(articles: Sequence[CleanArticle]) -> list[str | None]:
    """64-bit SimHash over words (Charikar 2002; Manku, Jain and Das Sarma 2007), distance DISTANCE."""
    known: list[tuple[int, str]] = []
    found: list[str | None] = []
    for article in articles:
        value = _simhash(_words(article))
        near = [(bin(value ^ other).count("1"), name) for other, name in known]
        best = min(near, default=(65, ""))
        found.append(best[1] if best[0] <= DISTANCE else None)
        known.append((value, article.article_id))
    return found


def _simhash(words: Sequence[str]) -> int:
    counts = [0] * 64
    for word in words:
        bits = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
        for i in range(64):
            counts[i] += 1 if bits >> i & 1 else -1
    return sum(1 << i for i, count in enumerate(counts) if count > 0)


def minhash_lsh(threshold: float) -> Linker:
    """datasketch's MinHashLSH over runs of SHINGLE words, as its documentation uses it."""

    def link(articles: Sequence[CleanArticle]) -> list[str | None]:
        index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        order: dict[str, int] = {}
        found: list[str | None] = []
        for article in articles:
            words = _words(article)
            signature = MinHash(num_perm=PERMUTATIONS)
            runs = {" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))}
            signature.update_batch(sorted(runs))
            found.append(min(index.query(signature), key=order.__getitem__, default=None))
            order[article.article_id] = len(order)
            index.insert(article.article_id, signature)
        return found

    return link


RIVALS: dict[str, Linker] = {
    "MinHashLSH 0.5": minhash_lsh(0.5),
    "MinHashLSH 0.8": minhash_lsh(0.8),
    "SimHash, 3 bits": simhash,
    "exact hash": exact,
}
