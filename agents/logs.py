"""Logs: lines for people or JSON, on standard error; chatty libraries kept quiet and kept from flooding."""

import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from agents.settings import Settings

FLOODS = ("aiokafka", "faust", "mode", "asyncio", "kafka", "aiohttp", "agents.app")
"""Loggers of libraries: a broker that is away for 15 seconds makes them write a thousand lines. Faust's own app and
consumer log under the module of our subclasses."""
WINDOW_S = 30.0
PER_WINDOW = 2

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def get_logger(name: str) -> logging.Logger:
    """The logger of a module; what stands in ``extra=`` becomes ``key=value`` on the line or a JSON field."""
    return logging.getLogger(name)


class RateLimit(logging.Filter):
    """Lets through at most ``PER_WINDOW`` lines of each message template in ``WINDOW_S``, and says how many it held."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line may pass; the first of a new window tells how many the last one held back."""
        if not record.name.startswith(FLOODS):
            return True
        key = (record.name, record.levelno, str(record.msg)[:80])
        now = self._clock()
        began, count = self._seen.get(key, (now, 0))
        if now - began >= WINDOW_S:
            held = count - PER_WINDOW
            began, count = now, 0
            if held > 0:
                record.msg = f"{record.getMessage()} ({held} more like it held back)"
                record.args = ()
        if len(self._seen) > 1000:  # templates with a changing text in them must not grow the table for ever
            self._seen.clear()
        self._seen[key] = (began, count + 1)
        return count < PER_WINDOW


class Lines(logging.Formatter):
    """``12:00:01 INFO    clean: message key=value``, in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback below it where there is one."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        name = record.name.removeprefix("agents.").removesuffix(".agent")
        extra = "".join(f" {key}={value}" for key, value in _extra(record).items())
        text = f"{at} {record.levelname:<7} {name}: {record.getMessage()}{extra}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


class Json(logging.Formatter):
    """One JSON object a line: at, level, logger, message, whatever stood in ``extra=``, and the error's traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; nothing in it can break it into two."""
        fields: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False, default=str)


def setup_logging(settings: Settings) -> None:
    """Send all logs to standard error, in the format and from the level of the settings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if settings.log_format == "json" else Lines())
    handler.addFilter(RateLimit())
    logging.basicConfig(handlers=[handler], level=settings.log_level.upper(), force=True)
    quiet = logging.INFO if settings.log_level == "debug" else logging.WARNING
    for name in FLOODS:
        logging.getLogger(name).setLevel(quiet)


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {key: value for key, value in vars(record).items() if key not in _PLAIN}
