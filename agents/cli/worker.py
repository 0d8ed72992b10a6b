"""``tocsin worker``: the steps themselves."""

import click


@click.command(short_help="Run the steps, or some of them, against a given Kafka and Redis.")
@click.option("--only", "only", multiple=True, metavar="STEP", help="Run this step alone; may be given several times.")
def worker(only: tuple[str, ...]) -> None:
    """Run the steps until SIGTERM or Ctrl-C. Kafka, Redis and all else come from TOCSIN_* and tocsin.toml.

    Start more of them to share the work: each takes its part of the partitions.

    \b
    Example:
        TOCSIN_KAFKA=127.0.0.1:9092 TOCSIN_REDIS_URL=redis://127.0.0.1:6379/0 tocsin worker --only tag --only claims
    """
    from agents.settings import load_settings
    from agents.worker import run_worker

    run_worker(load_settings(), only=only)
