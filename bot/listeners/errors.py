"""The one error boundary: what people read when something fails.

A UserError shows its sentence, and a token that Slack refuses what an admin has to do. Anything
else shows a short reference that also stands in the log with the traceback; never the exception's
text, never the payload.
"""

import inspect
import logging
import secrets
from collections.abc import Callable
from typing import Any

from slack_bolt import Args, BoltResponse

from bot.errors import UserError
from bot.listeners.payloads import Payload
from bot.listeners.people import is_shut_out
from bot.listeners.sending import post
from bot.views.blocks import Reply, said
from bot.views.modal import modal
from bot.views.notice import NO_ACCESS

log = logging.getLogger(__name__)


def apologize(error: Exception, body: Payload) -> BoltResponse:
    """Answer a request whose listener failed before the acknowledgement."""
    reply = said(sentence_for(error))
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", **reply.as_message()})
    return BoltResponse(status=200, body="")


def sentence_for(error: Exception) -> str:
    """What the person reads; a fault of ours is logged under the reference in it."""
    if isinstance(error, UserError):
        return str(error)
    if is_shut_out(error):
        log.warning("Slack does not accept the token of a workspace any more")
        return NO_ACCESS
    reference = secrets.token_hex(4)
    log.error("Failed (ref %s)", reference, exc_info=error)
    return f"Something went wrong on our side (ref {reference}). Please try again."


def reported(listener: Callable[..., None], **given: Any) -> Callable[[Args], None]:
    """`listener` as a lazy listener whose failure is told to the person, as far as Slack lets us.

    It gets its arguments by name: those of `given`, the others as Bolt gives them.
    """
    wanted = inspect.getfullargspec(listener).args
    ours = {name: given[name] for name in wanted if name in given}

    def guarded(args: Args) -> None:
        try:
            listener(**ours, **{name: getattr(args, name) for name in wanted if name not in ours})
        except Exception as error:
            _tell(said(sentence_for(error)), args)

    guarded.__name__ = listener.__name__
    return guarded


def _tell(reply: Reply, args: Args) -> None:
    try:
        if args.event:
            _tell_asker(reply, args)
        elif args.body.get("view") or not args.body.get("response_url"):
            args.client.views_open(trigger_id=args.body["trigger_id"], view=modal(reply))
        else:
            private = {"response_type": "ephemeral", "replace_original": False}
            post(args.respond, **reply.as_message(), **private)
    except Exception:
        log.exception("The person could not be told of the failure above")


def _tell_asker(reply: Reply, args: Args) -> None:
    event = args.event or {}
    if event["type"] != "app_home_opened":
        thread = event.get("thread_ts") or event["ts"]
        args.client.chat_postMessage(
            channel=event["channel"], thread_ts=thread, **reply.as_message()
        )
