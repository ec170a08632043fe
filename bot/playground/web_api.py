"""The Web API methods that the app calls, each behind the scope that Slack asks for.

A new method is a function below and a line in METHODS.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from bot.playground import payloads
from bot.playground.block_kit import view_faults
from bot.playground.directory import PEOPLE, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from bot.playground.errors import ApiError, invalid
from bot.playground.grants import Grants
from bot.playground.replies import Replies, decoded, drafted
from bot.playground.view_store import View, ViewStore
from bot.playground.workspace import Conversation, Workspace

Json = dict[str, Any]
Arguments = Mapping[str, Any]

LARGEST_VIEW = 250_000


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

    def call(self, method: str, token: str | None, arguments: Arguments) -> Json:
        try:
            self._authenticate(token)
            scope, function = METHODS.get(method, (None, None))
            if function is None:
                raise ApiError("unknown_method", req_method=method)
            self._authorize(scope)
            return {"ok": True, **function(self, arguments)}
        except ApiError as error:
            return error.body()

    def _authenticate(self, token: str | None) -> None:
        if not token:
            raise ApiError("not_authed")
        if not hmac.compare_digest(token.encode(), self._bot_token.encode()):
            raise ApiError("invalid_auth")

    def _authorize(self, scope: str | None) -> None:
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
    conversation = _conversation(api, _required(arguments, "channel"))
    draft = drafted(arguments)
    thread_ts = arguments.get("thread_ts") or None
    if thread_ts is not None:
        thread_ts = api.replies.thread(conversation.id, thread_ts)
    message = api.workspace.post(
        conversation, api.app.user_id, draft.text, blocks=draft.blocks, thread_ts=thread_ts
    )
    shown = payloads.message_object(api.app, message)
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


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
    person = next((person for person in PEOPLE if person.id == user_id), None)
    if person is None:
        raise invalid("invalid_arguments", ["invalid user_id [json-pointer:/user_id]"])
    return _shown(api, api.views.publish(person, body, arguments.get("hash") or None))


Method = Callable[[WebApi, Arguments], Json]

# Method -> the scope it needs, and what it does.
METHODS: dict[str, tuple[str | None, Method]] = {
    "auth.test": (None, auth_test),
    "chat.postMessage": ("chat:write", chat_post_message),
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
    dms = {person.id: person.dm for person in PEOPLE}
    conversation = api.workspace.conversation(dms.get(named, named))
    if conversation is None:
        raise ApiError("channel_not_found")
    public = "chat:write.public" in api.app.scopes
    if not public and not api.workspace.app_is_in(conversation):
        raise ApiError("not_in_channel")
    return conversation


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
