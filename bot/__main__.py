"""The command line, `python -m bot COMMAND`: one function per command, returns an exit status."""

import argparse
import json
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

from bot import operating
from bot.app import (
    check_token,
    create_app,
    create_jobs,
    create_study,
    manifest,
    open_knowledge,
    stay_connected,
)
from bot.config import LOG_FORMAT, Config, environment
from bot.domain.item_spread import spread
from bot.domain.matching import Compared, DidYouMean, Finder, Finding, Found
from bot.domain.matching.explain import explain
from bot.errors import ConfigError, KnowledgeError, UserError
from bot.jobs.queue import migrate_queue
from bot.playground import MovableClock, StandIn, http_sender
from bot.storage import knowledge_files
from bot.storage.engine import open_engine
from bot.storage.knowledge_watch import Watched
from bot.storage.migrations import migrate
from bot.storage.topic_shape import json_schema
from bot.study import QUESTION_LENGTH
from bot.views.answers import answer
from bot.views.as_text import as_text
from bot.web import SLACK_PATH, WATCH_SECONDS, Web

if TYPE_CHECKING:
    from bot.jobs.jobs import Jobs

THREADS = 8
"""Requests that one gunicorn worker answers at the same time."""


def main(argv: list[str]) -> int:
    """Run the command that `argv` names; 0 when it did what it should."""
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    logging.getLogger("dbos").setLevel(logging.WARNING)
    try:
        return int(options.run(options, Config.from_env(environment())))
    except KnowledgeError as error:
        print(error, f"{_counted(error.faults)} in the knowledge", sep="\n", file=sys.stderr)
    except UserError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # `... | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="awssec, a Slack study assistant for AWS security"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Any, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    command("run", _run, "connect to Slack if there are tokens, else start the playground")
    command("playground", _playground, "serve a local Slack in the browser, with awssec in it")
    command("serve", _serve, "serve Slack over HTTP on PORT")
    command("socket", _socket, "connect to Slack by Socket Mode")
    command("worker", _worker, "post what is due, beside the processes that serve Slack")
    command("migrate", _migrate, "bring the database up to date")
    ask = command("ask", _ask, "answer a question, or one per line of standard input")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--json", action="store_true", help="print one JSON object per question")
    ask.add_argument("--explain", action="store_true", help="show why this answer")
    ask.add_argument("--knowledge", type=Path, metavar="DIR", help="another knowledge folder")
    check = command("check", _check, "validate a knowledge folder")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    check.add_argument("--strict", action="store_true", help="also measure the question bank")
    command("schema", _schema, "print the JSON Schema of topic files")
    gaps = command("gaps", operating.list_gaps, "list what people asked in vain, most asked first")
    gaps.add_argument("--team", metavar="ID", help="of one workspace only")
    reports = command("reports", operating.list_reports, "list quiz questions that people reported")
    reports.add_argument("--team", metavar="ID", help="of one workspace only")
    again = command("rescore", operating.rescore, "regrade a question whose key was corrected")
    again.add_argument("question", metavar="QUESTION_ID")
    export = command("export", operating.export, "print a workspace's standings and answers")
    export.add_argument("--team", metavar="ID", required=True)
    export.add_argument("--format", choices=["csv"], default="csv")
    return parser


def _run(options: argparse.Namespace, config: Config) -> int:
    if not config.has_slack:
        return _playground(options, config)
    return _socket(options, config) if config.app_token else _over_http(config, with_jobs=True)


def _playground(_: argparse.Namespace, config: Config) -> int:
    with playground(config, open_knowledge(config)) as address:
        print(f"awssec runs in a local Slack: open {address} (Ctrl+C stops it)", flush=True)
        threading.Event().wait()
    return 0


@contextmanager
def playground(config: Config, watched: Watched[Finder]) -> Iterator[str]:
    """awssec in a local Slack while the block runs; yields the address of its page."""
    token, secret = "xoxb-playground", "playground-signing-secret"
    clock = MovableClock()
    slack = StandIn(manifest(), bot_token=token, signing_secret=secret, clock=clock)
    try:
        address = slack.serve(config.port)
    except OSError as error:
        raise _taken(config.port) from error
    inside = replace(config, bot_token=token, signing_secret=secret, api_url=f"{address}/api/")
    stop = threading.Event()
    try:
        watched.watch(WATCH_SECONDS, stop)
        study = create_study(inside, watched, clock)
        jobs = create_jobs(study, inside)
        with _working(jobs), _served(Web(create_app(study, inside), study)) as port:
            clock.on_step(lambda _: jobs.catch_up())
            slack.connect(http_sender(f"http://127.0.0.1:{port}{SLACK_PATH}"))
            yield address
    finally:
        stop.set()
        slack.stop()


@contextmanager
def _served(web: Web) -> Iterator[int]:
    """The app on a free port of this machine, while the block runs; yields the port."""
    server = make_server("127.0.0.1", 0, web, threaded=True, request_handler=_Quiet)
    run = partial(server.serve_forever, poll_interval=0.05)
    threading.Thread(target=run, name="awssec", daemon=True).start()
    try:
        yield server.port
    finally:
        server.shutdown()


class _Quiet(WSGIRequestHandler):
    """Logs failures only."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of a request that was answered."""


def _serve(_: argparse.Namespace, config: Config) -> int:
    return _over_http(config, with_jobs=False)


def _over_http(config: Config, *, with_jobs: bool) -> int:
    config.need_http()
    try:
        socket.create_server(("0.0.0.0", config.port)).close()
    except OSError as error:
        raise _taken(config.port) from error
    _ready(config)
    gunicorn = ["gunicorn", f"bot.web:create_wsgi(with_jobs={with_jobs})"]
    gunicorn += ["--config", "python:bot.web", "--bind", f"0.0.0.0:{config.port}"]
    return os.execv(sys.executable, [sys.executable, "-m", *gunicorn, "--threads", str(THREADS)])


def _socket(_: argparse.Namespace, config: Config) -> int:
    config.need_socket()
    watched = open_knowledge(config)
    watched.watch(WATCH_SECONDS, threading.Event())
    study = create_study(config, watched)
    app = create_app(study, config)
    with _working(create_jobs(study, config)):
        stay_connected(app, config)
    return 0


def _worker(_: argparse.Namespace, config: Config) -> int:
    config.need_token()
    check_token(config)
    watched = open_knowledge(config)
    watched.watch(WATCH_SECONDS, threading.Event())
    told_to_stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told_to_stop.set())
    with _working(create_jobs(create_study(config, watched), config)):
        print("Posting and closing the daily quiz; stop with Ctrl+C", flush=True)
        told_to_stop.wait()
    return 0


@contextmanager
def _working(jobs: "Jobs") -> Iterator[None]:
    """Do jobs while the block runs."""
    jobs.start()
    try:
        yield
    finally:
        jobs.stop()


def _ready(config: Config) -> None:
    """Fail now, with a sentence, rather than in every worker."""
    with closing(create_study(config, open_knowledge(config))) as study:
        create_app(study, config)
        migrate_queue(config.database_url)


def _taken(port: int) -> ConfigError:
    return ConfigError(f"Port {port} cannot be used; stop what uses it or set PORT to another one")


def _migrate(_: argparse.Namespace, config: Config) -> int:
    steps = _up_to_date(config)
    print(f"{steps} steps applied" if steps else "The database is up to date")
    return 0


def _up_to_date(config: Config) -> int:
    """Migrate the database; the number of steps that it lacked."""
    engine = open_engine(config.database_url)
    try:
        migrate_queue(config.database_url)
        return migrate(engine)
    finally:
        engine.dispose()


def _ask(options: argparse.Namespace, config: Config) -> int:
    finder = Finder(knowledge_files.load(options.knowledge or config.knowledge_dir))
    lines = [options.question] if options.question is not None else sys.stdin
    for line in lines:
        question = line.rstrip("\n")[:QUESTION_LENGTH]
        if options.explain:
            print(explain(finder, question))
        elif options.json or options.question is None:
            print(json.dumps(_as_json(finder.find(question))), flush=True)
        else:
            print(as_text(answer(finder.find(question), finder.knowledge, question)))
    return 0


def _as_json(finding: Finding) -> dict[str, Any]:
    match finding:
        case Found() | Compared():
            decision = "answer"
        case DidYouMean():
            decision = "suggest"
        case _:
            decision = "none"
    return {
        "decision": decision,
        "matches": [
            {"id": match.topic.id, "title": match.topic.title, "score": round(match.score, 1)}
            for match in finding.matches
        ],
    }


def _check(options: argparse.Namespace, config: Config) -> int:
    report = knowledge_files.inspect(options.folder or config.knowledge_dir)
    faults = report.faults
    if options.strict and not faults:
        faults = operating.strict_faults(report)
    if faults:
        print(*faults, _counted(faults), sep="\n")
        return 1
    if options.strict:
        print(spread(report.knowledge))
    print(f"{len(report.knowledge.topics)} topics, {report.knowledge.question_count} questions: ok")
    return 0


def _counted(faults: Sequence[str]) -> str:
    return "1 fault" if len(faults) == 1 else f"{len(faults)} faults"


def _schema(_: argparse.Namespace, __: Config) -> int:
    print(json.dumps(json_schema(), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
