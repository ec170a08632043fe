"""The message shortcut "Explain with awssec"."""

from slack_sdk import WebClient

from bot.listeners.payloads import Payload, team_of, typed
from bot.listeners.replying import answer_to
from bot.study import Study
from bot.views.blocks import Reply, section
from bot.views.modal import modal


def explain_message(body: Payload, client: WebClient, study: Study) -> None:
    """Take the message's text as a question and answer in a modal."""
    question = typed(body["message"].get("text"))
    if question:
        reply = answer_to(question, team=team_of(body), study=study)
    else:
        reply = Reply("", [section("This message has no text that I could explain.")])
    client.views_open(trigger_id=body["trigger_id"], view=modal(reply))
