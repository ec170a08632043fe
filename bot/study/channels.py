"""The schedules of channels: what is set, and what setting it anew changes."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bot.domain.quiz.posts import Post
from bot.domain.schedule import (
    GRACE,
    Due,
    Recap,
    Request,
    Resume,
    Schedule,
    carried_over,
    carried_over_recap,
    changed,
    date_taken,
    next_due,
    next_recap,
    parse_request,
    pending,
    pending_recap,
    today_in,
)
from bot.domain.schedule.settings import Setting
from bot.domain.schedule.zones import is_zone
from bot.errors import UserError
from bot.storage.store import Store

NEAR = timedelta(days=2)
"""How far the date may be from that of Greenwich, and a day more."""


class Channels:
    """The daily quizzes of channels, for those who set them."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    @property
    def now(self) -> datetime:
        """The current time, aware and in UTC."""
        return self._clock()

    def _today(self, zone: str) -> date:
        """The local date in `zone`, or in UTC where that is no zone."""
        return today_in(zone if is_zone(zone) else "UTC", now=self._clock())

    def setting(self, team: str, channel: str) -> Setting | None:
        """What is set in the channel; None where the quiz is off."""
        return self._store.schedules.get(team, channel)

    def read(self, text: str, *, team: str, channel: str, zone: str) -> Request:
        """What the words after `/awssec daily` ask for; raises NotUnderstood.

        What it does not name stays as it is set; where nothing is, `zone`, the asker's own, holds.
        """
        setting = self.setting(team, channel)
        schedule = setting.schedule if setting else None
        today = self._today(schedule.zone if schedule else zone)
        own = zone if is_zone(zone) else "UTC"
        return parse_request(text, zone=own, today=today, schedule=schedule)

    def apply(self, request: Request, *, team: str, channel: str, user: str) -> Setting | None:
        """Change the channel's schedule as `request` asks; None where the quiz is off then.

        Raises UserError where it cannot be changed so.
        """
        setting = self.setting(team, channel)
        schedule = setting.schedule if setting else None
        today = self._today(schedule.zone if schedule else "UTC")
        if isinstance(request, Resume) and setting and _is_running(setting, today):
            raise UserError("The daily quiz is on already; `/awssec daily` shows it.")
        new = changed(schedule, request, today=today)
        if new is None:
            self._store.schedules.delete(team, channel)
            return None
        return self.set(new, team=team, channel=channel, user=user)

    def set(self, schedule: Schedule, *, team: str, channel: str, user: str) -> Setting:
        """Let `schedule` hold from now on. A channel that was stopped starts again.

        A day that has had its question gets no other, whatever zone it was in; one whose question
        is due and not posted yet keeps it, if `schedule` has it too. The same holds for recaps.
        """
        now = self._clock()
        before = self.setting(team, channel)
        last_day = self._last_day(before, schedule, team=team, channel=channel)
        setting = Setting(
            team=team,
            channel=channel,
            schedule=schedule,
            set_by=user,
            set_at=now,
            next_due=_next_due(before, schedule, now=now, last_day=last_day).at,
            last_day=last_day,
            last_recap=before.last_recap if before else None,
        )
        recap = _next_recap(before, setting, now)
        setting = dataclasses.replace(setting, next_recap=recap.at if recap else None)
        self._store.schedules.save(setting)
        return setting

    def _last_day(
        self, before: Setting | None, schedule: Schedule, *, team: str, channel: str
    ) -> date | None:
        """The last day that counts as taken under `schedule`, which may be of another zone.

        Posts tell it too, for a quiz that was turned off and is set again on the same day.
        """
        today = self._clock().date()
        recent = self._store.posts.between(team, channel, today - NEAR, today + NEAR)
        zone = before.schedule.zone if before else None
        days = [_day_taken(post, schedule, zone=zone) for post in recent]
        if before and before.last_day:
            days.append(before.last_day)
        return max(days, default=None)


def _is_running(setting: Setting, today: date) -> bool:
    until = setting.schedule.paused_until
    return not setting.stopped and (until is None or until <= today)


def _day_taken(post: Post, schedule: Schedule, *, zone: str | None) -> date:
    """The date that `post` takes under `schedule`; `zone` is that of the schedule before it.

    Without one (None) the quiz was off in between. Then it counts as sent as late as can be: one
    that came after midnight has not had the next day, unless the zone must have been another.
    """
    if zone == schedule.zone:
        return post.key.day
    sent = datetime.fromtimestamp(float(post.ts or 0), UTC)
    return date_taken(schedule, last=Due(post.key.day, sent if zone else sent - GRACE))


def _next_due(
    before: Setting | None, schedule: Schedule, *, now: datetime, last_day: date | None
) -> Due:
    missed = kept = None
    if before and before.next_due:
        missed = pending(
            before.schedule, since=before.next_due, now=now, last_posted=before.last_day
        )
    if missed:
        kept = carried_over(missed, schedule, now=now, last_posted=last_day)
    return kept or next_due(schedule, after=now, last_posted=last_day)


def _next_recap(before: Setting | None, setting: Setting, now: datetime) -> Recap | None:
    missed = kept = None
    if before and before.next_recap:
        missed = pending_recap(
            before.schedule,
            since=before.next_recap,
            now=now,
            last_posted=before.last_day,
            last_recap=before.last_recap,
        )
    if missed:
        kept = carried_over_recap(missed, setting.schedule, now=now, last_posted=setting.last_day)
    return kept or next_recap(
        setting.schedule, after=now, last_posted=setting.last_day, last_recap=setting.last_recap
    )
