"""The app's removal from a workspace, which takes the workspace's data and jobs with it."""

from collections.abc import Callable

from bot.listeners.payloads import Payload, team_of
from bot.study import Study

DropJobs = Callable[[str], object]
"""Deletes a workspace's jobs, done or to be done."""


def app_uninstalled(body: Payload, study: Study, drop_jobs: DropJobs) -> None:
    """Forget a workspace that has removed the app."""
    _forget(team_of(body), study, drop_jobs)


def tokens_revoked(body: Payload, event: Payload, study: Study, drop_jobs: DropJobs) -> None:
    """The same where the app's own token was revoked; a person's token is none of ours."""
    if event["tokens"].get("bot"):
        _forget(team_of(body), study, drop_jobs)


def _forget(team: str, study: Study, drop_jobs: DropJobs) -> None:
    """The data goes first: a job that is begun meanwhile finds nothing to do."""
    study.people.forget_team(team)
    drop_jobs(team)
