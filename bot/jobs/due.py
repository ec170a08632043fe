"""Puts what has fallen due into the queue."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from bot.domain.quiz.posts import Post, PostKey
from bot.jobs.queue import Job, JobQueue
from bot.study import Handover, RecapKey, Study

_Item = TypeVar("_Item", bound=Handover | PostKey | RecapKey)


def enqueue_due(study: Study, queue: JobQueue) -> list[str]:
    """Hand what is due to the queue; the ids of its jobs.

    An item is noted as handed over when its job is in the queue: in between, a crash leaves it due,
    and its job is then found to be there.
    """
    ids = [queue.put(closing_job(key)) for key in _all(study.closings.due)]
    for item in _all(study.daily.due):
        ids.append(queue.put(post_job(item)))
        study.daily.hand_over(item)
    for week in _all(study.recaps.due):
        ids.append(queue.put(recap_job(week)))
        study.recaps.hand_over(week)
    return ids


def _all(page: Callable[[], Iterable[_Item]]) -> Iterator[_Item]:
    """The items of page after page, until one brings nothing new."""
    seen: set[_Item] = set()
    while fresh := [item for item in page() if item not in seen]:
        yield from fresh
        seen.update(fresh)


def post_job(item: Handover) -> Job:
    """Post a question."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.day}", item.at.isoformat())
    return Job(f"post:{key.name}", "post_question", key.team, arguments)


def post_now(queue: JobQueue, item: Handover) -> None:
    """Have a question posted that somebody wants at once."""
    queue.put(post_job(item))


def closing_job(key: PostKey) -> Job:
    """Close a post."""
    return Job(f"close:{key.name}", "close_post", key.team, (key.team, key.channel, f"{key.day}"))


def recap_job(key: RecapKey) -> Job:
    """Post a weekly recap."""
    arguments = (key.team, key.channel, f"{key.week}")
    return Job(f"recap:{key.name}", "post_recap", key.team, arguments)


def correction_job(post: Post) -> Job:
    """Regrade a post once more: whoever asks for it before that is done asks for the same job."""
    key = post.key
    arguments = (key.team, key.channel, f"{key.day}")
    id = f"correct:{key.name}:{post.corrections + 1}"
    return Job(id, "correct_post", key.team, arguments)
