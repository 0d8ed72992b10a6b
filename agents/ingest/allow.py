"""Who may post: the bearer token of a request against those of the settings, without telling by the time it takes."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Literal

Verdict = Literal["allowed", "closed", "no_token", "wrong_token"]
"""closed: the settings name no token, so nobody may."""


def judge(header: str | None, tokens: Sequence[str]) -> Verdict:
    """What an Authorization header is worth. Every token is compared, whole, whichever fits."""
    if not tokens:
        return "closed"
    scheme, _, given = (header or "").partition(" ")
    if scheme.casefold() != "bearer" or not given.strip():
        return "no_token"
    mine = _digest(given.strip())
    fits = [hmac.compare_digest(mine, _digest(token)) for token in tokens]
    return "allowed" if any(fits) else "wrong_token"


def _digest(token: str) -> bytes:
    """Of one length whatever the token's, so that a comparison does not tell how long the right one is."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
