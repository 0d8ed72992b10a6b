"""Identities. The same input always gives the same id, on any machine and at any time."""

import hashlib
import json
from typing import Any

LENGTH = 20  # hex digits: 80 bits, about one accidental clash in 10^12 ids per 10^12 pairs


def stable_id(*parts: Any) -> str:
    """Hash of the parts (JSON values, order kept) as 20 hex digits."""
    data = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(data.encode("utf-8", "surrogatepass"), digest_size=LENGTH // 2).hexdigest()


def article_id(source: str, source_id: str | None, content: str) -> str:
    """Id of an article: its source's own id where it has one, otherwise its content."""
    if source_id:
        return stable_id("article", source, source_id)
    return stable_id("article", source, "content", content)
