"""What the ledger needs of a store, and the same in memory, for tests and for reading offline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from agents.ledger.incidents import view
from agents.ledger.index import Lookup, day, handles
from agents.ledger.state import Case, Result
from schemas.alert import Incident
from schemas.claim import Claim
from schemas.kept import KeptDecision, KeptIncident

SWEEP = 8  # incidents that one commit lets go at most

Kept = KeptIncident | KeptDecision


class StateError(RuntimeError):
    """What stands in Redis is not what this program wrote: no fault of the record in hand, which must not be buried."""


@dataclass(frozen=True, slots=True)
class Read:
    """Incidents as they were at a version. due: those whose time is up, to be dropped by the next commit.

    result: what another worker has decided about the batch in the meantime, null where nobody has. latest: when the
    newest report of the theatre was published, null before the first.
    """

    version: str
    cases: Mapping[str, Case]
    due: tuple[Case, ...] = ()
    result: Result | None = None
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """What one decision writes, all or nothing: incidents, and the result of the batch. before: as they were read."""

    theatre: str
    batch: str
    result: Result
    before: Read
    cases: Sequence[Case] = ()
    latest: datetime | None = None

    def records(self, now: datetime) -> tuple[Kept, ...]:
        """The same for the archive's topics, as this commit leaves it."""
        version = int(self.before.version) + 1
        incidents = (
            KeptIncident(theatre=self.theatre, version=version, kept_at=whole_second(now), case=case)
            for case in self.cases
        )
        return (
            *incidents,
            KeptDecision(
                theatre=self.theatre, version=version, batch=self.batch, result=self.result, latest=self.latest
            ),
        )


@dataclass(frozen=True, slots=True)
class Arrived:
    """A claim has come. result: what was decided about its batch before; claims: all of the batch, where it is whole
    now and was not decided. Neither: it waits."""

    result: Result | None = None
    claims: Sequence[Claim] | None = None


class Store(Protocol):
    """The contract; tests/ledger runs it on both."""

    async def arrive(self, theatre: str, batch: str, index: int, of: int, claim: Claim) -> Arrived:
        """Keep a claim until its batch is whole, unless it is decided. May be repeated."""

    async def read(
        self, theatre: str, batch: str, lookups: Iterable[Lookup], ids: Iterable[str], now: datetime
    ) -> Read:
        """The incidents found by these look-ups and ids, and the batch's result, all at one version of the theatre."""

    async def commit(self, commit: Commit, now: datetime) -> bool:
        """Write it, unless the theatre's version has moved on since it was read: then nothing is written, and false."""

    async def records(self, theatre: str, batch: str, result: Result) -> tuple[Kept, ...]:
        """A decision of some time ago for the archive's topics, its incidents as they stand now."""

    async def restore(self, records: Iterable[Kept], now: datetime) -> None:
        """Write these into an empty store, oldest first, as the commits that made them did; what is over stays out."""


@dataclass(slots=True)
class MemoryStore:
    """Everything in dicts. expiry_days: how long an incident stays after its last report (wall clock)."""

    expiry_days: float = 400.0
    versions: dict[str, int] = field(default_factory=dict)
    cases: dict[tuple[str, str], Case] = field(default_factory=dict)
    waiting: dict[tuple[str, str], dict[int, Claim]] = field(default_factory=dict)
    results: dict[tuple[str, str], Result] = field(default_factory=dict)
    kept_at: dict[tuple[str, str], datetime] = field(default_factory=dict)
    latest: dict[str, datetime] = field(default_factory=dict)
    _handles: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    async def arrive(self, theatre: str, batch: str, index: int, of: int, claim: Claim) -> Arrived:
        """As the contract says."""
        if (known := self.results.get((theatre, batch))) is not None:
            return Arrived(result=known)
        waiting = self.waiting.setdefault((theatre, batch), {})
        waiting[index] = claim
        return Arrived(claims=[waiting[i] for i in range(of)] if len(waiting) == of else None)

    async def read(
        self, theatre: str, batch: str, lookups: Iterable[Lookup], ids: Iterable[str], now: datetime
    ) -> Read:
        """As the contract says."""
        found = {case_id for case_id in ids if (theatre, case_id) in self.cases}
        for lookup in lookups:
            found |= self._find(theatre, lookup)
        over = now - timedelta(days=self.expiry_days)
        due = sorted((at, key[1]) for key, at in self.kept_at.items() if key[0] == theatre and at <= over)
        return Read(
            version=str(self.versions.get(theatre, 0)),
            cases={case_id: self.cases[theatre, case_id] for case_id in sorted(found)},
            due=tuple(self.cases[theatre, case_id] for _, case_id in due[:SWEEP]),
            result=self.results.get((theatre, batch)),
            latest=self.latest.get(theatre),
        )

    def _find(self, theatre: str, lookup: Lookup) -> set[str]:
        days = (
            (day(lookup.handle, self.cases[where, case_id]), case_id)
            for (where, case_id), under in self._handles.items()
            if where == theatre and lookup.handle in under
        )
        kept = sorted((one for one in days if lookup.first <= one[0] <= lookup.last), reverse=True)
        return {case_id for _, case_id in kept[: lookup.limit]}

    async def commit(self, commit: Commit, now: datetime) -> bool:
        """As the contract says."""
        theatre = commit.theatre
        if str(self.versions.get(theatre, 0)) != commit.before.version:
            return False
        for case in dropped(commit):
            key = theatre, case.id
            del self.cases[key], self.kept_at[key], self._handles[key]
        for case in commit.cases:
            self._keep(case, whole_second(now))
        self.results[theatre, commit.batch] = commit.result
        self.waiting.pop((theatre, commit.batch), None)
        self.versions[theatre] = self.versions.get(theatre, 0) + 1
        if commit.latest is not None:
            self.latest[theatre] = commit.latest
        return True

    def _keep(self, case: Case, at: datetime) -> None:
        key = case.theatre, case.id
        self.cases[key], self.kept_at[key], self._handles[key] = case, at, handles(case)

    async def records(self, theatre: str, batch: str, result: Result) -> tuple[Kept, ...]:
        """As the contract says."""
        version, there = self.versions.get(theatre, 0), [one for one in result.cases if (theatre, one) in self.cases]
        incidents = (
            KeptIncident(
                theatre=theatre, version=version, kept_at=self.kept_at[theatre, one], case=self.cases[theatre, one]
            )
            for one in there
        )
        latest = self.latest.get(theatre)
        return *incidents, KeptDecision(theatre=theatre, version=version, batch=batch, result=result, latest=latest)

    async def restore(self, records: Iterable[Kept], now: datetime) -> None:
        """As the contract says."""
        over = now - timedelta(days=self.expiry_days)
        for record in records:
            theatre = record.theatre
            self.versions[theatre] = max(self.versions.get(theatre, 0), record.version)
            if isinstance(record, KeptIncident):
                if record.kept_at > over:
                    self._keep(record.case, record.kept_at)
                continue
            if record.result.decided_at is None or record.result.decided_at > over:
                self.results[theatre, record.batch] = record.result
            if record.latest is not None:
                self.latest[theatre] = max(self.latest.get(theatre, record.latest), record.latest)

    async def incidents(self) -> list[Incident]:
        """All incidents of all theatres, as the wire shows them, by theatre and first publication."""
        return shown(self.cases.values())


def whole_second(at: datetime) -> datetime:
    """The instant in UTC without its fraction: what an expiry is counted from."""
    return at.astimezone(UTC).replace(microsecond=0)


def dropped(commit: Commit) -> list[Case]:
    """What is due to go and was not told of again."""
    told = {case.id for case in commit.cases}
    return [case for case in commit.before.due if case.id not in told]


def shown(cases: Iterable[Case]) -> list[Incident]:
    """As the wire has them, by theatre and first publication; what went into another incident is shown there."""
    return [view(case) for case in in_order(cases)]


def in_order(cases: Iterable[Case]) -> list[Case]:
    """By theatre and first publication, without what went into another incident."""
    standing = (case for case in cases if case.merged_into is None)
    return sorted(standing, key=lambda case: (case.theatre, case.first_published_at, case.id))
