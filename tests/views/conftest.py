import pytest

from bot.domain.knowledge import Knowledge
from bot.storage import knowledge_files
from tests.office import KNOWLEDGE


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """All that the project teaches."""
    return knowledge_files.load(KNOWLEDGE)
