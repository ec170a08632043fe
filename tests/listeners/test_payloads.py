import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt import BoltRequest

from bot.listeners.payloads import team_of, typed
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


OURS, THEIRS = "T0OURS", "T0THEIRS"
THEIR_USER = {"user": {"id": "U1", "team_id": THEIRS}}
OUR_VIEW = {"view": {"team_id": THEIRS, "app_installed_team_id": OURS}}


@pytest.mark.parametrize(
    "body",
    [
        {"team_id": OURS, "user_id": "U1"},
        {"type": "event_callback", "team_id": OURS, "authorizations": [{"team_id": OURS}]},
        {"type": "event_callback", "team_id": THEIRS, "authorizations": [{"team_id": OURS}]},
        {"type": "event_callback", "team_id": OURS, "authorizations": []},
        {"type": "block_actions", "team": {"id": OURS}, **THEIR_USER},
        {"type": "block_actions", "team": {"id": THEIRS}, **THEIR_USER, **OUR_VIEW},
        {"type": "view_submission", "team": {"id": THEIRS}, **THEIR_USER, **OUR_VIEW},
        {"type": "block_actions", "team": None, "user": {"id": "U1", "team_id": OURS}},
    ],
)
def test_the_workspace_is_the_one_that_has_the_app_whoever_of_whichever_acts(body):
    assert team_of(body) == BoltRequest(body=body, mode="socket_mode").context.team_id == OURS
