"""`/awssec daily` and its form: a channel's daily quiz is shown, set, paused, turned off."""

from collections.abc import Callable

from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.commands import Daily
from bot.domain.schedule import PostNow, Request, Show, TurnOff
from bot.domain.schedule.settings import Setting
from bot.errors import UserError
from bot.listeners.payloads import Payload, team_of, typed
from bot.listeners.people import Person, admit, name_of, person
from bot.listeners.replying import understood
from bot.listeners.sending import post
from bot.study import Handover, Study
from bot.views.blocks import Reply
from bot.views.daily import announcement, note, schedule_message
from bot.views.daily_form import FormFault, daily_form, read_form, told, waiting, zone_options
from bot.views.notice import about_channel

PostAtOnce = Callable[[Handover], None]
"""Has a post sent by whoever does the jobs."""


def carry_out(
    command: Payload, respond: Respond, client: WebClient, study: Study, post_now: PostAtOnce
) -> None:
    """Do what `/awssec daily` asks for; every other command is answered by now."""
    asked = understood(typed(command.get("text")), study)
    if isinstance(asked, Daily):
        if command["channel_id"].startswith("D"):
            raise UserError("A daily quiz is for a channel: type `/awssec daily` in one.")
        who = person(client, command["user_id"])
        reply = _done(asked, command, who, client, study, post_now)
        if reply:
            post(respond, **reply.as_message(), response_type="ephemeral")


def _done(
    asked: Daily,
    command: Payload,
    who: Person,
    client: WebClient,
    study: Study,
    post_now: PostAtOnce,
) -> Reply | None:
    """What the asker alone reads; None where the line for the channel says it."""
    place = {"team": team_of(command), "channel": command["channel_id"]}
    request = study.channels.read(asked.request, **place, zone=who.zone)
    if isinstance(request, Show):
        return _shown(study.channels.setting(**place), who, client, study)
    admit(client, place["channel"], who)
    if isinstance(request, PostNow):
        post_now(study.daily.now(**place))
        return note("Today's question is on its way.")
    _change(request, place, who, client, study)
    return None


def _shown(setting: Setting | None, who: Person, client: WebClient, study: Study) -> Reply:
    setter = name_of(client, setting.set_by) if setting else ""
    return schedule_message(setting, setter=setter, viewer_zone=who.zone, now=study.channels.now)


def _change(
    request: Request, place: dict[str, str], who: Person, client: WebClient, study: Study
) -> None:
    if isinstance(request, TurnOff) and study.channels.setting(**place) is None:
        raise UserError("No daily quiz is set in this channel.")
    setting = study.channels.apply(request, **place, user=who.id)
    _announce(setting, place["channel"], who, client)


def _announce(setting: Setting | None, channel: str, who: Person, client: WebClient) -> None:
    """Tell the channel; raises UserError where Slack does not let us, for then no quiz comes."""
    line = announcement(setting, who=who.name)
    try:
        client.chat_postMessage(channel=channel, **line.as_message())
    except SlackApiError as error:
        code = error.response.get("error", "an unknown error")
        raise UserError(
            f"That is kept, but Slack does not let me post in this channel ({code})."
        ) from error


def open_form(body: Payload, client: WebClient, study: Study) -> None:
    """Open the form at once, for the trigger does not live long, and fill it in after a look."""
    opened = client.views_open(trigger_id=body["trigger_id"], view=waiting("One moment ..."))
    channel = body["container"]["channel_id"]
    try:
        who = person(client, body["user"]["id"])
        admit(client, channel, who)
        view = daily_form(
            channel,
            study.channels.setting(team_of(body), channel),
            zone=who.zone,
            today=study.channels.today(who.zone),
        )
    except UserError as error:
        view = told(str(error))
    client.views_update(view_id=opened["view"]["id"], view=view)


def offer_zones(ack: Ack, payload: Payload) -> None:
    """The time zones for what has been typed into the form."""
    ack(**zone_options(payload["value"]))


def take_form(ack: Ack, view: Payload, study: Study) -> None:
    """Say at once what is wrong in the form; else it closes, and `save_form` goes on."""
    try:
        read_form(view["state"]["values"], now=study.channels.now)
    except FormFault as fault:
        ack(response_action="errors", errors=fault.errors)
    else:
        ack()


def save_form(body: Payload, view: Payload, client: WebClient, study: Study) -> None:
    """Set what the form asks for and tell the channel; what prevents it is a direct message."""
    try:
        schedule = read_form(view["state"]["values"], now=study.channels.now)
    except FormFault:
        return  # `take_form` has shown it
    channel, who = view["private_metadata"], person(client, body["user"]["id"])
    try:
        admit(client, channel, who)
        setting = study.channels.set(schedule, team=team_of(body), channel=channel, user=who.id)
        _announce(setting, channel, who, client)
    except UserError as error:
        told_in_private = about_channel(channel, str(error))
        client.chat_postMessage(channel=who.id, **told_in_private.as_message())
