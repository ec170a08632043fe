"""A reply as a modal, for the places that have no message to answer to."""

from typing import Any

from bot.views import ids
from bot.views.blocks import Reply, plain


def modal(reply: Reply) -> dict[str, Any]:
    """The reply's blocks in a modal that only closes."""
    return {
        "type": "modal",
        "callback_id": ids.ANSWER_MODAL,
        "title": plain("awssec"),
        "close": plain("Close"),
        "blocks": reply.blocks,
    }
