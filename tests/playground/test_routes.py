"""Who may ask over HTTP, and what the page can ask for."""

import json

import pytest
from slack_sdk import WebClient

from tests.playground.scene import BOT_TOKEN, entered

SEND = {"user": "U0ANASOUZA", "channel": "C0GENERAL0", "text": "hello"}


def client_of(slack, **more):
    return WebClient(token=BOT_TOKEN, base_url=f"{slack.stand_in.base_url}/api/", **more)


# --- who may ask --------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:3000", "localhost:8080"])
def test_this_machine_may_ask(slack, host):
    assert slack.http.get("/playground/state?user=ana", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example"])
def test_a_name_that_was_pointed_here_is_refused(slack, host):
    for path in ("/", "/playground/state?user=ana"):
        assert slack.http.get(path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_on_another_site_can_do_nothing(slack, content_type):
    body = json.dumps(SEND)
    response = slack.http.post("/playground/send", data=body, content_type=content_type)
    assert response.status_code == 415
    assert slack.messages("ana", "general") == []


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:81", "null"])
def test_another_sites_page_is_refused_even_with_a_token(slack, origin):
    form = {"token": BOT_TOKEN, "channel": "#aws-security", "text": "hi"}
    response = slack.http.post("/api/chat.postMessage", data=form, headers={"Origin": origin})
    assert response.status_code == 400
    assert slack.messages("ana") == []


def test_the_page_itself_is_answered(slack):
    headers = {"Host": "127.0.0.1:3000", "Origin": "http://127.0.0.1:3000"}
    assert slack.post("/playground/send", SEND, headers=headers).get_json() == {"ok": True}


def test_pages_come_with_strict_headers(slack):
    headers = slack.http.get("/playground/state?user=ana").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/nothing.js", "/static/x"]
)
def test_only_the_pages_own_files_are_served(slack, path):
    assert slack.http.get(path).status_code == 404


# --- the page's requests ------------------------------------------------------------------------


def test_the_page_can_do_what_a_person_can(slack):
    source = slack.card()
    view_id = slack.modal()
    deeds = {
        "send": SEND,
        "action": {"user": "ana", "source": source, "action": {"action_id": "press"}},
        "shortcut": {"user": "ana", "callback_id": "explain", **source},
        "submit": {"user": "ana", "view_id": view_id, "state": entered("09:30")},
        "open": {"user": "ana", "place": "home"},
    }
    for deed, body in deeds.items():
        response = slack.post(f"/playground/{deed}", body)
        assert (response.status_code, response.get_json()) == (200, {"ok": True}), deed
    assert slack.modals() == []
    view_id = slack.modal()
    assert slack.post("/playground/close", {"user": "ana", "view_id": view_id}).get_json()["ok"]
    assert slack.modals() == []


def test_a_refusal_is_a_sentence(slack):
    body = slack.post("/playground/close", {"user": "ana", "view_id": "V1"}).get_json()
    assert body == {"ok": False, "error": "That form is no longer open."}


@pytest.mark.parametrize(
    "deed, body",
    [
        ("send", {**SEND, "text": 7}),
        ("send", [SEND]),
        ("action", {"user": "ana", "source": "message", "action": {}}),
        ("submit", {"user": "ana", "view_id": "V1", "state": []}),
        ("open", {"user": "ana", "place": "nowhere"}),
    ],
)
def test_a_malformed_request_is_refused(slack, deed, body):
    response = slack.post(f"/playground/{deed}", body)
    assert response.status_code == 400
    assert response.get_json()["ok"] is False


@pytest.mark.parametrize(
    "state", [{"values": []}, {"values": {"time": 1}}, {"values": {"time": {"at": 1}}}]
)
def test_a_malformed_state_counts_as_empty(slack, state):
    body = {"user": "ana", "view_id": slack.modal(), "state": state}
    assert slack.post("/playground/submit", body).get_json() == {"ok": True}
    assert slack.modals()[0]["errors"]


def test_what_is_not_there_is_not_found(slack):
    assert slack.post("/playground/dance", {}).status_code == 404
    assert slack.http.get("/api/auth.test").status_code == 405


def test_too_large_a_request_is_refused(slack):
    assert slack.post("/playground/send", {**SEND, "text": "x" * 1_000_001}).status_code == 413


@pytest.mark.parametrize("query", ["", "?user=mallory"])
def test_a_window_for_nobody_is_the_first_persons(slack, query):
    assert slack.http.get(f"/playground/state{query}").get_json()["me"] == "U0ANASOUZA"
