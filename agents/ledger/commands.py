"""What the ledger writes into Redis, as commands, and how a record reads there. Pure; store.py says which keys."""

import base64
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from agents.ledger.contract import Commit, Kept, StateError, dropped, whole_second
from agents.ledger.index import day, handles
from agents.ledger.state import Case, Result
from schemas.codec import BadRecordError, decode, encode
from schemas.kept import KeptIncident

DAY_S = 86_400
GRACE_S = 7 * DAY_S

Command = tuple[str | int | bytes, ...]


def key(theatre: str, *parts: str) -> str:
    """The Redis key of these parts, with its theatre's hash tag."""
    return ":".join((f"tocsin:{{{theatre}}}", *parts))


def packed(result: Result) -> str:
    """A result as it stands in Redis: deflated, base64."""
    return base64.b64encode(zlib.compress(encode(result), 1)).decode("ascii")


def unpacked(text: str) -> Result:
    """The result that ``packed`` wrote. Raises StateError."""
    return stored(zlib.decompress(base64.b64decode(text)), Result)  # type: ignore[no-any-return]


def stored(text: str | bytes, record_type: Any) -> Any:
    """A record as it stands in Redis. Raises StateError for what this program did not write."""
    try:
        return decode(text, record_type)
    except BadRecordError as error:
        raise StateError(f"in Redis: {error}") from error


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands of a commit and of a restore. expiry_s: how long an incident stays after its last report."""

    expiry_s: int

    def of_commit(self, commit: Commit, now: datetime) -> Sequence[Command]:
        """What a commit does, as Redis's commands; besides, what a ZADD writes is to live as long as the rest."""
        theatre, at, life = commit.theatre, whole_second(now), self.expiry_s + GRACE_S
        made = list(self._drops(commit))
        for case in commit.cases:
            before = commit.before.cases.get(case.id)
            now_under = handles(case)
            for handle in sorted(handles(before) - now_under if before else ()):
                made.append(("ZREM", key(theatre, "handle", handle), case.id))
            made += self._keeps(case, now_under, at, life)
        made += self._decides(commit.theatre, commit.batch, commit.result, self.expiry_s)
        if commit.latest is not None:
            made.append(("SET", key(theatre, "latest"), commit.latest.isoformat(), "EX", life))
        made.append(("EXPIRE", key(theatre, "version"), life))
        return made

    def _drops(self, commit: Commit) -> Iterable[Command]:
        for case in dropped(commit):
            yield "DEL", key(commit.theatre, "incident", case.id)
            yield "ZREM", key(commit.theatre, "expiry"), case.id
            for handle in sorted(handles(case)):
                yield "ZREM", key(commit.theatre, "handle", handle), case.id

    def _keeps(self, case: Case, under: Iterable[str], at: datetime, life: int) -> Iterable[Command]:
        """Write an incident and its handles. at: when it was told of, from which it lives; life: seconds from now."""
        for handle in sorted(under):
            yield "ZADD", key(case.theatre, "handle", handle), day(handle, case), case.id
        yield "SET", key(case.theatre, "incident", case.id), encode(case), "EX", life
        yield "ZADD", key(case.theatre, "expiry"), int(at.timestamp()) + self.expiry_s, case.id

    def _decides(self, theatre: str, batch: str, result: Result, life: int) -> Iterable[Command]:
        yield "SET", key(theatre, "result", batch), packed(result), "EX", life
        yield "DEL", key(theatre, "waiting", batch)

    def kept_at(self, due: float) -> datetime:
        """When an incident that is due then was last told of."""
        return datetime.fromtimestamp(int(due) - self.expiry_s, UTC)

    def of_record(self, record: Kept, now: datetime) -> Iterable[Command]:
        """What writes an archived record again; nothing, where its time is up."""
        life = self.life(record, now)
        if isinstance(record, KeptIncident):
            if life <= GRACE_S:
                return ()
            return self._keeps(record.case, handles(record.case), record.kept_at, life)
        return self._decides(record.theatre, record.batch, record.result, life) if life > 0 else ()

    def life(self, record: Kept, now: datetime) -> int:
        """Seconds that are left of what a commit gave it."""
        if isinstance(record, KeptIncident):
            return int(record.kept_at.timestamp()) + self.expiry_s + GRACE_S - int(now.timestamp())
        return int((record.result.decided_at or now).timestamp()) + self.expiry_s - int(now.timestamp())
