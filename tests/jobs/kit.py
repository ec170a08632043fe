"""The sample workspace with a worker in it, and a daily quiz in #aws-security."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from slack_sdk import WebClient

from bot.domain.quiz import solve
from bot.domain.quiz.posts import Post, PostKey
from bot.domain.schedule import EVERY_DAY, Schedule, next_due, next_recap
from bot.domain.schedule.settings import Setting
from bot.jobs.jobs import Jobs
from bot.storage.store import Store
from tests.office import TOKEN, Office, whole_finder
from tests.playground.scene import MovableClock

TEAM = "T0CLDGUILD"
ANA = "U0ANASOUZA"
CHANNEL = "C0AWSSECUR"
DAILY = Schedule(at=time(9, 30), zone="UTC", weekdays=EVERY_DAY)


def setting(channel: str, schedule: Schedule = DAILY, *, at: datetime) -> Setting:
    """The daily quiz of a channel, set by Ana at this moment."""
    recap = next_recap(schedule, after=at)
    return Setting(
        team=TEAM,
        channel=channel,
        schedule=schedule,
        set_by=ANA,
        set_at=at,
        next_due=next_due(schedule, after=at).at,
        next_recap=recap.at if recap else None,
    )


class Works:
    """An office, its worker, and what tests want of both."""

    def __init__(self, office: Office, jobs: Jobs, clock: MovableClock) -> None:
        self.office = office
        self.jobs = jobs
        self.clock = clock
        self.store = Store(office.engine)
        self.daily = office.study.daily
        self.desk = jobs.desk

    def set_daily(self, schedule: Schedule = DAILY, channel: str = CHANNEL) -> None:
        self.store.schedules.save(setting(channel, schedule, at=self.clock()))

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        """Let it be this time of November 2026 (UTC), and let the worker do what is due."""
        self.clock.now = replace_time(self.clock.now, day=day, hour=hour, minute=minute)
        self.jobs.catch_up()

    def post(self, day: int, channel: str = CHANNEL) -> Post | None:
        return self.store.posts.get(PostKey(TEAM, channel, self.clock.now.date().replace(day=day)))

    def answer(self, post: Post, user: str, *, right: bool) -> None:
        """The right choice of this person, stored as right for a point, or as wrong for none."""
        questions = self.office.study.knowledge.questions
        question = next(one for one in questions if one.id == post.question_id)
        choice = solve(question, post.order).key
        self.store.answers.record(
            post.key, user=user, choice=choice, right=right, points=int(right), now=self.clock()
        )

    def messages(self, where: str = "aws-security", user: str = "ana") -> list[dict[str, Any]]:
        """What the app has posted, as this person sees it."""
        person = self.office.slack.workspace.person(user)
        wanted = self.office.slack.workspace.seen_by(person, where).id
        conversations = self.office.slack.state(user)["conversations"]
        return [
            message
            for conversation in conversations
            if conversation["id"] == wanted
            for message in conversation["messages"]
        ]


def replace_time(moment: datetime, **parts: int) -> datetime:
    return moment.replace(second=0, microsecond=0, **parts)


@contextmanager
def works(database_url: str, clock: MovableClock, address: str = "") -> Iterator[Works]:
    """A worker at work while the block runs; it calls the Slack at `address`, or the office's."""
    office = Office(whole_finder(), database_url, clock=clock)
    client = WebClient(token=TOKEN, base_url=f"{address or office.slack.base_url}/api/")
    jobs = Jobs(office.study, client, database_url=database_url)
    jobs.start()
    try:
        yield Works(office, jobs, clock)
    finally:
        jobs.stop()
        office.close()
