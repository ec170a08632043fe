"""The app's removal from a workspace, which takes the workspace's data with it."""

from bot.listeners.payloads import Payload, team_of
from bot.study import Study


def app_uninstalled(body: Payload, study: Study) -> None:
    """Delete the data of a workspace that has removed the app."""
    study.people.forget_team(team_of(body))


def tokens_revoked(body: Payload, event: Payload, study: Study) -> None:
    """The same where the app's own token was revoked; a person's token is none of ours."""
    if event["tokens"].get("bot"):
        study.people.forget_team(team_of(body))
