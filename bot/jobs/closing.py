"""The jobs for a question that was posted: it is closed, and corrected if its key was wrong.

Each step bears being done twice, as those of `posting` do.
"""

from collections.abc import Callable
from datetime import date

from bot.domain.quiz.posts import Closing, PostKey
from bot.errors import UserError
from bot.jobs.attempts import in_turn, insist, job, once, own_id, step
from bot.jobs.desk import Desk, here
from bot.jobs.sending import Outcome, post_message, update_message
from bot.views.blocks import Reply, said
from bot.views.closed_post import closed_post, correction, discussion


def _leave_unseen(team: str, channel: str, day: str) -> None:
    _note_shown(PostKey(team, channel, date.fromisoformat(day)), False)


@job(given_up=_leave_unseen)
def close_post(team: str, channel: str, day: str) -> list[str]:
    """Close a post, show how it went, and open its thread.

    If Slack does not let us show it, that is done after the channel's next question.
    """
    key = PostKey(team, channel, date.fromisoformat(day))
    if not _close(key):
        return []
    outcome = in_turn(team, channel, lambda: _show_closed(key))
    if not outcome.refused:
        outcome = in_turn(team, channel, lambda: _open_thread(key))
    insist(lambda: _note_shown(key, not outcome.refused))
    return []


@job()
def correct_post(team: str, channel: str, day: str, grading: str) -> list[str]:
    """Regrade a post's answers, and say so where its key was shown.

    A process whose knowledge grades the post otherwise than `grading` changes nothing: it may be
    older than the one that asked for this.
    """
    key = PostKey(team, channel, date.fromisoformat(day))
    _regrade(key, grading)
    in_turn(team, channel, lambda: _show_corrected(key, grading))
    in_turn(team, channel, lambda: _send_correction(key, grading))
    return []


@step
def _close(key: PostKey) -> bool:
    return here().study.closings.close(key) is not None


@step
def _note_shown(key: PostKey, shown: bool) -> None:
    here().study.closings.note_shown(key, shown=shown)


@step
def _regrade(key: PostKey, grading: str) -> int:
    closings = here().study.closings
    closings.check_grading(key, grading)
    return closings.regrade(key)


@step
def _show_closed(key: PostKey) -> Outcome:
    return show_closed(here(), key)


@step
def _show_corrected(key: PostKey, grading: str) -> Outcome:
    here().study.closings.check_grading(key, grading)
    return show_closed(here(), key)


def show_closed(desk: Desk, key: PostKey) -> Outcome:
    """Show a closed post as such; one that is open stays as it is."""
    post = desk.study.closings.closed(key)
    if post is None or post.ts is None:
        return Outcome()
    try:
        reply = closed_post(desk.study.closings.closing(post))
    except UserError as error:
        reply = said(f"This question is closed. {error}")
    return update_message(desk.client, reply, channel=key.channel, ts=post.ts)


@step
def _open_thread(key: PostKey) -> Outcome:
    return _in_thread(key, discussion, once=once(f"{key.name}:discussion"))


@step
def _send_correction(key: PostKey, grading: str) -> Outcome:
    here().study.closings.check_grading(key, grading)
    return _in_thread(key, correction, once=once(own_id()))


def _in_thread(key: PostKey, view: Callable[[Closing], Reply], *, once: str) -> Outcome:
    desk = here()
    post = desk.study.closings.closed(key)
    if post is None or post.ts is None:
        return Outcome()
    try:
        reply = view(desk.study.closings.closing(post))
    except UserError:
        return Outcome()  # withdrawn or rewritten: there is no key to talk about
    return post_message(desk.client, reply, channel=key.channel, once=once, thread_ts=post.ts)
