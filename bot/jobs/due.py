"""Puts what has fallen due into the queue.

The ids of jobs begin with their workspace and channel.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from bot.domain.quiz.posts import Post, PostKey
from bot.jobs.queue import Job, JobQueue
from bot.study import Handover, RecapHandover, Study

_Key = TypeVar("_Key", bound=Hashable)


def enqueue_due(study: Study, queue: JobQueue) -> list[str]:
    """Hand what is due to the queue; the ids of its jobs."""
    ids: list[str] = []
    for keys in _pages(study.closings.due):
        ids += queue.put(*map(closing_job, keys))
    for places in _pages(study.daily.due):
        ids += hand_over(study, queue, *study.daily.due_in(places))
    for places in _pages(study.recaps.due):
        recaps = study.recaps.due_in(places)
        ids += queue.put(*map(recap_job, recaps))
        study.recaps.hand_over(recaps)
    return ids


def _pages(page: Callable[[], Iterable[_Key]]) -> Iterator[list[_Key]]:
    """Page after page, each without what was on one before, until one has nothing new."""
    seen: set[_Key] = set()
    while fresh := [key for key in page() if key not in seen]:
        yield fresh
        seen.update(fresh)


def hand_over(study: Study, queue: JobQueue, *items: Handover) -> list[str]:
    """Have questions posted; the ids of their jobs.

    They are noted as handed over when their jobs are in the queue: in between, a crash leaves them
    due, and the jobs are then found to be there.
    """
    ids = queue.put(*map(post_job, items))
    study.daily.hand_over(items)
    return ids


def post_job(item: Handover) -> Job:
    """Post a question: another one for every time that the quiz was set."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.day}", item.due.at.isoformat())
    id = f"{key.name}:post:{item.setting.set_at.timestamp():.0f}"
    return Job(id, "post_question", key.team, arguments)


def closing_job(key: PostKey) -> Job:
    """Close a post."""
    return Job(f"{key.name}:close", "close_post", key.team, (key.team, key.channel, f"{key.day}"))


def recap_job(item: RecapHandover) -> Job:
    """Post a weekly recap."""
    key = item.key
    arguments = (key.team, key.channel, f"{key.week}")
    return Job(f"{key.name}:recap", "post_recap", key.team, arguments)


def tell_job(id: str, key: PostKey, text: str) -> Job:
    """Tell who set a channel's quiz about it."""
    return Job(id, "tell_setter", key.team, (key.team, key.channel, text))


def correction_job(post: Post) -> Job:
    """Regrade a post once more: whoever asks for it before that is done asks for the same job."""
    key = post.key
    arguments = (key.team, key.channel, f"{key.day}")
    id = f"{key.name}:correct:{post.corrections + 1}"
    return Job(id, "correct_post", key.team, arguments)
