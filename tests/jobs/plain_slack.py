"""A Slack that takes every message, of any workspace, and notes when it came.

It knows nothing else, so that it is fast.
"""

import asyncio
import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

TOOK = 0.05
"""Seconds after which it answers, about as Slack does."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that came: when (seconds since 1970), for which channel, and whether it stayed."""

    at: float
    channel: str
    taken: bool


@dataclass
class PlainSlack:
    """Slack for `chat.postMessage`. Channels in `limited` have their first message turned away.

    They are to come again after so many seconds. Those in `refused` have it refused for good, with
    that error. `broken` has how many of the first answers to a method break off.
    """

    limited: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, int] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the one request of a connection: it agrees to all that is no message."""
        method, body = await _request(reader)
        is_message = method == "chat.postMessage"
        response = self._take(json.loads(body)) if is_message else _response(200, {"ok": True})
        self.calls[method] += 1
        if self.calls[method] <= self.broken.get(method, 0):
            response = response[:-1]
        await asyncio.sleep(TOOK)
        writer.write(response)
        await writer.drain()
        writer.close()

    def _take(self, message: dict[str, Any]) -> bytes:
        channel = str(message["channel"])
        is_first = all(arrival.channel != channel for arrival in self.arrivals)
        limit = self.limited.get(channel) if is_first else None
        error = self.refused.get(channel) if is_first else None
        self.arrivals.append(Arrival(time.time(), channel, not (limit or error)))
        if limit:
            return _response(429, {"ok": False, "error": "ratelimited"}, limit)
        if error:
            return _response(200, {"ok": False, "error": error})
        return _response(200, {"ok": True, "ts": f"1700000000.{next(_NUMBERS):06}"})


_NUMBERS = itertools.count()


async def _request(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    """Slack's method, and the body."""
    first, *fields = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    headers = {name.lower(): value for name, _, value in (line.partition(":") for line in fields)}
    length = int(headers.get("content-length", 0))
    return first.split()[1].rpartition("/")[2], await reader.readexactly(length)


def _response(status: int, body: Mapping[str, object], retry_after: int | None = None) -> bytes:
    content = json.dumps(body).encode()
    lines = [
        f"HTTP/1.1 {status} -",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        "Connection: close",
        *([f"Retry-After: {retry_after}"] if retry_after is not None else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


@contextmanager
def served(slack: PlainSlack) -> Iterator[str]:
    """Its address, while the block runs."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(slack.answer, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
