"""`/awssec daily` and its form: a channel's daily quiz is shown, set, paused, turned off."""

from collections.abc import Callable
from datetime import UTC, datetime

from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.commands import Daily
from bot.domain.schedule import (
    Pause,
    PostNow,
    Request,
    Resume,
    Schedule,
    Show,
    TurnOff,
    TurnOn,
    why_stopped,
)
from bot.domain.schedule.settings import Setting
from bot.errors import UserError
from bot.listeners.errors import sentence_for
from bot.listeners.payloads import Payload, channel_of, is_direct, team_of, typed
from bot.listeners.people import (
    Person,
    allow,
    enter,
    is_inside,
    is_refusal,
    is_shut_out,
    may_set_quizzes,
    name_in_slack,
    person,
)
from bot.listeners.replying import understood
from bot.listeners.sending import post
from bot.study import Handover, Study
from bot.views.blocks import Reply, said
from bot.views.daily import NO_WORKER, announcement, schedule_message, unattended
from bot.views.daily_form import FormFault, daily_form, read_form, told, waiting, zone_options
from bot.views.notice import NO_ACCESS, about_channel

PostAtOnce = Callable[[Handover], object]
"""Has a post sent by whoever does the jobs."""


def carry_out(
    command: Payload, respond: Respond, client: WebClient, study: Study, post_now: PostAtOnce
) -> None:
    """Do what `/awssec daily` asks for; every other command is answered by now."""
    asked = understood(typed(command.get("text")), study)
    if isinstance(asked, Daily):
        if is_direct(command["channel_id"]):
            raise UserError("A daily quiz is for a channel: type `/awssec daily` in one.")
        reply = _done(asked, command, client=client, study=study, post_now=post_now)
        if reply:
            post(respond, **reply.as_message(), response_type="ephemeral")


def _done(
    asked: Daily, command: Payload, *, client: WebClient, study: Study, post_now: PostAtOnce
) -> Reply | None:
    """What the asker alone reads; None where the line for the channel says it."""
    place = {"team": team_of(command), "channel": command["channel_id"]}
    setting = study.channels.setting(**place)
    who = _asker(client, command["user_id"], setting)
    request = study.channels.read(asked.request, **place, zone=who.zone)
    if isinstance(request, Show):
        return _shown(setting, who, team=place["team"], client=client, study=study)
    set_by = setting.set_by if setting else None
    allow(client, who, **place, deed=_deed(request), set_by=set_by)
    posts = isinstance(request, TurnOn) or (setting and isinstance(request, Resume | PostNow))
    if posts:
        enter(client, place["channel"])
    if isinstance(request, PostNow):
        post_now(study.daily.now(**place))
        on_its_way = said("Today's question is on its way.")
        return on_its_way if _is_attended(study) else unattended(said("Today's question waits."))
    untold = _changed(request, place, who=who, client=client, study=study)
    return untold or (said(NO_WORKER) if posts and not _is_attended(study) else None)


def _asker(client: WebClient, user_id: str, setting: Setting | None) -> Person:
    """Look up who asks. Without access to Slack why the quiz has stopped can still be told."""
    try:
        return person(client, user_id)
    except SlackApiError as error:
        if setting and setting.stopped and is_shut_out(error):
            raise UserError(f"{NO_ACCESS} {why_stopped(setting.stopped)}") from error
        raise


def _deed(request: Request) -> str:
    """What `request` does, for a sentence about who cannot do it."""
    match request:
        case TurnOff():
            return "turn the daily quiz off"
        case Pause():
            return "pause the daily quiz"
        case Resume():
            return "resume the daily quiz"
        case PostNow():
            return "have a question posted"
    return "set the daily quiz"


def _shown(
    setting: Setting | None, who: Person, *, team: str, client: WebClient, study: Study
) -> Reply:
    reply = schedule_message(
        setting,
        setter=name_in_slack(client, setting.set_by) if setting else "",
        viewer_zone=who.zone,
        may_set=may_set_quizzes(who, team),
        now=study.channels.now,
    )
    return reply if _is_attended(study) else unattended(reply)


def _is_attended(study: Study) -> bool:
    """Whether what falls due is posted; workers report by the clock of their machine."""
    return study.workers.any_alive(now=datetime.now(UTC))


def _changed(
    request: Request, place: dict[str, str], *, who: Person, client: WebClient, study: Study
) -> Reply | None:
    """Change the schedule and tell the channel; what `who` reads where it could not be told."""
    setting = study.channels.apply(request, **place, user=who.id)
    line = announcement(setting, who=who.name, request=request)
    return _announced(line, place["channel"], client)


def _announced(line: Reply, channel: str, client: WebClient) -> Reply | None:
    """Post the line; where Slack does not let us, what to tell who has set the quiz."""
    try:
        client.chat_postMessage(channel=channel, **line.as_message())
    except SlackApiError as error:
        if not is_refusal(error):
            raise
        code = error.response["error"]
        return said(f"That is kept, but Slack does not let me tell this channel ({code}).")
    return None


def open_form(body: Payload, client: WebClient, study: Study) -> None:
    """Open the form at once, for the trigger does not live long, and fill it in after a look."""
    opened = client.views_open(trigger_id=body["trigger_id"], view=waiting("One moment ..."))
    place = {"team": team_of(body), "channel": channel_of(body)}
    try:
        view = _form(place, person(client, body["user"]["id"]), client=client, study=study)
    except Exception as error:  # whatever it is: the person looks at "One moment ..."
        view = told(sentence_for(error))
    client.views_update(view_id=opened["view"]["id"], view=view)


def _form(place: dict[str, str], who: Person, *, client: WebClient, study: Study) -> Payload:
    """The channel's form for `who`; raises UserError where saving it would come to nothing."""
    setting = study.channels.setting(**place)
    allow(client, who, **place, set_by=setting.set_by if setting else None)
    is_inside(client, place["channel"])
    return daily_form(place["channel"], setting, zone=who.zone, now=study.channels.now)


def offer_zones(ack: Ack, payload: Payload, study: Study) -> None:
    """The time zones for what has been typed into the form."""
    ack(**zone_options(payload["value"], now=study.channels.now))


def take_form(ack: Ack, view: Payload, study: Study) -> None:
    """Say at once what is wrong in the form; else it closes, and `save_form` goes on."""
    try:
        read_form(view["state"]["values"], now=study.channels.now)
    except FormFault as fault:
        ack(response_action="errors", errors=fault.errors)
    else:
        ack()


def save_form(body: Payload, view: Payload, client: WebClient, study: Study) -> None:
    """Set what the form asks for and tell the channel; what prevents it is a direct message.

    By now the form is closed, and its trigger may be too old for another one.
    """
    place = {"team": team_of(body), "channel": view["private_metadata"]}
    user = body["user"]["id"]
    try:
        schedule = read_form(view["state"]["values"], now=study.channels.now)
        untold = _saved(schedule, place, user=user, client=client, study=study)
    except FormFault:
        return  # `take_form` has shown it
    except Exception as error:
        untold = said(sentence_for(error))
    if untold:
        told_in_private = about_channel(place["channel"], untold.text)
        client.chat_postMessage(channel=user, **told_in_private.as_message())


def _saved(
    schedule: Schedule, place: dict[str, str], *, user: str, client: WebClient, study: Study
) -> Reply | None:
    """Set the schedule and tell the channel; what `user` reads where it could not be told."""
    who = person(client, user)
    allow(client, who, **place)
    enter(client, place["channel"])
    setting = study.channels.set(schedule, **place, user=user)
    return _announced(announcement(setting, who=who.name), place["channel"], client)
