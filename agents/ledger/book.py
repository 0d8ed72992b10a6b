"""The sequence for one claim: wait for its article's other claims, decide about all together, commit, tell.

Nothing is lost by a crash between any two steps, and nothing told twice with another content: the claim that made its
article whole is not acknowledged until its alerts are with the broker; when it comes again it finds the stored result.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.ledger.contract import Commit, Kept, Store
from agents.ledger.corrections import corrected
from agents.ledger.decide import decide
from agents.ledger.index import identities, lookups
from agents.ledger.merge import CannotError
from agents.ledger.state import DEFAULT_POLICY, Decided, Policy, Result, State
from agents.ledger.times import published
from schemas.alert import Alert
from schemas.claim import Claim
from schemas.codec import BadRecordError
from schemas.correction import Correction
from schemas.ids import stable_id

NOWHERE = "ZZ"  # the theatre of claims whose country nobody can tell
TRIES = 20
_THEATRE = re.compile(r"[A-Za-z0-9_-]{1,32}")


class BusyError(TimeoutError):
    """Other workers decided about the same theatre in between, again and again; it passes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be sent for a claim, and what was decided (nothing, where it was decided before).

    kept: the same for the archive: the incidents that changed, and the decision.
    """

    alerts: tuple[Alert, ...] = ()
    decided: tuple[Decided, ...] = ()
    kept: tuple[Kept, ...] = ()


async def take(store: Store, claim: Claim, now: Callable[[], datetime], policy: Policy = DEFAULT_POLICY) -> Told:
    """Take one claim in. Raises BadRecordError for one that cannot be placed, BusyError, and Redis's errors."""
    theatre = checked_theatre(claim.theatre)
    index, of = place_in_article(claim)
    batch = batch_id(claim)
    known = await _one_of(store, theatre, batch, index, of, claim, now, policy)
    if isinstance(known, Result) and known.claims[index] != claim.claim_id:
        # The article was changed since, keeping its date and how many claims it has.
        batch = stable_id(batch, claim.claim_id)
        known = await _one_of(store, theatre, batch, 0, 1, claim, now, policy)
    return known if isinstance(known, Told) else await _again(store, theatre, batch, known, claim)


async def _one_of(
    store: Store,
    theatre: str,
    batch: str,
    index: int,
    of: int,
    claim: Claim,
    now: Callable[[], datetime],
    policy: Policy,
) -> Told | Result:
    """Decide, where this claim makes its batch whole; the result, where it was decided before."""
    if of == 1:
        return await settle(store, theatre, batch, claim, [claim], now, policy)
    arrived = await store.arrive(theatre, batch, index, of, claim)
    if arrived.result is not None:
        return arrived.result
    if arrived.claims is None:
        return Told()
    return await settle(store, theatre, batch, claim, arrived.claims, now, policy)


async def settle(
    store: Store,
    theatre: str,
    batch: str,
    claim: Claim,
    claims: Sequence[Claim],
    now: Callable[[], datetime],
    policy: Policy,
) -> Told | Result:
    """Decide about an article's claims, made whole by this one, and commit; again where others were faster.

    Gives the result of the first time where it was decided before.
    """
    for _ in range(TRIES):
        at = now()
        wanted = {found for one in claims for found in lookups(one, theatre, published(one.published_at, at))}
        read = await store.read(theatre, batch, wanted, identities(claims, theatre), at)
        if read.result is not None:
            return read.result
        decision = decide(State(theatre, read.cases, read.latest), claims, at, policy)
        result = Result(
            claims=tuple(one.claim_id for one in claims),
            last=claim.claim_id,
            alerts=decision.alerts,
            cases=tuple(case.id for case in decision.cases),
            decided_at=at,
        )
        newest = min(published(claim.published_at, at), published(None, at))
        latest = max(read.latest, newest) if read.latest is not None else newest
        commit = Commit(theatre, batch, result, read, decision.cases, latest)
        if await store.commit(commit, at):
            return Told(decision.alerts, decision.decided, commit.records(at))
    raise BusyError(f"theatre {theatre} changed {TRIES} times while one article was decided")


async def correct(
    store: Store, correction: Correction, now: Callable[[], datetime], policy: Policy = DEFAULT_POLICY
) -> Told:
    """Carry out a person's correction, once. Raises BadRecordError for one that does not fit what is known."""
    theatre, batch = checked_theatre(correction.theatre), correction_batch(correction.correction_id)
    for _ in range(TRIES):
        at = now()
        ids = {correction.incident, *([correction.other] if correction.other else [])}
        read = await store.read(theatre, batch, (), ids, at)
        if read.result is not None:
            return Told(kept=await store.records(theatre, batch, read.result))
        try:
            cases = corrected(correction, read.cases, at, policy)
        except CannotError as error:
            raise BadRecordError(f"Correction: {error}") from error
        name = correction.correction_id
        result = Result(claims=(name,), last=name, cases=tuple(case.id for case in cases), decided_at=at)
        commit = Commit(theatre, batch, result, read, cases, read.latest)
        if await store.commit(commit, at):
            return Told(kept=commit.records(at))
    raise BusyError(f"theatre {theatre} changed {TRIES} times while one correction was carried out")


def correction_batch(correction_id: str) -> str:
    """Under what the result of a correction is kept."""
    return stable_id("correction", correction_id)


def checked_theatre(theatre: str | None) -> str:
    """The theatre as it stands in keys; raises BadRecordError for what is none."""
    theatre = theatre or NOWHERE
    if not _THEATRE.fullmatch(theatre):
        raise BadRecordError(f"Claim: theatre {theatre!r}: letters, digits, - and _ alone, 32 at most")
    return theatre


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


async def _again(store: Store, theatre: str, batch: str, known: Result, claim: Claim) -> Told:
    """What was told the first time: by the claim that made its article whole, and by no other."""
    if known.last != claim.claim_id:
        return Told()
    return Told(known.alerts, kept=await store.records(theatre, batch, known))
