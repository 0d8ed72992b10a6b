"""Redis: the one client a process holds, and which of its errors pass by themselves."""

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff

from agents.settings import Settings

__all__ = ["PASSING_FAULTS", "Redis", "connect", "is_passing"]

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


def connect(settings: Settings) -> Redis:
    """A client for ``settings.redis_url``: text in and out as str, every call bounded in time, connections made lazily.

    redis-py repeats a call by itself up to three times after a time-out whose outcome is unknown, so every script must
    give the same result when it runs twice.
    """
    return Redis.from_url(
        settings.redis_url.get_secret_value(),
        decode_responses=True,
        socket_timeout=settings.redis_timeout_s,
        socket_connect_timeout=settings.redis_timeout_s,
        health_check_interval=30,
        retry=Retry(ExponentialWithJitterBackoff(base=0.05, cap=0.5), 3),
    )
