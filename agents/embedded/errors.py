"""What goes wrong with a child: one line that says what and what to do, and what the child said last."""

from collections.abc import Sequence


class EmbeddedError(Exception):
    """A server that cannot run here. The message is one line for a person; ``details`` are the last log lines."""

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = tuple(details)


class PortTakenError(EmbeddedError):
    """The port that was asked for belongs to another program."""
