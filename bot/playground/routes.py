"""The stand-in over HTTP: Slack's side for the app, the page's side for the browser."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, UnsupportedMediaType
from werkzeug.routing import Map, Rule
from werkzeug.security import safe_join
from werkzeug.utils import get_content_type

from bot.playground.directory import PEOPLE, Person
from bot.playground.errors import ApiError, Refusal
from bot.playground.people import People
from bot.playground.trouble import Trouble, Troubles
from bot.playground.web_api import WebApi

Json = dict[str, Any]

STATIC = Path(__file__).with_name("static")
MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
PING_SECONDS = 15.0
URLS = Map(
    [
        Rule("/", endpoint="index", methods=["GET"]),
        Rule("/static/<path:name>", endpoint="static", methods=["GET"]),
        Rule("/playground/state", endpoint="state", methods=["GET"]),
        Rule("/playground/events", endpoint="events", methods=["GET"]),
        Rule("/playground/<deed>", endpoint="deed", methods=["POST"]),
        Rule("/api/<method>", endpoint="api", methods=["POST"]),
        Rule("/response/<token>", endpoint="response", methods=["POST"]),
    ]
)


class SmallRequest(Request):
    max_content_length = 1_000_000


class Site:
    """A WSGI app."""

    def __init__(self, people: People, web_api: WebApi, troubles: Troubles) -> None:
        self._people = people
        self._web_api = web_api
        self._troubles = troubles
        self.calls: list[tuple[str, Json]] = []
        """What the app called, the last thousand."""
        self.stopping = threading.Event()

    def _note(self, method: str, arguments: Json) -> None:
        self.calls.append((method, arguments))
        del self.calls[:-1000]

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        request = SmallRequest(environ)
        try:
            response = self._respond(request)
        except HTTPException as error:
            response = _json({"ok": False, "error": error.description}, error.code or 500)
        response.headers.extend(HEADERS)
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        _refuse_strangers(request)
        endpoint, values = URLS.bind_to_environ(request.environ).match()
        answer: Callable[..., Response] = getattr(self, f"_{endpoint}")
        return answer(request, **values)

    # --- Slack's side -----------------------------------------------------------------------

    def _api(self, request: Request, method: str) -> Response:
        arguments = _arguments(request)
        token = request.authorization.token if request.authorization else None
        token = token or arguments.get("token")
        arguments.pop("token", None)
        self._note(method, arguments)
        if trouble := self._troubles.take(method):
            return self._in_trouble(trouble)
        response = _json(self._web_api.call(method, token, arguments))
        response.headers["X-OAuth-Scopes"] = ",".join(self._people.app.scopes)
        return response

    def _response(self, request: Request, token: str) -> Response:
        payload = _arguments(request)
        self._note("response_url", payload)
        if trouble := self._troubles.take("response_url"):
            return self._in_trouble(trouble)
        try:
            self._people.replies.to_response_url(token, payload)
        except ApiError as error:
            return _json(error.body(), error.status)
        return Response("ok", mimetype="text/plain")

    def _in_trouble(self, trouble: Trouble) -> Response:
        self.stopping.wait(trouble.hang)
        if trouble.status == 429:
            response = _json({"ok": False, "error": "ratelimited"}, 429)
            response.headers["Retry-After"] = str(trouble.retry_after)
            return response
        return Response("Internal Server Error", trouble.status, mimetype="text/plain")

    # --- the page's side --------------------------------------------------------------------

    def _index(self, _request: Request) -> Response:
        return _file("index.html")

    def _static(self, _request: Request, name: str) -> Response:
        return _file(name)

    def _state(self, request: Request) -> Response:
        return _json(self._people.state(self._viewer(request).id))

    def _events(self, request: Request) -> Response:
        return Response(self._versions(self._viewer(request)), mimetype="text/event-stream")

    def _versions(self, person: Person) -> Iterator[str]:
        """What this person sees has another version now; and a sign of life in between."""
        workspace = self._people.workspace
        seen = workspace.version(person)
        yield _event(seen)
        while True:
            version = workspace.wait(person, seen, PING_SECONDS)
            if workspace.closed:
                return
            yield ": still here\n\n" if version == seen else _event(version)
            seen = version

    def _viewer(self, request: Request) -> Person:
        """Whoever the address names; the first person where it names nobody."""
        try:
            return self._people.workspace.person(request.args.get("user", ""))
        except Refusal:
            return PEOPLE[0]

    def _deed(self, request: Request, deed: str) -> Response:
        if deed not in DEEDS:
            raise NotFound("There is nothing at this address.")
        wanted = _page_body(request)
        try:
            found = DEEDS[deed](self._people, wanted)
        except Refusal as refusal:
            return _json({"ok": False, "error": str(refusal)})
        return _json({"ok": True, **(found or {})})


# --- what the page can ask for --------------------------------------------------------------


class Wanted:
    """The fields of a page's request, each of the type it has to be of."""

    def __init__(self, body: Json) -> None:
        self._body = body

    def text(self, name: str) -> str:
        value = self._body.get(name)
        if not isinstance(value, str):
            raise BadRequest(f"`{name}` has to be a text.")
        return value

    def text_or_none(self, name: str) -> str | None:
        return None if self._body.get(name) is None else self.text(name)

    def mapping(self, name: str) -> Json:
        value = self._body.get(name)
        if not isinstance(value, dict):
            raise BadRequest(f"`{name}` has to be an object.")
        return value

    def state(self) -> Json | None:
        return None if self._body.get("state") is None else self.mapping("state")


def _send(people: People, wanted: Wanted) -> None:
    user, channel, text = wanted.text("user"), wanted.text("channel"), wanted.text("text")
    people.send(user, channel, text, wanted.text_or_none("thread_ts"), wait=False)


def _action(people: People, wanted: Wanted) -> None:
    source, action = wanted.mapping("source"), wanted.mapping("action")
    people.act(wanted.text("user"), source, action, wanted.state())


def _submit(people: People, wanted: Wanted) -> None:
    people.submit(wanted.text("user"), wanted.text("view_id"), wanted.state())


def _close(people: People, wanted: Wanted) -> None:
    people.close(wanted.text("user"), wanted.text("view_id"))


def _shortcut(people: People, wanted: Wanted) -> None:
    user, callback_id = wanted.text("user"), wanted.text("callback_id")
    people.shortcut(user, callback_id, wanted.text("channel"), wanted.text("ts"))


def _open(people: People, wanted: Wanted) -> None:
    places = {"home": people.open_home, "messages": people.open_messages}
    place = wanted.text("place")
    if place not in places:
        raise BadRequest("`place` has to be home or messages.")
    places[place](wanted.text("user"), wait=False)


def _suggest(people: People, wanted: Wanted) -> Json:
    source, action = wanted.mapping("source"), wanted.mapping("action")
    return people.suggest(wanted.text("user"), source, action)


def _clock(people: People, wanted: Wanted) -> None:
    people.move_clock(wanted.text("user"), wanted.text("to"))


def _channel(people: People, wanted: Wanted) -> None:
    deeds = {"archive": people.archive, "unarchive": people.unarchive, "kick": people.kick}
    deed = wanted.text("deed")
    if deed not in deeds:
        raise BadRequest("`deed` has to be archive, unarchive or kick.")
    deeds[deed](wanted.text("channel"))


DEEDS: Mapping[str, Callable[[People, Wanted], Json | None]] = {
    "send": _send,
    "action": _action,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
    "open": _open,
    "suggest": _suggest,
    "clock": _clock,
    "channel": _channel,
}

# --- details --------------------------------------------------------------------------------


def _refuse_strangers(request: Request) -> None:
    """A page elsewhere can point its own name at this machine, or post a form to it; both show."""
    if urlsplit(f"//{request.host}").hostname not in ("127.0.0.1", "localhost"):
        raise BadRequest("The playground answers on 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise BadRequest("The playground answers no other site's pages.")


def _page_body(request: Request) -> Wanted:
    # No other site can make a browser send this type without asking first.
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Send application/json.")
    return Wanted(_arguments(request))


def _arguments(request: Request) -> Json:
    if request.mimetype != "application/json":
        return {**request.args.to_dict(), **request.form.to_dict()}
    # Slack's SDK declares JSON for calls without arguments too.
    body = request.get_json(silent=True) if request.get_data() else {}
    if not isinstance(body, dict):
        raise BadRequest("invalid_json")
    return body


def _file(name: str) -> Response:
    path = safe_join(str(STATIC), name)
    suffix = Path(name).suffix
    if path is None or suffix not in MEDIA_TYPES or not Path(path).is_file():
        raise NotFound("There is nothing at this address.")
    content_type = get_content_type(MEDIA_TYPES[suffix], "utf-8")
    return Response(Path(path).read_bytes(), content_type=content_type)


def _json(body: Any, status: int = 200) -> Response:
    return Response(json.dumps(body), status, content_type="application/json; charset=utf-8")


def _event(version: int) -> str:
    return f'data: {{"version": {version}}}\n\n'
