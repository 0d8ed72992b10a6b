import pytest

from agents.tag import article
from agents.tag.article import Taggers
from agents.tag.words import Words


@pytest.fixture(scope="session")
def taggers() -> Taggers:
    return article.load()


@pytest.fixture(scope="session")
def places_of(taggers):
    def find(text: str) -> list[tuple[str, str, str | None, str]]:
        tags = article.tag_text(text)
        return [(m.place.text, m.place.name, m.place.country, m.feature) for m in tags.places]

    return find


@pytest.fixture(scope="session")
def actors_of(taggers):
    def find(text: str) -> list[tuple[str, str, str | None]]:
        return [(m.actor.text, m.actor.name, m.actor.type) for m in article.tag_text(text).actors]

    return find


@pytest.fixture(scope="session")
def words_of():
    return Words
