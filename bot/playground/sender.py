"""How a request reaches the app: signed as Slack signs, answered in three seconds or never."""

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from slack_sdk.signature import SignatureVerifier

TIMEOUT = 3.0


@dataclass(frozen=True)
class Answer:
    """What the app answered to a request."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str:
        wanted = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == wanted), "")


# Raises TimeoutError when no answer comes in time, OSError when nobody is there.
Send = Callable[[bytes, Mapping[str, str]], Answer]


class NoAnswer(Exception):
    """The app did not answer, or answered with an error; `code` is what Slack calls it."""

    def __init__(self, code: str, retry_reason: str, *, may_retry: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.retry_reason = retry_reason
        self.may_retry = may_retry


class Sender:
    """Signs requests and sends them to whatever is connected."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._send: Send | None = None

    def connect(self, send: Send) -> None:
        self._send = send

    def __call__(
        self, body: str, content_type: str, extra: Mapping[str, str] | None = None
    ) -> Answer:
        headers = {**self._signed(body), "Content-Type": content_type, **(extra or {})}
        if self._send is None:
            raise NoAnswer("dispatch_failed", "connection_failed")
        try:
            answer = self._send(body.encode(), headers)
        except TimeoutError:
            raise NoAnswer("operation_timeout", "http_timeout") from None
        except (OSError, http.client.HTTPException):
            raise NoAnswer("dispatch_failed", "connection_failed") from None
        if not 200 <= answer.status < 300:
            stay = answer.header("X-Slack-No-Retry") == "1"
            raise NoAnswer("dispatch_failed", "http_error", may_retry=not stay)
        return answer

    def _signed(self, body: str) -> dict[str, str]:
        # The receiver compares this with its own wall clock, so a test's clock must not reach it.
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        return {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or "",
        }


def http_sender(url: str) -> Send:
    """Sends to the app's request URL over HTTP."""
    parts = urlsplit(url)

    def send(body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT)
        try:
            connection.request("POST", parts.path or "/", body, dict(headers))
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    return send
