from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.storage.quiz.kit import NOW


def later(seconds):
    return NOW + timedelta(seconds=seconds)


def test_a_worker_is_lost_when_its_lease_ran_out(store):
    store.workers.seen("one", NOW)
    store.workers.seen("two", NOW)
    store.workers.seen("two", later(5))
    assert store.workers.lost(later(10), 10) == []
    assert store.workers.lost(later(11), 10) == ["one"]
    store.workers.gone("one")
    assert store.workers.lost(later(11), 10) == []
    assert store.workers.lost(later(60), 10) == ["two"]


def test_it_is_known_whether_any_worker_was_seen_lately(store):
    assert not store.workers.any_seen(NOW)
    store.workers.seen("one", NOW)
    assert store.workers.any_seen(NOW)
    assert not store.workers.any_seen(later(1))
    store.workers.seen("two", later(5))
    assert store.workers.any_seen(later(1))


def test_a_channel_gets_a_message_a_second(store):
    assert [store.pace.reserve("T1", "C1", NOW) for _ in range(3)] == [0, 1, 2]
    assert store.pace.reserve("T1", "C1", later(0.5)) == 2.5
    assert store.pace.reserve("T1", "C1", later(9)) == 0
    assert store.pace.reserve("T1", "C2", NOW) == store.pace.reserve("T2", "C1", NOW) == 0


def test_workers_that_reserve_at_once_get_turns_of_their_own(store):
    with ThreadPoolExecutor(8) as pool:
        turns = list(pool.map(lambda _: store.pace.reserve("T1", "C1", NOW), range(16)))
    assert sorted(turns) == list(range(16))
