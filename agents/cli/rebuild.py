"""``tocsin rebuild``: an emptied Redis restored from Kafka's topics."""

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from agents.redis import Redis
    from agents.settings import Settings


class Rebuilt(NamedTuple):
    """How much was restored."""

    incidents: int
    decisions: int
    waiting: int
    articles: int


@click.command(short_help="Restore an emptied Redis from Kafka's topics.")
@click.option("--force", is_flag=True, help="Also where Redis is not empty: what stands there is overwritten.")
def rebuild(force: bool) -> None:
    """Write the ledger's incidents and decisions, the claims of articles that are not whole, and what dedupe remembers
    of the articles that Kafka still has, into the Redis of the settings, else of the `tocsin up` that runs here.

    Stop the workers first: what they decide meanwhile on an empty ledger would stand beside what is restored.

    \b
    Example:
        redis-cli flushall && tocsin rebuild
    """
    from agents.cli.target import settings_of_target

    settings = settings_of_target()
    done = asyncio.run(_connected(settings, force))
    click.echo(
        f"{done.incidents:,} incidents and {done.decisions:,} decisions restored, {done.waiting:,} claims wait for the "
        f"rest of their article, {done.articles:,} articles remembered"
    )


async def _connected(settings: "Settings", force: bool) -> Rebuilt:
    from agents.ledger.store import theatres
    from agents.redis import connect

    redis = connect(settings)
    try:
        there = await theatres(redis)
        if there and not force:
            raise click.ClickException(
                f"Redis is not empty: the ledger of {', '.join(there)} stands there. Empty it first, or say --force."
            )
        return await restore(settings, redis)
    finally:
        await redis.aclose()


async def restore(settings: "Settings", redis: "Redis") -> Rebuilt:
    """The same for a given Redis."""
    from datetime import UTC, datetime

    from agents.cli.topic import whole
    from agents.ledger.rebuild import Newest, wait_again
    from agents.ledger.store import RedisStore
    from agents.topics import CLAIMS, DECISIONS, INCIDENTS
    from schemas.claim import Claim
    from schemas.codec import BadRecordError, decode
    from schemas.kept import KeptDecision, KeptIncident

    newest, store = Newest(), RedisStore(redis, expiry_days=settings.state_expiry_days)
    kinds: tuple[tuple[str, Any], ...] = ((INCIDENTS, KeptIncident), (DECISIONS, KeptDecision))
    for topic, kept in kinds:
        async for record in whole(settings, topic):
            newest.add(decode(record.value, kept))
    records = newest.oldest_first()
    incidents = sum(isinstance(record, KeptIncident) for record in records)
    await store.restore(records, datetime.now(UTC))
    claims: list[Claim] = []
    any_claim: Any = Claim  # a union, which is no type[...] to a type checker
    async for record in whole(settings, CLAIMS):
        try:
            claims.append(decode(record.value, any_claim))
        except BadRecordError:
            continue  # a correction, which waits for nothing, or what the worker has put into dead-letters
    waiting = await wait_again(store, claims)
    return Rebuilt(incidents, len(records) - incidents, waiting, await _remember(settings, redis))


async def _remember(settings: "Settings", redis: "Redis") -> int:
    """Let dedupe see again, in the order in which they came, the articles that Kafka still has."""
    from agents.cli.topic import whole
    from agents.dedupe.relate import relate
    from agents.dedupe.store import RedisStore
    from agents.topics import CLEAN
    from schemas.clean_article import CleanArticle
    from schemas.codec import BadRecordError, decode

    store = RedisStore(redis, horizon_days=settings.dedupe_horizon_days)
    found = [
        (record.timestamp, record.partition, record.offset, record.value) async for record in whole(settings, CLEAN)
    ]
    seen = 0
    for *_, value in sorted(found):
        try:
            article = decode(value, CleanArticle)
        except BadRecordError:
            continue
        await relate(store, article)
        seen += 1
    return seen
