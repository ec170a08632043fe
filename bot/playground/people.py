"""What a person can do in the playground and what they see, for the page and for tests."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from bot.playground.clock import MovableClock, moment
from bot.playground.delivery import Delivery
from bot.playground.directory import App, Person
from bot.playground.errors import ApiError, Refusal
from bot.playground.events import Events
from bot.playground.grants import Grants
from bot.playground.replies import Replies
from bot.playground.seen import seen
from bot.playground.sender import Send, Sender
from bot.playground.text import delivered, escape
from bot.playground.view_store import View, ViewStore
from bot.playground.workspace import Clock, Conversation, Message, Workspace

Json = dict[str, Any]

LONGEST_TEXT = 12_000
NOWHERE = "An action is in a message, in a view or on the Home tab."


class People:
    """People are named by id or name, and so are channels; `Refusal` says what went wrong."""

    def __init__(
        self,
        app: App,
        *,
        signing_secret: str,
        clock: Clock,
        retry_delays: Sequence[float],
        response_url: Callable[[str], str],
    ) -> None:
        self.app = app
        self.workspace = Workspace(app, clock)
        self.views = ViewStore(self.workspace)
        self.grants = Grants(clock)
        self.replies = Replies(self.workspace, self.grants)
        self._sender = Sender(signing_secret)
        self.events = Events(self.workspace, self._sender, retry_delays)
        self.delivery = Delivery(
            self.workspace, self.views, self.grants, self._sender, response_url
        )

    def connect(self, send: Send) -> None:
        """How signed requests reach the app from now on."""
        self._sender.connect(send)

    # --- writing ----------------------------------------------------------------------------

    def send(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, *, wait: bool = True
    ) -> str | None:
        """Types a message or a slash command; the `ts` of what is then to be seen by others.

        With `wait=False` events go out in the background, as they do on Slack.
        """
        person = self.workspace.person(user)
        conversation = self.workspace.seen_by(person, channel)
        if not text.strip():
            raise Refusal("There is nothing to send yet.")
        if len(text) > LONGEST_TEXT:
            raise Refusal(f"That is longer than {LONGEST_TEXT:,} characters; shorten it.")
        if conversation.kind == "im" and not self.app.messages_enabled:
            raise Refusal("Sending messages to this app has been turned off.")
        if self.workspace.is_archived(conversation):
            raise Refusal(f"#{conversation.name} is archived.")
        if text.startswith("/"):
            self._command(person, conversation, text, thread_ts, wait)
            return None
        return self._say(person, conversation, text.strip(), thread_ts, wait).ts

    def _say(
        self,
        person: Person,
        conversation: Conversation,
        typed: str,
        thread_ts: str | None,
        wait: bool,
    ) -> Message:
        text = delivered(typed, self.workspace.names())
        thread = self._thread_of(conversation, thread_ts)
        message = self.workspace.post(conversation, person.id, text, thread_ts=thread)
        if f"<@{self.app.user_id}>" in text and not self.workspace.app_is_in(conversation):
            self.workspace.tell(conversation, person, _not_here(self.app), thread)
        self._background(lambda: self.events.message(conversation, message), wait)
        return message

    def _thread_of(self, conversation: Conversation, thread_ts: str | None) -> str | None:
        if thread_ts is None:
            return None
        try:
            return self.replies.thread(conversation.id, thread_ts)
        except ApiError:
            raise Refusal("That message can't be replied to.") from None

    def _command(
        self,
        person: Person,
        conversation: Conversation,
        typed: str,
        thread_ts: str | None,
        wait: bool,
    ) -> None:
        name, _, rest = typed.strip().partition(" ")
        command = next((entry for entry in self.app.commands if entry.command == name), None)
        if thread_ts is not None:
            said = f"{name} is not supported in threads. Sorry!"
            self.workspace.tell(conversation, person, said, thread_ts)
        elif name == "/invite":
            self._invite(person, conversation, rest.strip().removeprefix("@"), wait)
        elif command is None:
            self.workspace.tell(conversation, person, _unknown_command(name))
        else:
            names = self.workspace.names()
            text = delivered(rest, names) if command.should_escape else escape(rest)
            self.delivery.command(person, conversation, command, text.strip())

    def _invite(self, person: Person, conversation: Conversation, whom: str, wait: bool) -> None:
        if whom != self.app.name:
            said = f"Everybody else is here already: type `/invite @{self.app.name}`."
            self.workspace.tell(conversation, person, said)
        elif not self.workspace.join(conversation):
            said = f"{self.app.name} is already in this conversation."
            self.workspace.tell(conversation, person, said)
        else:
            said = f"was added to #{conversation.name} by {person.real_name}."
            self.workspace.post(conversation, self.app.user_id, said, system=True)
            self._background(lambda: self.events.joined(conversation, person), wait)

    def _background(self, work: Callable[[], None], wait: bool) -> None:
        if wait:
            work()
        else:
            self.events.aside(work)

    # --- interacting ------------------------------------------------------------------------

    def act(
        self,
        user: str,
        source: Mapping[str, Any],
        action: Mapping[str, Any],
        state: Mapping[str, Any] | None = None,
    ) -> None:
        """Clicks a button or chooses in a menu of a message, a modal or the Home tab."""
        person = self.workspace.person(user)
        match source.get("kind"):
            case "message":
                conversation = self.workspace.seen_by(person, str(source.get("channel")))
                message = self._message(person, conversation, str(source.get("ts")))
                self.delivery.used_in_message(person, conversation, message, action, state)
            case "view":
                view = self._view(person, str(source.get("view_id")))
                self.delivery.used_in_view(view, action, state)
            case "home":
                self.delivery.used_in_view(self._home(person), action, state)
            case _:
                raise Refusal(NOWHERE)

    def suggest(self, user: str, source: Mapping[str, Any], action: Mapping[str, Any]) -> Json:
        """Types into an external select, perhaps nothing: what the app then offers.

        `action` names the element by its ids and has what was typed as `value`; the answer has
        `options` or `option_groups`.
        """
        person = self.workspace.person(user)
        match source.get("kind"):
            case "message":
                conversation = self.workspace.seen_by(person, str(source.get("channel")))
                message = self._message(person, conversation, str(source.get("ts")))
                return self.delivery.suggested_in_message(person, conversation, message, action)
            case "view":
                view = self._view(person, str(source.get("view_id")))
            case "home":
                view = self._home(person)
            case _:
                raise Refusal(NOWHERE)
        return self.delivery.suggested_in_view(view, action)

    def submit(self, user: str, view_id: str, state: Mapping[str, Any] | None = None) -> None:
        """Sends the form on top."""
        self.delivery.submitted(self._view(self.workspace.person(user), view_id), state)

    def close(self, user: str, view_id: str) -> None:
        """Closes the modal on top, back to the one under it."""
        self.delivery.closed(self._view(self.workspace.person(user), view_id))

    def shortcut(self, user: str, callback_id: str, channel: str, ts: str) -> None:
        """Chooses a shortcut from a message's menu."""
        person = self.workspace.person(user)
        conversation = self.workspace.seen_by(person, channel)
        message = self._message(person, conversation, ts)
        self.delivery.shortcut(person, callback_id, conversation, message)

    def open_home(self, user: str, *, wait: bool = True) -> None:
        """Opens the app's Home tab."""
        person = self.workspace.person(user)
        if not self.app.home_enabled:
            raise Refusal(f"{self.app.name} has no Home tab.")
        view = self.views.home(person)
        shown = self.views.payload(view) if view else None
        self._background(lambda: self.events.home_opened(person, "home", shown), wait)

    def open_messages(self, user: str, *, wait: bool = True) -> None:
        """Opens the app's Messages tab."""
        person = self.workspace.person(user)
        self._background(lambda: self.events.home_opened(person, "messages", None), wait)

    def _message(self, person: Person, conversation: Conversation, ts: str) -> Message:
        message = self.workspace.message(conversation.id, ts)
        if message is None or not message.visible_to(person.id):
            raise Refusal("That message is no longer there.")
        return message

    def _view(self, person: Person, view_id: str) -> View:
        stack = self.views.stack(person)
        if not stack or stack[-1].id != view_id:
            raise Refusal("That form is no longer open.")
        return stack[-1]

    def _home(self, person: Person) -> View:
        view = self.views.home(person)
        if view is None:
            raise Refusal("The Home tab is still empty.")
        return view

    # --- running the workspace --------------------------------------------------------------

    def archive(self, channel: str) -> None:
        """Nobody can write in the channel any more, the app included."""
        self.workspace.set_archived(self._channel(channel), True)

    def unarchive(self, channel: str) -> None:
        self.workspace.set_archived(self._channel(channel), False)

    def kick(self, channel: str) -> None:
        """Removes the app from a channel."""
        conversation = self._channel(channel)
        if not self.workspace.leave(conversation):
            raise Refusal(f"{self.app.name} is not in #{conversation.name}.")
        said = f"was removed from #{conversation.name}."
        self.workspace.post(conversation, self.app.user_id, said, system=True)

    def _channel(self, named: str) -> Conversation:
        conversation = self.workspace.conversation(named)
        if conversation is None or conversation.kind != "channel":
            raise Refusal("There is no such channel.")
        return conversation

    def revoke(self) -> None:
        """The app's token is withdrawn, and the event that tells so is lost on its way."""
        self.grants.token_error = "token_revoked"

    def uninstall(
        self, first: Literal["app_uninstalled", "tokens_revoked"] = "app_uninstalled"
    ) -> None:
        """Removes the app from the workspace; Slack sends the two events in either order."""
        self.grants.token_error = "account_inactive"
        events = [self.events.uninstalled, self.events.tokens_revoked]
        for tell in events if first == "app_uninstalled" else reversed(events):
            tell()

    def move_clock(self, user: str, to: str) -> None:
        """Moves the clock forward to what this person means, once all that falls due is done."""
        clock = self.workspace.clock
        if not isinstance(clock, MovableClock):
            raise Refusal("This clock can't be moved.")
        person = self.workspace.person(user)
        clock.move_to(moment(to, now=clock(), tz=person.tz))
        self.workspace.touch_all()

    # --- seeing -----------------------------------------------------------------------------

    def state(self, user: str) -> Json:
        """Everything this person sees now."""
        return seen(self.workspace, self.views, self.workspace.person(user))


def _not_here(app: App) -> str:
    return (
        f"You mentioned <@{app.user_id}>, but they're not in this channel. "
        f"To add them, type `/invite @{app.name}`."
    )


def _unknown_command(name: str) -> str:
    return (
        f"`{escape(name)}` is not a valid command. Messages that start with `/` are read as "
        "commands; to send one as a message, put a space before the `/`."
    )
