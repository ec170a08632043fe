"""How the playground says no: to the app as Slack would, to a person in a sentence."""

from collections.abc import Sequence
from typing import Any


class Refusal(Exception):
    """A sentence for the person who tried something that does not work."""


class ApiError(Exception):
    """What Slack answers to the app when it refuses a call: an error code, perhaps with details."""

    def __init__(self, code: str, *, status: int = 200, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.details = details

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.details}


def invalid(code: str, faults: Sequence[str]) -> ApiError:
    """A refused payload, with every fault listed where Slack lists them."""
    messages = [f"[ERROR] {fault}" for fault in faults]
    return ApiError(code, errors=list(faults), response_metadata={"messages": messages})
