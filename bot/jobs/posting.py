"""The jobs that bring something new to a channel: a question, and the weekly recap.

Each step bears being done twice. DBOS notes those that are done, so a job whose process died goes
on after the last of them.
"""

from datetime import date, datetime

from bot.domain.quiz.posts import PostKey
from bot.errors import UserError
from bot.jobs.attempts import in_turn, insist, job, once, own_id, step
from bot.jobs.desk import here
from bot.jobs.due import late_closing_job, tell_job
from bot.jobs.sending import Outcome, post_message
from bot.study import RecapKey
from bot.views.notice import about_channel, not_taken, stopped
from bot.views.post import open_post
from bot.views.recap import recap


def _give_up(team: str, channel: str, day: str, _at: str) -> None:
    _free(PostKey(team, channel, date.fromisoformat(day)))


@job(given_up=_give_up)
def post_question(team: str, channel: str, day: str, at: str) -> list[str]:
    """Pick a question, post it, and note that it was posted."""
    key, due = PostKey(team, channel, date.fromisoformat(day)), datetime.fromisoformat(at)
    outcome = in_turn(team, channel, lambda: _send(key, due))
    if outcome.ts:
        insist(lambda: _note_sent(key, outcome.ts, due))
        return [*_warn(key), *_catch_up(key)]
    if outcome.refused:
        return _stop(key, outcome.refused)
    if outcome.fault:
        return _drop(key, outcome.fault)
    return []


@job()
def post_recap(team: str, channel: str, week: str) -> list[str]:
    """Post a channel's weekly recap."""
    key = RecapKey(team, channel, date.fromisoformat(week))
    in_turn(team, channel, lambda: _send_recap(key))
    return []


@job()
def tell_setter(team: str, channel: str, text: str) -> list[str]:
    """Tell who set a channel's daily quiz something about it, in a direct message."""
    in_turn(team, channel, lambda: _tell(team, channel, text))
    return []


@step
def _send(key: PostKey, due: datetime) -> Outcome:
    desk = here()
    try:
        prepared = desk.study.daily.prepare(key, due, job=own_id())
    except UserError as error:
        return Outcome(refused=str(error))
    if prepared is None:
        return Outcome()
    return post_message(
        desk.client,
        open_post(prepared.post, prepared.question),
        channel=key.channel,
        once=prepared.post.client_msg_id,
    )


@step
def _note_sent(key: PostKey, ts: str, due: datetime) -> None:
    here().study.daily.sent(key, ts, at=due)


@step
def _warn(key: PostKey) -> list[str]:
    warning = here().study.daily.warning(key)
    return _told(key, warning) if warning else []


@step
def _catch_up(key: PostKey) -> list[str]:
    """Show what Slack did not let us show in the channel, which it lets us post in again."""
    desk = here()
    unseen = desk.study.closings.outstanding(key.team, key.channel)
    return desk.queue.put(*(late_closing_job(one, after=key.day) for one in unseen))


@step
def _stop(key: PostKey, reason: str) -> list[str]:
    if not here().study.daily.failed(key, reason, job=own_id()):
        return []
    return _told(key, stopped(reason))


@step
def _free(key: PostKey) -> None:
    here().study.daily.give_up(key, job=own_id())


@step
def _drop(key: PostKey, why: str) -> list[str]:
    here().study.daily.give_up(key, job=own_id())
    return _told(key, not_taken(key.day, why))


def _told(key: PostKey, text: str) -> list[str]:
    """Have the setter told so by a job of its own: it may have to wait."""
    return here().queue.put(tell_job(f"{own_id()}:told", (key.team, key.channel), text))


@step
def _tell(team: str, channel: str, text: str) -> Outcome:
    desk = here()
    setter = desk.study.daily.setter(team, channel)
    if not setter:
        return Outcome()
    return post_message(
        desk.client, about_channel(channel, text), channel=setter, once=once(own_id())
    )


@step
def _send_recap(key: RecapKey) -> Outcome:
    desk = here()
    post = desk.study.recaps.recap(key)
    if post is None:
        return Outcome()
    reply = recap(post.facts, post.names, missed_stem=post.missed_stem, week=post.week)
    return post_message(desk.client, reply, channel=key.channel, once=once(own_id()))
