import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.__main__ import main
from bot.storage.engine import open_engine
from bot.storage.migrations import migrate
from bot.storage.store import Store
from tests import small
from tests.playground.scene import BOT_TOKEN, Slack

ROOT = Path(__file__).parents[1]
PATIENCE = 30
"""Seconds after which a started process counts as hung."""
TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-hidden-1",
    "SLACK_APP_TOKEN": "xapp-hidden-2",
    "SLACK_SIGNING_SECRET": "hidden-3",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder of our own, so that no `.env` and no database of the developer is used."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def env(monkeypatch):
    """Sets environment variables."""

    def env(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, str(value))

    return env


@pytest.fixture
def run(capsys):
    """Runs a command in this process: its exit status, output and error output."""

    def run(*argv):
        status = main([str(argument) for argument in argv])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def taken_port():
    with socket.create_server(("0.0.0.0", 0)) as server:
        yield server.getsockname()[1]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def started(*argv, **env):
    """The command in a process of its own; stopped as with Ctrl+C, it must end well."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *argv],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.communicate()


# --- ask ------------------------------------------------------------------------------------


def check_contract(line, titles):
    """What DESIGN promises of every answer, whatever the matcher thinks of the question."""
    answer = json.loads(line)
    assert set(answer) == {"decision", "matches"}
    assert answer["decision"] in {"answer", "suggest", "none"}
    scores = [match["score"] for match in answer["matches"]]
    assert len(scores) <= 5 and scores == sorted(scores, reverse=True)
    for match in answer["matches"]:
        assert set(match) == {"id", "title", "score"}
        assert match["title"] == titles[match["id"]]
        assert 0 <= match["score"] <= 100
    assert answer["matches"] or answer["decision"] == "none"
    return answer


def test_one_question_gets_one_json_object(run, knowledge_dir):
    status, out, _ = run("ask", "--json", "--knowledge", knowledge_dir, "shield")
    assert status == 0
    [line] = out.splitlines()
    answer = check_contract(line, {"shield": "AWS Shield", "waf": "AWS Waf"})
    assert answer["matches"][0]["id"] == "shield"


QUESTIONS = [
    "AWS Shield",
    "what is the difference between guardduty and inspector",
    "",
    "   ",
    "how do I bake a cake",
    "sheild advnaced",
    '"quoted" \\ {"json": 1}',
    "日本語 \U0001f512",
    "x" * 20_000,
    "\t<!channel> *bold* `code`",
]


def test_lines_of_standard_input_get_an_object_each_in_order():
    read = subprocess.run(
        [sys.executable, "-m", "bot", "ask"],
        cwd=ROOT,
        input="\n".join(QUESTIONS),  # the last line has no end
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert (read.returncode, read.stderr) == (0, "")
    lines = read.stdout.splitlines()
    assert len(lines) == len(QUESTIONS)
    files = (ROOT / "knowledge").glob("*/*.yaml")
    titles = {path.stem: re.search('^title: "(.*)"', path.read_text(), re.M)[1] for path in files}
    answers = [check_contract(line, titles) for line in lines]
    assert answers[0]["decision"] == "answer"
    assert answers[0]["matches"][0]["id"] == "shield"
    assert [answer["decision"] for answer in answers[2:5]] == ["none", "none", "none"]


def test_each_line_is_answered_before_the_next_is_written(knowledge_dir):
    asking = ("ask", "--json", "--knowledge", str(knowledge_dir))
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *asking],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        hung = threading.Timer(PATIENCE, process.kill)
        hung.start()
        for question in ("shield", "waf"):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["matches"][0]["id"] == question
        process.stdin.close()
        assert process.wait(PATIENCE) == 0
        hung.cancel()


def test_without_json_the_card_is_read_as_text(run, knowledge_dir):
    status, out, _ = run("ask", "--knowledge", knowledge_dir, "aws shield")
    assert status == 0
    assert "AWS Shield\n" in out
    assert "What shield is." in out
    assert "{" not in out


def test_a_folder_with_faults_is_not_asked(run, knowledge_dir):
    path = small.write(knowledge_dir, small.document("macie", title="", answer="x" * 601))
    status, out, error = run("ask", "--json", "--knowledge", knowledge_dir, "shield")
    assert (status, out) == (1, "")
    assert f"{path.relative_to(Path.cwd())}:2: `title` is empty" in error
    assert "`answer` has 601 characters" in error
    assert error.endswith("2 faults in the knowledge\n")


# --- check and schema -----------------------------------------------------------------------


def test_a_folder_without_a_fault_is_counted(run, knowledge_dir):
    assert run("check", knowledge_dir) == (0, "2 topics, 8 questions: ok\n", "")


def test_the_shipped_knowledge_has_no_fault(run):
    status, out, _ = run("check", ROOT / "knowledge")
    assert (status, out[-5:]) == (0, ": ok\n"), out


def test_every_fault_of_a_folder_is_printed_with_its_place(run, knowledge_dir):
    small.write(knowledge_dir, small.document("macie", title=""))
    small.write(knowledge_dir, small.document("kms", related=["nowhere"]))
    status, out, _ = run("check", knowledge_dir)
    faults = out.splitlines()
    assert status == 1
    assert [fault.split(" ")[0] for fault in faults[:2]] == [
        "knowledge/detection/kms.yaml:18:",
        "knowledge/detection/macie.yaml:2:",
    ]
    assert faults[2:] == ["2 faults"]


def test_the_folder_of_the_environment_is_checked_by_default(run, env, knowledge_dir):
    env(KNOWLEDGE_DIR=knowledge_dir)
    assert run("check")[:2] == (0, "2 topics, 8 questions: ok\n")


def test_a_folder_that_is_not_there_is_named(run):
    status, out, _ = run("check", "nowhere")
    assert status == 1
    assert "nowhere:1: no such folder; set KNOWLEDGE_DIR to the right one" in out


@pytest.fixture
def sound_bank(tmp_path):
    """A folder of two topics whose questions resemble each other in nothing; the path of one."""
    letters = random.Random(1)

    def made_up():
        return " ".join("".join(letters.choices("abcdefghijklmnop", k=9)) for _ in range(6))

    def question(id):
        options = [{**option, "text": made_up()} for option in small.options(4, right=1)]
        return {**small.single("-", stem=f"What is {made_up()}?", options=options), "id": id}

    topics = [
        small.document(
            id,
            related=[other],
            questions=[question(f"{id}/{name}") for name in ("a", "b", "c", "d")],
        )
        for id, other in (("waf", "kms"), ("kms", "waf"))
    ]
    return small.write(tmp_path / "bank", *topics)


def change(path, pattern, new):
    """Replace what the pattern finds first; the number of the line that it was in."""
    text = path.read_text()
    at = re.search(pattern, text).start()
    path.write_text(re.sub(pattern, new, text, count=1))
    return text.count("\n", 0, at) + 1


def test_a_strict_check_of_a_sound_bank_prints_its_spread(run, sound_bank):
    status, out, _ = run("check", "--strict", sound_bank.parents[1])
    lines = out.splitlines()
    assert (status, lines[-1]) == (0, "2 topics, 8 questions: ok"), out
    assert lines[0].split() == ["Detection", "8", "100%", "exam", "16%"]


def test_a_strict_check_names_the_place_of_each_fault(run, sound_bank):
    folder = sound_bank.parents[1]
    line = change(sound_bank, 'id: "kms/b"', 'id: "kms/b"')
    change(sound_bank, '(kms/b"(?s:.*?)stem: )".*"', r'\1"Which is not?"')
    change(sound_bank, '(kms/b"(?s:.*?true\n.*?)text: )".*"', r'\1"All of the above"')
    assert run("check", folder)[0] == 0
    status, out, _ = run("check", "--strict", folder)
    above, negative, count = out.splitlines()
    assert (status, count) == (1, "2 faults")
    assert above.startswith(f"bank/detection/kms.yaml:{line}: `All of the above` speaks of")
    assert negative.startswith(f"bank/detection/kms.yaml:{line}: the stem asks by `not`")


def test_a_strict_check_names_no_place_for_the_whole_bank(run, sound_bank):
    for path in sound_bank.parent.iterdir():
        path.write_text(re.sub(r'(text: ".*)"(\n.*\n +correct)', r'\1 longer"\2', path.read_text()))
    status, out, _ = run("check", "--strict", sound_bank.parents[1])
    assert status == 1
    assert out.startswith("the key is the longest option in 8 of 8 single-choice questions")


def test_a_strict_check_begins_with_the_ordinary_one(run, sound_bank):
    change(sound_bank, "title: .*", 'title: ""')
    change(sound_bank, "stem: .*", 'stem: "Which is not?"')
    status, out, _ = run("check", "--strict", sound_bank.parents[1])
    assert (status, out.splitlines()[1:]) == (1, ["1 fault"])
    assert "`title` is empty" in out


def test_the_shipped_bank_passes_the_strict_check(run):
    status, out, _ = run("check", "--strict", ROOT / "knowledge")
    assert (status, out[-5:]) == (0, ": ok\n"), out


def test_the_schema_that_is_printed_is_the_one_beside_the_topics(run):
    status, out, _ = run("schema")
    assert status == 0
    assert out == (ROOT / "knowledge/schema.json").read_text(encoding="utf-8")


# --- migrate and gaps -----------------------------------------------------------------------


def test_a_database_is_brought_up_to_date_once(run, env, database_url):
    env(DATABASE_URL=database_url)
    status, out, _ = run("migrate")
    assert status == 0
    assert re.fullmatch(r"[1-9]\d* steps? applied\n", out)
    assert run("migrate") == (0, "The database is up to date\n", "")


def test_a_new_database_is_told_in_one_line_and_nothing_else(database_url):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"[1-9]\d* steps applied\n", done.stdout)


def test_the_default_database_is_a_file_below_data(run):
    assert run("migrate")[0] == 0
    assert Path("data/awssec.db").is_file()


@pytest.fixture
def asked(database_url, env, knowledge_dir, now):
    """The environment of a workspace where questions had no answer."""
    engine = open_engine(database_url)
    migrate(engine)
    store = Store(engine)
    for question in ("cook pasta", "quantum vault", "quantum vault", "quantum vualt"):
        store.note_gap("T1", question, now)
    store.note_gap("T2", "hidden vault", now + timedelta(days=1))
    click = {"question": "cheap ddos", "helpful": False, "now": now}
    store.note_rating("T1", topic_id="shield", **click)
    store.note_rating("T1", topic_id="shield", **click)
    engine.dispose()
    env(DATABASE_URL=database_url, KNOWLEDGE_DIR=knowledge_dir)


def test_gaps_are_listed_most_asked_first_with_near_duplicates_merged(run, asked):
    status, out, _ = run("gaps")
    assert status == 0
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "3x last 2026-11-24 no answer: quantum vault",
        "also asked as: quantum vualt",
        "2x last 2026-11-24 shield did not help: cheap ddos",
        "1x last 2026-11-25 no answer: hidden vault",
        "1x last 2026-11-24 no answer: cook pasta",
    ]


def test_gaps_of_one_workspace_are_its_own(run, asked):
    _, out, _ = run("gaps", "--team", "T2")
    assert "hidden vault" in out
    assert "pasta" not in out


def test_no_gaps_are_said_in_words(run, env, knowledge_dir):
    env(KNOWLEDGE_DIR=knowledge_dir)
    assert run("gaps") == (0, "No question went without an answer\n", "")


# --- starting -------------------------------------------------------------------------------


def test_missing_tokens_are_all_named_in_one_sentence(run):
    for command, names in (
        ("socket", "SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
        ("serve", "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET"),
    ):
        status, out, error = run(command)
        assert (status, out) == (1, "")
        assert error.startswith(f"Set {names} in the environment or in .env;")
        assert len(error.splitlines()) == 1


def test_run_with_a_token_means_slack_and_names_what_lacks(run, env):
    env(SLACK_APP_TOKEN="xapp-hidden")
    status, _, error = run("run")
    assert (status, "Set SLACK_BOT_TOKEN in" in error) == (1, True)


@pytest.mark.parametrize("command", ["run", "playground", "serve", "migrate", "check"])
def test_a_port_that_is_none_is_refused_by_every_command(run, env, command):
    env(PORT="80a")
    status, _, error = run(command)
    assert (status, error) == (1, "PORT is '80a'; set it to a number from 1 to 65535\n")


@pytest.mark.parametrize("command", ["run", "playground"])
def test_a_taken_port_of_the_playground_is_said_in_a_sentence(
    run, env, taken_port, command, knowledge_dir
):
    env(PORT=taken_port, KNOWLEDGE_DIR=knowledge_dir)
    status, _, error = run(command)
    assert status == 1
    assert error == (
        f"Port {taken_port} cannot be used; stop what uses it or set PORT to another one\n"
    )


def test_a_taken_port_of_the_server_is_said_in_a_sentence(run, env, taken_port, knowledge_dir):
    env(PORT=taken_port, KNOWLEDGE_DIR=knowledge_dir, **TOKENS)
    status, _, error = run("serve")
    assert status == 1
    assert error.startswith(f"Port {taken_port} cannot be used;")


@pytest.mark.parametrize("command", ["socket", "worker"])
def test_a_token_that_slack_refuses_is_said_and_not_shown(run, env, knowledge_dir, command):
    slack = Slack()
    address = slack.stand_in.serve(0)
    env(KNOWLEDGE_DIR=knowledge_dir, SLACK_API_URL=f"{address}/api", **TOKENS)
    status, out, error = run(command)
    slack.stand_in.stop()
    assert status == 1
    assert "Slack refuses SLACK_BOT_TOKEN; copy it anew" in error
    assert "hidden" not in out + error


@pytest.mark.parametrize("command", ["socket", "worker"])
def test_a_slack_that_cannot_be_reached_is_said_in_a_sentence(run, env, knowledge_dir, command):
    api = f"http://127.0.0.1:{free_port()}/api/"
    env(KNOWLEDGE_DIR=knowledge_dir, SLACK_API_URL=api, **TOKENS)
    status, out, error = run(command)
    assert status == 1
    assert f"Slack cannot be reached at {api}" in error
    assert "hidden" not in out + error


@pytest.mark.parametrize("command", ["migrate", "gaps", "serve"])
def test_a_database_that_is_not_there_is_named_without_its_password(
    run, env, knowledge_dir, command
):
    address = f"postgres://me:hidden-4@127.0.0.1:{free_port()}/awssec"
    env(DATABASE_URL=address, KNOWLEDGE_DIR=knowledge_dir, **TOKENS)
    status, out, error = run(command)
    assert status == 1
    assert error == "The database at 127.0.0.1 cannot be reached; check DATABASE_URL\n"
    assert "hidden" not in out + error


def test_run_without_tokens_serves_the_playground_and_prints_its_address(knowledge_dir):
    port = free_port()
    with started("run", PORT=str(port), KNOWLEDGE_DIR=str(knowledge_dir)) as process:
        said = process.stdout.readline()
        assert f"open http://127.0.0.1:{port} " in said
        with urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as page:
            assert "<html" in page.read().decode()


def test_serve_answers_over_http(knowledge_dir):
    slack = Slack()
    address = slack.stand_in.serve(0)
    port = free_port()
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": "hidden-3",
        "SLACK_API_URL": f"{address}/api/",
        "KNOWLEDGE_DIR": str(knowledge_dir),
        "PORT": str(port),
    }
    with started("serve", **settings) as process:
        log = ""
        while "Booting worker" not in log:
            line = process.stderr.readline()
            assert line, log
            log += line
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            assert json.load(answer) == {"status": "ok", "topics": 2}
        assert "hidden" not in log and BOT_TOKEN not in log
    slack.stand_in.stop()


def test_a_worker_says_that_it_is_ready(knowledge_dir):
    slack = Slack()
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": f"{slack.stand_in.serve(0)}/api/",
        "KNOWLEDGE_DIR": str(knowledge_dir),
    }
    with started("worker", **settings) as process:
        said = process.stdout.readline()
        assert said == "Posting and closing the daily quiz; stop with Ctrl+C\n"
    slack.stand_in.stop()
