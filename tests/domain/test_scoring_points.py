from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Difficulty
from bot.domain.scoring import Period, period_key, period_keys, points


@pytest.mark.parametrize(("difficulty", "worth"), list(zip(Difficulty, (1, 2, 3), strict=True)))
def test_a_right_answer_is_worth_its_difficulty(difficulty, worth):
    assert points(difficulty, right=True) == worth
    assert points(difficulty, right=False) == 0


def test_a_day_counts_for_its_week_its_month_and_for_all_time():
    assert period_keys(date(2026, 11, 24)) == {
        Period.WEEK: "2026-W48",
        Period.MONTH: "2026-11",
        Period.ALL: "all",
    }


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_week_at_the_turn_of_the_year_is_one_week(day, week):
    assert period_key(Period.WEEK, day) == week


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_runs_from_monday_to_sunday_and_later_ones_sort_later(day):
    monday = day - timedelta(day.weekday())
    keys = [period_key(Period.WEEK, monday + timedelta(n)) for n in range(-1, 8)]
    assert keys[0] < keys[1] < keys[8]
    assert len(set(keys[1:8])) == 1


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_month_has_the_days_of_the_calendar(day):
    assert period_key(Period.MONTH, day) == day.isoformat()[:7]
