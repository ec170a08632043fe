"""Posts, settings and profiles for the tests of the views, and what Slack says of a view."""

from datetime import UTC, date, datetime, time
from random import Random

from bot.domain.knowledge import Topic
from bot.domain.quiz import shuffle, spread
from bot.domain.quiz.posts import Closing, Post, PostKey
from bot.domain.schedule import WEEKDAYS, Schedule
from bot.domain.schedule.settings import Setting
from bot.playground.block_kit import faults
from bot.views.as_text import as_text

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KEY = PostKey("T1", "C1", DAY)


def post(question, **fields):
    """An open post of `question` with three people who have answered."""
    start = {
        "key": KEY,
        "question_id": question.id,
        "order": shuffle(question, Random(7)),
        "reason": "Detection, 16% of the exam",
        "client_msg_id": "one",
        "scheduled": True,
        "closes_at": datetime(2026, 11, 25, 8, 30, tzinfo=UTC),
        "answered": 3,
    }
    return Post(**{**start, **fields})


def closing(question, topic: Topic, choices, *, names=(), unnamed=0):
    """What is known once the post is closed, from what people chose."""
    made = post(question, closed=True)
    seen = spread(question, made.order, choices=choices)
    return Closing(made, question, topic, seen, tuple(names), unnamed)


def setting(**fields):
    """A schedule on weekdays at 09:30 in Berlin, set by U1; `schedule` fields may be changed."""
    kept = {name: fields.pop(name) for name in ("next_due", "stopped") if name in fields}
    start = {"at": time(9, 30), "zone": "Europe/Berlin", "weekdays": WEEKDAYS}
    schedule = Schedule(**{**start, **fields})
    due = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    return Setting("T1", "C1", schedule, "U1", NOW, **{"next_due": due, **kept})


def refused(reply):
    """What Slack would refuse about this message."""
    assert 0 < len(reply.text) < 40_000
    return faults(reply.blocks, "message")


def read(reply):
    """All words of a message without inputs, in reading order."""
    return as_text(reply)


def pressed(reply, action_id):
    """The values of the message's buttons with this action id, numbered or not."""
    return [
        element.get("value", "")
        for block in reply.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"].partition(":")[0] == action_id
    ]
