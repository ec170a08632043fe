"""What people do, delivered to the app as Slack does, and what the app answers, applied."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from bot.playground import forms, payloads
from bot.playground.block_elements import SUGGESTIONS
from bot.playground.block_kit import view_faults
from bot.playground.directory import Command, Person
from bot.playground.errors import ApiError, Refusal, invalid
from bot.playground.grants import Grants, Place
from bot.playground.replies import Replies
from bot.playground.sender import Answer, NoAnswer, Sender
from bot.playground.view_store import View, ViewStore
from bot.playground.workspace import Conversation, Message, Workspace

Json = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
TROUBLE = {
    "operation_timeout": "{app} did not answer within 3 seconds (operation_timeout). Try again.",
    "dispatch_failed": "{app} could not be reached or failed (dispatch_failed). Try again.",
}


class Delivery:
    """Slash commands and interactions; the one who acts waits for the answer."""

    def __init__(
        self,
        workspace: Workspace,
        views: ViewStore,
        grants: Grants,
        sender: Sender,
        response_url: Callable[[str], str],
    ) -> None:
        self._workspace = workspace
        self._app = workspace.app
        self._views = views
        self._grants = grants
        self._sender = sender
        self._response_url = response_url
        self._replies = Replies(workspace, grants)

    # --- slash commands ---------------------------------------------------------------------

    def command(
        self, person: Person, conversation: Conversation, command: Command, text: str
    ) -> None:
        place = Place(person, conversation)
        form = payloads.slash_command(self._app, person, conversation, command, text)
        form |= self._granted(place)
        try:
            self._answer_command(place, f"{command.command} {text}".strip(), form)
        except (NoAnswer, ApiError) as failure:
            said = f"{command.command} failed with the error “{failure.code}”"
            self._workspace.tell(conversation, person, said)

    def _answer_command(self, place: Place, typed: str, form: Mapping[str, str]) -> None:
        payload = _message_in(self._sender(urlencode(form), FORM))
        if payload is None:
            return
        try:
            # Slack shows the command itself as well when its answer is for everybody.
            if payload.get("response_type") == "in_channel":
                self._workspace.post(place.conversation, place.person.id, typed)
            self._replies.post(place, payload)
        except ApiError:
            raise ApiError("invalid_command_response") from None

    # --- interactions -----------------------------------------------------------------------

    def used_in_message(
        self,
        person: Person,
        conversation: Conversation,
        message: Message,
        action: Mapping[str, Any],
        state: Mapping[str, Any] | None,
    ) -> None:
        if message.user != self._app.user_id:
            raise Refusal("That message is not by the app.")
        blocks = message.blocks or []
        payload = {
            **payloads.interaction("block_actions", self._app, person),
            **payloads.in_message(self._app, conversation, message),
            "state": forms.state_of(blocks, state),
            "actions": [self._used(blocks, action)],
            **self._granted(Place(person, conversation, message)),
        }
        self._interact(payload)

    def used_in_view(
        self,
        view: View,
        action: Mapping[str, Any],
        state: Mapping[str, Any] | None,
    ) -> None:
        shown = self._views.payload(view, forms.state_of(view.blocks, state))
        payload = {
            **payloads.interaction("block_actions", self._app, view.person),
            "container": {"type": "view", "view_id": view.id},
            "view": shown,
            "actions": [self._used(view.blocks, action)],
            "trigger_id": self._grants.trigger(view.person),
        }
        self._interact(payload)

    def _used(self, blocks: list[Json], action: Mapping[str, Any]) -> Json:
        block, element = forms.find(blocks, action)
        used = forms.used(block, element, action)
        return {**used, "action_ts": self._workspace.new_ts()}

    # --- menus that the app fills -----------------------------------------------------------

    def suggested_in_message(
        self,
        person: Person,
        conversation: Conversation,
        message: Message,
        action: Mapping[str, Any],
    ) -> Json:
        place = payloads.in_message(self._app, conversation, message)
        return self._suggested(person, message.blocks or [], action, place)

    def suggested_in_view(self, view: View, action: Mapping[str, Any]) -> Json:
        place = {
            "container": {"type": "view", "view_id": view.id},
            "view": self._views.payload(view),
        }
        return self._suggested(view.person, view.blocks, action, place)

    def _suggested(
        self, person: Person, blocks: list[Json], action: Mapping[str, Any], place: Json
    ) -> Json:
        block, element = forms.find(blocks, action)
        if element["type"] != "external_select":
            raise Refusal("That menu has its options already.")
        payload = {
            **payloads.interaction("block_suggestion", self._app, person),
            **place,
            "block_id": block["block_id"],
            "action_id": element["action_id"],
            "value": str(action.get("value") or ""),
        }
        return self._offered(self._interact(payload))

    def _offered(self, answer: Answer) -> Json:
        try:
            offered = _json_in(answer) or {}
        except ApiError:
            offered = {}
        if found := list(SUGGESTIONS(offered, "")):
            raise Refusal(f"{self._app.name} answered with no options: {'; '.join(found)}")
        return offered

    # --- shortcuts --------------------------------------------------------------------------

    def shortcut(
        self, person: Person, callback_id: str, conversation: Conversation, message: Message
    ) -> None:
        if callback_id not in {entry.callback_id for entry in self._app.message_shortcuts}:
            raise Refusal(f"{self._app.name} has no such shortcut.")
        if message.ephemeral:
            raise Refusal("Shortcuts do not work on messages that only you see.")
        payload = {
            **payloads.interaction("message_action", self._app, person),
            "callback_id": callback_id,
            "action_ts": self._workspace.new_ts(),
            "channel": payloads.channel_object(conversation),
            "message_ts": message.ts,
            "message": payloads.message_object(self._app, message),
            **self._granted(Place(person, conversation)),
        }
        self._interact(payload)

    def _granted(self, place: Place) -> dict[str, str]:
        return {
            "trigger_id": self._grants.trigger(place.person),
            "response_url": self._response_url(self._grants.response(place)),
        }

    def _interact(self, payload: Json) -> Answer:
        if not self._app.interactive:
            raise Refusal(f"{self._app.name}'s manifest does not enable interactivity.")
        try:
            return self._sender(urlencode({"payload": json.dumps(payload)}), FORM)
        except NoAnswer as failure:
            raise Refusal(TROUBLE[failure.code].format(app=self._app.name)) from None

    # --- forms ------------------------------------------------------------------------------

    def submitted(self, view: View, state: Mapping[str, Any] | None) -> None:
        entered = forms.state_of(view.blocks, state)
        if errors := forms.missing(view.blocks, entered):
            self._views.show_errors(view, errors)
            return
        payload = {
            **payloads.interaction("view_submission", self._app, view.person),
            "trigger_id": self._grants.trigger(view.person),
            "view": self._views.payload(view, entered),
            "response_urls": [],
        }
        answer = self._interact(payload)
        try:
            self._apply(view, _json_in(answer) or {})
        except ApiError as error:
            raise Refusal(_unaccepted(self._app.name, error)) from None

    def _apply(self, view: View, answer: Json) -> None:
        match answer.get("response_action"):
            case None:
                self._views.close(view)
            case "clear":
                self._views.clear(view.person)
            case "update":
                self._views.update(view, _modal(answer.get("view")))
            case "push":
                self._views.push(view.person, _modal(answer.get("view")))
            case "errors":
                self._views.show_errors(view, _errors(view, answer.get("errors")))
            case other:
                raise invalid("invalid_arguments", [f"unknown response_action: {other}"])

    def closed(self, view: View) -> None:
        clear = view.body["clear_on_close"]
        gone = self._views.stack(view.person) if clear else [view]
        self._views.close(gone[0] if gone else view)
        for closed in reversed(gone):
            if closed.body["notify_on_close"] and self._app.interactive:
                self._notify_closed(closed, clear)

    def _notify_closed(self, view: View, cleared: bool) -> None:
        payload = {
            **payloads.interaction("view_closed", self._app, view.person),
            "view": self._views.payload(view),
            "is_cleared": cleared,
        }
        try:
            self._interact(payload)
        except Refusal:
            return  # The person closed it and is gone; Slack tells nobody either.


def _message_in(answer: Answer) -> Json | None:
    """The message in the answer to a slash command, if there is one."""
    if not answer.body.strip():
        return None
    if "json" in answer.header("Content-Type"):
        return _json_in(answer) or None
    return {"text": answer.body.decode(errors="replace")}


def _json_in(answer: Answer) -> Json | None:
    if not answer.body.strip():
        return None
    try:
        payload = json.loads(answer.body)
    except ValueError:
        raise ApiError("invalid_command_response") from None
    if not isinstance(payload, dict):
        raise ApiError("invalid_command_response")
    return payload


def _modal(view: Any) -> Json:
    if found := view_faults(view, "modal"):
        raise invalid("invalid_arguments", found)
    modal: Json = view
    return modal


def _errors(view: View, errors: Any) -> dict[str, str]:
    """Slack shows errors under inputs only, and drops an answer that names anything else."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise invalid("invalid_arguments", ["errors must name the block_id of an input"])
    return {str(block_id): str(message) for block_id, message in errors.items()}


def _unaccepted(app: str, error: ApiError) -> str:
    detail = "; ".join(error.details.get("errors", [])) or error.code
    return f"{app}'s answer to this form is not one that Slack accepts: {detail}"
