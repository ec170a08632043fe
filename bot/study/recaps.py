"""The weekly recap of a channel: when it is due, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.knowledge import Knowledge
from bot.domain.quiz.posts import Post
from bot.domain.schedule import GRACE, next_recap
from bot.domain.schedule import Recap as DueRecap
from bot.domain.schedule.settings import Setting
from bot.domain.scoring.periods import Period, period_key
from bot.domain.scoring.recap import Recap, recap
from bot.domain.scoring.standings import Score
from bot.domain.scoring.tally import Tally
from bot.storage.store import Store
from bot.study.questions import question_of

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

    def due(self) -> list[RecapKey]:
        """One page of the recaps to post now; one that is too late is skipped."""
        now = self._clock()
        keys = []
        for setting in self._store.schedules.due_recaps(now):
            due = _due_of(setting, setting.next_recap or now)
            if due and now - GRACE < due.at <= now:
                keys.append(RecapKey(setting.team, setting.channel, due.week))
            else:
                self._go_on(setting, due)
        return keys

    def hand_over(self, key: RecapKey) -> None:
        """Note that a job has the recap, and when the channel's next one comes."""
        setting = self._store.schedules.get(key.team, key.channel)
        if setting and setting.next_recap:
            due = _due_of(setting, setting.next_recap)
            if due and due.week == key.week:
                self._go_on(setting, due)

    def _go_on(self, setting: Setting, past: DueRecap | None) -> None:
        now = self._clock()
        week = past.week if past and past.at <= now else setting.last_recap
        following = next_recap(
            setting.schedule,
            after=past.at if past and past.at <= now else now,
            last_posted=setting.last_day,
            last_recap=week,
        )
        self._store.schedules.advance_recap(
            setting, next_recap=following.at if following else None, last_recap=week
        )

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
            self._store.posts.close(post.key) if post.closes_at <= now else post for post in posts
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
