"""A real Bolt app behind HTTP on the other end: it is served, and it calls back."""

import threading
from datetime import UTC, datetime
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.playground import StandIn, http_sender
from tests.playground.scene import BOT_TOKEN, MANIFEST, MODAL, SIGNING_SECRET, button, entered


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def create_app(client):
    app = App(client=client, signing_secret=SIGNING_SECRET, process_before_response=True)

    @app.command("/awssec")
    def answer(ack, command):
        card = {"type": "section", "text": {"type": "mrkdwn", "text": command["text"]}}
        ack(text="Card", blocks=[{**card, "accessory": button()}])

    @app.action("press")
    def ask(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        WebhookClient(body["response_url"]).send(text="Opened", replace_original=True)

    @app.view("schedule")
    def save(ack, view, say):
        if view["state"]["values"]["time"]["at"]["value"] == "soon":
            ack(response_action="errors", errors={"time": "Not a time"})
        else:
            ack()
            say(channel="#aws-security", text="Saved")

    @app.event("app_mention")
    def reply(event, say):
        say(text=event["text"], thread_ts=event["ts"])

    @app.event("app_home_opened")
    def show(event, client):
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        client.views_publish(user_id=event["user"], view=home)

    return SlackRequestHandler(app)


def new_stand_in(signing_secret=SIGNING_SECRET):
    return StandIn(
        MANIFEST,
        bot_token=BOT_TOKEN,
        signing_secret=signing_secret,
        clock=lambda: datetime.now(UTC),
        retry_delays=(),
    )


@pytest.fixture
def stand_in():
    stand_in = new_stand_in()
    stand_in.serve(0)
    yield stand_in
    stand_in.stop()


@pytest.fixture
def app_url(stand_in):
    """Where the app listens; it calls the stand-in back."""
    client = WebClient(token=BOT_TOKEN, base_url=f"{stand_in.base_url}/api/")
    server = make_server("127.0.0.1", 0, create_app(client), handler_class=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/slack/events"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def real(stand_in, app_url):
    stand_in.connect(http_sender(app_url))
    return stand_in


def texts(stand_in, user):
    channel = stand_in.state(user)["conversations"][1]
    return [(message["text"], message["ephemeral"]) for message in channel["messages"]]


def test_a_bolt_app_is_served_from_command_to_form(real):
    real.send("ana", "aws-security", "/awssec shield")
    [card] = real.state("ana")["conversations"][1]["messages"]
    assert card["ephemeral"] and card["blocks"][0]["text"]["text"] == "shield"
    source = {"kind": "message", "channel": "aws-security", "ts": card["ts"]}
    real.act("ana", source, {"action_id": "press"})
    assert texts(real, "ana") == [("Opened", True)]
    [modal] = real.state("ana")["modals"]
    real.submit("ana", modal["view_id"], entered("soon"))
    assert real.state("ana")["modals"][0]["errors"] == {"time": "Not a time"}
    real.submit("ana", modal["view_id"], entered("09:30"))
    assert real.state("ana")["modals"] == []
    assert texts(real, "ben") == [("Saved", False)]


def test_a_bolt_app_answers_events(real):
    ts = real.send("ben", "aws-security", "@awssec shield")
    [question, answer] = real.state("ana")["conversations"][1]["messages"]
    assert (question["reply_count"], answer["thread_ts"]) == (1, ts)
    assert answer["text"] == f"<@{real.app.user_id}> shield"
    real.open_home("ben")
    assert real.state("ben")["home"]["blocks"][0]["type"] == "divider"


def test_an_app_with_another_secret_refuses_and_the_person_is_told(app_url):
    other = new_stand_in("another secret")
    other.connect(http_sender(app_url))
    other.send("ana", "aws-security", "/awssec shield")
    assert texts(other, "ana") == [("/awssec failed with the error “dispatch_failed”", True)]


def test_nobody_listening_is_a_failed_dispatch(slack):
    slack.stand_in.connect(http_sender("http://127.0.0.1:9/slack/events"))
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert "dispatch_failed" in slack.messages("ana")[0]["text"]
