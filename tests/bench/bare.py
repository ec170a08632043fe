"""The least that a Bolt app can do, with awssec's settings: it acknowledges and says nothing."""

import os

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.config import Config


def bare_app(config: Config) -> App:
    app = App(
        client=WebClient(token=config.bot_token, base_url=config.api_url),
        signing_secret=config.signing_secret,
        process_before_response=True,
    )

    @app.command("/awssec")
    def acknowledge(ack: Ack) -> None:
        ack()

    return app


def create_wsgi() -> SlackRequestHandler:
    """What gunicorn serves."""
    return SlackRequestHandler(bare_app(Config.from_env(os.environ)))
