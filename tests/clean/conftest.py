"""Articles of our own and the furniture that pages put around them."""

import pytest

TITLE = "Rebels enter border town after week of shelling"
PARAGRAPHS = (
    "Rebel fighters entered the border town of Karsala on Tuesday after a week of shelling, witnesses and an army "
    "officer told reporters in the provincial capital.",
    "At least 23 people were killed and dozens wounded when a rocket struck the market, the head of the hospital in "
    "the town said. Among the dead were six children.",
    "“We could not count them all,” he said.",
    "The army denied that it had lost the town and said its soldiers had withdrawn to the hills to spare the people "
    "who live there.",
    "Aid workers in the province say that some 4,000 families have fled across the river since the shelling of the "
    "town began, and that the camps on the other bank are full.",
    "The road to the capital remains closed.",
)


@pytest.fixture
def title() -> str:
    return TITLE


@pytest.fixture
def paragraphs() -> list[str]:
    return list(PARAGRAPHS)


@pytest.fixture
def article() -> str:
    return "\n\n".join((TITLE, *PARAGRAPHS))
