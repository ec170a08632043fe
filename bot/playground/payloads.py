"""The payloads that Slack sends, with all their fields; pure, and unaware of when they go out."""

from typing import Any

from bot.playground.directory import TEAM_DOMAIN, TEAM_ID, App, Command, Person
from bot.playground.text import rich_text
from bot.playground.workspace import Conversation, Message

Json = dict[str, Any]

# Slack's old verification token; apps check the signature instead.
TOKEN = "playground-verification-token"


def slash_command(
    app: App, person: Person, conversation: Conversation, command: Command, text: str
) -> dict[str, str]:
    return {
        "token": TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": conversation.id,
        "channel_name": _name(conversation),
        "user_id": person.id,
        "user_name": person.name,
        "command": command.command,
        "text": text,
        "api_app_id": app.id,
        "is_enterprise_install": "false",
    }


def interaction(kind: str, app: App, person: Person) -> Json:
    """What all interaction payloads have in common."""
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": TEAM_ID,
        },
        "api_app_id": app.id,
        "token": TOKEN,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(app: App, conversation: Conversation, message: Message) -> Json:
    """The part of a `block_actions` payload that tells which message was used."""
    thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": message.ephemeral,
        **thread,
    }
    # An ephemeral message is stored nowhere, so Slack can't send it along.
    shown = {} if message.ephemeral else {"message": message_object(app, message)}
    return {"container": container, "channel": channel_object(conversation), **shown}


def channel_object(conversation: Conversation) -> Json:
    return {"id": conversation.id, "name": _name(conversation)}


def message_object(app: App, message: Message) -> Json:
    """A message as Slack describes it in payloads and answers."""
    thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    edited = {"edited": {"user": app.bot_id, "ts": message.ts}} if message.edited else {}
    return {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "team": TEAM_ID,
        "text": message.text,
        **_author(app, message),
        **thread,
        **edited,
    }


def _author(app: App, message: Message) -> Json:
    if message.user != app.user_id:
        return {"blocks": rich_text(message.text)}
    blocks = {"blocks": message.blocks} if message.blocks else {}
    return {"bot_id": app.bot_id, "app_id": app.id, **blocks}


def message_event(
    kind: str, app: App, conversation: Conversation, message: Message, client_msg_id: str
) -> Json:
    """The `message` or `app_mention` event for what a person wrote."""
    channel_type = {"D": "im", "G": "group", "C": "channel"}[letter(conversation)]
    return {
        **message_object(app, message),
        "type": kind,
        "client_msg_id": client_msg_id,
        "channel": conversation.id,
        "event_ts": message.ts,
        **({"channel_type": channel_type} if kind == "message" else {}),
    }


def home_event(person: Person, tab: str, event_ts: str, view: Json | None) -> Json:
    shown = {"view": view} if tab == "home" and view else {}
    return {
        "type": "app_home_opened",
        "user": person.id,
        "channel": person.dm,
        "tab": tab,
        "event_ts": event_ts,
        **shown,
    }


def join_event(app: App, conversation: Conversation, inviter: Person, event_ts: str) -> Json:
    return {
        "type": "member_joined_channel",
        "user": app.user_id,
        "channel": conversation.id,
        "channel_type": letter(conversation),
        "team": TEAM_ID,
        "inviter": inviter.id,
        "event_ts": event_ts,
    }


def tokens_revoked_event(app: App) -> Json:
    return {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.user_id]}}


def event_callback(app: App, event: Json, event_id: str, event_time: int) -> Json:
    """The envelope in which Slack sends an event."""
    return {
        "token": TOKEN,
        "team_id": TEAM_ID,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": event_time,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": app.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def letter(conversation: Conversation) -> str:
    """Slack's letter for the kind of conversation: direct, private (a group) or public."""
    if conversation.kind == "im":
        return "D"
    return "G" if conversation.private else "C"


def _name(conversation: Conversation) -> str:
    """Slack does not tell the names of what is private."""
    names = {"D": "directmessage", "G": "privategroup"}
    return names.get(letter(conversation), conversation.name)
