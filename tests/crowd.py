"""Many requests that Slack sends at the same moment, each over a connection of its own.

They come from a process of their own, so that nothing else in a test holds them up.
"""

import http.client
import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass

Request = tuple[bytes, dict[str, str]]

PATIENCE = 30
"""Seconds until a server that does not answer is given up."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request with its answer; times in seconds, by one clock."""

    status: int
    sent: float
    answered: float
    """When the answer had been read, which is not before those to earlier requests were."""


def rush(ports: Sequence[int], path: str, requests: Sequence[Request]) -> list[Sent]:
    """Send all requests before any answer is read, to the servers at these ports in turn."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(_rush, ports, path, requests).result()


def _rush(ports: Sequence[int], path: str, requests: Sequence[Request]) -> list[Sent]:
    with ExitStack() as stack:
        under_way = []
        for place, request in enumerate(requests):
            port = ports[place % len(ports)]
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            stack.enter_context(closing(connection))
            connection.request("POST", path, *request)
            under_way.append((connection, time.monotonic()))
        return [
            Sent(connection.getresponse().status, sent, time.monotonic())
            for connection, sent in under_way
        ]
