"""Modals, stacked up to three per person, and everybody's Home tab."""

import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.playground.directory import TEAM_ID, Person
from bot.playground.errors import ApiError
from bot.playground.forms import state_of, with_ids
from bot.playground.workspace import Workspace

Json = dict[str, Any]

MOST_VIEWS = 3
DEFAULTS: Json = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


@dataclass(frozen=True)
class View:
    id: str
    hash: str
    person: Person
    body: Json
    root_id: str
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks


class ViewStore:
    """Safe to use from several threads: it shares the workspace's lock."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = workspace.lock
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._count = 0

    # --- finding ----------------------------------------------------------------------------

    def home(self, person: Person) -> View | None:
        return self._homes.get(person.id)

    def stack(self, person: Person) -> list[View]:
        with self._lock:
            return list(self._stacks.get(person.id, ()))

    def find(self, view_id: str | None, external_id: str | None = None) -> View:
        with self._lock:
            for view in self._all():
                external = view.body["external_id"]
                if view.id == view_id or (external and external == external_id):
                    return view
        raise ApiError("not_found")

    def _all(self) -> Iterator[View]:
        yield from self._homes.values()
        for stack in self._stacks.values():
            yield from stack

    # --- changing ---------------------------------------------------------------------------

    def open(self, person: Person, body: Json) -> View:
        """A new modal; one that was open gives way to it."""
        with self._lock:
            self._stacks[person.id] = []
            return self._put_on_top(person, body)

    def push(self, person: Person, body: Json) -> View:
        with self._lock:
            if len(self._stacks.get(person.id, ())) >= MOST_VIEWS:
                raise ApiError("push_limit_reached")
            return self._put_on_top(person, body)

    def _put_on_top(self, person: Person, body: Json) -> View:
        self._refuse_taken_external_id(body, None)
        stack = self._stacks.setdefault(person.id, [])
        view_id = self._new_id()
        root, previous = (stack[0].id, stack[-1].id) if stack else (view_id, None)
        view = View(view_id, self._new_hash(), person, self._body(body), root, previous)
        stack.append(view)
        self._workspace.touch([person.id])
        return view

    def update(self, view: View, body: Json, given_hash: str | None = None) -> View:
        with self._lock:
            current = self.find(view.id)
            _refuse_other_hash(current, given_hash)
            self._refuse_taken_external_id(body, current.id)
            return self._swap(
                current,
                replace(current, hash=self._new_hash(), body=self._body(body), errors={}),
            )

    def publish(self, person: Person, body: Json, given_hash: str | None = None) -> View:
        with self._lock:
            current = self.home(person)
            if current is not None:
                return self.update(current, body, given_hash)
            self._refuse_taken_external_id(body, None)
            view_id = self._new_id()
            view = View(view_id, self._new_hash(), person, self._body(body), view_id)
            self._homes[person.id] = view
            self._workspace.touch([person.id])
            return view

    def show_errors(self, view: View, errors: dict[str, str]) -> None:
        with self._lock:
            current = self.find(view.id)
            self._swap(current, replace(current, errors=dict(errors)))

    def close(self, view: View) -> None:
        """This view goes, and whatever lies on top of it."""
        with self._lock:
            stack = self._stacks.get(view.person.id, [])
            ids = [entry.id for entry in stack]
            if view.id in ids:
                del stack[ids.index(view.id) :]
                self._workspace.touch([view.person.id])

    def clear(self, person: Person) -> None:
        with self._lock:
            self._stacks.pop(person.id, None)
            self._workspace.touch([person.id])

    def _swap(self, old: View, new: View) -> View:
        stack = self._stacks.get(old.person.id, [])
        if old in stack:
            stack[stack.index(old)] = new
        else:
            self._homes[old.person.id] = new
        self._workspace.touch([old.person.id])
        return new

    # --- details ----------------------------------------------------------------------------

    def _body(self, body: Json) -> Json:
        self._count += 1
        return {**DEFAULTS, **body, "blocks": with_ids(body["blocks"], f"v{self._count}-")}

    def _new_id(self) -> str:
        return f"V{uuid.uuid4().hex[:10].upper()}"

    def _new_hash(self) -> str:
        return f"{int(self._workspace.clock().timestamp())}.{secrets.token_hex(4)}"

    def _refuse_taken_external_id(self, body: Json, own_id: str | None) -> None:
        external = body.get("external_id")
        if external and any(
            view.body["external_id"] == external and view.id != own_id for view in self._all()
        ):
            raise ApiError("duplicate_external_id")

    def payload(self, view: View, state: Json | None = None) -> Json:
        """The view as Slack describes it to the app."""
        app = self._workspace.app
        return {
            "id": view.id,
            "team_id": TEAM_ID,
            **view.body,
            "state": state or state_of(view.blocks, None),
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
            "app_id": app.id,
            "app_installed_team_id": TEAM_ID,
            "bot_id": app.bot_id,
        }


def _refuse_other_hash(view: View, given: str | None) -> None:
    if given is not None and given != view.hash:
        raise ApiError("hash_conflict")
