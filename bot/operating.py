"""Commands for operators and authors: what people asked in vain, reported, answered, and rescoring.

Each is a function as `__main__` wants it, over the configured database.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain

from bot.app import create_jobs, create_study, open_knowledge
from bot.config import Config
from bot.domain.card_rules import card_faults
from bot.domain.gaps import merge
from bot.domain.item_rules import item_faults
from bot.domain.quiz.posts import Post
from bot.errors import UserError
from bot.storage import knowledge_files
from bot.storage.engine import open_engine
from bot.storage.knowledge_files import Report
from bot.storage.migrations import migrate
from bot.storage.store import Store
from bot.study import Study
from bot.study.questions import question_of
from bot.views.blocks import shortened
from bot.views.wording import joined

OPENED = "(opened from a list)"
"""Stands for the question where a card was rated that nobody asked for."""

GONE = "(no longer in the knowledge)"
STEM_LENGTH = 100
"""Characters of a question's stem that a list shows."""

COLUMNS = (
    *("record", "channel", "period", "user", "name", "question"),
    *("choice", "right", "answered", "points", "rank"),
)
TEAMS_NAMED = 20
"""Workspaces that are named where another was asked for: a thousand would hide the sentence."""


@contextmanager
def _store(config: Config) -> Iterator[Store]:
    engine = open_engine(config.database_url)
    migrate(engine)
    with closing(Store(engine)) as store:
        yield store


def list_gaps(options: argparse.Namespace, config: Config) -> int:
    """What people asked in vain, most asked first."""
    with _store(config) as store:
        gaps = merge(store.asked_in_vain(options.team))
    for gap in gaps:
        day = datetime.fromtimestamp(gap.last, UTC).date()
        what = f"{gap.topic_id} did not help" if gap.topic_id else "no answer"
        print(f"{gap.count:5}x  last {day}  {what}: {gap.question or OPENED}")
        for other in gap.also_asked_as:
            print(f"{'':24}also asked as: {other}")
    if not gaps:
        print("No question went without an answer")
    return 0


def list_reports(options: argparse.Namespace, config: Config) -> int:
    """Quiz questions that people reported, most reported first."""
    with _store(config) as store:
        reports = store.reports.listed(options.team)
    read = knowledge_files.inspect(config.knowledge_dir)
    for report in reports:
        print(f"{report.count:5}x  last {report.last:%Y-%m-%d}  {report.question_id}")
        print(f"{'':24}{_where(report.question_id, read)}")
    if not reports:
        print("No question was reported")
    return 0


def _where(question_id: str, read: Report) -> str:
    """The question's place in the knowledge and what it asks, in one line."""
    found = question_of(read.knowledge, question_id)
    if found is None:
        return GONE
    return f"{read.places[question_id]}: {shortened(found[1].stem, STEM_LENGTH)}"


def rescore(options: argparse.Namespace, config: Config) -> int:
    """Regrade every answer to a question by its present key, and correct the posts concerned."""
    config.need_token()
    study = create_study(config, open_knowledge(config))
    with closing(study):
        wrong = study.closings.to_correct(options.question)
        rewritten = study.closings.rewritten(options.question)
        if wrong:
            _correct(wrong, study, config)
    if wrong:
        print(f"Corrected {_posts(wrong)}")
    if rewritten:
        print(f"{_posts(rewritten)} cannot be regraded: the question was rewritten since")
    if not wrong and not rewritten:
        print("Every post shows the present key, and every answer is graded by it")
    return 0


def _correct(posts: Sequence[Post], study: Study, config: Config) -> None:
    """Be a worker until the posts are regraded and their threads say so."""
    jobs = create_jobs(study, config)
    jobs.start()
    try:
        jobs.correct(posts)
    finally:
        jobs.stop()


def _posts(posts: Sequence[object]) -> str:
    return "1 post" if len(posts) == 1 else f"{len(posts)} posts"


def export(options: argparse.Namespace, config: Config) -> int:
    """A workspace's standings and answers as CSV: one line each, told apart by `record`.

    Raises UserError where there is no such workspace.
    """
    with _store(config) as store:
        _check_team(options.team, store.teams())
        names = store.people.all_names(options.team)
        rows = chain(_standings(store, options.team), _answers(store, options.team))
        written = csv.DictWriter(sys.stdout, COLUMNS, restval="", lineterminator="\n")
        written.writeheader()
        written.writerows({**row, "name": _cell(names.get(str(row["user"]), ""))} for row in rows)
    return 0


def _check_team(team: str, known: Sequence[str]) -> None:
    if team in known:
        return
    if not known:
        raise UserError(f"No workspace {team} is known; no workspace has a quiz yet.")
    named = [*known[:TEAMS_NAMED], *(["others"] if known[TEAMS_NAMED:] else [])]
    raise UserError(f"No workspace {team} is known; those with a quiz are {joined(named)}.")


def _standings(store: Store, team: str) -> Iterator[dict[str, object]]:
    for scope, period, line in store.boards.every_line(team):
        score = line.score
        yield {
            "record": "standing",
            "channel": scope,
            "period": period,
            "user": score.user,
            "right": score.right,
            "answered": score.answered,
            "points": score.points,
            "rank": line.rank,
        }


def _answers(store: Store, team: str) -> Iterator[dict[str, object]]:
    for answer, order in store.answers.of_team(team):
        yield {
            "record": "answer",
            "channel": answer.key.channel,
            "period": answer.key.day,
            "user": answer.user,
            "question": answer.question_id,
            "choice": _cell("; ".join(order.texts(answer.choice))),
            "right": int(answer.right),
            "answered": 1,
            "points": answer.points,
        }


def _cell(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def strict_faults(report: Report) -> list[str]:
    """Cards that are too long and what is wrong with the question bank, with the places."""
    cards = card_faults(report.knowledge.topics.values())
    return [f"{report.places[topic]}: {message}" for topic, message in cards.items()] + [
        f"{report.places[fault.question]}: {fault.message}" if fault.question else fault.message
        for fault in item_faults(report.knowledge.questions)
    ]
