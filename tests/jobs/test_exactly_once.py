"""Workers that die by SIGKILL around the sending neither lose nor double a post."""

import pytest

from tests.jobs.soak import soak


@pytest.mark.parametrize("seed", [7])
def test_killed_workers_neither_lose_nor_double_a_post(database_url, tmp_path, seed):
    with soak(database_url, tmp_path, kills=8, seed=seed) as run:
        assert sum(run.gate.kills.values()) == 8
        assert run.missing() == []
        assert run.arrived() == run.noted()
        assert len(run.arrived()) == len(run.due) > 0
