"""The Web API methods that the app calls, each behind the scope that Slack asks for.

A new method is a function below and a line in METHODS.
"""

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

from bot.playground import descriptions, payloads
from bot.playground.block_kit import view_faults
from bot.playground.directory import TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from bot.playground.errors import ApiError, invalid
from bot.playground.grants import Grants
from bot.playground.replies import Replies, decoded, drafted, flag
from bot.playground.view_store import View, ViewStore
from bot.playground.workspace import Conversation, Message, Workspace

Json = dict[str, Any]
Arguments = Mapping[str, Any]

LARGEST_VIEW = 250_000
READ = {"C": "channels:read", "G": "groups:read", "D": "im:read"}


class WebApi:
    """Answers calls as Slack's servers would."""

    def __init__(
        self, workspace: Workspace, views: ViewStore, grants: Grants, bot_token: str
    ) -> None:
        self.workspace = workspace
        self.app = workspace.app
        self.views = views
        self.grants = grants
        self.replies = Replies(workspace, grants)
        self._bot_token = bot_token
        self._posted: dict[tuple[str, str], Message] = {}

    def call(self, method: str, token: str | None, arguments: Arguments) -> Json:
        try:
            self._authenticate(token)
            scope, function = METHODS.get(method, (None, None))
            if function is None:
                raise ApiError("unknown_method", req_method=method)
            self.authorize(scope)
            return {"ok": True, **function(self, arguments)}
        except ApiError as error:
            return error.body()

    def _authenticate(self, token: str | None) -> None:
        if not token:
            raise ApiError("not_authed")
        if not hmac.compare_digest(token.encode(), self._bot_token.encode()):
            raise ApiError("invalid_auth")
        if self.grants.token_error:
            raise ApiError(self.grants.token_error)

    def post_once(self, key: tuple[str, str] | None, post: Callable[[], Message]) -> Message:
        """What `post` posts; where something was posted under this key before, that instead."""
        with self.workspace.lock:
            if key is None:
                return post()
            if key not in self._posted:
                self._posted[key] = post()
            return self._posted[key]

    def authorize(self, scope: str | None) -> None:
        if scope is not None and scope not in self.app.scopes:
            provided = ",".join(self.app.scopes)
            raise ApiError("missing_scope", needed=scope, provided=provided)


# --- methods ------------------------------------------------------------------------------------


def auth_test(api: WebApi, _arguments: Arguments) -> Json:
    return {
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "user": api.app.name,
        "team_id": TEAM_ID,
        "user_id": api.app.user_id,
        "bot_id": api.app.bot_id,
        "is_enterprise_install": False,
    }


def chat_post_message(api: WebApi, arguments: Arguments) -> Json:
    """Posted once, however often it comes with the same `client_msg_id`."""
    conversation = _conversation(api, _required(arguments, "channel"))
    if api.workspace.is_archived(conversation):
        raise ApiError("is_archived")
    draft = drafted(arguments)
    thread_ts = arguments.get("thread_ts") or None
    if thread_ts is not None:
        thread_ts = api.replies.thread(conversation.id, thread_ts)
    post = partial(api.workspace.post, conversation, api.app.user_id, draft.text)
    client_id = arguments.get("client_msg_id")
    key = (conversation.id, str(client_id)) if client_id else None
    message = api.post_once(key, partial(post, blocks=draft.blocks, thread_ts=thread_ts))
    return _posted(api, conversation, message)


def chat_update(api: WebApi, arguments: Arguments) -> Json:
    """Blocks stay as they are where none are given, as Slack documents."""
    conversation = _conversation(api, _required(arguments, "channel"))
    message = api.workspace.message(conversation.id, _required(arguments, "ts"))
    if message is None or message.ephemeral:
        raise ApiError("message_not_found")
    if message.user != api.app.user_id or message.system:
        raise ApiError("cant_update_message")
    if api.workspace.is_archived(conversation):
        raise ApiError("is_inactive")
    draft = drafted(arguments)
    blocks = message.blocks if arguments.get("blocks") is None else draft.blocks
    edited = api.workspace.edit(conversation, message, draft.text, blocks)
    return {**_posted(api, conversation, edited), "text": edited.text}


def conversations_info(api: WebApi, arguments: Arguments) -> Json:
    conversation = _readable(api, _required(arguments, "channel"))
    count = {}
    if flag(arguments.get("include_num_members"), default=False):
        count = {"num_members": len(_members(api, conversation))}
    return {"channel": {**descriptions.channel(api.workspace, conversation), **count}}


def conversations_join(api: WebApi, arguments: Arguments) -> Json:
    conversation = _readable(api, _required(arguments, "channel"))
    if conversation.kind == "im" or conversation.private:
        raise ApiError("method_not_supported_for_channel_type")
    if api.workspace.is_archived(conversation):
        raise ApiError("is_archived")
    warning: Json = {}
    if api.workspace.join(conversation):
        said = f"joined #{conversation.name}."
        api.workspace.post(conversation, api.app.user_id, said, system=True)
    else:
        code = "already_in_channel"
        warning = {"warning": code, "response_metadata": {"warnings": [code]}}
    return {"channel": descriptions.channel(api.workspace, conversation), **warning}


def conversations_members(api: WebApi, arguments: Arguments) -> Json:
    conversation = _readable(api, _required(arguments, "channel"))
    members = _members(api, conversation)
    start = _cursor(arguments.get("cursor"), len(members))
    end = start + _limit(arguments.get("limit"))
    following = base64.b64encode(f"member:{end}".encode()).decode() if end < len(members) else ""
    return {"members": members[start:end], "response_metadata": {"next_cursor": following}}


def users_info(api: WebApi, arguments: Arguments) -> Json:
    user_id = _required(arguments, "user")
    if user_id == api.app.user_id:
        return {"user": descriptions.bot(api.app)}
    for person in api.workspace.people:
        if person.id == user_id:
            return {"user": descriptions.person(person, api.workspace.clock())}
    raise ApiError("user_not_found")


def views_open(api: WebApi, arguments: Arguments) -> Json:
    trigger_id = _required(arguments, "trigger_id")
    body = _view(arguments, "modal")
    return _shown(api, api.views.open(api.grants.exchange(trigger_id), body))


def views_update(api: WebApi, arguments: Arguments) -> Json:
    if not arguments.get("view_id") and not arguments.get("external_id"):
        _required(arguments, "view_id")
    view = api.views.find(arguments.get("view_id"), arguments.get("external_id"))
    body = _view(arguments, "home" if view.body["type"] == "home" else "modal")
    return _shown(api, api.views.update(view, body, arguments.get("hash") or None))


def views_publish(api: WebApi, arguments: Arguments) -> Json:
    user_id = _required(arguments, "user_id")
    body = _view(arguments, "home")
    if not api.app.home_enabled:
        raise ApiError("not_enabled")
    person = next((person for person in api.workspace.people if person.id == user_id), None)
    if person is None:
        raise invalid("invalid_arguments", ["invalid user_id [json-pointer:/user_id]"])
    return _shown(api, api.views.publish(person, body, arguments.get("hash") or None))


Method = Callable[[WebApi, Arguments], Json]

# Method -> the scope it needs, and what it does.
METHODS: dict[str, tuple[str | None, Method]] = {
    "auth.test": (None, auth_test),
    "chat.postMessage": ("chat:write", chat_post_message),
    "chat.update": ("chat:write", chat_update),
    # What may be read depends on the kind of conversation, so these ask for more scopes.
    "conversations.info": (None, conversations_info),
    "conversations.join": ("channels:join", conversations_join),
    "conversations.members": (None, conversations_members),
    "users.info": ("users:read", users_info),
    "views.open": (None, views_open),
    "views.update": (None, views_update),
    "views.publish": (None, views_publish),
}


# --- details ------------------------------------------------------------------------------------


def _required(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if not value:
        raise invalid("invalid_arguments", [f"missing required field: {name}"])
    return str(value)


def _conversation(api: WebApi, named: str) -> Conversation:
    """A channel's id or name, a direct message's id, or the id of the person to write to."""
    dms = {person.id: person.dm for person in api.workspace.people}
    conversation = api.workspace.conversation(dms.get(named, named))
    if conversation is None:
        raise ApiError("channel_not_found")
    if not api.workspace.app_is_in(conversation):
        if conversation.private:
            raise ApiError("channel_not_found")
        if "chat:write.public" not in api.app.scopes:
            raise ApiError("not_in_channel")
    return conversation


def _readable(api: WebApi, named: str) -> Conversation:
    """A conversation the app may look at: public, or one it is in, with the scope for its kind."""
    conversation = api.workspace.conversation(named)
    scope = "channels:read" if conversation is None else READ[payloads.letter(conversation)]
    api.authorize(scope)
    hidden = conversation is not None and conversation.private
    if conversation is None or (hidden and not api.workspace.app_is_in(conversation)):
        raise ApiError("channel_not_found")
    return conversation


def _members(api: WebApi, conversation: Conversation) -> list[str]:
    bot = [api.app.user_id] if api.workspace.app_is_in(conversation) else []
    return [*conversation.members, *bot]


def _limit(given: Any) -> int:
    """How many entries of a list to answer with; Slack's default is 100."""
    try:
        limit = int(given or 100)
    except ValueError:
        raise ApiError("invalid_limit") from None
    if not 1 <= limit <= 1000:
        raise ApiError("invalid_limit")
    return limit


def _cursor(given: Any, length: int) -> int:
    if not given:
        return 0
    for place in range(length):
        if base64.b64encode(f"member:{place}".encode()).decode() == given:
            return place
    raise ApiError("invalid_cursor")


def _posted(api: WebApi, conversation: Conversation, message: Message) -> Json:
    shown = payloads.message_object(api.app, message)
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


def _view(arguments: Arguments, kind: Literal["modal", "home"]) -> Json:
    view = decoded(arguments.get("view"), "invalid_arguments")
    if view is None:
        raise invalid("invalid_arguments", ["missing required field: view"])
    if found := view_faults(view, kind):
        raise invalid("invalid_arguments", found)
    if len(json.dumps(view)) > LARGEST_VIEW:
        raise ApiError("view_too_large")
    body: Json = view
    return body


def _shown(api: WebApi, view: View) -> Json:
    return {"view": api.views.payload(view)}
