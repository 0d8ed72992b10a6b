"""What nobody confirms: "have not confirmed that X fell" tells no fall, "could not confirm reports that" hedges it."""

from collections.abc import Sequence

from agents.claims.frames.match import Match
from agents.claims.mode.verdict import Verdict, left_of
from agents.claims.model import Token
from agents.claims.words import listed

REACH = 10
"""Tokens between the confirming and what is confirmed, at most."""


def unconfirmed(tokens: Sequence[Token], match: Match) -> Verdict | None:
    """ "officials have not confirmed X was in rebel hands", "unable to verify that"."""
    left = min(match.start, left_of(match))
    for n in range(left - 1, max(0, left - REACH), -1):
        if tokens[n].kind == "punct" and tokens[n].text not in "'’":
            return None
        if tokens[n].low in listed("announcing_it") and match.construction == "nominal" and _did_not(tokens, n):
            return Verdict("hypothetical", f"did not {tokens[n].text}")
        if tokens[n].low not in listed("confirming"):
            continue
        if not {"not", "n't", "unable", "cannot", "never"} & {t.low for t in tokens[max(0, n - 3) : n]}:
            return None
        between = {t.low for t in tokens[n + 2 : left]}
        if between & {"who", "which", "that", "whether"} - {tokens[n + 1].low} and not between & listed("hearsay"):
            return None  # "could not verify the attack that killed nine"
        if between & listed("hearsay") or tokens[n + 1].low in listed("hearsay"):
            return Verdict("actual", hedged=True)
        return Verdict("hypothetical", "not confirmed")
    return None


def _did_not(tokens: Sequence[Token], n: int) -> bool:
    """Whether "did not (immediately)" stands before the verb at n."""
    before = [token.low for token in tokens[max(0, n - 4) : n]]
    return bool({"did", "does", "do", "has", "have"} & set(before)) and bool({"not", "n't"} & set(before))
