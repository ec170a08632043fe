"""Puts what has fallen due into the queue."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from bot.domain.quiz.posts import PostKey
from bot.jobs.queue import Job, JobQueue
from bot.study import Handover, RecapHandover, Study

_Key = TypeVar("_Key", bound=Hashable)


def enqueue_due(study: Study, queue: JobQueue) -> list[str]:
    """Hand what is due to the queue; the ids of its jobs."""
    ids = [queue.put(closing_job(key)) for key in _all(study.closings.due)]
    for place in _all(study.daily.due):
        if post := study.daily.due_in(*place):
            ids.append(hand_over(study, queue, post))
    for place in _all(study.recaps.due):
        if recap := study.recaps.due_in(*place):
            ids.append(queue.put(recap_job(recap)))
            study.recaps.hand_over(recap)
    return ids


def _all(page: Callable[[], Iterable[_Key]]) -> Iterator[_Key]:
    """The keys of page after page, each once, until a page brings nothing new."""
    seen: set[_Key] = set()
    while fresh := [key for key in page() if key not in seen]:
        yield from fresh
        seen.update(fresh)


def hand_over(study: Study, queue: JobQueue, item: Handover) -> str:
    """Have a question posted; the id of its job.

    It is noted as handed over when its job is in the queue: in between, a crash leaves it due, and
    its job is then found to be there.
    """
    id = queue.put(post_job(item))
    study.daily.hand_over(item)
    return id


def post_job(item: Handover) -> Job:
    """Post a question."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.day}", item.due.at.isoformat())
    return Job(f"post:{key.name}", "post_question", key.team, arguments)


def closing_job(key: PostKey) -> Job:
    """Close a post."""
    return Job(f"close:{key.name}", "close_post", key.team, (key.team, key.channel, f"{key.day}"))


def recap_job(item: RecapHandover) -> Job:
    """Post a weekly recap."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.week}")
    return Job(f"recap:{key.name}", "post_recap", key.team, arguments)


def correction_job(key: PostKey, *, name: str) -> Job:
    """Regrade a post; a post may be regraded again under another `name`."""
    arguments = (key.team, key.channel, f"{key.day}")
    return Job(f"correct:{key.name}:{name}", "correct_post", key.team, arguments)
