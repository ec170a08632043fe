"""The weekly recap of a channel: when it is due, and what it says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeGuard

from bot.domain.knowledge import Knowledge
from bot.domain.quiz.posts import Post
from bot.domain.schedule import GRACE, next_recap
from bot.domain.schedule import Recap as DueRecap
from bot.domain.schedule.settings import Setting
from bot.domain.scoring.periods import Period, period_key
from bot.domain.scoring.recap import Recap, recap
from bot.domain.scoring.standings import Score
from bot.domain.scoring.tally import Tally
from bot.storage.quiz.schedules import DuePlace, Step
from bot.storage.store import Store
from bot.study.questions import question_of, solution_of

WEEK = timedelta(weeks=1)
TICK = timedelta(seconds=1)


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
        """The recaps to post to these channels now; one that is too late is skipped.

        A channel that has its recap, or was set anew, since it was found has nothing due.
        """
        now = self._clock()
        found = [
            (setting, _due_of(setting, setting.next_recap))
            for setting in self._store.schedules.settings([place[:2] for place in places])
            if setting.next_recap and setting.next_recap <= now
        ]
        late = [_following(*one, now) for one in found if not _in_time(one[1], now)]
        self._store.schedules.advance_recaps(late)
        return [RecapHandover(setting, due) for setting, due in found if _in_time(due, now)]

    def hand_over(self, items: Iterable[RecapHandover]) -> None:
        """Note that jobs have the recaps, and when the channels' next ones come.

        Where a channel was set anew meanwhile, that stays as it is.
        """
        now = self._clock()
        steps = [_following(item.setting, item.due, now) for item in items]
        self._store.schedules.advance_recaps(steps)

    def recap(self, key: RecapKey) -> RecapPost | None:
        """What to say about the week; None if nobody answered, or the quiz was turned off.

        The week's questions whose time is up are closed first, so that they count.
        """
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
        posts = self._store.posts.between(key.team, key.channel, week, last)
        now = self._clock()
        closed = (
            self._store.posts.close(post.key, solution_of(self._knowledge(), post))
            if post.closes_at <= now
            else post
            for post in posts
        )
        return [post for post in closed if post]

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


def _in_time(due: DueRecap | None, now: datetime) -> TypeGuard[DueRecap]:
    return due is not None and now - GRACE < due.at <= now


def _following(setting: Setting, past: DueRecap | None, now: datetime) -> Step:
    """The way on from a recap that was due; `past` may also be the next one, or none at all."""
    gone = past if past and past.at <= now else None
    week = gone.week if gone else setting.last_recap
    following = next_recap(
        setting.schedule,
        after=gone.at if gone else now,
        last_posted=setting.last_day,
        last_recap=week,
    )
    return Step(setting, following.at if following else None, week)
