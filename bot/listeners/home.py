"""The Home tab: shown when it is opened, and its search box."""

from slack_bolt import Respond
from slack_sdk import WebClient

from bot.listeners.payloads import Payload, cleaned, team_of
from bot.listeners.replying import reply_to
from bot.listeners.sending import show
from bot.study import Study
from bot.views import ids
from bot.views.home import home


def show_home(event: Payload, client: WebClient, study: Study) -> None:
    """Publish the Home tab for the person who opened it."""
    if event["tab"] == "home":
        client.views_publish(user_id=event["user"], view=home(study.knowledge))


def ask_from_home(body: Payload, respond: Respond, client: WebClient, study: Study) -> None:
    """Answer what stands in the search box, in a modal."""
    values = body["view"]["state"]["values"]
    question = cleaned(values[ids.QUESTION_BLOCK][ids.QUESTION_INPUT]["value"])
    reply = reply_to(question, team=team_of(body), study=study)
    show(reply, body=body, respond=respond, client=client)
