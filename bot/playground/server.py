"""A stand-in for Slack's servers on this machine, shared by the page, the app and the tests."""

import socket
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from bot.playground.directory import app_of
from bot.playground.people import People
from bot.playground.routes import Site
from bot.playground.trouble import Troubles
from bot.playground.web_api import WebApi
from bot.playground.workspace import Clock

HOST = "127.0.0.1"
# Slack tries again nearly at once, after a minute, and after five.
RETRY_DELAYS = (1.0, 60.0, 300.0)


class StandIn(People):
    """Slack, as far as the app can tell: a WSGI app, and a server when asked to serve."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        bot_token: str,
        signing_secret: str,
        clock: Clock,
        retry_delays: Sequence[float] = RETRY_DELAYS,
    ) -> None:
        super().__init__(
            app_of(manifest),
            signing_secret=signing_secret,
            clock=clock,
            retry_delays=retry_delays,
            response_url=lambda token: f"{self.base_url}/response/{token}",
        )
        self.base_url = f"http://{HOST}"
        self._troubles = Troubles()
        web_api = WebApi(self.workspace, self.views, self.grants, bot_token)
        self._site = Site(self, web_api, self._troubles)
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        return self._site(environ, start_response)

    # --- for tests --------------------------------------------------------------------------

    @property
    def calls(self) -> list[tuple[str, dict[str, Any]]]:
        """What the app has called: the method, or "response_url", and its arguments."""
        return self._site.calls

    def trouble(
        self,
        method: str,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        hang: float | None = None,
        times: int = 1,
    ) -> None:
        """The next calls of a method, of "response_url" or of "*" go wrong.

        They are answered with `status`, with 429 and `retry_after`, or only after `hang` seconds.
        """
        self._troubles.add(method, status=status, retry_after=retry_after, hang=hang, times=times)

    # --- serving ----------------------------------------------------------------------------

    def serve(self, port: int = 0) -> str:
        """Serves on this machine only and returns the address; OSError where the port is taken."""
        if self._server is not None:
            raise RuntimeError("already serving")
        self._server = _listen(port, self)
        self.base_url = f"http://{HOST}:{self._server.port}"
        self.workspace.set_closed(False)
        self._site.stopping.clear()
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="playground", daemon=True
        )
        self._thread.start()
        return self.base_url

    def stop(self) -> None:
        """Ends every request that waits, then the server."""
        self.events.stop()
        self.workspace.set_closed(True)
        self._site.stopping.set()
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server = self._thread = None


class _Quiet(WSGIRequestHandler):
    """Logs failures, not every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def _listen(port: int, app: StandIn) -> BaseWSGIServer:
    # Werkzeug ends the process when it can't bind, so it is given a socket that is bound already.
    with socket.create_server((HOST, port)) as listener:
        handle = listener.fileno()
        return make_server(HOST, port, app, threaded=True, request_handler=_Quiet, fd=handle)
