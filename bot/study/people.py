"""What people do with the quiz: they answer, compare, hide, and are forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.knowledge import Knowledge, Question, Topic
from bot.domain.quiz import Order, Verdict, grade
from bot.domain.quiz.posts import Post, PostKey, Standing
from bot.domain.schedule import is_zone, today_in
from bot.domain.scoring import (
    Board,
    Period,
    Streak,
    Tally,
    accuracy_board,
    by_domain,
    period_key,
    points,
    streak,
    strengths,
)
from bot.domain.scoring.profile import LastAnswer, Profile
from bot.domain.scoring.tally import NOTHING
from bot.errors import UserError
from bot.storage.quiz.answers import Answer, Outcome
from bot.storage.quiz.sums import WORKSPACE
from bot.storage.store import Store
from bot.study.questions import posted_question, question_of

REFRESH = timedelta(seconds=3)
"""From an answer until the post shows the new number: an open post is edited no more often."""
NAME_AGE = timedelta(days=7)
"""After this a person's name is asked for again."""
LAST = 5
"""Answers that a profile lists."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer, with what it takes to explain it."""

    question: Question
    topic: Topic
    order: Order
    verdict: Verdict
    standing: Standing
    points: int
    """What the person has for it."""


class People:
    """The answers and standings of the members of all workspaces."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], knowledge: Callable[[], Knowledge]
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge

    def answer(self, key: PostKey, *, user: str, choice: tuple[str, ...]) -> Answered:
        """Grade a choice, and count it if it is the person's first while the post is open.

        Who has answered in time gets that answer explained again, and nothing changes.
        Raises UserError where nobody can choose that, or the question is gone.
        """
        post = self._post(key)
        topic, question = posted_question(self._knowledge(), post)
        verdict = grade(question, post.order, choice=choice)
        worth = points(question.difficulty, right=verdict.right)
        now = self._clock()
        outcome = self._store.answers.record(
            key, user=user, choice=verdict.choice, right=verdict.right, points=worth, now=now
        )
        match outcome:
            case Outcome.FIRST:
                self._store.posts.mark_stale(key, now + REFRESH)
                return Answered(question, topic, post.order, verdict, "counted", worth)
            case Outcome.AGAIN:  # and if it was forgotten since, this one is the first
                return self.answered(key, user=user) or self.answer(key, user=user, choice=choice)
            case Outcome.CLOSED:
                late = Answered(question, topic, post.order, verdict, "late", 0)
                return self.answered(key, user=user) or late
            case Outcome.FORGOTTEN:
                return Answered(question, topic, post.order, verdict, "forgotten", 0)

    def answered(self, key: PostKey, *, user: str) -> Answered | None:
        """What the person answered in time, explained by the present key; None if they did not.

        Raises UserError when the question was withdrawn or rewritten.
        """
        given = self._store.answers.of(key, user)
        if given is None:
            return None
        post = self._post(key)
        topic, question = posted_question(self._knowledge(), post)
        verdict = grade(question, post.order, choice=given.choice)
        return Answered(question, topic, post.order, verdict, "again", given.points)

    def report(self, key: PostKey, *, user: str) -> None:
        """Keep that a person calls the post's question wrong; raises UserError if it is gone."""
        self._store.reports.add(
            key.team,
            channel=key.channel,
            user=user,
            question_id=self._post(key).question_id,
            now=self._clock(),
        )

    def board(
        self, team: str, *, channel: str, whole: bool, period: Period, accuracy: bool, reader: str
    ) -> tuple[Board, dict[str, str]]:
        """Where everyone stands in the channel or the `whole` workspace, with the names known.

        Weeks and months are those of the channel's time zone.
        """
        scope = WORKSPACE if whole else channel
        key = period_key(period, self._today(team, channel, reader))
        if accuracy:
            scores = self._store.boards.scores(team, scope=scope, period=key)
            board = accuracy_board(scores, reader=reader)
        else:
            board = self._store.boards.by_points(team, scope=scope, period=key, reader=reader)
        lines = (*board.lines, *([board.own] if board.own else []))
        return board, self._store.people.names(team, {line.score.user for line in lines})

    def profile(self, team: str, user: str, *, channel: str | None) -> Profile:
        """How a person does; rank and streak are the channel's, where there is one."""
        today = self._today(team, channel, user)
        week, ever = (
            self._store.boards.by_points(team, scope=scope, period=key, reader=user)
            for scope, key in (
                (channel or WORKSPACE, period_key(Period.WEEK, today)),
                (WORKSPACE, period_key(Period.ALL, today)),
            )
        )
        given = self._store.answers.of_person(team, user)
        person = self._store.people.get(team, user)
        return Profile(
            week_points=week.own.score.points if week.own else 0,
            all_points=ever.own.score.points if ever.own else 0,
            rank=week.own.rank if week.own else None,
            streak=self._streak(team, channel, given=given, today=today) if channel else None,
            strengths=strengths(by_domain(_tallies(given), self._knowledge())),
            last=tuple(map(self._last, given[:LAST])),
            hidden=person is not None and person.hidden,
        )

    def hide(self, team: str, user: str, *, hidden: bool) -> None:
        """Leave a person out of what others see, or show them again."""
        self._store.people.hide(team, user, hidden)

    def forget(self, team: str, user: str) -> None:
        """Delete what is kept about a person."""
        self._store.people.forget(team, user)

    def forget_team(self, team: str) -> None:
        """Delete what is kept about a workspace."""
        self._store.forget_team(team)

    def knows(self, team: str, user: str) -> bool:
        """Whether the person's name was asked for within NAME_AGE."""
        person = self._store.people.get(team, user)
        return person is not None and self._clock() - person.seen_at < NAME_AGE

    def remember(self, team: str, user: str, *, name: str, zone: str) -> None:
        """Keep a person's name and time zone as Slack has them."""
        self._store.people.remember(team, user, name=name, zone=zone, now=self._clock())

    def _post(self, key: PostKey) -> Post:
        post = self._store.posts.clicked(key)
        if post is None:
            raise UserError("This question is gone; the next one comes with the daily quiz.")
        return post

    def _today(self, team: str, channel: str | None, user: str) -> date:
        setting = self._store.schedules.get(team, channel) if channel else None
        person = self._store.people.get(team, user)
        zone = setting.schedule.zone if setting else person.zone if person else ""
        return today_in(zone if is_zone(zone) else "UTC", now=self._clock())

    def _streak(
        self, team: str, channel: str, *, given: Iterable[Answer], today: date
    ) -> Streak | None:
        posted, still_open = self._store.posts.days(team, channel)
        days = {answer.key.day for answer in given if answer.key.channel == channel}
        return streak(posted, days, still_open=still_open, today=today) if posted else None

    def _last(self, answer: Answer) -> LastAnswer:
        found = question_of(self._knowledge(), answer.question_id)
        stem = found[1].stem if found else ""
        return LastAnswer(answer.key.day, stem, answer.right, answer.points)


def _tallies(given: Iterable[Answer]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for answer in given:
        one = Tally(int(answer.right), 1)
        tallies[answer.question_id] = tallies.get(answer.question_id, NOTHING) + one
    return tallies
