from collections.abc import Iterator

import pytest

from tests.playground.scene import Slack


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def served(slack: Slack) -> Iterator[Slack]:
    """The same over HTTP: `slack.stand_in.base_url` is its address."""
    slack.stand_in.serve(0)
    yield slack
    slack.stand_in.stop()
