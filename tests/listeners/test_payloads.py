import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listeners.payloads import typed
from bot.playground.text import escape


@pytest.mark.parametrize(
    ("delivered", "words"),
    [
        ("<@U0PLAYGRND> shield", "shield"),
        ("shield <!channel> vs <!subteam^S1|@team> waf", "shield vs waf"),
        ("see <https://aws.example/waf|the page>", "see the page"),
        ("see <https://aws.example/waf>", "see https://aws.example/waf"),
        ("<#C0GENERAL0|general> shield", "general shield"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("  many\n\tspaces ", "many spaces"),
        ("nul\x00l", "nul l"),
        (None, ""),
    ],
)
def test_slacks_mark_up_is_taken_out_of_what_was_typed(delivered, words):
    assert typed(delivered) == words


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_what_slack_escaped_reads_as_it_was_typed(text):
    assert typed(escape(text)) == " ".join(text.split())


@pytest.mark.parametrize("hostile", ["<" * 40_000, "<@" * 20_000, "<a|" * 13_000])
def test_unclosed_mark_up_costs_no_time(hostile):
    start = time.monotonic()
    typed(hostile)
    assert time.monotonic() - start < 0.5
