"""Sends a reply to where the person clicked."""

from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient

from bot.listeners.payloads import Payload, channel_of, is_direct
from bot.views.blocks import Reply
from bot.views.modal import modal


def is_ephemeral(body: Payload) -> bool:
    """Whether the click was on a message that only this person sees."""
    return bool(body["container"].get("is_ephemeral"))


def post(respond: Respond, **message: Any) -> None:
    """Send to the response URL; raises where Slack refuses it, which `respond` keeps to itself."""
    answered = respond(**message)
    if answered.status_code != 200:
        raise RuntimeError(f"Slack answered a response URL with {answered.status_code}")


def tell(reply: Reply, respond: Respond) -> None:
    """Show `reply` to this person alone, under the channel's messages; what was clicked stays."""
    post(respond, **reply.as_message(), response_type="ephemeral", replace_original=False)


def show(reply: Reply, *, body: Payload, respond: Respond, client: WebClient) -> None:
    """Show `reply` in the place of what was clicked, disturbing nobody else.

    An ephemeral message and a modal are replaced; the Home tab opens a modal; a direct message gets
    a new message; under a message that others see the reply is ephemeral.
    """
    view = body.get("view")
    if view and view["type"] == "modal":
        client.views_update(view_id=view["id"], view=modal(reply))
    elif view:
        client.views_open(trigger_id=body["trigger_id"], view=modal(reply))
    else:
        post(respond, **reply.as_message(), **_manner(body))


def replace(reply: Reply, *, body: Payload, respond: Respond, client: WebClient) -> None:
    """Show `reply` instead of what was clicked, where this person alone sees that."""
    if body.get("view") or not (is_ephemeral(body) or is_direct(channel_of(body))):
        show(reply, body=body, respond=respond, client=client)
    else:
        post(respond, **reply.as_message(), replace_original=True)


def _manner(body: Payload) -> dict[str, Any]:
    if is_ephemeral(body):
        return {"replace_original": True}
    kind = "in_channel" if is_direct(channel_of(body)) else "ephemeral"
    return {"replace_original": False, "response_type": kind, **thread_of(body)}


def thread_of(body: Payload) -> dict[str, Any]:
    """The thread that the clicked message is in, as an argument; none where it only has one."""
    place, message = body["container"], body.get("message", {})
    thread = place.get("thread_ts") or message.get("thread_ts")
    return {"thread_ts": thread} if thread and thread != place.get("message_ts") else {}
