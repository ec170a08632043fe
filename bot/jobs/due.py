"""Puts what has fallen due into the queue.

The ids of jobs begin with their workspace and channel.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.quiz.posts import Post, PostKey
from bot.errors import UserError
from bot.jobs.queue import Job, JobQueue
from bot.study import DuePlace, Handover, Place, RecapHandover, Study

log = logging.getLogger(__name__)

BATCH = 500
"""Jobs that go into the queue in one transaction."""

_Due = TypeVar("_Due")
_Item = TypeVar("_Item")


def enqueue_due(study: Study, queue: JobQueue) -> list[str]:
    """Hand what is due to the queue; the ids of its jobs."""
    ids: list[str] = []
    for endings in _fairly(_all(study.closings.due), lambda ending: ending.key.team):
        ids += queue.put(*(closing_job(ending.key) for ending in endings))
    stop = partial(_stop, study, queue)
    for places in _fairly(_all(study.daily.due), _team):
        ids += hand_over(study, queue, *_found(places, study.daily.due_in, stop))
    for places in _fairly(_all(study.recaps.due), _team):
        recaps = _found(places, study.recaps.due_in, stop)
        ids += queue.put(*(recap_job(item) for item in recaps if not item.is_late))
        study.recaps.hand_over(recaps)
    return ids


def _found(
    places: Sequence[DuePlace],
    find: Callable[[Sequence[DuePlace]], list[_Item]],
    stop: Callable[[Place, Exception], None],
) -> list[_Item]:
    """What `find` finds in these channels; one whose setting makes it fail holds up no other."""
    try:
        return find(places)
    except SQLAlchemyError:
        raise
    except Exception as error:
        if len(places) == 1:
            stop(places[0][:2], error)
            return []
        half = len(places) // 2
        return _found(places[:half], find, stop) + _found(places[half:], find, stop)


def _stop(study: Study, queue: JobQueue, place: Place, error: Exception) -> None:
    """Stop a quiz whose setting cannot be read, and have its setter told."""
    log.error("The daily quiz in %s of %s is stopped", *reversed(place), exc_info=error)
    why = str(error) if isinstance(error, UserError) else "Its schedule cannot be read any more."
    if study.daily.stop(place, why):
        told = f"The daily quiz there has stopped. {why} Set it again with `/awssec daily`."
        queue.put(tell_job(f"{':'.join(place)}:unreadable", place, told))


def _all(page: Callable[[_Due | None], Sequence[_Due]]) -> list[_Due]:
    """What is on page after page, each from where the one before ended."""
    found = list(page(None))
    while more := page(found[-1]) if found else []:
        found += more
    return found


def _fairly(found: Sequence[_Due], team: Callable[[_Due], str]) -> Iterator[list[_Due]]:
    """In batches: each workspace's first one, then each one's second, and so on.

    To get all into the queue takes a while, and no workspace is to wait for a large one.
    """
    had = Counter[str]()
    turns = []
    for one in found:
        had[team(one)] += 1
        turns.append(had[team(one)])
    order = sorted(range(len(found)), key=turns.__getitem__)
    for start in range(0, len(order), BATCH):
        yield [found[place] for place in order[start : start + BATCH]]


def _team(place: DuePlace) -> str:
    return place[0]


def hand_over(study: Study, queue: JobQueue, *items: Handover) -> list[str]:
    """Have questions posted; the ids of their jobs.

    They are noted as handed over when their jobs are in the queue: in between, a crash leaves them
    due, and the jobs are then found to be there.
    """
    ids = queue.put(*(post_job(item) for item in items if not item.is_late))
    study.daily.hand_over(items)
    return ids


def post_job(item: Handover) -> Job:
    """Post a question: another job whenever the quiz was set anew, or one is wanted at once."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.day}", item.due.at.isoformat())
    id = f"{key.name}:post:{item.setting.set_at.timestamp():.0f}:{item.due.at.timestamp():.0f}"
    return Job(id, "post_question", key.team, arguments)


def closing_job(key: PostKey) -> Job:
    """Close a post."""
    return Job(f"{key.name}:close", "close_post", key.team, (key.team, key.channel, f"{key.day}"))


def late_closing_job(key: PostKey, *, after: date) -> Job:
    """Show a post that was closed as such, once the channel has had the question of a later day."""
    return replace(closing_job(key), id=f"{key.name}:close:{after}")


def recap_job(item: RecapHandover) -> Job:
    """Post a weekly recap."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.week}")
    return Job(f"{key.name}:recap", "post_recap", key.team, arguments)


def tell_job(id: str, place: Place, text: str) -> Job:
    """Tell who set a channel's quiz about it."""
    return Job(id, "tell_setter", place[0], (*place, text))


def correction_job(post: Post, grading: str) -> Job:
    """Grade a post once more, as `grading` says.

    Whoever asks for that before it is done asks for the same job.
    """
    key = post.key
    arguments = (key.team, key.channel, f"{key.day}", grading)
    id = f"{key.name}:correct:{post.corrections + 1}:{grading}"
    return Job(id, "correct_post", key.team, arguments)
