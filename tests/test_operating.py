"""`rescore` and `export` as an operator runs them, over a database with answers in it."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.knowledge import Kind
from bot.domain.matching import Finder
from bot.domain.quiz import Order
from bot.storage.knowledge_watch import Watched
from bot.storage.store import Store
from tests import small
from tests.listeners.posts import Posts, Put
from tests.office import TOKEN, Office
from tests.storage.quiz.kit import NOW, answer, asked, key, setting

ROOT = Path(__file__).parents[1]
PATIENCE = 60
"""Seconds after which a command counts as hung."""
COLUMNS = "record,channel,period,user,name,question,choice,right,answered,points,rank"
Rescore = Callable[..., subprocess.CompletedProcess[str]]


# --- rescore --------------------------------------------------------------------------------


@pytest.fixture
def office(knowledge_dir: Path, database_url: str) -> Iterator[Office]:
    office = Office(Watched(knowledge_dir, Finder), database_url)
    yield office
    office.close()


@pytest.fixture
def rescore(office: Office, knowledge_dir: Path, database_url: str, tmp_path: Path) -> Rescore:
    """Runs `python -m bot rescore` in a process of its own, with what Slack is for `office`."""
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database_url,
        "KNOWLEDGE_DIR": str(knowledge_dir),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_API_URL": f"{office.slack.base_url}/api/",
    }

    def run(question_id: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", "rescore", question_id]
        pipes = {"capture_output": True, "text": True, "timeout": PATIENCE}
        return subprocess.run(command, env=environ, cwd=tmp_path, check=False, **pipes)

    return run


@pytest.fixture
def closed(office: Office) -> Put:
    """A closed post that Ben answered right, and Chen wrong."""
    posts = Posts(office)
    put = posts.put(Kind.SINGLE)
    office.click(office.last("ben"), put.key[0])
    office.click(office.last("chen"), put.wrong)
    posts.store.posts.close(put.post.key, put.key)
    return put


def rewrite(folder: Path, put: Put, texts: Sequence[str], *, right: str) -> None:
    """Let the author give the question these options, of which `right` is the key."""
    id = put.question.id.partition("/")[0]
    mark = {True: {"correct": True}, False: {}}
    options = [{"text": text, "why": "Because.", **mark[text == right]} for text in texts]
    rest = [make(id) for make in (small.multiple, small.ordering, small.matching)]
    changed = {
        "confused_with": small.confused({"shield": "waf", "waf": "shield"}[id]),
        "questions": [small.single(id, options=options), *rest],
    }
    small.write(folder, small.document(id, **changed), domain="infrastructure-security")


def stored(office: Office, put: Put) -> dict[str, tuple[bool, int]]:
    answers = Store(office.engine).answers.of_post(put.post.key)
    return {one.user: (one.right, one.points) for one in answers}


def corrections(office: Office) -> list[str]:
    """What the threads say of corrected keys."""
    return [one.text for one in office.seen("dana") if one.text.startswith("Correction")]


def test_rescoring_regrades_everyone_and_corrects_the_post_once(
    office, closed, rescore, knowledge_dir
):
    ben, chen = (office.slack.workspace.person(name).id for name in ("ben", "chen"))
    assert stored(office, closed) == {ben: (True, 1), chen: (False, 0)}
    order = closed.post.order
    right = order.shown[order.labels.index(closed.wrong)]
    rewrite(knowledge_dir, closed, order.shown, right=right)
    done = rescore(closed.question.id)
    assert (done.returncode, done.stdout) == (0, "Corrected 1 post\n"), done.stderr
    assert stored(office, closed) == {ben: (False, 0), chen: (True, 1)}
    [said] = corrections(office)
    assert f"The answer is {closed.wrong}" in said
    assert f"The answer is {closed.wrong}" in office.seen("dana")[0].text
    again = rescore(closed.question.id)
    said_again = "Every post shows the present key, and every answer is graded by it\n"
    assert (again.returncode, again.stdout) == (0, said_again), again.stderr
    assert len(corrections(office)) == 1


def test_a_question_that_is_not_there_is_one_clear_sentence(office, rescore):
    done = rescore("waf/nothing")
    said = "There is no question waf/nothing; give its id from the knowledge.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_posts_from_before_the_question_was_rewritten_are_said_to_be_left(
    office, closed, rescore, knowledge_dir
):
    before = stored(office, closed)
    words = ("apple", "bread", "cider", "donut")
    rewrite(knowledge_dir, closed, words, right="apple")
    done = rescore(closed.question.id)
    said = "1 post cannot be regraded: the question was rewritten since\n"
    assert (done.returncode, done.stdout) == (0, said), done.stderr
    assert (stored(office, closed), corrections(office)) == (before, [])


# --- reports --------------------------------------------------------------------------------


def test_reports_say_what_was_asked_and_where_it_stands(
    store, database_url, knowledge_dir, capsys, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(knowledge_dir))
    question = small.topic("waf").questions[0]
    long = small.single("shield", stem=f"Which {'very ' * 40}long one?")
    rest = [make("shield") for make in (small.multiple, small.ordering, small.matching)]
    shield = {"confused_with": small.confused("waf"), "questions": [long, *rest]}
    path = small.write(
        knowledge_dir, small.document("shield", **shield), domain="infrastructure-security"
    )
    for user, id in (("U1", question.id), ("U2", question.id), ("U1", long["id"]), ("U1", "old/q")):
        store.reports.add("T1", channel="C1", user=user, question_id=id, now=NOW)
    assert main(["reports"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"    2x  last 2026-11-24  {question.id}"
    assert lines[1].strip().startswith(f"{path.with_stem('waf')}:")
    assert lines[1].endswith(f": {question.stem}")
    assert lines[3] == f"{'':24}(no longer in the knowledge)"
    assert lines[5].strip().startswith(f"{path}:") and lines[5].endswith("very ver…")
    number = int(lines[5].split(":")[1])
    assert long["id"] in path.read_text("utf-8").splitlines()[number - 1]


# --- export ---------------------------------------------------------------------------------


@pytest.fixture
def export(
    engine, database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """Runs `export` for a workspace; what it prints."""
    monkeypatch.setenv("DATABASE_URL", database_url)

    def run(team: str) -> str:
        assert main(["export", "--team", team, "--format", "csv"]) == 0
        return capsys.readouterr().out

    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_an_export_has_the_standings_and_then_the_answers(store, export):
    where = asked(store, key("C1", day=date(2026, 11, 24)))
    answer(store, where, "U1", right=False, points=0, choice=("A", "C"))
    answer(store, where, "U2", choice=("B",))
    answer(store, asked(store, key(team="T2")), "U3")
    store.people.remember("T1", "U1", name="Ana Souza", zone="UTC", now=NOW)
    standings = [
        f"standing,{scope},{period},{rest}"
        for scope in ("", "C1")
        for period in ("2026-11", "2026-W48", "all")
        for rest in ("U2,,,,1,1,2,1", "U1,Ana Souza,,,0,1,0,2")
    ]
    assert export("T1").splitlines() == [
        COLUMNS,
        *standings,
        "answer,C1,2026-11-24,U1,Ana Souza,waf/rules,one; drei ☁️,0,1,0,",
        'answer,C1,2026-11-24,U2,,waf/rules,"two ""quoted""",1,1,2,',
    ]


def test_an_export_of_a_workspace_without_answers_has_its_header_only(store, export):
    store.schedules.save(setting(team="T9"))
    assert export("T9") == f"{COLUMNS}\n"


@pytest.mark.parametrize(
    ("teams", "said"),
    [
        ([], "no workspace has a quiz yet"),
        (["T1", "T2"], "those with a quiz are T1 and T2"),
        ([f"T{n}" for n in range(10, 40)], "T28, T29 and others"),
    ],
)
def test_an_unknown_workspace_is_one_sentence_that_names_the_known(
    store, database_url, capsys, monkeypatch, teams, said
):
    monkeypatch.setenv("DATABASE_URL", database_url)
    for team in teams:
        store.schedules.save(setting(team=team))
    assert main(["export", "--team", "T9"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("No workspace T9 is known; ") and told.err.endswith(f"{said}.\n")


def test_a_chosen_text_is_no_formula_either(store, export):
    order = Order(("=1+1", "plain"), 1)
    answer(store, asked(store, order=order), "U1")
    assert rows(export("T1"))[-1]["choice"] == "'=1+1"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Souza, Ana", "Souza, Ana"),
        ('Ana "Ace" Souza', 'Ana "Ace" Souza'),
        ('","=1+1', '","=1+1'),
        ('=HYPERLINK("https://evil.example","Ana")', '\'=HYPERLINK("https://evil.example","Ana")'),
        ("+1 Ana", "'+1 Ana"),
        ("-Ana-", "'-Ana-"),
        ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
        ("Ana=Souza", "Ana=Souza"),
        ("Çağla 🔒", "Çağla 🔒"),
    ],
)
def test_a_name_stays_one_cell_that_no_spreadsheet_takes_for_a_formula(store, export, name, cell):
    answer(store, asked(store), "U1")
    store.people.remember("T1", "U1", name=name, zone="UTC", now=NOW)
    assert {row["name"] for row in rows(export("T1"))} == {cell}
    assert {row["user"] for row in rows(export("T1"))} == {"U1"}
