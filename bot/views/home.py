"""The app's Home tab."""

from typing import Any

from bot.domain.knowledge import Knowledge
from bot.views import ids
from bot.views.blocks import actions, button, context, divider, header, plain
from bot.views.help import examples, usage
from bot.views.topics import domain_menus


def home(knowledge: Knowledge) -> dict[str, Any]:
    """A search box, the topics by exam domain, and help."""
    ask = {
        "type": "input",
        "block_id": ids.QUESTION_BLOCK,
        "dispatch_action": True,
        "label": plain("Ask about AWS security"),
        "element": {
            "type": "plain_text_input",
            "action_id": ids.QUESTION_INPUT,
            "placeholder": plain("for example: can a stranger read our files"),
            "max_length": 300,
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
    blocks = [
        header("What do you want to know?"),
        ask,
        *actions([button("Ask", ids.ASK_FROM_HOME, style="primary")]),
        *examples(),
        divider(),
        header("Topics by exam domain"),
        *domain_menus(knowledge),
        divider(),
        header("How to ask"),
        *usage(),
        context("Questions without an answer are kept for the authors, without names."),
    ]
    return {"type": "home", "blocks": blocks}
