from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scoring import Streak, streak

NOVEMBER = [date(2026, 11, day) for day in range(1, 31)]
LAST = NOVEMBER[-1]
days = st.dates(date(2026, 10, 1), date(2026, 12, 31))
daysets = st.sets(days, max_size=90)


def of(posted, answered, still_open=(), today=LAST):
    return streak(posted, answered, still_open=still_open, today=today)


def test_each_scheduled_day_answered_counts():
    assert of(NOVEMBER, NOVEMBER) == Streak(30, 30, 2)


def test_days_without_a_post_neither_count_nor_break():
    weekdays = [day for day in NOVEMBER if day.weekday() < 5]
    outage = {date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 12)}
    posted = [day for day in weekdays if day not in outage]
    assert of(posted, posted).days == len(posted)


def test_two_missed_days_a_month_are_forgiven():
    assert of(NOVEMBER, set(NOVEMBER) - set(NOVEMBER[9:11])) == Streak(28, 28, 0)


def test_the_third_missed_day_of_a_month_breaks_it():
    assert of(NOVEMBER, set(NOVEMBER) - set(NOVEMBER[9:12])) == Streak(18, 18, 0)


def test_each_month_has_its_own_days_off():
    posted = [date(2026, 10, 28) + timedelta(n) for n in range(8)]
    answered = {posted[0], posted[1], posted[6], posted[7]}
    assert of(posted, answered, today=posted[-1]).days == 4


def test_days_before_somebody_joined_cost_nothing():
    assert of(NOVEMBER, NOVEMBER[20:]) == Streak(10, 10, 2)


def test_a_post_that_is_open_is_not_missed_yet_and_counts_when_answered():
    missed = set(NOVEMBER[10:12])
    answered = set(NOVEMBER[:-1]) - missed
    assert of(NOVEMBER, answered, still_open={LAST}).days == 27
    assert of(NOVEMBER, answered).days == 0
    assert of(NOVEMBER, answered | {LAST}, still_open={LAST}).days == 28


def test_the_best_streak_outlives_the_one_that_runs():
    answered = set(NOVEMBER[:10]) | set(NOVEMBER[20:23])
    assert of(NOVEMBER, answered, today=NOVEMBER[22]) == Streak(0, 10, 0)
    assert of(NOVEMBER[:23], answered, today=NOVEMBER[22]) == Streak(3, 10, 0)


def test_nobody_has_a_streak_before_the_first_answer():
    assert of([], []) == Streak(0, 0, 2)


@given(daysets, daysets)
def test_a_streak_is_no_longer_than_the_days_answered(posted, answered):
    found = of(posted, answered)
    assert 0 <= found.days <= found.best <= len(posted & answered)
    assert 0 <= found.days_off_left <= 2


@given(daysets, daysets, st.sets(days))
def test_answers_on_days_without_a_scheduled_post_change_nothing(posted, answered, others):
    assert of(posted, answered) == of(posted, answered | (others - posted))


@given(daysets, daysets, st.sets(days))
def test_an_outage_on_days_that_were_not_answered_never_shortens_a_streak(posted, answered, down):
    assert of(posted - (down - answered), answered).days >= of(posted, answered).days


@given(daysets, daysets)
def test_a_post_just_opened_never_changes_a_streak(posted, answered):
    today = max(posted, default=LAST) + timedelta(1)
    before = streak(posted, answered, still_open=(), today=today)
    opened = streak(posted | {today}, answered - {today}, still_open={today}, today=today)
    assert opened == before


@given(daysets, daysets)
def test_answering_todays_post_adds_one(posted, answered):
    today = max(posted, default=LAST) + timedelta(1)
    before = streak(posted, answered, still_open=(), today=today)
    after = streak(posted | {today}, answered | {today}, still_open=(), today=today)
    assert after.days == before.days + 1


@given(daysets, daysets)
def test_two_misses_in_any_one_month_never_break_a_streak(posted, missed):
    spared: set[date] = set()
    for day in sorted(missed):
        if sum((one.year, one.month) == (day.year, day.month) for one in spared) < 2:
            spared.add(day)
    assert of(posted, posted - spared).days == len(posted - spared)
