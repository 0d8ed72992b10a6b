"""The sequence for one claim: wait for its article's other claims, decide about all together, commit, tell.

Nothing is lost by a crash between any two steps, and nothing told twice with another content: the claim that made its
article whole is not acknowledged until its alerts are with the broker; when it comes again it finds the stored result.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.ledger.decide import decide
from agents.ledger.index import identities, lookups
from agents.ledger.state import DEFAULT_POLICY, Decided, Policy, Result, State
from agents.ledger.store import Commit, Store
from agents.ledger.times import published
from schemas.alert import Alert
from schemas.claim import Claim
from schemas.codec import BadRecordError
from schemas.ids import stable_id

NOWHERE = "ZZ"  # the theatre of claims whose country nobody can tell
TRIES = 20
_THEATRE = re.compile(r"[A-Za-z0-9_-]{1,32}")


class BusyError(TimeoutError):
    """Other workers decided about the same theatre in between, again and again; it passes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be sent for a claim, and what was decided (nothing, where it was decided before)."""

    alerts: tuple[Alert, ...] = ()
    decided: tuple[Decided, ...] = ()


async def take(store: Store, claim: Claim, now: Callable[[], datetime], policy: Policy = DEFAULT_POLICY) -> Told:
    """Take one claim in. Raises BadRecordError for one that cannot be placed, BusyError, and Redis's errors."""
    theatre = claim.theatre or NOWHERE
    if not _THEATRE.fullmatch(theatre):
        raise BadRecordError(f"Claim: theatre {theatre!r}: letters, digits, - and _ alone, 32 at most")
    index, of = place_in_article(claim)
    batch = batch_id(claim)
    known = await store.result(theatre, batch)
    if known is not None and known.claims[index] != claim.claim_id:
        batch, index, of = (
            stable_id(batch, claim.claim_id),
            0,
            1,
        )  # the article was changed since, keeping date and number
        known = await store.result(theatre, batch)
    if known is not None:
        return _again(known, claim)
    whole = [claim] if of == 1 else await store.wait(theatre, batch, index, of, claim)
    if whole is None:
        return Told()
    return await settle(store, theatre, batch, claim, whole, now, policy)


async def settle(
    store: Store,
    theatre: str,
    batch: str,
    claim: Claim,
    claims: Sequence[Claim],
    now: Callable[[], datetime],
    policy: Policy,
) -> Told:
    """Decide about an article's claims, made whole by this one, and commit; again where others were faster."""
    for _ in range(TRIES):
        at = now()
        wanted = {found for one in claims for found in lookups(one, theatre, published(one.published_at, at))}
        read = await store.read(theatre, batch, wanted, identities(claims, theatre), at)
        if read.result is not None:
            return _again(read.result, claim)
        decision = decide(State(theatre, read.cases), claims, at, policy)
        result = Result(claims=tuple(one.claim_id for one in claims), last=claim.claim_id, alerts=decision.alerts)
        if await store.commit(Commit(theatre, batch, result, read, decision.cases), at):
            return Told(decision.alerts, decision.decided)
    raise BusyError(f"theatre {theatre} changed {TRIES} times while one article was decided")


def place_in_article(claim: Claim) -> tuple[int, int]:
    """(index, of) among its article's claims in its theatre; a claim without is alone. Raises BadRecordError."""
    if claim.sequence is None:
        return 0, 1
    if claim.sequence.index >= claim.sequence.of:
        raise BadRecordError(f"Claim: sequence: index {claim.sequence.index} of {claim.sequence.of}")
    return claim.sequence.index, claim.sequence.of


def batch_id(claim: Claim) -> str:
    """Names the claims that one version of an article gives under one version of the rules."""
    _, of = place_in_article(claim)
    alone = claim.claim_id if claim.sequence is None else None
    return stable_id("batch", claim.article_id, claim.published_at, of, claim.rules_version, alone)


def _again(known: Result, claim: Claim) -> Told:
    return Told(known.alerts if known.last == claim.claim_id else ())
