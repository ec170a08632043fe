"""gunicorn as `python -m bot serve` starts it, on a free port of this machine."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.__main__ import THREADS
from bot.config import Config
from tests.bench.load import PATIENCE, Request, send
from tests.bench.material import ROOT


def environment(config: Config) -> dict[str, str]:
    """This process's environment, with `config` in it for another."""
    inherited = {name: value for name, value in os.environ.items() if not _strange(name)}
    return inherited | {
        "SLACK_BOT_TOKEN": config.bot_token,
        "SLACK_SIGNING_SECRET": config.signing_secret,
        "SLACK_API_URL": config.api_url,
        "DATABASE_URL": config.database_url,
        "KNOWLEDGE_DIR": str(config.knowledge_dir),
    }


def _strange(name: str) -> bool:
    return name.startswith(("SLACK_", "GUNICORN_")) or name == "WEB_CONCURRENCY"


@contextmanager
def gunicorn(factory: str, config: Config, first: Request) -> Iterator[int]:
    """The server while the block runs, from when it has answered `first`; yields the port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", factory, "--bind", f"127.0.0.1:{port}"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            [*command, "--threads", str(THREADS)],
            cwd=ROOT,
            env=environment(config),
            stdout=log,
            stderr=log,
        )
        try:
            if not _answers(port, first, server):
                log.seek(0)
                raise RuntimeError(log.read().decode())
            yield port
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _answers(port: int, request: Request, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as one:
                send(one, request)
                return True
        except OSError:
            time.sleep(0.05)
    return False
