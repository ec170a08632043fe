"""A post from the moment it is due until Slack has taken it.

Every step may be repeated, by another worker too, and then changes nothing more.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.domain.knowledge import Domain, Knowledge, Question
from bot.domain.quiz import Mix, Order, low_pool, pick, shuffle, unasked
from bot.domain.quiz.posts import Post, PostKey
from bot.domain.schedule import (
    GRACE,
    NOTHING_SET,
    START_AGAIN,
    Due,
    Schedule,
    Weekday,
    close_at,
    is_too_late,
    moment_in_words,
    next_due,
    today_in,
    why_stopped,
)
from bot.domain.schedule.settings import Setting
from bot.errors import UserError
from bot.storage.quiz.keys import Place
from bot.storage.quiz.schedules import DuePlace, Step
from bot.storage.store import Store
from bot.study.questions import posted_question, solution_of

TICK = timedelta(seconds=1)
"""What moments are stored in."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A post to send: the setting that it comes by, its day, and the moment it was due."""

    setting: Setting
    due: Due
    is_late: bool = False
    """Whether none is to be sent now: what was due is too late, and `due` is yet to come."""

    @property
    def key(self) -> PostKey:
        """What identifies the post."""
        return PostKey(self.setting.team, self.setting.channel, self.due.day)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A post that is ready to be sent."""

    post: Post
    question: Question


class Daily:
    """The daily quiz of all channels."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        knowledge: Callable[[], Knowledge],
        dice: Random,
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._dice = dice

    def due(self, last: DuePlace | None = None) -> Sequence[DuePlace]:
        """One page of the channels that something is due in, the first after `last`."""
        return self._store.schedules.due(self._clock(), last)

    def due_in(self, places: Sequence[DuePlace]) -> list[Handover]:
        """What is due in these channels.

        A channel that has its question, or was set anew, since it was found has nothing due.
        """
        now = self._clock()
        return [
            Handover(setting, due, is_late=due.at > now)
            for setting in self._store.schedules.settings([place[:2] for place in places])
            if setting.next_due and setting.next_due <= now
            for due in (_due_of(setting, setting.next_due, now),)
        ]

    def now(self, team: str, channel: str) -> Handover:
        """What to send to have a post at once, in place of the one of today.

        Raises UserError when there is no quiz in the channel, or one for today already.
        """
        setting = self._store.schedules.get(team, channel)
        if setting is None:
            raise UserError(f"{NOTHING_SET} Set it with `/awssec daily`.")
        if setting.stopped:
            raise UserError(f"{why_stopped(setting.stopped)} {START_AGAIN}")
        now = self._clock()
        today = today_in(setting.schedule.zone, now=now)
        if setting.last_day and setting.last_day >= today:
            raise UserError(f"This channel has had its question today. {_next_one(setting, now)}")
        return Handover(setting, Due(today, now))

    def hand_over(self, items: Iterable[Handover]) -> None:
        """Note that jobs have `items`: their days are taken by that, and the next questions come.

        Where a channel was set anew meanwhile, that stays as it is.
        """
        self._store.schedules.advance([_following(item) for item in items])

    def prepare(self, key: PostKey, at: datetime, *, job: str) -> Prepared | None:
        """The post for `job` to send, due at the moment `at`; None if none is to be sent any more.

        One job has a day's post at a time. Raises UserError when the channel's mix leaves nothing
        to ask.
        """
        setting = self._store.schedules.get(key.team, key.channel)
        post = self._store.posts.get(key)
        if post and (post.ts or not _belongs(post, job)):
            return None
        if setting is None or setting.stopped or is_too_late(Due(key.day, at), now=self._clock()):
            self.give_up(key, job=job)
            return None
        if post and not solution_of(self._knowledge(), post):  # it was withdrawn or rewritten
            self._store.posts.discard(key)
            post = None
        post = post or self._picked(setting, key, at=at, job=job)
        if not _belongs(post, job):
            return None
        return Prepared(post, posted_question(self._knowledge(), post)[1])

    def _picked(self, setting: Setting, key: PostKey, *, at: datetime, job: str) -> Post:
        """A post for `job`, or the one that another job has picked meanwhile."""
        chosen = pick(
            self._knowledge(),
            mix=_mix(setting.schedule),
            asked=self._store.posts.asked(key.team, key.channel, before=key.day),
            answers=self._store.posts.tallies(key.team),
            rng=self._dice,
        )
        self._store.posts.close_earlier(key.team, key.channel, self._clock())
        order = shuffle(chosen.question, self._dice)
        return self._store.posts.add(
            Post(
                key=key,
                question_id=chosen.question.id,
                order=order,
                reason=chosen.reason,
                client_msg_id=_message_id(job, chosen.question.id, order),
                scheduled=_is_scheduled(setting.schedule, key),
                closes_at=close_at(setting.schedule, Due(key.day, at), sent=self._clock()),
            )
        )

    def sent(self, key: PostKey, ts: str, *, at: datetime) -> None:
        """Note that Slack has taken the post, due at the moment `at`, as the message `ts`."""
        setting = self._store.schedules.get(key.team, key.channel)
        post = self._store.posts.get(key)
        if post is None or post.ts:
            return
        due = Due(key.day, at)
        closes_at = (
            close_at(setting.schedule, due, sent=self._clock()) if setting else post.closes_at
        )
        self._store.posts.sent(key, ts=ts, closes_at=closes_at)

    def failed(self, key: PostKey, reason: str, *, job: str) -> bool:
        """Give up the post and stop the channel's quiz for `reason`, a sentence.

        Whether who set it is to be told of that.
        """
        self.give_up(key, job=job)
        return self.stop((key.team, key.channel), reason)

    def stop(self, place: Place, reason: str) -> bool:
        """Post nothing in a channel until its quiz is set again; `reason` is a sentence.

        Whether who set it is to be told of that.
        """
        return self._store.schedules.stop(*place, reason)

    def give_up(self, key: PostKey, *, job: str) -> None:
        """Drop a post that `job` cannot send: its day may have another one."""
        post = self._store.posts.get(key)
        if post and not _belongs(post, job):
            return
        self._store.posts.discard(key)
        last = self._store.posts.last_day(key.team, key.channel)
        self._store.schedules.free_day(key.team, key.channel, key.day, last=last)

    def setter(self, team: str, channel: str) -> str:
        """User id of who set the channel's quiz; empty if it is off or they were forgotten."""
        return self._store.schedules.setter(team, channel)

    def warning(self, key: PostKey) -> str:
        """For who set the quiz, once `key` was sent: new questions run out.

        It is said when they become few, when the last one was asked, and if they are few at the
        first post after the quiz was set; else it is empty.
        """
        setting = self._store.schedules.get(key.team, key.channel)
        post = self._store.posts.get(key)
        if setting is None or post is None:
            return ""
        asked = self._store.posts.asked(key.team, key.channel, before=key.day)
        known = {*asked, post.question_id}
        left = unasked(self._knowledge(), mix=_mix(setting.schedule), asked=known)
        days = len(setting.schedule.weekdays)
        low = low_pool(left, days)
        if low is None:
            return ""
        turns_low = low_pool(left + 1, days) is None or not left
        is_news = turns_low and post.question_id not in asked
        return low.sentence if is_news or self._is_first(key, setting) else ""

    def _is_first(self, key: PostKey, setting: Setting) -> bool:
        """Whether `key` is the first post since the quiz was set as it is."""
        first = setting.set_at.date() - timedelta(days=1)
        recent = self._store.posts.between(key.team, key.channel, first, key.day)
        since = setting.set_at.timestamp()
        return all(post.key == key or float(post.ts or 0) < since for post in recent)


def _next_one(setting: Setting, now: datetime) -> str:
    if setting.next_due is None:
        return "No other is planned."
    schedule = setting.schedule
    when = moment_in_words(setting.next_due, schedule, viewer_zone=schedule.zone, now=now)
    return f"The next one comes {when} ({schedule.zone})."


def _due_of(setting: Setting, at: datetime, now: datetime) -> Due:
    """The first question that is not too late, from the one that was due at the moment `at` on."""
    since = max(at, now - GRACE + TICK) - TICK
    return next_due(setting.schedule, after=since, last_posted=setting.last_day)


def _following(item: Handover) -> Step:
    setting, due = item.setting, item.due
    if item.is_late:
        return Step(setting, due.at, setting.last_day)
    following = next_due(setting.schedule, after=due.at, last_posted=due.day)
    return Step(setting, following.at, due.day)


def _message_id(job: str, question_id: str, order: Order) -> str:
    """The id by which Slack knows every attempt of `job` to send this question in these words."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{job}:{question_id}:{order.value()}"))


def _belongs(post: Post, job: str) -> bool:
    return post.client_msg_id == _message_id(job, post.question_id, post.order)


def _is_scheduled(schedule: Schedule, key: PostKey) -> bool:
    paused = schedule.paused_until is not None and key.day < schedule.paused_until
    return Weekday(key.day.weekday()) in schedule.weekdays and not paused


def _mix(schedule: Schedule) -> Mix:
    domains = schedule.domains or frozenset(Domain)
    if schedule.difficulty is None:
        return Mix(domains)
    return Mix(domains, frozenset({schedule.difficulty}))
