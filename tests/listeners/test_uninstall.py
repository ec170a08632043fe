import pytest

from bot.jobs.queue import Job, JobQueue, migrate_queue
from tests.office import Office

TEAM = "T0CLDGUILD"


@pytest.fixture
def queue(office: Office, sqlite_url: str) -> JobQueue:
    migrate_queue(sqlite_url)
    return JobQueue(sqlite_url)


@pytest.mark.parametrize("first", ["app_uninstalled", "tokens_revoked"])
def test_a_workspace_that_removes_the_app_is_forgotten(
    office: Office, queue: JobQueue, first: str
) -> None:
    office.ask("zzqx vvkw jjpf")
    job = Job(f"{TEAM}:C1:2026-11-24:close", "close_post", TEAM, (TEAM, "C1", "2026-11-24"))
    queue.put(job)
    assert office.gaps()
    office.slack.uninstall(first)
    assert not office.gaps()
    assert queue.ids(TEAM) == []
    queue.close()
