"""A channel's daily quiz in words: its schedule for who asks, and one line for the channel."""

from datetime import datetime

from bot.domain.schedule import (
    NOTHING_SET,
    START_AGAIN,
    Pause,
    Request,
    Resume,
    day_in_words,
    describe_questions,
    example_in,
    moment_in_words,
    today_in,
    weekdays_in_words,
    why_stopped,
    zone_in_words,
)
from bot.domain.schedule.settings import Setting
from bot.domain.schedule.values import Schedule
from bot.views import ids
from bot.views.blocks import (
    Block,
    Reply,
    actions,
    bullets,
    button,
    header,
    line,
    rich,
    said,
    section,
    sentence,
    spoken,
    words,
)
from bot.views.wording import capital

NO_WORKER = (
    "Nothing is posted at the moment: no worker is running. "
    "Whoever runs awssec starts one with `python -m bot worker`."
)
WHO_SETS = "Full members of this channel can set one."
DAILY = f"{ids.COMMAND} daily"
WHEN_PAUSED = f"`{DAILY} resume` ends the pause, `{DAILY} off` the quiz."
WHEN_ON = (
    f"`{DAILY} now` posts today's question at once, `{DAILY} pause 2 weeks` pauses the quiz, "
    f"`{DAILY} off` ends it."
)
"""What can be done without the form, as the quiz stands."""


def schedule_message(
    setting: Setting | None, *, setter: str, viewer_zone: str, may_set: bool, now: datetime
) -> Reply:
    """The channel's schedule, with a button to change it for who may; `setter` is a name.

    The next question is given by the clocks of `viewer_zone`.
    """
    if setting is None:
        return _nothing_set(viewer_zone) if may_set else said(f"{NOTHING_SET} {WHO_SETS}")
    facts = {
        "When": capital(_when(setting.schedule)),
        **_next(setting, viewer_zone, now),
        "Which": capital(describe_questions(setting.schedule)),
    }
    lines = [line(words(f"{name}: ", bold=True), *spoken(fact)) for name, fact in facts.items()]
    by = line(words("Set by: ", bold=True), words(setter))
    text = "The daily quiz in this channel"
    blocks = [
        header(text),
        rich(bullets([*lines, by])),
        *(_ways_to_change(setting, now) if may_set else []),
    ]
    return Reply(f"{text}: {'; '.join([*facts.values(), setter])}", blocks)


def announcement(setting: Setting | None, *, who: str, request: Request | None = None) -> Reply:
    """The line for the channel: what `who` has asked for, or has set by the form (None).

    `setting` is what holds then; None where the quiz is off.
    """
    if setting is None:
        return said(f"{who} turned the daily quiz off.")
    pause = _pause(setting, now=setting.set_at)
    ahead = _ahead(setting)
    match request:
        case Pause():
            told = [f"{who} paused the daily quiz until {pause}", *ahead]
        case Resume():
            told = [f"{who} resumed the daily quiz", *ahead]
        case _:
            told = [
                f"{who} set the daily quiz: {_when(setting.schedule)}",
                *([f"paused until {pause}"] if pause else []),
                *ahead,
                describe_questions(setting.schedule),
            ]
    return said(f"{'; '.join(told)}.")


def _ahead(setting: Setting) -> list[str]:
    """When the next question comes, by the clocks of the schedule; nothing while it is stopped."""
    due, zone = setting.next_due, setting.schedule.zone
    return [f"next {_moment(setting, due, zone, setting.set_at)}"] if due else []


def unattended(reply: Reply) -> Reply:
    """The reply with a line that says why nothing comes of it yet."""
    return Reply(f"{reply.text} {NO_WORKER}", [*reply.blocks, sentence(NO_WORKER)])


def _nothing_set(viewer_zone: str) -> Reply:
    example = f"`{DAILY} {example_in(viewer_zone)}`"
    return Reply(
        f"{NOTHING_SET} Set it with {example}.",
        [
            section(NOTHING_SET),
            sentence(f"The button sets it, and so does {example}."),
            *actions([button("Set the daily quiz", ids.OPEN_DAILY, style="primary")]),
        ],
    )


def _when(schedule: Schedule) -> str:
    zone = zone_in_words(schedule.zone)
    return f"{weekdays_in_words(schedule.weekdays)} at {schedule.at:%H:%M}, {zone}"


def _next(setting: Setting, viewer_zone: str, now: datetime) -> dict[str, str]:
    """What comes next, or why nothing does, under its name."""
    if setting.stopped or not setting.next_due:
        return {"Stopped": why_stopped(setting.stopped)}
    pause = _pause(setting, now=now)
    paused = {"Paused until": pause} if pause else {}
    return {**paused, "Next": _moment(setting, setting.next_due, viewer_zone, now)}


def _ways_to_change(setting: Setting, now: datetime) -> list[Block]:
    return [sentence(_hint(setting, now)), *actions([button("Change", ids.OPEN_DAILY)])]


def _hint(setting: Setting, now: datetime) -> str:
    """What can be done about the quiz as it is, without the form."""
    if setting.stopped:
        return START_AGAIN
    return WHEN_PAUSED if _pause(setting, now=now) else WHEN_ON


def _pause(setting: Setting, *, now: datetime) -> str:
    """The day until which the quiz is paused; nothing where it is not."""
    until, today = setting.schedule.paused_until, today_in(setting.schedule.zone, now=now)
    return day_in_words(until, today=today) if until and until > today else ""


def _moment(setting: Setting, moment: datetime, zone: str, now: datetime) -> str:
    return moment_in_words(moment, setting.schedule, viewer_zone=zone, now=now)
