from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule.values import EVERY_DAY, Schedule, Weekday
from bot.errors import UserError
from bot.storage.quiz.schedules import Step
from tests.storage.quiz.kit import DAY, HOUR, NOW, TODAY, setting, spoil


def test_a_setting_comes_back_as_it_was_saved(store):
    plain = setting()
    full = setting(
        "C2",
        schedule=Schedule(
            time(23, 5),
            "America/Argentina/ComodRivadavia",
            frozenset({Weekday.SUNDAY, Weekday.TUESDAY}),
            frozenset(Domain),
            Difficulty.HARD,
            timedelta(hours=4),
            weekly_recap=False,
            paused_until=date(2027, 1, 4),
        ),
        next_recap=NOW + DAY,
        last_day=TODAY,
        last_recap=TODAY - DAY,
        stopped="The channel is archived.",
        next_due=None,
    )
    for one in (plain, full):
        store.schedules.save(one)
        assert store.schedules.get("T1", one.channel) == one


def test_a_channel_has_one_setting_which_is_replaced_as_a_whole(store):
    store.schedules.save(setting(stopped="Gone.", last_day=TODAY, next_due=None))
    later = setting(schedule=Schedule(time(7), "UTC", EVERY_DAY), set_by="U2")
    store.schedules.save(later)
    assert store.schedules.get("T1", "C1") == later


def test_channels_of_the_same_name_in_two_workspaces_are_apart(store):
    store.schedules.save(setting(team="T1"))
    assert store.schedules.get("T2", "C1") is None
    assert not store.schedules.delete("T2", "C1")
    assert store.schedules.delete("T1", "C1")
    assert store.schedules.get("T1", "C1") is None


def test_what_is_due_comes_oldest_first_and_a_page_at_a_time(store):
    for hours in (3, 0, 2, -1, 1):
        store.schedules.save(setting(f"C{hours}", next_due=NOW - hours * HOUR))
    store.schedules.save(setting("stopped", next_due=None))
    assert [place[:2] for place in store.schedules.due(NOW)] == [
        ("T1", name) for name in ("C3", "C2", "C1", "C0")
    ]


def test_pages_of_what_is_due_leave_nothing_out(store):
    places = [(team, channel) for team in ("T1", "T2") for channel in ("C1", "C2", "C3")]
    for team, channel in places:
        store.schedules.save(setting(channel, team, next_due=NOW, next_recap=NOW))
    for due in (store.schedules.due, store.schedules.due_recaps):
        pages, last = [], None
        while page := due(NOW, last, limit=4):
            pages.append(page)
            last = page[-1]
        assert [len(page) for page in pages] == [4, 2]
        assert [place[:2] for page in pages for place in page] == places


def test_a_schedule_advances_once_for_all_who_saw_it_due(store):
    seen = setting()
    store.schedules.save(seen)

    def advance(_):
        return store.schedules.advance([Step(seen, NOW + DAY, TODAY)])

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(advance, range(8))) == [0] * 7 + [1]
    moved = store.schedules.get("T1", "C1")
    assert (moved.next_due, moved.last_day) == (NOW + DAY, TODAY)
    assert moved.schedule == seen.schedule


def test_the_schedules_of_a_page_are_read_and_advance_together(store):
    page = [setting(f"C{number}", next_due=NOW) for number in range(3)]
    for one in page:
        store.schedules.save(one)
    assert store.schedules.settings([place[:2] for place in store.schedules.due(NOW)]) == page
    assert store.schedules.settings([("T1", "C1"), ("T2", "C1")]) == [page[1]]
    assert store.schedules.advance([Step(one, NOW + DAY, TODAY) for one in page]) == 3
    assert store.schedules.due(NOW) == store.schedules.settings([]) == []
    assert store.schedules.advance([]) == 0


def test_a_schedule_that_was_set_anew_since_it_was_read_does_not_advance(store):
    seen = setting(next_recap=NOW)
    store.schedules.save(seen)
    anew = setting(next_recap=NOW, set_at=NOW + HOUR)
    store.schedules.save(anew)
    assert not store.schedules.advance([Step(seen, NOW + DAY, TODAY)])
    assert not store.schedules.advance_recaps([Step(seen, None, TODAY)])
    assert store.schedules.get("T1", "C1") == anew


def test_recaps_come_due_and_advance_apart_from_questions(store):
    seen = setting(next_due=NOW + DAY, next_recap=NOW)
    store.schedules.save(seen)
    assert store.schedules.due(NOW) == []
    assert [place[:2] for place in store.schedules.due_recaps(NOW)] == [("T1", "C1")]
    advanced = [Step(seen, None, TODAY)]
    assert store.schedules.advance_recaps(advanced) == 1
    assert store.schedules.advance_recaps(advanced) == 0
    assert store.schedules.due_recaps(NOW) == []
    assert store.schedules.get("T1", "C1").last_recap == TODAY


def test_a_stopped_channel_is_never_due_and_keeps_its_first_reason(store):
    store.schedules.save(setting(next_recap=NOW, last_day=TODAY))
    archived = "The channel is archived."
    assert store.schedules.stop("T1", "C1", archived)
    assert store.schedules.stop("T1", "C1", archived)
    assert not store.schedules.stop("T1", "C1", "The app was removed.")
    stopped = setting(next_due=None, last_day=TODAY, stopped=archived)
    assert store.schedules.get("T1", "C1") == stopped
    assert store.schedules.due(NOW + 9 * DAY) == store.schedules.due_recaps(NOW + 9 * DAY) == []


def test_a_channel_without_a_schedule_cannot_be_stopped(store):
    assert not store.schedules.stop("T1", "C1", "Gone.")


def test_who_set_a_quiz_is_known_until_it_is_off(store):
    assert store.schedules.setter("T1", "C1") == ""
    store.schedules.save(setting(set_by="U7"))
    assert store.schedules.setter("T1", "C1") == "U7"


@pytest.mark.parametrize(
    "damage", ["zone = 'US/Pacific-New'", "domains = 'alchemy'", "weekdays = 'Mondays'"]
)
def test_a_setting_that_cannot_be_read_counts_as_none_and_can_be_set_anew(store, engine, damage):
    store.schedules.save(setting())
    spoil(engine, damage)
    assert store.schedules.get("T1", "C1") is None
    assert [place[:2] for place in store.schedules.due(NOW)] == [("T1", "C1")]
    with pytest.raises((UserError, ValueError)):
        store.schedules.settings([("T1", "C1")])
    assert store.schedules.stop("T1", "C1", "It cannot be read.")
    assert store.schedules.due(NOW) == []
    store.schedules.save(setting())
    assert store.schedules.get("T1", "C1") == setting()
