"""Nothing that people type can mention, link or format in what awssec posts, on any surface."""

import pytest
from hypothesis import example, given, settings

from bot.views.ids import ASK_FROM_HOME, EXPLAIN_SHORTCUT, QUESTION_BLOCK, QUESTION_INPUT
from tests.harmless import TRICKS, TYPED, harms
from tests.office import Office, whole_finder


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("injection")
    office = Office(whole_finder(), f"sqlite:///{folder}/awssec.db")
    yield office
    office.close()


def by_command(office, typed):
    return office.ask(typed)


def by_mention(office, typed):
    ts = office.slack.send("ana", "aws-security", f"@awssec {typed}")
    return next(
        shown for shown in reversed(office.seen()) if shown.thread_ts == ts and shown.blocks
    )


def by_direct_message(office, typed):
    office.slack.send("ana", "@awssec", f"? {typed}")
    return office.last(channel="@awssec")


def by_shortcut(office, typed):
    ts = office.slack.send("ana", "aws-security", f"? {typed}")
    office.slack.shortcut("ben", EXPLAIN_SHORTCUT, "aws-security", ts)
    return office.modal("ben")


def by_home(office, typed):
    office.home()
    entered = {QUESTION_BLOCK: {QUESTION_INPUT: {"value": typed}}}
    office.slack.act("ana", {"kind": "home"}, {"action_id": ASK_FROM_HOME}, {"values": entered})
    return office.modal()


WAYS = pytest.mark.parametrize(
    "asked", [by_command, by_mention, by_direct_message, by_shortcut, by_home]
)


@WAYS
@settings(max_examples=25, deadline=None)
@given(TYPED)
@example(" ".join(TRICKS[:-1]))
def test_an_answer_says_nothing_that_was_smuggled_in(office, asked, typed):
    shown = asked(office, typed)
    assert shown.blocks, shown.text  # no apology
    assert harms(shown.blocks, shown.text, office.study.knowledge) == []


@pytest.fixture
def either_office(finder, database_url):
    office = Office(finder, database_url)
    yield office
    office.close()


@pytest.mark.parametrize("odd", ["a\x00b pizza", "\ud800 pizza", "\U0001f6e1 pizza"])
def test_odd_characters_are_stored_on_both_databases(either_office, odd):
    for asked in (by_direct_message, by_home):
        assert "pizza" in asked(either_office, odd).words
    gaps = either_office.gaps()
    assert sum(gap.count for gap in gaps) == 2


def test_a_question_is_shown_as_it_was_typed(office):
    typed = "best <!channel> *pizza* & :tada: in town"
    assert f"“{typed}”" in office.ask(typed).words


def test_a_long_question_is_repeated_in_part(office):
    shown = office.ask("pizza " * 1900)
    assert "I don't know" in shown.words and "…" in shown.words
    assert len(shown.words) < 1000
