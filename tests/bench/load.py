"""Asks a server over so many connections, each in a process of its own and kept alive."""

from __future__ import annotations

import http.client
import multiprocessing
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType

from bot.web import SLACK_PATH

Request = tuple[bytes, dict[str, str]]
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Round:
    """What asking so many times came to."""

    rate: float
    """Requests per second, over all connections."""
    seconds: Sequence[float]
    """How long each request took."""


class Load:
    """Processes that ask when told to; they end with the block."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._pipes: list[Connection] = []
        self._stack = ExitStack()

    def __enter__(self) -> Load:
        spawn = multiprocessing.get_context("spawn")
        for _ in range(self._connections):
            ours, theirs = spawn.Pipe()
            worker = spawn.Process(target=_work, args=(theirs,), daemon=True)
            worker.start()
            theirs.close()  # so that a worker that dies is noticed
            self._stack.callback(worker.join, PATIENCE)
            self._stack.enter_context(closing(ours))
            self._pipes.append(ours)
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._stack.close()

    def run(self, port: int, requests: Sequence[Request], connections: int) -> Round:
        """Send all of `requests`, dealt out to so many connections that ask at the same time."""
        pipes = self._pipes[:connections]
        for place, pipe in enumerate(pipes):
            pipe.send((port, requests[place::connections]))
        for pipe in pipes:
            pipe.recv()  # connected and warm
        for pipe in pipes:
            pipe.send(None)
        stamps = [pipe.recv() for pipe in pipes]
        elapsed = max(ends[-1] for _, ends in stamps) - min(starts[0] for starts, _ in stamps)
        seconds = [
            end - start for starts, ends in stamps for start, end in zip(starts, ends, strict=True)
        ]
        return Round(len(seconds) / elapsed, seconds)


def _work(pipe: Connection) -> None:
    while True:
        try:
            port, requests = pipe.recv()
        except EOFError:
            return
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as server:
            send(server, requests[0])
            pipe.send("ready")
            pipe.recv()
            pipe.send(_timed(server, requests))


def _timed(
    server: http.client.HTTPConnection, requests: Sequence[Request]
) -> tuple[list[float], list[float]]:
    starts, ends = [], []
    for request in requests:
        starts.append(time.perf_counter())
        send(server, request)
        ends.append(time.perf_counter())
    return starts, ends


def send(server: http.client.HTTPConnection, request: Request) -> bytes:
    """The body of the answer; RuntimeError when it is not what Slack would accept."""
    server.request("POST", SLACK_PATH, *request)
    response = server.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{response.status}: {body!r}")
    return body
