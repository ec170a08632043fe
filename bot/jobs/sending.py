"""One call to Slack as a value: taken, to be tried again, or refused for a reason in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.errors import UNANSWERED
from bot.views.blocks import Reply
from bot.views.notice import SHUT_OUT

REFUSALS = {
    **dict.fromkeys(("is_archived", "is_inactive"), "The channel was archived."),
    "channel_not_found": "The channel was gone, or I was not in it.",
    "not_in_channel": "I was not in the channel any more.",
    **dict.fromkeys(
        (
            *("restricted_action", "restricted_action_read_only_channel"),
            *("restricted_action_thread_only_channel", "posting_to_general_channel_denied"),
        ),
        "The channel did not let me post.",
    ),
    **dict.fromkeys(
        (
            *SHUT_OUT,
            *("access_denied", "accesslimited", "ekm_access_denied", "enterprise_is_restricted"),
            *("org_login_required", "two_factor_setup_required", "team_not_found"),
        ),
        "Slack no longer accepted awssec's access to this workspace.",
    ),
    **dict.fromkeys(
        ("missing_scope", "no_permission", "not_allowed_token_type", "team_access_not_granted"),
        "I was not allowed to post in this workspace.",
    ),
}
"""Slack's errors that stay until somebody does something, as sentences on what was the matter."""

NO_THREAD = frozenset(
    {
        *("restricted_action_non_threadable_channel", "restricted_action_thread_locked"),
        *("cannot_reply_to_message", "thread_not_found"),
    }
)
"""Slack's errors where a message takes no replies, which it can do without."""

PASSING = frozenset(
    {
        *("ratelimited", "rate_limited", "message_limit_exceeded", "internal_error"),
        *("fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"),
    }
)
"""Slack's errors that go by themselves."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call."""

    ts: str = ""
    wait: float = 0.0
    """Seconds after which Slack wants to be asked again."""
    trouble: str = ""
    """What was wrong with Slack, or on the way to it: it is to be asked again."""
    refused: str = ""
    """Why Slack does not take it, and what to do, in sentences for people."""
    fault: str = ""
    """Slack's word for what is wrong with the call: ours to put right."""


def post_message(
    client: WebClient, reply: Reply, *, channel: str, once: str = "", thread_ts: str = ""
) -> Outcome:
    """Post a message. Slack takes one with the same `once` (a UUID) a single time."""
    more: dict[str, Any] = {"client_msg_id": once} if once else {}
    more |= {"thread_ts": thread_ts} if thread_ts else {}
    return _called(lambda: client.chat_postMessage(channel=channel, **reply.as_message(), **more))


def update_message(client: WebClient, reply: Reply, *, channel: str, ts: str) -> Outcome:
    """Show `reply` in place of a message that was posted."""
    message = {"text": reply.as_message()["text"], "blocks": reply.blocks}
    return _called(lambda: client.chat_update(channel=channel, ts=ts, **message))


def _called(call: Callable[[], SlackResponse]) -> Outcome:
    try:
        return Outcome(ts=str(call().get("ts")))
    except SlackApiError as error:
        return _refusal(error)
    except (SlackClientError, *UNANSWERED) as error:
        return Outcome(trouble=type(error).__name__)


def _refusal(error: SlackApiError) -> Outcome:
    response = error.response
    code = str(response.get("error"))
    if response.status_code == 429 or code in PASSING or response.status_code >= 500:
        return Outcome(wait=_retry_after(response.headers), trouble=code)
    if code in NO_THREAD:
        return Outcome()
    if code in REFUSALS:
        return Outcome(refused=REFUSALS[code])
    return Outcome(fault=code)


def _retry_after(headers: dict[str, Any]) -> float:
    """Slack's word for how long to wait; 0 if it gives none."""
    named = {name.lower(): value for name, value in headers.items()}
    seconds = named.get("retry-after", "")
    seconds = seconds[0] if isinstance(seconds, list) else seconds
    return float(seconds) if str(seconds).isdecimal() else 0.0
