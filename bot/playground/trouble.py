"""Slack on a bad day: calls that are answered with 429 or 500, or not at all."""

import threading
from dataclasses import dataclass

ANY = "*"


@dataclass
class Trouble:
    method: str
    status: int
    retry_after: int | None
    hang: float
    left: int


class Troubles:
    """The troubles that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coming: list[Trouble] = []

    def add(
        self,
        method: str,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        hang: float | None = None,
        times: int = 1,
    ) -> None:
        if status is None and retry_after is None and hang is None:
            raise ValueError("name a status, a retry_after or a hang")
        if status is None:
            status = 500 if retry_after is None else 429
        if status == 429 and retry_after is None:
            retry_after = 1
        with self._lock:
            self._coming.append(Trouble(method, status, retry_after, hang or 0, times))

    def take(self, method: str) -> Trouble | None:
        """The trouble that the next call of this method meets."""
        with self._lock:
            for trouble in self._coming:
                if trouble.method in (method, ANY):
                    trouble.left -= 1
                    if trouble.left <= 0:
                        self._coming.remove(trouble)
                    return trouble
        return None
