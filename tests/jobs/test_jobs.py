"""What a worker does, from the moment that something is due to what people see in Slack."""

import dataclasses
import threading
from collections.abc import Iterator
from datetime import time, timedelta

import pytest

from bot.errors import UserError
from bot.jobs.due import correction_job, enqueue_due, hand_over, post_job
from bot.jobs.refreshing import Refreshing
from tests.jobs.kit import ANA, CHANNEL, DAILY, TEAM, Works, works
from tests.playground.scene import MovableClock


@pytest.fixture
def at_work(database_url: str, clock: MovableClock) -> Iterator[Works]:
    with works(database_url, clock) as made:
        yield made


def test_a_question_comes_when_it_is_due_and_once(at_work):
    at_work.set_daily()
    at_work.at(24, 9, 29)
    assert at_work.messages() == []
    at_work.at(24, 9, 30)
    at_work.at(24, 9, 31)
    assert len(at_work.messages()) == 1
    assert at_work.post(24).ts == at_work.messages()[0]["ts"]
    assert at_work.post(24).scheduled


def test_the_next_question_closes_the_one_before_which_then_shows_its_key(at_work):
    at_work.set_daily()
    at_work.at(24, 9, 30)
    at_work.answer(at_work.post(24), ANA, right=True)
    at_work.at(25, 9, 30)
    first = at_work.messages()[0]
    assert at_work.post(24).closed
    assert "The answer is" in first["text"]
    assert not at_work.post(25).closed


def test_a_question_less_than_six_hours_late_is_sent(at_work):
    at_work.set_daily()
    at_work.at(24, 15, 29)
    assert at_work.post(24).ts


def test_a_question_that_slack_puts_off_twice_comes_once(at_work):
    at_work.set_daily()
    at_work.office.slack.trouble("chat.postMessage", retry_after=1, times=2)
    at_work.at(24, 9, 30)
    assert len(at_work.messages()) == 1
    assert at_work.post(24).ts == at_work.messages()[0]["ts"]


def test_an_older_question_is_skipped_and_the_next_one_comes(at_work):
    at_work.set_daily()
    at_work.at(24, 15, 30)
    assert at_work.messages() == []
    at_work.at(25, 9, 30)
    assert at_work.post(24) is None
    assert at_work.post(25).ts


def test_after_days_without_a_worker_only_the_latest_question_is_sent(at_work):
    at_work.set_daily()
    at_work.at(28, 12)
    assert [at_work.post(day) is not None for day in (24, 25, 26, 27, 28)] == [*[False] * 4, True]
    assert len(at_work.messages()) == 1


def test_a_question_on_demand_takes_the_channels_day(at_work):
    at_work.set_daily()
    queue = at_work.jobs.queue
    queue.wait(hand_over(at_work.office.study, queue, at_work.daily.now(TEAM, CHANNEL)))
    at_work.at(24, 9, 30)
    assert len(at_work.messages()) == 1
    with pytest.raises(UserError, match="had its question today"):
        at_work.daily.now(TEAM, CHANNEL)


def test_a_question_on_demand_whose_asker_died_before_taking_the_day_comes_once(at_work):
    at_work.set_daily()
    item = at_work.daily.now(TEAM, CHANNEL)
    at_work.jobs.queue.wait(at_work.jobs.queue.put(post_job(item)))
    assert len(at_work.messages()) == 1
    at_work.at(24, 9, 30)
    assert len(at_work.messages()) == 1
    assert at_work.daily.due() == []
    assert at_work.store.schedules.get(TEAM, CHANNEL).last_day == item.key.day


def test_two_who_want_a_question_at_once_get_one(at_work):
    at_work.set_daily()
    items = [at_work.daily.now(TEAM, CHANNEL) for _ in range(2)]
    queue = at_work.jobs.queue
    for item in items:
        queue.wait(hand_over(at_work.office.study, queue, item))
    assert len(at_work.messages()) == 1


def test_a_question_on_demand_beside_the_scheduled_one_of_the_day_is_the_same(at_work):
    at_work.set_daily()
    item = at_work.daily.now(TEAM, CHANNEL)
    at_work.at(24, 9, 30)
    queue = at_work.jobs.queue
    queue.wait(hand_over(at_work.office.study, queue, item))
    assert len(at_work.messages()) == 1
    setting = at_work.store.schedules.get(TEAM, CHANNEL)
    assert setting.next_due == at_work.clock() + timedelta(days=1)


def test_where_no_quiz_is_set_none_can_be_had_on_demand(at_work):
    with pytest.raises(UserError, match="No daily quiz is set"):
        at_work.daily.now(TEAM, CHANNEL)


def test_in_an_archived_channel_the_quiz_stops_and_its_setter_is_told_once(at_work):
    at_work.set_daily()
    at_work.office.slack.archive("aws-security")
    at_work.at(24, 9, 30)
    at_work.at(25, 9, 30)
    stopped = at_work.store.schedules.get(TEAM, CHANNEL)
    assert "archived" in stopped.stopped
    assert stopped.next_due is None
    assert at_work.post(24) is None
    told = [message["text"] for message in at_work.messages("awssec")]
    assert len(told) == 1
    assert "archived" in told[0]
    assert "`/awssec daily resume`" in told[0]
    with pytest.raises(UserError, match="archived"):
        at_work.daily.now(TEAM, CHANNEL)


def test_a_quiz_that_stopped_posts_at_once_when_that_was_put_right(at_work):
    at_work.set_daily()
    at_work.office.slack.kick("aws-security")
    at_work.at(24, 9, 30)
    at_work.office.slack.send("ana", "aws-security", "/invite @awssec")
    before = len(at_work.messages())
    study, queue = at_work.office.study, at_work.jobs.queue
    study.channels.set(DAILY, team=TEAM, channel=CHANNEL, user=ANA)
    queue.wait(hand_over(study, queue, at_work.daily.now(TEAM, CHANNEL)))
    assert len(at_work.messages()) == before + 1
    assert at_work.post(24).ts == at_work.messages()[-1]["ts"]


def test_a_quiz_that_stopped_is_turned_off_and_set_again_posts_on_the_same_day(at_work):
    at_work.set_daily()
    at_work.office.slack.archive("aws-security")
    at_work.at(24, 9, 30)
    at_work.store.schedules.delete(TEAM, CHANNEL)
    at_work.office.slack.unarchive("aws-security")
    at_work.set_daily(dataclasses.replace(DAILY, at=time(10)))
    at_work.at(24, 10)
    assert len(at_work.messages()) == 1
    assert at_work.post(24).ts == at_work.messages()[0]["ts"]


def test_a_question_with_a_closing_time_closes_before_the_next_one(at_work):
    at_work.set_daily(dataclasses.replace(DAILY, closes_after=timedelta(hours=1)))
    at_work.at(24, 9, 30)
    at_work.at(24, 10, 29)
    assert not at_work.post(24).closed
    at_work.at(24, 10, 30)
    assert at_work.post(24).closed


def test_what_slack_did_not_let_us_close_is_shown_with_its_thread_after_the_next_question(at_work):
    at_work.set_daily()
    at_work.at(24, 9, 30)
    at_work.office.slack.kick("aws-security")
    at_work.at(25, 9, 30)
    assert at_work.post(24).closed
    assert "The answer is" not in at_work.messages()[0]["text"]
    at_work.office.slack.send("ana", "aws-security", "/invite @awssec")
    at_work.set_daily()
    at_work.at(26, 9, 30)
    first = at_work.messages()[0]
    assert "The answer is" in first["text"]
    threads = [one["thread_ts"] for one in at_work.messages() if "Discuss it" in one["text"]]
    assert threads == [first["ts"]]
    assert at_work.office.study.closings.outstanding(TEAM, CHANNEL) == []


def test_a_closing_that_slack_puts_off_is_shown_once(at_work):
    at_work.set_daily()
    at_work.at(24, 9, 30)
    for method in ("chat.update", "chat.postMessage"):
        at_work.office.slack.trouble(method, retry_after=1)
    at_work.store.schedules.delete(TEAM, CHANNEL)
    at_work.at(25, 9, 30)
    first, *rest = at_work.messages()
    assert "The answer is" in first["text"]
    assert [one["thread_ts"] for one in rest] == [first["ts"]]
    assert at_work.office.study.closings.outstanding(TEAM, CHANNEL) == []


def test_the_number_of_answers_is_shown_soon_after_a_click(at_work):
    at_work.set_daily()
    at_work.at(24, 9, 30)
    post = at_work.post(24)
    before = str(at_work.messages()[0]["blocks"])
    at_work.answer(post, ANA, right=True)
    at_work.store.posts.mark_stale(post.key, at_work.clock())
    Refreshing(at_work.desk, threading.Event()).round()
    after = str(at_work.messages()[0]["blocks"])
    assert before != after
    assert "1 " in after


def test_the_weekly_recap_comes_when_the_weeks_last_question_closes(at_work):
    at_work.set_daily()
    for day in (24, 25, 26, 27, 28, 29):
        at_work.at(day, 9, 30)
        at_work.answer(at_work.post(day), ANA, right=True)
    at_work.clock.now = at_work.clock.now.replace(month=11, day=30)
    at_work.at(30, 9, 30)
    texts = [message["text"] for message in at_work.messages()]
    assert len([text for text in texts if "week" in text.lower()]) == 1


def test_a_regraded_post_is_corrected_in_its_thread_and_only_once(at_work):
    at_work.set_daily()
    at_work.at(24, 9, 30)
    post = at_work.post(24)
    at_work.answer(post, ANA, right=False)
    at_work.answer(post, "U0BENOKAFO", right=False)
    at_work.at(25, 9, 30)
    closings = at_work.office.study.closings
    [wrong] = closings.to_correct(post.question_id)
    at_work.jobs.correct([wrong, wrong])
    at_work.jobs.correct([wrong])
    assert closings.to_correct(post.question_id) == []
    replies = [m for m in at_work.messages() if m["text"].startswith("Correction")]
    assert len(replies) == 1


def test_a_worker_with_other_knowledge_corrects_nothing(at_work, caplog):
    at_work.set_daily()
    at_work.at(24, 9, 30)
    post = at_work.post(24)
    at_work.answer(post, ANA, right=False)
    at_work.at(25, 9, 30)
    job = correction_job(at_work.post(24), "easy-Z")
    queue = at_work.jobs.queue
    queue.put(job)
    assert queue.left(job.id) == [f"{job.id}#2"]
    assert "the knowledge here does not grade it as easy-Z" in caplog.text
    assert len(at_work.office.study.closings.to_correct(post.question_id)) == 1
    assert not [one for one in at_work.messages() if one["text"].startswith("Correction")]


def test_catching_up_waits_for_what_another_has_put_into_the_queue(at_work):
    at_work.set_daily()
    at_work.clock.now = at_work.clock.now.replace(hour=9, minute=30)
    assert enqueue_due(at_work.office.study, at_work.jobs.queue)
    at_work.jobs.catch_up()
    assert at_work.post(24).ts
