"""Who somebody is in their workspace, and whether they may set a channel's daily quiz."""

from dataclasses import dataclass
from http import HTTPStatus

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import UserError
from bot.listeners.payloads import Payload
from bot.views.notice import SHUT_OUT

MEMBERS_A_PAGE = 999
"""Members that one request gives: Slack allows fewer than 1,000."""

INVITE = "I cannot join this channel by myself. Type `/invite @awssec` in it, then try again."
UNSEEN = (
    "I am not in this channel and cannot see who its members are. "
    "Type `/invite @awssec` in it, then try again."
)


@dataclass(frozen=True, slots=True)
class Person:
    """A user as Slack describes them."""

    id: str
    name: str
    """The display name, or the full one where they have chosen none."""
    zone: str
    """IANA name of their time zone."""
    is_admin: bool
    """Whether they administer the workspace."""
    is_guest: bool
    teams: frozenset[str]
    """The workspaces they belong to; none where Slack does not tell."""


def person(client: WebClient, user_id: str) -> Person:
    """Look somebody up."""
    user = client.users_info(user=user_id)["user"]
    profile = user.get("profile", {})
    return Person(
        id=user_id,
        name=profile.get("display_name") or user.get("real_name") or user["name"],
        zone=user.get("tz") or "UTC",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        teams=_teams(user),
    )


def _teams(user: Payload) -> frozenset[str]:
    """Whom Slack describes as one of an enterprise may have several, or `team_id` left out."""
    several = user.get("enterprise_user", {}).get("teams", ())
    return frozenset(filter(None, (user.get("team_id"), *several)))


def name_in_slack(client: WebClient, user_id: str) -> str:
    """Somebody's name, also when they are gone."""
    try:
        return person(client, user_id).name
    except SlackApiError:
        return "someone who has left"


def may_set_quizzes(who: Person, team: str) -> bool:
    """Whether `who` may set the quiz of any channel of the workspace, if they are in it."""
    return not who.is_guest and _belongs_to(who, team)


def allow(
    client: WebClient,
    who: Person,
    *,
    team: str,
    channel: str,
    deed: str = "set the daily quiz",
    set_by: str | None = None,
) -> None:
    """Make sure that `who` may do `deed` with the quiz of `channel`.

    Workspace admins may, and members of the channel who are not guests. Of a private channel that
    it is not in, the app is not told the members: there, who has set the quiz (`set_by`) may.
    Raises UserError that says who cannot do it.
    """
    if not _belongs_to(who, team):
        raise UserError(f"People of another organisation cannot {deed}; ask a member of ours.")
    if who.is_guest:
        raise UserError(f"Guests cannot {deed}; ask a full member of this channel.")
    if not who.is_admin and not _is_member(client, channel, who.id, set_by=set_by):
        raise UserError(f"Only members of this channel can {deed}; join it first.")


def enter(client: WebClient, channel: str) -> None:
    """Make sure that the app can post in `channel`: a public one is joined.

    Raises UserError that says what to do where it cannot.
    """
    if not is_inside(client, channel):
        try:
            client.conversations_join(channel=channel)
        except SlackApiError as error:
            raise _explained(error, INVITE) from error


def is_inside(client: WebClient, channel: str) -> bool:
    """Whether the app is a member of `channel`; raises UserError where it cannot become one."""
    try:
        about: Payload = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        raise _explained(error, INVITE) from error
    if about.get("is_archived"):
        raise UserError("This channel is archived; unarchive it first.")
    return bool(about.get("is_member"))


def is_refusal(error: SlackApiError) -> bool:
    """Whether Slack said no; else it failed, or was too busy."""
    return bool(error.response.status_code == HTTPStatus.OK)


def is_shut_out(error: Exception) -> bool:
    """Whether Slack does not accept our token any more: until the app is installed again."""
    return isinstance(error, SlackApiError) and error.response.get("error") in SHUT_OUT


def _belongs_to(who: Person, team: str) -> bool:
    return not who.teams or team in who.teams


def _is_member(client: WebClient, channel: str, user_id: str, *, set_by: str | None) -> bool:
    try:
        pages = client.conversations_members(channel=channel, limit=MEMBERS_A_PAGE)
        return any(user_id in page["members"] for page in pages)
    except SlackApiError as error:
        if user_id == set_by and is_refusal(error):
            return True
        raise _explained(error, UNSEEN) from error


def _explained(error: SlackApiError, sentence: str) -> Exception:
    """What to raise: `sentence` for people where Slack said no, else the error itself."""
    return UserError(sentence) if is_refusal(error) else error
