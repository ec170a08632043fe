"""The leaderboard's tabs and the buttons of a person's own page."""

from dataclasses import replace

from slack_bolt import Respond
from slack_sdk import WebClient

from bot.domain.commands import Leaderboard
from bot.listeners.payloads import Payload, channel_of, is_direct, team_of
from bot.listeners.sending import post, show
from bot.study import Study
from bot.views import ids
from bot.views.blocks import Reply
from bot.views.board import BoardState, board
from bot.views.profile import forgotten, profile
from bot.views.suggestions import instead_of_unknown


def show_board(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Show the board of the tab that was chosen."""
    state = BoardState.of(action["value"])
    reply = _board(
        team_of(body), channel_of(body), reader=body["user"]["id"], state=state, study=study
    )
    show(reply, body=body, respond=respond, client=client)


def hide_me(body: Payload, respond: Respond, client: WebClient, study: Study) -> None:
    """Leave the person out of boards."""
    show(_hidden(body, study, hidden=True), body=body, respond=respond, client=client)


def show_me(body: Payload, respond: Respond, client: WebClient, study: Study) -> None:
    """Show the person on boards again."""
    show(_hidden(body, study, hidden=False), body=body, respond=respond, client=client)


def forget_or_keep(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Delete what is kept about the person, or take the question away to which they said no."""
    if action["action_id"] == ids.KEEP_ME:
        post(respond, delete_original=True)
    else:
        study.people.forget(team_of(body), body["user"]["id"])
        show(forgotten(), body=body, respond=respond, client=client)


def leaderboard_reply(asked: Leaderboard, *, command: Payload, study: Study) -> Reply:
    """The board that the command asks for."""
    channel = command["channel_id"]
    state = BoardState(asked.scope, asked.period, asked.by)
    reply = _board(team_of(command), channel, reader=command["user_id"], state=state, study=study)
    return instead_of_unknown(asked.unclear, reply) if asked.unclear else reply


def me_reply(*, command: Payload, study: Study) -> Reply:
    """How the person who typed the command does."""
    channel = command["channel_id"]
    return _profile(team_of(command), command["user_id"], channel=channel, study=study)


def _board(team: str, channel: str, *, reader: str, state: BoardState, study: Study) -> Reply:
    """The board as `reader` sees it; in a direct message it is everybody's."""
    here = not is_direct(channel)
    state = state if here else replace(state, scope="workspace")
    found, names = study.people.board(
        team,
        channel=channel,
        whole=state.scope == "workspace",
        period=state.period,
        accuracy=state.by == "accuracy",
        reader=reader,
    )
    return board(found, names, state=state, reader=reader, here=here)


def _hidden(body: Payload, study: Study, *, hidden: bool) -> Reply:
    team, user = team_of(body), body["user"]["id"]
    study.people.hide(team, user, hidden=hidden)
    return _profile(team, user, channel=channel_of(body), study=study)


def _profile(team: str, user: str, *, channel: str, study: Study) -> Reply:
    """A person's own page; a direct message has no rank or streak of its own."""
    whole = is_direct(channel)
    found = study.people.profile(team, user, channel=None if whole else channel)
    return profile(found, whole=whole)
