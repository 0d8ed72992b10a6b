"""The wiring: every step of the flow, in its order, and the worker that runs them."""

from collections.abc import Sequence
from typing import Final

from agents.claims import agent as claims
from agents.clean import agent as clean
from agents.dedupe import agent as dedupe
from agents.deliver import agent as deliver
from agents.ledger import agent as ledger
from agents.process import Build, run_steps
from agents.settings import Settings
from agents.tag import agent as tag

BUILDERS: Final[dict[str, Build]] = {
    "clean": clean.build,
    "dedupe": dedupe.build,
    "tag": tag.build,
    "claims": claims.build,
    "ledger": ledger.build,
    "deliver": deliver.build,
}


def run_worker(settings: Settings, only: Sequence[str] = ()) -> None:
    """Run a worker in this process until SIGTERM or SIGINT; ``only``: names of the steps it takes, all where empty.

    Workers of one deployment share the work, also where they run different steps. Raises what ``run_steps`` raises.
    """
    run_steps(settings, BUILDERS, only)
