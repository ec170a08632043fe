"""The jobs: what is done for a post, a closing, a recap and a correction, step by step.

DBOS notes each step that is done, so a job whose process died goes on after the last of them. A
step may be done twice, if the process died before it was noted: each is made to bear that.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.quiz.posts import Closing, PostKey
from bot.errors import UserError
from bot.jobs.desk import Desk, here
from bot.jobs.sending import Outcome, post_message, update_message
from bot.study import RecapKey
from bot.views.blocks import Reply
from bot.views.closed_post import closed_post, correction, discussion
from bot.views.daily import note
from bot.views.notice import about_channel
from bot.views.post import open_post
from bot.views.recap import recap

log = logging.getLogger(__name__)

_step = DBOS.step(
    retries_allowed=True,
    max_attempts=8,
    should_retry=lambda error: isinstance(error, SQLAlchemyError),
)
"""A step; while the database fails, it is tried again for some two minutes."""


@DBOS.workflow()
def post_question(team: str, channel: str, day: str, at: str) -> None:
    """Pick a question, post it, and note that it was posted."""
    key, due = PostKey(team, channel, date.fromisoformat(day)), datetime.fromisoformat(at)
    try:
        warning = _prepare(key, due)
    except UserError as error:
        _stop(key, str(error))
        return
    if warning is None:
        return
    outcome = _until_over(key, lambda: _send(key, due))
    if outcome.ts:
        _note_sent(key, outcome.ts, due)
        if warning:
            _warn(key, warning)
    elif outcome.refused:
        _stop(key, outcome.refused)
    elif outcome.fault:
        _give_up(key)


@DBOS.workflow()
def close_post(team: str, channel: str, day: str) -> None:
    """Close a post, show how it went, and open its thread."""
    key = PostKey(team, channel, date.fromisoformat(day))
    if _close(key):
        _until_over(key, lambda: _show_closed(key))
        _until_over(key, lambda: _open_thread(key))


@DBOS.workflow()
def post_recap(team: str, channel: str, week: str) -> None:
    """Post a channel's weekly recap."""
    key = RecapKey(team, channel, date.fromisoformat(week))
    _until_over(key, lambda: _send_recap(key))


@DBOS.workflow()
def correct_post(team: str, channel: str, day: str) -> None:
    """Regrade a post's answers, and say so where its key was shown."""
    key = PostKey(team, channel, date.fromisoformat(day))
    _regrade(key)
    _until_over(key, lambda: _show_closed(key))
    _until_over(key, lambda: _send_correction(key))


def _until_over(key: PostKey | RecapKey, call: Callable[[], Outcome]) -> Outcome:
    """Do the step `call` in the channel's turn, again while Slack has it wait."""
    while True:
        turn = _turn(key.team, key.channel)
        if turn:
            DBOS.sleep(turn)
        outcome = call()
        if outcome.fault:
            log.error("Slack does not take what %s asks for: %s", DBOS.workflow_id, outcome.fault)
        if not outcome.wait:
            return outcome
        DBOS.sleep(outcome.wait)


@_step
def _turn(team: str, channel: str) -> float:
    return here().study.workers.turn(team, channel, now=datetime.now(UTC))


@_step
def _prepare(key: PostKey, due: datetime) -> str | None:
    prepared = here().study.daily.prepare(key, due)
    return prepared.warning if prepared else None


@_step
def _send(key: PostKey, due: datetime) -> Outcome:
    desk = here()
    prepared = desk.study.daily.prepare(key, due)
    if prepared is None:
        return Outcome()
    return post_message(
        desk.client,
        open_post(prepared.post, prepared.question),
        channel=key.channel,
        once=prepared.post.client_msg_id,
    )


@_step
def _note_sent(key: PostKey, ts: str, due: datetime) -> None:
    here().study.daily.sent(key, ts, at=due)


@_step
def _give_up(key: PostKey) -> None:
    here().study.daily.give_up(key)


def _stop(key: PostKey, reason: str) -> None:
    setter = _stopped(key, reason)
    if setter:
        _until_over(key, lambda: _tell(setter, key, f"The daily quiz there has stopped. {reason}"))


def _warn(key: PostKey, warning: str) -> None:
    setter = _setter(key)
    if setter:
        _until_over(key, lambda: _tell(setter, key, warning))


@_step
def _stopped(key: PostKey, reason: str) -> str | None:
    setting = here().study.daily.failed(key, reason)
    return setting.set_by if setting else None


@_step
def _setter(key: PostKey) -> str | None:
    setting = here().study.daily.setting(key)
    return setting.set_by if setting else None


@_step
def _tell(user: str, key: PostKey, text: str) -> Outcome:
    reply = about_channel(key.channel, text)
    return post_message(here().client, reply, channel=user, once=_once("told"))


@_step
def _close(key: PostKey) -> bool:
    return here().study.closings.close(key) is not None


@_step
def _show_closed(key: PostKey) -> Outcome:
    return show_closed(here(), key)


def show_closed(desk: Desk, key: PostKey) -> Outcome:
    """Show a closed post as such; one that is open stays as it is."""
    post = desk.study.closings.closed(key)
    if post is None or post.ts is None:
        return Outcome()
    try:
        reply = closed_post(desk.study.closings.closing(post))
    except UserError as error:
        reply = note(f"This question is closed. {error}")
    return update_message(desk.client, reply, channel=key.channel, ts=post.ts)


@_step
def _open_thread(key: PostKey) -> Outcome:
    return _in_thread(key, discussion)


@_step
def _send_correction(key: PostKey) -> Outcome:
    return _in_thread(key, correction)


def _in_thread(key: PostKey, view: Callable[[Closing], Reply]) -> Outcome:
    desk = here()
    post = desk.study.closings.closed(key)
    if post is None or post.ts is None:
        return Outcome()
    try:
        reply = view(desk.study.closings.closing(post))
    except UserError:
        return Outcome()  # withdrawn or rewritten: there is no key to talk about
    once = _once(view.__name__)
    return post_message(desk.client, reply, channel=key.channel, once=once, thread_ts=post.ts)


@_step
def _regrade(key: PostKey) -> int:
    return here().study.closings.regrade(key)


@_step
def _send_recap(key: RecapKey) -> Outcome:
    desk = here()
    post = desk.study.recaps.recap(key)
    if post is None:
        return Outcome()
    reply = recap(post.facts, post.names, missed_stem=post.missed_stem, week=post.week)
    return post_message(desk.client, reply, channel=key.channel, once=_once("recap"))


def _once(what: str) -> str:
    """The same id for every attempt of this job to send `what`."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{DBOS.workflow_id}:{what}"))
