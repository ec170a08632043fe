"""The playground: a small Slack workspace on this machine, for trying the app and for its tests."""

from bot.playground.clock import MovableClock
from bot.playground.sender import Answer, http_sender
from bot.playground.server import StandIn

__all__ = ["Answer", "MovableClock", "StandIn", "http_sender"]
