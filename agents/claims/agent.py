"""The claims step: tagged articles in, the claims read in them out, each to the partition of its theatre."""

from collections.abc import Sequence

from agents import metrics, topics
from agents.claims.article import load, read_claims
from agents.guard import Context, Out, Step, step
from schemas.claim import Casualty
from schemas.tagged_article import TaggedArticle

NOWHERE = "ZZ"
"""Key of claims without a theatre (user-assigned in ISO 3166-1: no country)."""


def build(context: Context) -> Step[TaggedArticle]:
    """The step; the rules are loaded, and checked, before the first article."""

    @step("claims", source=topics.TAGGED, takes=TaggedArticle, startup=(load,))
    async def claims(tagged: TaggedArticle) -> Sequence[Out]:
        found = read_claims(tagged)
        for claim in found:
            kind = "casualty" if isinstance(claim, Casualty) else "location_fall"
            metrics.claims_total.labels(kind, claim.mode).inc()
        return [Out(topics.CLAIMS, claim.theatre or NOWHERE, claim) for claim in found]

    return claims
