"""Redis: the one client a process holds, and which of its errors pass by themselves."""

from dataclasses import dataclass
from typing import Any

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff

from agents.settings import Settings

__all__ = ["PASSING_FAULTS", "Health", "Redis", "connect", "health", "is_passing"]

PASSING_FAULTS: tuple[type[BaseException], ...] = (
    exceptions.ConnectionError,  # refused, reset, closed; LOADING and "max number of clients" are subclasses
    exceptions.TimeoutError,
    exceptions.OutOfMemoryError,  # noeviction: writes fail until somebody makes room
    exceptions.ReadOnlyError,  # a replica, while a failover is under way
    exceptions.TryAgainError,
    exceptions.ClusterDownError,  # MASTERDOWN is a subclass
)
"""What a step waits for in place; everything else from Redis is a mistake that waiting cannot mend."""

_NEVER_PASSING = (exceptions.AuthenticationError, exceptions.AuthorizationError, exceptions.ExternalAuthProviderError)
_PASSING_PREFIXES = ("OOM", "MISCONF", "BUSY ", "NOREPLICAS", "LOADING", "UNKILLABLE")


def is_passing(error: BaseException) -> bool:
    """Whether waiting can mend this error; a refused password is a connection error to redis-py, but does not pass."""
    if isinstance(error, _NEVER_PASSING):
        return False
    if isinstance(error, PASSING_FAULTS):
        return True
    return isinstance(error, exceptions.ResponseError) and str(error).startswith(_PASSING_PREFIXES)


@dataclass(frozen=True, slots=True)
class Health:
    """How Redis stands: memory in bytes (limit 0: none), keys, and whether its append-only file can be written."""

    memory_bytes: int
    limit_bytes: int
    keys: int
    writes_kept: bool


async def health(redis: Redis) -> Health | None:
    """How Redis stands; null where this user may not ask (a managed one). Raises what a lost connection does."""
    try:
        memory = await redis.info("memory")
        kept = await redis.info("persistence")
        keys = await redis.dbsize()
    except exceptions.ResponseError:
        return None
    states = (kept.get(f"aof_last_{what}_status", "ok") for what in ("write", "bgrewrite"))
    return Health(
        memory_bytes=int(memory["used_memory"]),
        limit_bytes=int(memory.get("maxmemory", 0)),
        keys=int(keys),
        writes_kept=all(state == "ok" for state in states),
    )


def connect(settings: Settings) -> Redis:
    """A client for ``settings.redis_url``: text in and out as str, every call bounded in time, connections made lazily.

    redis-py repeats a call by itself up to three times after a time-out whose outcome is unknown, so every script must
    give the same result when it runs twice.
    """
    given: dict[str, Any] = {}
    if settings.redis_secret is not None:
        given["password"] = settings.redis_secret
    if settings.redis_ca_file is not None and settings.redis_url.get_secret_value().startswith("rediss:"):
        given["ssl_ca_certs"] = str(settings.redis_ca_file)
    return Redis.from_url(
        settings.redis_url.get_secret_value(),
        **given,
        decode_responses=True,
        socket_timeout=settings.redis_timeout_s,
        socket_connect_timeout=settings.redis_timeout_s,
        health_check_interval=30,
        retry=Retry(ExponentialWithJitterBackoff(base=0.05, cap=0.5), 3),
    )
