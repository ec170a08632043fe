"""What one person sees of the playground, in the form the page asks for."""

from typing import Any

from bot.playground.clock import MovableClock
from bot.playground.directory import PEOPLE, TEAM_ID, TEAM_NAME, App, Person
from bot.playground.view_store import View, ViewStore
from bot.playground.workspace import Workspace

Json = dict[str, Any]


def seen(workspace: Workspace, views: ViewStore, person: Person) -> Json:
    """Everything this person sees now."""
    with workspace.lock:
        return {
            "version": workspace.version(person),
            "now": f"{workspace.clock():%Y-%m-%dT%H:%M:%SZ}",
            "clock_is_movable": isinstance(workspace.clock, MovableClock),
            "workspace": {"id": TEAM_ID, "name": TEAM_NAME},
            "me": person.id,
            **_who(workspace.app),
            "conversations": workspace.conversations(person),
            "home": _home_entry(views.home(person)),
            "modals": [_modal_entry(view) for view in views.stack(person)],
        }


def _who(app: App) -> Json:
    return {
        "people": [
            {"id": one.id, "name": one.name, "real_name": one.real_name, "tz": one.tz}
            for one in PEOPLE
        ],
        "app": {
            "id": app.id,
            "bot_user_id": app.user_id,
            "name": app.name,
            "description": app.description,
            "home_enabled": app.home_enabled,
            "messages_enabled": app.messages_enabled,
        },
        "commands": [
            {
                "command": one.command,
                "description": one.description,
                "usage_hint": one.usage_hint,
            }
            for one in app.commands
        ],
        "message_shortcuts": [
            {"callback_id": one.callback_id, "name": one.name, "description": one.description}
            for one in app.message_shortcuts
        ],
    }


def _home_entry(view: View | None) -> Json | None:
    if view is None:
        return None
    return {"blocks": view.blocks, "view_id": view.id, "hash": view.hash}


def _modal_entry(view: View) -> Json:
    return {"view_id": view.id, "hash": view.hash, "view": view.body, "errors": view.errors}
