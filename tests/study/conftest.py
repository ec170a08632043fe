import pytest

from bot.storage.store import Store
from tests.playground.scene import MovableClock
from tests.study.kit import Quiz


@pytest.fixture
def quiz(store: Store, clock: MovableClock) -> Quiz:
    """An empty workspace, on both databases."""
    return Quiz(store, clock)
