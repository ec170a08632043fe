"""Every view of every topic of the real knowledge is one that Slack accepts."""

from itertools import product

import pytest
from hypothesis import given, settings

from bot.domain.knowledge import Domain, Knowledge
from bot.playground.block_kit import faults, view_faults
from bot.views.blocks import said, sentence, shortened
from bot.views.card import card, shared_card
from bot.views.comparison import comparison
from bot.views.help import help_message
from bot.views.home import home
from bot.views.ids import CardState
from bot.views.modal import modal
from bot.views.suggestions import did_you_mean, not_found, rejected
from bot.views.topics import browse
from tests import small
from tests.harmless import TYPED, harms

LONG = "why? " * 2400
TWO = Knowledge.of([small.topic("shield"), small.topic("waf")])


def refusals(reply):
    """What Slack would refuse about this reply, as a message or in a modal."""
    assert 0 < len(reply.text) < 40_000
    return faults(reply.blocks, "message") + view_faults(modal(reply), "modal")


def test_every_card_in_every_state(knowledge):
    for topic in knowledge.topics.values():
        for question, rated, shared, sharable in product(("", LONG), *[(False, True)] * 3):
            state = CardState(topic.id, question, rated=rated, shared=shared)
            assert refusals(card(topic, knowledge, state, sharable=sharable)) == [], topic.id


def test_every_shared_card(knowledge):
    for topic in knowledge.topics.values():
        assert refusals(shared_card(topic, knowledge, "ana.souza")) == [], topic.id


def test_every_comparison_of_topics_that_are_taken_for_each_other(knowledge):
    for topic in knowledge.topics.values():
        for confusion in topic.confused_with:
            other = knowledge.topics[confusion.topic]
            shown = comparison(topic, other, LONG)
            assert refusals(shown) == [], (topic.id, other.id)
            assert confusion.difference in str(shown.blocks)


def test_suggestions_of_the_longest_titles(knowledge):
    topics = sorted(knowledge.topics.values(), key=lambda topic: -len(topic.title))[:5]
    for question in ("", "shield", LONG):
        assert refusals(did_you_mean(topics, question)) == []
        assert refusals(not_found(topics, question)) == []
        assert refusals(not_found([], question)) == []
        assert refusals(rejected(question)) == []


@pytest.mark.parametrize("domain", [None, *Domain])
def test_every_list_of_topics(knowledge, domain):
    assert refusals(browse(domain, knowledge)) == []


def test_the_help_and_the_home_tab(knowledge):
    assert refusals(help_message()) == []
    assert view_faults(home(knowledge), "home") == []


@settings(max_examples=50, deadline=None)
@given(question=TYPED, sharer=TYPED.map(lambda name: name[:80]))
def test_no_question_or_name_breaks_a_view_or_speaks_through_it(question, sharer):
    one, two = TWO.topics.values()
    for reply in (
        card(one, TWO, CardState(one.id, question), sharable=True),
        shared_card(one, TWO, sharer),
        comparison(one, two, question),
        did_you_mean([one, two], question),
        not_found([one, two], question),
        rejected(question),
    ):
        assert refusals(reply) == []
        message = reply.as_message()
        assert harms(message["blocks"], message["text"], TWO) == []


@given(TYPED.map(lambda typed: f"This is {typed}"))
def test_a_sentence_keeps_its_words_and_nothing_in_it_speaks(text):
    [block] = said(text).blocks
    runs = block["elements"][0]["elements"]
    shown = "".join(f"`{run['text']}`" if "style" in run else run["text"] for run in runs)
    assert shown == shortened(text, 3000)
    assert refusals(said(text)) == []
    assert harms([block], said(text).as_message()["text"], TWO) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Type `/awssec daily` or `/awssec me`.", ["/awssec daily", "/awssec me"]),
        ("A ` alone", []),
        ("`` is empty", []),
        ("`all`", ["all"]),
    ],
)
def test_what_stands_between_backticks_is_shown_as_code(text, code):
    runs = sentence(text)["elements"][0]["elements"]
    assert [run["text"] for run in runs if run.get("style") == {"code": True}] == code
