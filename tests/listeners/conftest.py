from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.matching import Finder
from bot.storage.knowledge_watch import Watched
from tests.office import Office, vague_word, whole_finder


@pytest.fixture(scope="session")
def finder() -> Watched[Finder]:
    return whole_finder()


@pytest.fixture
def office(finder: Watched[Finder], sqlite_url: str) -> Iterator[Office]:
    office = Office(finder, sqlite_url)
    yield office
    office.close()


@pytest.fixture
def small_office(knowledge_dir: Path, sqlite_url: str) -> Iterator[Office]:
    """awssec with two topics, shield and waf, in a folder that a test may edit."""
    office = Office(Watched(knowledge_dir, Finder), sqlite_url)
    yield office
    office.close()


@pytest.fixture(scope="session")
def vague(finder: Watched[Finder]) -> str:
    """A word that may mean several topics."""
    return vague_word(finder.value)
