"""Workers that die by SIGKILL around the sending neither lose nor double anything."""

import pytest

from tests.jobs.soak import soak


@pytest.mark.parametrize("seed", [7])
def test_killed_workers_neither_lose_nor_double_a_message(database_url, tmp_path, seed):
    with soak(database_url, tmp_path, kills=12, seed=seed) as run:
        assert sum(run.gate.kills.values()) == 12
        assert run.missing() == 0
        seen = run.seen()
        assert seen.questions == seen.threads == run.noted()
        assert len(seen.questions) == len(seen.recaps) == len(run.due) > 0
