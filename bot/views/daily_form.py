"""The form that sets a channel's daily quiz, and how it is read once it is sent."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule import (
    USUAL_TIME,
    WEEKDAYS,
    Schedule,
    Weekday,
    is_zone,
    paused,
    today_in,
    zone_with_offset,
    zones_matching,
)
from bot.domain.schedule.settings import Setting
from bot.errors import UserError
from bot.views import ids
from bot.views.blocks import Block, checkboxes, field_of, option, plain, section, select
from bot.views.wording import counted

Entry = Mapping[str, Any]
Values = Mapping[str, Mapping[str, Entry]]
"""What was filled in, by block and action id, as Slack sends it."""

ANY = "any"
NEXT = "next"
"""The values that stand for any difficulty, and for closing when the next question comes."""
RECAP = "recap"
HOURS = (1, 2, 4, 8, 24)
"""Closing times that are offered."""

TITLE = "Daily quiz"


class FormFault(UserError):
    """What is wrong in the form: `errors` has a sentence for each block id, for Slack to show."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


def daily_form(channel: str, setting: Setting | None, *, zone: str, now: datetime) -> Block:
    """The form, filled in with what is set, or with what most want; `zone` is the asker's own."""
    own = zone if is_zone(zone) else "UTC"
    schedule = setting.schedule if setting else Schedule(USUAL_TIME, own, WEEKDAYS)
    return {
        "type": "modal",
        "callback_id": ids.DAILY_FORM,
        "private_metadata": channel,
        "title": plain(TITLE),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [*_when(schedule, now), *_which(schedule), *_rest(schedule, now)],
    }


def waiting(text: str) -> Block:
    """The modal while something is looked up or saved."""
    return {
        "type": "modal",
        "callback_id": ids.DAILY_TOLD,
        "title": plain(TITLE),
        "blocks": [section(text)],
    }


def told(text: str) -> Block:
    """The modal with what became of it; it only closes."""
    return {**waiting(text), "close": plain("Close")}


def zone_options(text: str, *, now: datetime) -> Block:
    """The time zones to choose from for what has been typed so far, with their present offsets."""
    return {"options": [_zone(zone, now) for zone in zones_matching(text, now=now)]}


def read_form(values: Values, *, now: datetime) -> Schedule:
    """The schedule that the form asks for. Raises FormFault with everything that is wrong."""
    entered = {block_id: entry[block_id] for block_id, entry in values.items()}
    errors = _faults(entered)
    if errors:
        raise FormFault(errors)
    schedule = Schedule(
        time.fromisoformat(entered[ids.DAILY_TIME]["selected_time"]),
        _picked(entered[ids.DAILY_ZONE]),
        frozenset(Weekday(int(day)) for day in _ticked(entered[ids.DAILY_DAYS])),
        domains=frozenset(map(Domain, _ticked(entered[ids.DAILY_DOMAINS]))),
        difficulty=_difficulty(_picked(entered[ids.DAILY_DIFFICULTY])),
        closes_after=_closing(_picked(entered[ids.DAILY_CLOSING])),
        weekly_recap=bool(_ticked(entered[ids.DAILY_RECAP])),
    )
    until = entered[ids.DAILY_PAUSE]["selected_date"]
    return _paused(schedule, date.fromisoformat(until), now) if until else schedule


def _zone(zone: str, now: datetime) -> Block:
    return option(zone_with_offset(zone, now=now), zone)


def _when(schedule: Schedule, now: datetime) -> list[Block]:
    at: Block = {
        "type": "timepicker",
        "action_id": ids.DAILY_TIME,
        "initial_time": f"{schedule.at:%H:%M}",
    }
    zone: Block = {
        "type": "external_select",
        "action_id": ids.DAILY_ZONE,
        "placeholder": plain("A city, a country or UTC+2"),
        "min_query_length": 0,
        "initial_option": _zone(schedule.zone, now),
    }
    ticked = [str(day.value) for day in schedule.weekdays]
    days = [(day.name.title(), str(day.value)) for day in Weekday]
    return [
        field_of("Time", at),
        field_of("Time zone", zone, hint="The quiz keeps to it wherever anybody travels."),
        field_of(
            "Days", checkboxes(ids.DAILY_DAYS, days, ticked=ticked), hint="Pick at least one."
        ),
    ]


def _which(schedule: Schedule) -> list[Block]:
    domains = [(f"{domain.full_name} ({domain.weight}%)", domain.value) for domain in Domain]
    levels = [("Any", ANY), *((level.value.title(), level.value) for level in Difficulty)]
    return [
        field_of(
            "Exam domains",
            checkboxes(ids.DAILY_DOMAINS, domains, ticked=schedule.domains),
            optional=True,
            hint="With none ticked, questions come in the exam's mix.",
        ),
        field_of(
            "Difficulty",
            select("Any", ids.DAILY_DIFFICULTY, levels, chosen=schedule.difficulty or ANY),
        ),
    ]


def _rest(schedule: Schedule, now: datetime) -> list[Block]:
    hours = [(f"After {counted(number, 'hour')}", str(number)) for number in HOURS]
    closing = [("When the next one comes", NEXT), *hours]
    recap = [("Post a recap when the week's last question has closed", RECAP)]
    pause: Block = {"type": "datepicker", "action_id": ids.DAILY_PAUSE}
    today = today_in(schedule.zone, now=now)
    if schedule.paused_until and schedule.paused_until > today:
        pause["initial_date"] = str(schedule.paused_until)
    return [
        field_of(
            "A question closes",
            select("When", ids.DAILY_CLOSING, closing, chosen=_closing_value(schedule)),
        ),
        field_of(
            "Weekly recap",
            checkboxes(ids.DAILY_RECAP, recap, ticked=[RECAP] if schedule.weekly_recap else []),
            optional=True,
        ),
        field_of("Paused until", pause, optional=True, hint="No question comes before this date."),
    ]


def _closing_value(schedule: Schedule) -> str:
    if schedule.closes_after is None:
        return NEXT
    return str(schedule.closes_after // timedelta(hours=1))


def _faults(entered: Mapping[str, Entry]) -> dict[str, str]:
    """What is missing, by block id; Slack sees to it first, unless it was sent without Slack."""
    needed = {
        ids.DAILY_TIME: ("selected_time", "Pick a time of day."),
        ids.DAILY_ZONE: ("selected_option", "Pick a time zone."),
        ids.DAILY_DAYS: ("selected_options", "Pick at least one day of the week."),
        ids.DAILY_DIFFICULTY: ("selected_option", "Pick a difficulty."),
        ids.DAILY_CLOSING: ("selected_option", "Pick when a question closes."),
    }
    return {id: text for id, (part, text) in needed.items() if not entered[id][part]}


def _picked(entry: Entry) -> str:
    return str(entry["selected_option"]["value"])


def _ticked(entry: Entry) -> list[str]:
    return [option["value"] for option in entry["selected_options"]]


def _difficulty(value: str) -> Difficulty | None:
    return None if value == ANY else Difficulty(value)


def _closing(value: str) -> timedelta | None:
    return None if value == NEXT else timedelta(hours=int(value))


def _paused(schedule: Schedule, until: date, now: datetime) -> Schedule:
    try:
        return paused(schedule, until=until, today=today_in(schedule.zone, now=now))
    except UserError as error:
        raise FormFault({ids.DAILY_PAUSE: str(error)}) from None
