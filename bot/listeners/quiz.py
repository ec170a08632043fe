"""Clicks on the question of the day."""

import logging
from datetime import date

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.domain.quiz.posts import PostKey
from bot.errors import UNANSWERED
from bot.listeners.payloads import Payload, cleaned, team_of
from bot.listeners.people import person
from bot.listeners.sending import tell
from bot.study import Study
from bot.study.people import Answered
from bot.views.blocks import Reply, said
from bot.views.ids import Choice
from bot.views.post import chosen
from bot.views.verdict import verdict

log = logging.getLogger(__name__)


def answer_question(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Grade the option that was clicked, and say in private what came of it."""
    choice = Choice.of(action["value"])
    key, user = _key(body, choice.day), body["user"]["id"]
    answered = study.people.answer(key, user=user, choice=(choice.label,))
    _explain(answered, body=body, respond=respond, client=client, study=study)


def submit_answer(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Grade what was ticked or picked, and say in private what came of it.

    Who has answered before need not choose anything to see that answer again.
    """
    day = date.fromisoformat(action["value"])
    key, user = _key(body, day), body["user"]["id"]
    answered = study.people.answered(key, user=user) or study.people.answer(
        key, user=user, choice=chosen(body["state"]["values"], day)
    )
    _explain(answered, body=body, respond=respond, client=client, study=study)


def report_question(body: Payload, action: Payload, respond: Respond, study: Study) -> None:
    """Keep for the authors that a person calls the question wrong."""
    key = _key(body, date.fromisoformat(action["value"]))
    study.people.report(key, user=body["user"]["id"])
    tell(said("Thank you. The authors of the question will see that it was reported."), respond)


def _explain(
    answered: Answered, *, body: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    tell(_verdict(answered), respond)
    team, user = team_of(body), body["user"]["id"]
    if not study.people.knows(team, user):
        _remember(team, user, client=client, study=study)


def _remember(team: str, user: str, *, client: WebClient, study: Study) -> None:
    """Keep the name for the boards. The answer is given by now: a failure is only logged."""
    try:
        found = person(client, user)
    except (SlackClientError, *UNANSWERED):
        log.warning("Slack did not tell a name for the boards; the next click asks again")
    else:
        study.people.remember(team, user, name=cleaned(found.name), zone=found.zone)


def _key(body: Payload, day: date) -> PostKey:
    return PostKey(team_of(body), body["channel"]["id"], day)


def _verdict(answered: Answered) -> Reply:
    return verdict(
        answered.question,
        answered.topic,
        answered.verdict,
        answered.order,
        standing=answered.standing,
        points=answered.points,
    )
