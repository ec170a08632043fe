"""Questions in conversations: a mention in a channel, a direct message."""

from slack_sdk import WebClient

from bot.listeners.payloads import Payload, team_of, typed
from bot.listeners.replying import reply_to
from bot.study import Study
from bot.views.blocks import Reply


def answer_mention(body: Payload, event: Payload, client: WebClient, study: Study) -> None:
    """Answer in a thread under the message that mentions us."""
    if _is_from_a_person(event):
        with study.once(f"event:{body['event_id']}") as first:
            if first:
                reply = _reply(body, event, study)
                _say(event, client, reply, thread=event.get("thread_ts", event["ts"]))


def answer_direct_message(body: Payload, event: Payload, client: WebClient, study: Study) -> None:
    """Answer a direct message from a person; edits, joins and bots are none of our business."""
    if event.get("channel_type") == "im" and _is_from_a_person(event):
        with study.once(f"event:{body['event_id']}") as first:
            if first:
                _say(event, client, _reply(body, event, study), thread=event.get("thread_ts"))


def _is_from_a_person(event: Payload) -> bool:
    """Bots are not answered: two that answer each other never end."""
    return not event.get("bot_id") and event.get("subtype") in (None, "file_share")


def _reply(body: Payload, event: Payload, study: Study) -> Reply:
    return reply_to(typed(event.get("text")), team=team_of(body), study=study)


def _say(event: Payload, client: WebClient, reply: Reply, *, thread: str | None) -> None:
    client.chat_postMessage(channel=event["channel"], thread_ts=thread, **reply.as_message())
