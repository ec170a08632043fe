import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import manifest, now
from bot.playground import StandIn, http_sender
from bot.web import MOST_BYTES, SLACK_PATH
from tests.office import KNOWLEDGE, SECRET, TOKEN, Office, signed, whole_finder
from tests.serving import PATIENCE, Served, served

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("web")
    office = Office(whole_finder(), f"sqlite:///{folder}/awssec.db")
    yield office
    office.close()


@pytest.fixture(autouse=True)
def still_serving(office: Office) -> Iterator[None]:
    """Whatever a test sends, the next question is answered."""
    yield
    assert office.ask("shield").title == "AWS Shield"


def command(text: str = "shield") -> bytes:
    return f"command=%2Fawssec&text={text}&team_id=T1&user_id=U1&channel_id=C1".encode()


def post(office: Office, body: bytes, headers: dict[str, str]) -> int:
    return office.http.post(SLACK_PATH, data=body, headers=headers).status_code


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What an operator sees who logs everything from INFO on."""
    caplog.set_level(logging.INFO)
    return caplog


def only_line(log: pytest.LogCaptureFixture) -> str:
    [record] = log.records
    assert "\n" not in record.getMessage()
    assert record.exc_info is None
    return record.getMessage()


def test_a_signed_command_is_answered(office):
    response = office.http.post(SLACK_PATH, data=command(), headers=signed(command(), FORM)[1])
    assert response.status_code == 200
    assert response.get_json()["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    "headers",
    [
        signed(command(), FORM, secret="another secret")[1],
        signed(command(), FORM, age=301)[1],
        signed(command(), FORM, age=-86400)[1],
        signed(command("waf"), FORM)[1],
        {"Content-Type": FORM},
        {**signed(command(), FORM)[1], "X-Slack-Request-Timestamp": "soon"},
        {**signed(command(), FORM)[1], "X-Slack-Request-Timestamp": "9" * 5000},
        {**signed(command(), FORM)[1], "X-Slack-Signature": "v0=ÿ"},
        {**signed(command(), FORM)[1], "X-Slack-Signature": ""},
    ],
    ids=[
        "another secret",
        "old",
        "from the future",
        "for another body",
        "none",
        "no timestamp",
        "absurd timestamp",
        "not ASCII",
        "empty",
    ],
)
def test_what_slack_did_not_sign_is_refused_in_one_line_that_quotes_nothing_of_it(
    office, log, headers
):
    assert post(office, command(), headers) == 401
    assert "shield" not in only_line(log)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b'{"type": ', "application/json"),
        (b"[]", "application/json"),
        (b"17", "application/json"),
        (b'"text"', "application/json"),
        (b"null", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"payload={", FORM),
        (b"payload=%FF", FORM),
        (b"payload=[]", FORM),
        (b"payload=null", FORM),
        (b"payload=5", FORM),
        (b"\xc3\x28=1", FORM),
        (b'{"type": "event_callback", "authorizations": [5]}', "application/json"),
        (b'{"type": "event_callback", "event": null}', "application/json"),
    ],
)
def test_a_malformed_body_is_refused_in_one_line_signed_or_not(office, log, body, media_type):
    for headers in ({"Content-Type": media_type}, signed(body, media_type)[1]):
        log.clear()
        assert 400 <= post(office, body, headers) < 500
        only_line(log)


def test_a_huge_body_is_refused_unread(office, log):
    body = b"x" * (MOST_BYTES + 1)
    assert post(office, body, signed(body)[1]) == 413
    only_line(log)


def test_a_body_that_is_cut_short_is_refused(office, log):
    body, headers = signed(command(), FORM)
    short = {"CONTENT_LENGTH": str(len(body) - 1)}
    response = office.http.post(SLACK_PATH, data=body, headers=headers, environ_overrides=short)
    assert response.status_code == 401
    only_line(log)


@pytest.mark.parametrize("length", ["-1", "ten", "1e3"])
def test_a_content_length_that_is_no_number_is_refused(office, log, length):
    environ = {"CONTENT_LENGTH": length}
    response = office.http.post(SLACK_PATH, data=b"{}", environ_overrides=environ)
    assert response.status_code == 400
    only_line(log)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/slack/events", 405),
        ("DELETE", "/slack/events", 405),
        ("POST", "/healthz", 405),
        ("GET", "/", 404),
        ("POST", "/slack/events/", 404),
        ("GET", "/../etc/passwd", 404),
        ("GET", "/%0d%0aforged", 404),
    ],
)
def test_another_method_or_path_is_refused_in_one_line(office, log, method, path, status):
    assert office.http.open(path, method=method).status_code == status
    only_line(log)


FIELDS = [
    *("type", "event", "user", "team", "team_id", "actions", "view", "container", "command"),
    *("authorizations", "channel", "message", "callback_id", "event_id", "enterprise"),
]
KEYS = st.sampled_from(FIELDS) | st.text(max_size=4)
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
BRANCHES = st.lists(LEAVES, max_size=3) | st.dictionaries(KEYS, LEAVES, max_size=5)
JSON = st.dictionaries(KEYS, BRANCHES | st.dictionaries(KEYS, BRANCHES, max_size=5), max_size=5)
KINDS = st.sampled_from(
    ["event_callback", "block_actions", "message_action", "view_submission", "url_verification"]
)


@settings(deadline=None)
@given(JSON, KINDS)
def test_no_signed_json_brings_it_down(office, value, kind):
    if isinstance(value, dict):
        value = {**value, "type": kind}
    body = json.dumps(value).encode()
    assert post(office, body, signed(body)[1]) < 500


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([FORM, "application/json", "text/plain"]))
def test_no_bytes_bring_it_down(office, body, media_type):
    for headers in (signed(body, media_type)[1], {"Content-Type": media_type}):
        assert post(office, body, headers) < 500


def settings_for(slack: StandIn) -> dict[str, str]:
    """The environment of a process that is connected to the stand-in."""
    return {
        "KNOWLEDGE_DIR": str(KNOWLEDGE),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{slack.base_url}/api/",
    }


@pytest.fixture
def process(office: Office) -> Iterator[Served]:
    """`python -m bot serve` as a process of its own."""
    with served(settings_for(office.slack)) as process:
        yield process


@pytest.fixture
def slack() -> Iterator[StandIn]:
    """A workspace whose requests go to a process."""
    slack = StandIn(manifest(), bot_token=TOKEN, signing_secret=SECRET, clock=now, retry_delays=())
    slack.serve(0)
    yield slack
    slack.stop()


@contextmanager
def connected(slack: StandIn, *, command: str) -> Iterator[Served]:
    """`python -m bot COMMAND` as a process that serves the workspace."""
    with served(settings_for(slack), command=command) as process:
        slack.connect(http_sender(f"http://127.0.0.1:{process.port}{SLACK_PATH}"))
        yield process


def wait_for(slack: StandIn, text: str) -> None:
    """Until Ana reads it in the channel; the stand-in tells when there is something new."""
    ana = slack.workspace.person("ana")
    deadline = time.monotonic() + PATIENCE
    while True:
        version = slack.workspace.version(ana)
        [channel] = (c for c in slack.state("ana")["conversations"] if c["id"] == "C0AWSSECUR")
        if text in str(channel["messages"]):
            return
        left = deadline - time.monotonic()
        assert left > 0, channel["messages"]
        slack.workspace.wait(ana, version, left)


@pytest.mark.parametrize("end", [Served.stop, Served.interrupt])
def test_run_over_http_posts_what_is_due_as_well_and_stops_when_told(slack, end):
    with connected(slack, command="run") as process:
        slack.send("ana", "aws-security", "/awssec daily on 23:59 UTC")
        wait_for(slack, "set the daily quiz")
        slack.send("ana", "aws-security", "/awssec daily now")
        wait_for(slack, "Report this question")
        log = end(process)
    assert "Traceback" not in log
    assert "Exception" not in log


def test_serve_leaves_posting_to_a_worker_and_says_so_where_there_is_none(slack):
    with connected(slack, command="serve"):
        slack.send("ana", "aws-security", "/awssec daily on 23:59 UTC")
        wait_for(slack, "no worker is running")
        slack.send("ana", "aws-security", "/awssec daily now")
        wait_for(slack, "Today's question waits. Nothing is posted at the moment")


def test_it_is_served_by_gunicorn_and_stops_when_told(office, process):
    send = http_sender(f"http://127.0.0.1:{process.port}{SLACK_PATH}")
    answer = send(*signed(command(), FORM))
    assert json.loads(answer.body)["blocks"][0]["text"]["text"] == "AWS Shield"
    refused = send(*signed(b"{", "application/json"))
    assert refused.status == 400
    log = process.stop()
    assert log.count("Refused a request: malformed body") == 1
    assert "Traceback" not in log


def test_health_is_told_with_the_number_of_topics(office):
    response = office.http.get("/healthz")
    assert response.get_json() == {
        "status": "ok",
        "topics": len(office.study.knowledge.topics),
    }
    assert office.http.head("/healthz").status_code == 200


def test_slack_can_check_the_address(office):
    body, headers = signed(b'{"type": "url_verification", "challenge": "abc"}')
    response = office.http.post(SLACK_PATH, data=body, headers=headers)
    assert (response.status_code, response.get_json()) == (200, {"challenge": "abc"})
