"""Errors that are known to happen, as one line that says what to do; no library is imported for it."""

import asyncio
import sys

import click

from agents.embedded.errors import EmbeddedError

# Where an exception class lives, its name, and what its line begins with. A class of a module that was never imported
# cannot have been raised.
KNOWN = (
    ("agents.settings", "SettingsError", ""),
    ("agents.topics", "TopicsError", ""),
    ("agents.replay.send", "ReplayError", ""),
    ("agents.process", "UnknownStepError", ""),
    ("agents.web", "AddressTakenError", ""),
    ("schemas.codec", "BadRecordError", "a record on the wire cannot be read: "),
    ("aiokafka.errors", "KafkaError", "Kafka: "),
    ("redis.exceptions", "RedisError", "Redis: "),
)


def one_line(error: BaseException) -> str | None:
    """What to print for this error (an embedded server's last log lines follow), or None for an unexpected one."""
    if isinstance(error, click.ClickException | click.Abort | click.exceptions.Exit):
        return None
    if isinstance(error, EmbeddedError):
        return "\n".join([str(error), *(f"    {line}" for line in error.details)])
    for module_name, class_name, prefix in KNOWN:
        known = getattr(sys.modules.get(module_name), class_name, None)
        if known is not None and isinstance(error, known):
            return prefix + str(error).strip()
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror}"
    if isinstance(error, asyncio.TimeoutError):
        return "no answer in time"
    return None
