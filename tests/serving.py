"""`python -m bot serve` or `run` as a process of its own, for what only processes show."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 30
"""Seconds after which a process that does not start, or does not stop, counts as hung."""


@dataclass(frozen=True)
class Served:
    """A web process that answers."""

    port: int
    _process: subprocess.Popen[bytes]
    _log: Path

    def stop(self) -> str:
        """Tell it to stop, as at a deployment, and wait until it has; what it has logged."""
        self._process.terminate()
        return self.log_at_end()

    def interrupt(self) -> str:
        """Press Ctrl+C, which its children hear as well; what it has logged when it has stopped."""
        os.killpg(self._process.pid, signal.SIGINT)
        return self.log_at_end()

    def log_at_end(self) -> str:
        """Wait until it has stopped; what it has logged."""
        assert self._process.wait(PATIENCE) == 0, self._log.read_text()
        return self._log.read_text()


@contextmanager
def served(settings: Mapping[str, str], *, command: str = "serve") -> Iterator[Served]:
    """A web process while the block runs; `settings` are its whole environment but for the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PORT": str(port), **settings}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with log.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", command],
                cwd=folder,
                env=environ,
                stderr=stderr,
                start_new_session=True,
            )
        try:
            _wait_for(port, process, log)
            yield Served(port, process, log)
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
