"""Ending the process at once, when going on could lose a record."""

import logging
import os
import sys
from typing import NoReturn

EXIT_UNEXPECTED = 70
"""An error nobody foresaw (sysexits' EX_SOFTWARE)."""
EXIT_STALLED = 75
"""No progress although there is work; a fresh start may help (sysexits' EX_TEMPFAIL)."""


def end_process(reason: str, code: int = EXIT_UNEXPECTED) -> NoReturn:
    """Log the reason and end without any clean-up.

    An orderly exit would let Faust acknowledge the record in hand from a generator's ``finally``, and commit past it.
    """
    logging.getLogger("agents").critical("the worker ends: %s", reason)
    logging.shutdown()
    sys.stderr.flush()
    os._exit(code)
