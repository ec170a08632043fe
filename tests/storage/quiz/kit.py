"""Settings and posts for the tests of the quiz's stores: usual ones, unless a test says else."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import text

from bot.domain.quiz.posts import Post, PostKey
from bot.domain.quiz.presenting import Order
from bot.domain.schedule.settings import Setting
from bot.domain.schedule.values import WEEKDAYS, Schedule

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KEY = ("A",)


def setting(channel="C1", team="T1", next_due=NOW, **more):
    schedule = Schedule(time(9, 30), "Europe/Berlin", WEEKDAYS)
    return Setting(
        team,
        channel,
        **{"schedule": schedule, "set_by": "U1", "set_at": NOW} | more,
        next_due=next_due,
    )


def spoil(engine, damage, team="T1"):
    """Put into a workspace's schedules what nobody could set: a later version cannot read it."""
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE schedules SET {damage} WHERE team_id = '{team}'"))


def key(channel="C1", team="T1", day=TODAY):
    return PostKey(team, channel, day)


def post(where=None, question_id="waf/rules", **more):
    usual = {
        "order": Order(("one", 'two "quoted"', "drei ☁️", "four"), 1),
        "reason": "your team often misses this",
        "client_msg_id": "b3a0c3f4-2f8e-4f6c-9b0a-7f1f6a6f0c11",
        "scheduled": True,
        "closes_at": NOW + DAY,
    }
    return Post(where or key(), question_id, **usual | more)


def asked(store, where=None, question_id="waf/rules", **more):
    """A post that Slack has taken; its key."""
    made = store.posts.add(post(where, question_id, **more))
    store.posts.sent(made.key, ts="1764000000.000100", closes_at=made.closes_at)
    return made.key


def answer(store, where, user="U1", right=True, points=2, now=NOW, choice=("A",)):
    return store.answers.record(
        where, user=user, choice=choice, right=right, points=points, now=now
    )


def all_time(store, scope="", team="T1"):
    """Points, right answers and answers by user id."""
    scores = store.boards.scores(team, scope=scope, period="all")
    return {one.user: (one.points, one.right, one.answered) for one in scores}


def on(year, month, day):
    return date(year, month, day)
