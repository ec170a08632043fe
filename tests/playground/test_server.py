"""Serving: live updates, stopping at once, and trouble on demand."""

import http.client
import json
import socket
import time

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.playground.scene import BOT_TOKEN


def client_of(slack, **more):
    return WebClient(token=BOT_TOKEN, base_url=f"{slack.stand_in.base_url}/api/", **more)


def listen(slack, user):
    connection = http.client.HTTPConnection(
        slack.stand_in.base_url.removeprefix("http://"), timeout=5
    )
    connection.request("GET", f"/playground/events?user={user}")
    return connection, connection.getresponse()


def next_version(response):
    line = response.readline()
    response.readline()
    return json.loads(line.removeprefix(b"data: "))["version"]


def test_an_open_window_hears_of_changes(served):
    connection, response = listen(served, "ana")
    assert response.getheader("Content-Type").startswith("text/event-stream")
    assert next_version(response) == served.stand_in.state("ana")["version"]
    served.stand_in.send("ben", "general", "hello")
    assert next_version(response) == served.stand_in.state("ana")["version"]
    served.stand_in.stop()
    assert response.readline() == b""
    connection.close()


def test_open_windows_do_not_hold_up_the_stop(served):
    windows = [listen(served, user) for user in ("ana", "ben")]
    for _, response in windows:
        next_version(response)
    begun = time.monotonic()
    served.stand_in.stop()
    assert time.monotonic() - begun < 2
    for connection, _ in windows:
        connection.close()


def test_a_taken_port_is_an_os_error_and_a_stopped_one_is_free_again(slack):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError):
            slack.stand_in.serve(port)
    assert slack.stand_in.serve(port) == f"http://127.0.0.1:{port}"
    with pytest.raises(RuntimeError):
        slack.stand_in.serve(0)
    slack.stand_in.stop()
    slack.stand_in.stop()
    assert slack.stand_in.serve(0) != ""
    slack.stand_in.stop()


def test_the_sdk_meets_a_rate_limit_and_then_none(served):
    served.stand_in.trouble("chat.postMessage", retry_after=7)
    client = client_of(served)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="#aws-security", text="hi")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert caught.value.response["error"] == "ratelimited"
    assert client.chat_postMessage(channel="#aws-security", text="hi")["ok"]
    assert [method for method, _ in served.stand_in.calls] == ["chat.postMessage"] * 2
    assert served.stand_in.calls[0][1] == {"channel": "#aws-security", "text": "hi"}


def test_trouble_can_be_a_500_for_any_method_a_number_of_times(slack):
    slack.stand_in.trouble("*", status=500, times=2)
    codes = [slack.post("/api/auth.test", {"token": BOT_TOKEN}).status_code for _ in range(3)]
    assert codes == [500, 500, 200]


def test_a_response_url_can_be_in_trouble(slack):
    slack.stand_in.trouble("response_url", status=503)
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    url = slack.app.last["response_url"]
    assert slack.respond(url, text="hi").status_code == 503
    assert slack.respond(url, text="hi").status_code == 200


def test_a_hanging_call_runs_into_the_clients_time_limit_and_ends_with_the_server(served):
    served.stand_in.trouble("auth.test", hang=60)
    with pytest.raises(TimeoutError):
        client_of(served, timeout=0.2).auth_test()
    begun = time.monotonic()
    served.stand_in.stop()
    assert time.monotonic() - begun < 2


def test_trouble_has_to_say_which(slack):
    with pytest.raises(ValueError):
        slack.stand_in.trouble("auth.test")
