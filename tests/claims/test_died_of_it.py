"""One person hurt, and what came of it: "a farmer was shot. He died in hospital"."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def killed(text: str) -> list[int | None]:
    return [claim.number.best for claim in readings.harm(text, PUBLISHED) if claim.effect == "killed"]


@pytest.mark.parametrize(
    "text",
    [
        "A farmer was shot in Cali on Friday. He succumbed to his wounds in hospital.",
        "Gunmen shot a farmer in Cali on Friday. He died in hospital.",
        "Gunmen shot a farmer in Cali on Friday and he later died of his wounds.",
        "A policeman was stabbed in Mopti on Friday. He was taken to a clinic, where he died.",
        "A nurse was stabbed in Mopti on Friday. The victim was rushed to hospital where she died.",
        "A soldier was wounded in Jaffna on Friday. The injured soldier succumbed to his wounds.",
    ],
)
def test_who_was_hurt_and_died_is_killed(text: str) -> None:
    assert killed(text) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "Two policemen were shot in Mopti on Friday. He died in hospital.",
        "The mayor spoke in Mopti on Friday. He died in hospital.",
        "A man was shot in the leg in Cali on Friday. He did not die.",
        "A trader was shot in Cali on Friday. He would have died without help.",
        "A singer was shot in Lima in 1981. He died in hospital.",
        "A painter was hit by debts in Lima on Friday, he told us. He died at 91.",
    ],
)
def test_nobody_died_whom_nobody_hurt(text: str) -> None:
    assert killed(text) == []


def test_who_was_killed_is_counted_once() -> None:
    assert killed("A gunman killed a farmer in Cali on Friday. He died in hospital.") == [1]
