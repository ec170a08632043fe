"""How a job goes on that cannot be done at once: it ends, and another one goes on for it later.

So a job that waits holds no place, and one that fails is tried again for hours.
"""

import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from itertools import count

from dbos import DBOS
from sqlalchemy.exc import OperationalError

from bot.jobs.desk import here
from bot.jobs.queue import Job
from bot.jobs.sending import Outcome
from bot.study import OtherGrading

log = logging.getLogger(__name__)

PATIENCE = 6 * 3600.0
"""Seconds from the first failure in which a job is tried again."""
SHORTEST, LONGEST = 5.0, 300.0
"""Seconds until a job that failed is tried again: after the first failure, and at most."""

Work = Callable[..., list[str]]
"""What a job does with its arguments; it returns the ids of jobs that it left the rest to."""

step = DBOS.step()
"""A step: it may be done twice, if the process dies before it is noted."""


class Later(Exception):
    """Slack wants to be asked again in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return "Slack asks to wait"


class SlackInTrouble(Exception):
    """Slack did not answer, or with a fault of its own."""

    def __str__(self) -> str:
        return f"Slack does not answer well ({super().__str__()})"


EXPECTED = (Later, SlackInTrouble, OtherGrading)
"""What says all in its own words: no traceback is needed."""


def job(*, given_up: Callable[..., object] | None = None) -> Callable[[Work], Work]:
    """Makes a durable job of a function that takes strings, the first of them a workspace.

    After PATIENCE the job fails for good, and `given_up` is called with its arguments.
    """

    def made(work: Work) -> Work:
        @DBOS.workflow(name=work.__name__)
        @wraps(work)
        def attempt(*arguments: str, number: int = 1, since: float | None = None) -> list[str]:
            try:
                return work(*arguments)
            except Exception as error:  # whatever it is, it may pass
                this = Job(_attempt_id(), work.__name__, arguments[0], arguments, number, since)
                following = _put_next(this, error)
                if following:
                    return following
                if given_up:
                    given_up(*arguments)
                raise

        return attempt

    return made


@step
def _put_next(this: Job, error: Exception) -> list[str]:
    following = after(this, error, now=time.time())
    if following is None:
        return []
    if isinstance(error, (*EXPECTED, OperationalError)):
        what = error if isinstance(error, EXPECTED) else "the database is away or busy"
        log.warning("%s goes on in %.0f s: %s", this.id, following.delay, what)
    else:
        log.warning("%s goes on in %.0f s", this.id, following.delay, exc_info=error)
    return here().queue.put(following)


def after(this: Job, error: Exception, *, now: float) -> Job | None:
    """The job that goes on for `this` one; None once it has been tried for long enough."""
    since = now if this.since is None else this.since
    if now - since >= PATIENCE:
        return None
    delay = error.seconds if isinstance(error, Later) else pause(this.number)
    number = this.number + 1
    id = f"{_first(this.id)}#{number}"
    return replace(this, id=id, number=number, since=since, delay=delay)


def pause(number: int) -> float:
    """Seconds after the failure of this number until the next attempt."""
    return min(SHORTEST * 2.0 ** min(number - 1, 10), LONGEST)


def insist(done: Callable[[], None]) -> None:
    """Do a step without which a message would be sent twice, in place, until it succeeds.

    After PATIENCE its exception is raised.
    """
    waited = 0.0
    for number in count(1):
        try:
            done()
            return
        except Exception as error:
            if waited >= PATIENCE:
                raise
            seconds = pause(number)
            log.warning(
                "%s: a step failed; again in %.0f s", _attempt_id(), seconds, exc_info=error
            )
            waited += seconds
            DBOS.sleep(seconds)


def in_turn(team: str, channel: str, call: Callable[[], Outcome]) -> Outcome:
    """Do a step that calls Slack in the channel's turn.

    Raises Later or SlackInTrouble where it is to be done again.
    """
    turn = _turn(team, channel)
    if turn:
        DBOS.sleep(turn)
    outcome = call()
    if outcome.fault:
        log.error("Slack does not take what %s asks for: %s", _attempt_id(), outcome.fault)
    if outcome.wait:
        raise Later(outcome.wait)
    if outcome.trouble:
        raise SlackInTrouble(outcome.trouble)
    return outcome


@step
def _turn(team: str, channel: str) -> float:
    return here().study.workers.turn(team, channel, now=datetime.now(UTC))


def once(name: str) -> str:
    """The id by which Slack knows every attempt to send the message of that name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def own_id() -> str:
    """The id of this job, the same in all attempts."""
    return _first(_attempt_id())


def _attempt_id() -> str:
    return str(DBOS.workflow_id)


def _first(id: str) -> str:
    """The id of a job's first attempt: the others have their number behind a `#`."""
    return id.partition("#")[0]
