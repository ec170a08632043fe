"""The weekly recap of a channel: when it is due, and what it says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.knowledge import Knowledge
from bot.domain.quiz.posts import Post
from bot.domain.schedule import GRACE, monday_of, next_recap, pending
from bot.domain.schedule import Recap as DueRecap
from bot.domain.schedule.settings import Setting
from bot.domain.scoring.periods import Period, period_key
from bot.domain.scoring.recap import Recap, recap
from bot.domain.scoring.standings import Score
from bot.domain.scoring.tally import Tally
from bot.storage.quiz.posts import Ending
from bot.storage.quiz.schedules import DuePlace, Step
from bot.storage.store import Store
from bot.study.questions import question_of

WEEK = timedelta(weeks=1)
TICK = timedelta(seconds=1)
SPARE = timedelta(minutes=10)
"""What is left of a recap's time when it waits no longer for a question that does not come."""


@dataclass(frozen=True, slots=True)
class RecapKey:
    """What identifies a recap: a channel of a workspace and the Monday of the week."""

    team: str
    channel: str
    week: date

    @property
    def name(self) -> str:
        """The same as one word, for the ids of jobs."""
        return f"{self.team}:{self.channel}:{self.week}"


@dataclass(frozen=True, slots=True)
class RecapHandover:
    """A recap to post: the setting that it comes by, its week, and the moment it was due."""

    setting: Setting
    due: DueRecap
    is_late: bool = False
    """Whether none is to be posted now: what was due is too late, and `due` is yet to come."""

    @property
    def key(self) -> RecapKey:
        """What identifies the recap."""
        return RecapKey(self.setting.team, self.setting.channel, self.due.week)


@dataclass(frozen=True, slots=True)
class RecapPost:
    """The facts of a recap with the names and the stem that it shows."""

    facts: Recap
    names: dict[str, str]
    missed_stem: str | None
    week: date


class Recaps:
    """The weekly recaps of all channels."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], knowledge: Callable[[], Knowledge]
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge

    def due(self, last: DuePlace | None = None) -> Sequence[DuePlace]:
        """One page of the channels whose recap is due, the first after `last`."""
        return self._store.schedules.due_recaps(self._clock(), last)

    def due_in(self, places: Sequence[DuePlace]) -> list[RecapHandover]:
        """The recaps that are due in these channels.

        A recap waits until the week's questions are closed, and its time counts from then on. A
        channel that has its recap, or was set anew, since it was found has nothing due.
        """
        now = self._clock()
        found = [
            RecapHandover(setting, due)
            for setting in self._store.schedules.settings([place[:2] for place in places])
            if setting.next_recap and setting.next_recap <= now
            for due in (_due_of(setting, setting.next_recap),)
            if due and due.at <= now
        ]
        ends = self._ends(found)
        return [one for item in found for one in _ripe(item, ends[item.key], now)]

    def hand_over(self, items: Iterable[RecapHandover]) -> None:
        """Note that jobs have the recaps, and when the channels' next ones come.

        Where a channel was set anew meanwhile, that stays as it is.
        """
        self._store.schedules.advance_recaps([_following(item) for item in items])

    def _ends(self, items: Sequence[RecapHandover]) -> dict[RecapKey, list[Ending]]:
        """When the questions of each recap's week closed, or will."""
        ends: dict[RecapKey, list[Ending]] = {item.key: [] for item in items}
        if not items:
            return ends
        places = [(item.setting.team, item.setting.channel) for item in items]
        weeks = [item.due.week for item in items]
        last = max(weeks) + WEEK - timedelta(days=1)
        for ending in self._store.posts.endings(places, min(weeks), last):
            key = ending.key
            ends.get(RecapKey(key.team, key.channel, monday_of(key.day)), []).append(ending)
        return ends

    def recap(self, key: RecapKey) -> RecapPost | None:
        """What to say about the week; None if nobody answered, or the quiz was turned off."""
        setting = self._store.schedules.get(key.team, key.channel)
        if setting is None or setting.stopped or not setting.schedule.weekly_recap:
            return None
        posts, before = self._posts(key, key.week), self._posts(key, key.week - WEEK)
        facts = recap(
            self._scores(key, key.week),
            self._scores(key, key.week - WEEK),
            questions={post.question_id: Tally(post.right, post.answered) for post in posts},
            comparable=len(posts) == len(before),
        )
        return self._post(key, facts) if facts.people else None

    def _scores(self, key: RecapKey, week: date) -> list[Score]:
        period = period_key(Period.WEEK, week)
        return self._store.boards.scores(key.team, scope=key.channel, period=period)

    def _posts(self, key: RecapKey, week: date) -> list[Post]:
        last = week + WEEK - timedelta(days=1)
        return self._store.posts.between(key.team, key.channel, week, last)

    def _post(self, key: RecapKey, facts: Recap) -> RecapPost:
        users = {line.score.user for line in facts.top}
        users.update(facts.improved.users if facts.improved else ())
        missed = question_of(self._knowledge(), facts.missed.question_id) if facts.missed else None
        return RecapPost(
            facts,
            self._store.people.names(key.team, sorted(users)),
            missed[1].stem if missed else None,
            key.week,
        )


def _due_of(setting: Setting, at: datetime) -> DueRecap | None:
    return next_recap(
        setting.schedule,
        after=at - TICK,
        last_posted=setting.last_day,
        last_recap=setting.last_recap,
    )


def _ripe(item: RecapHandover, ends: Sequence[Ending], now: datetime) -> Iterator[RecapHandover]:
    """The recap, once the questions of its week, which end so, are closed; or the one after it."""
    is_open = not all(ending.closed for ending in ends)
    if is_open or (_is_to_come(item, ends, now) and now - item.due.at < GRACE - SPARE):
        return
    if now - max([item.due.at, *(ending.at for ending in ends)]) < GRACE:
        yield item
        return
    following = next_recap(
        item.setting.schedule,
        after=now - GRACE,
        last_posted=item.setting.last_day,
        last_recap=item.due.week,
    )
    if following:
        yield RecapHandover(item.setting, following, is_late=following.at > now)


def _is_to_come(item: RecapHandover, ends: Sequence[Ending], now: datetime) -> bool:
    """Whether a question of the week is due, or with a job and not in Slack: after an outage."""
    sent = {ending.key.day for ending in ends}
    days = {item.setting.last_day, _day_due(item.setting, now)} - sent
    return any(monday_of(day) == item.due.week for day in days if day)


def _day_due(setting: Setting, now: datetime) -> date | None:
    """The day of the question that is due in the channel, if one is."""
    if setting.next_due is None:
        return None
    due = pending(setting.schedule, since=setting.next_due, now=now, last_posted=setting.last_day)
    return due.day if due else None


def _following(item: RecapHandover) -> Step:
    setting, due = item.setting, item.due
    if item.is_late:
        return Step(setting, due.at, setting.last_recap)
    following = next_recap(
        setting.schedule, after=due.at, last_posted=setting.last_day, last_recap=due.week
    )
    return Step(setting, following.at if following else None, due.week)
