"""Channels and people as the Web API describes them to the app."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.directory import GENERAL, TEAM_ID, App, Person
from bot.playground.workspace import Conversation, Workspace

Json = dict[str, Any]


def channel(workspace: Workspace, conversation: Conversation) -> Json:
    """A conversation object; a direct message has little of what a channel has."""
    if conversation.kind == "im":
        other = {"is_im": True, "user": conversation.members[0]}
        return {"id": conversation.id, "is_archived": False, "is_channel": False, **other}
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": not conversation.private,
        "is_group": conversation.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": conversation.private,
        "is_archived": workspace.is_archived(conversation),
        "is_general": conversation.id == GENERAL.id,
        "is_member": workspace.app_is_in(conversation),
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "context_team_id": TEAM_ID,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def person(one: Person, now: datetime) -> Json:
    """A user object of somebody in the workspace."""
    zone = now.astimezone(ZoneInfo(one.tz))
    offset = zone.utcoffset()
    return {
        **_user(one.id, one.name, one.real_name),
        "tz": one.tz,
        "tz_label": zone.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": one.role == "admin",
        "is_owner": one.role == "admin",
        "is_restricted": one.role == "guest",
        "is_bot": False,
    }


def bot(app: App) -> Json:
    """The user object of the app itself."""
    return {
        **_user(app.user_id, app.name, app.name),
        "tz": "America/Los_Angeles",
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_bot": True,
    }


def _user(id_: str, name: str, real_name: str) -> Json:
    return {
        "id": id_,
        "team_id": TEAM_ID,
        "name": name,
        "deleted": False,
        "real_name": real_name,
        "profile": {
            "real_name": real_name,
            "real_name_normalized": real_name,
            "display_name": real_name,
            "display_name_normalized": real_name,
            "team": TEAM_ID,
        },
        "is_primary_owner": False,
        "is_ultra_restricted": False,
        "is_app_user": False,
    }
