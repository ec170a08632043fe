import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commands import (
    Ask,
    Daily,
    ForgetMe,
    Help,
    Leaderboard,
    Me,
    Topics,
    domain_named,
)
from bot.domain.commands import parse as parse_knowing
from bot.domain.knowledge import Domain
from bot.domain.scoring import Period

MATCHING = Path(__file__).parents[1] / "matching"
ASKED = [
    json.loads(line)["q"]
    for path in sorted(MATCHING.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
"""Every question that the finder is measured with."""


def parse(text, *, known=()):
    """The command, where these words have an answer and no others."""
    return parse_knowing(text, has_answer=lambda words: words in known)


@pytest.mark.parametrize("text", ["", "   ", "help", "HELP", " help ", "hlep", "hepl", "helpp"])
def test_nothing_or_help_however_spelt_gets_help(text):
    assert parse(text) == Help()


@pytest.mark.parametrize("text", ["topics", "Topics", "topic", "topcis", "tpoics", "toppics"])
def test_topics_however_spelt_lists_the_domains(text):
    assert parse(text) == Topics(None)


@pytest.mark.parametrize("domain", Domain)
def test_topics_of_a_domain_by_its_id_or_full_name(domain):
    assert parse(f"topics {domain.value}") == Topics(domain)
    assert parse(f"topics {domain.full_name}") == Topics(domain)
    assert parse(f"TOPICS   {domain.full_name.upper()}") == Topics(domain)


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("identiy", Domain.IDENTITY),
        ("incident responce", Domain.INCIDENT_RESPONSE),
        ("data protction", Domain.DATA_PROTECTION),
        ("detecton", Domain.DETECTION),
    ],
)
def test_a_misspelt_domain_is_understood(words, domain):
    assert domain_named(words) is domain
    assert parse(f"topics {words}") == Topics(domain)


@pytest.mark.parametrize(
    "question",
    [
        "shield",
        "shield vs waf",
        "help me with kms keys",
        "topics about quantum cooking",
        "hello",
        "what topics are there",
        "sns topic policy",
        "daily backup of our databases",
        "me too",
        "forget the key",
    ],
)
def test_anything_else_is_a_question_in_the_words_that_were_typed(question):
    assert parse(question) == Ask(question)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("daily", Daily("")),
        ("dialy", Daily("")),
        ("daily on 09:30 Europe/Berlin weekdays", Daily("on 09:30 Europe/Berlin weekdays")),
        ("daily 25:00", Daily("25:00")),
        ("daily delete", Daily("delete")),
        ("daily help", Daily("help")),
        ("daily turn off", Daily("turn off")),
        ("leaderbord", Leaderboard()),
        ("Leaderboard Month", Leaderboard(Period.MONTH)),
        ("leaderboard all time", Leaderboard(Period.ALL)),
        ("leaderboard this week", Leaderboard()),
        ("leaderboard accuracy", Leaderboard(Period.ALL, by="accuracy")),
        ("leaderboard accuracy of the month", Leaderboard(Period.MONTH, by="accuracy")),
        (
            "leaderboard accuracy this week",
            Leaderboard(Period.ALL, by="accuracy", unclear="accuracy this week"),
        ),
        ("leaderboard week or month", Leaderboard(unclear="week or month")),
        ("leaderboard week month", Leaderboard(unclear="week month")),
        ("leaderboard by points", Leaderboard()),
        ("leaderboard workspace", Leaderboard(scope="workspace")),
        ("leaderboard this channel", Leaderboard()),
        (
            "leaderboard workspace Accuracy all time",
            Leaderboard(Period.ALL, "workspace", "accuracy"),
        ),
        ("leaderboard year", Leaderboard(unclear="year")),
        ("leaderboard Last week", Leaderboard(unclear="Last week")),
        ("leaderboard please", Leaderboard(unclear="please")),
        ("leaderboard of attackers", Leaderboard(unclear="of attackers")),
        ("me", Me()),
        ("forget me", ForgetMe()),
        ("forget", ForgetMe()),
        *((text, Me()) for text in ("stats", "Streak", "points", "score", "my score", "me stats")),
        *((text, Me()) for text in ("hide me", "show me", "Hide me from boards")),
    ],
)
def test_what_concerns_the_quiz_is_understood(text, command):
    assert parse(text) == command


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("daily backups", "backups"),
        ("daily key rotation", "daily key rotation"),
        ("daily guardduty findings", "guardduty"),
    ],
)
def test_a_few_words_after_daily_are_a_question_if_something_answers_them(text, known):
    assert parse(text, known=[known]) == Ask(text)
    assert parse(text) == Daily(text.removeprefix("daily "))


@pytest.mark.parametrize("rest", ["question", "questions today", "new time", "Schedule"])
def test_words_of_the_quiz_after_daily_are_no_question_whatever_answers_them(rest):
    assert parse(f"daily {rest}", known=[rest, f"daily {rest}"]) == Daily(rest)


def test_every_question_that_the_finder_is_measured_with_stays_a_question():
    assert len(ASKED) > 800
    assert [one for one in ASKED if parse(one) != Ask(" ".join(one.split()))] == []


@given(st.sampled_from(ASKED), st.sampled_from(["me", "forget", "show me", "hide me"]))
def test_a_question_behind_the_first_word_of_a_command_is_still_one(question, word):
    text = " ".join(f"{word} {question}".split())
    assert parse(text) == Ask(text)


@given(st.text())
def test_a_leaderboard_is_shown_whatever_follows_the_word(rest):
    found = parse(f"leaderboard {rest}")
    assert isinstance(found, Leaderboard)
    assert found.unclear in ("", " ".join(rest.split()))


def test_spaces_of_a_question_are_tidied_and_nothing_else():
    assert parse("  What IS\n\t KMS?! ") == Ask("What IS KMS?!")


@given(st.text())
def test_any_text_is_a_command_and_no_word_of_a_question_is_lost(text):
    command = parse(text)
    if isinstance(command, Ask):
        assert command.question.split() == text.split()
    else:
        assert command in (Help(), Topics(None), *map(Topics, Domain))


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("iam", Domain.IDENTITY),
        ("infra", Domain.INFRASTRUCTURE_SECURITY),
        ("governance", Domain.GOVERNANCE),
        ("incident", Domain.INCIDENT_RESPONSE),
        ("identiy", Domain.IDENTITY),
        ("protection", Domain.DATA_PROTECTION),
        ("security", None),
        ("banana", None),
    ],
)
def test_a_domain_is_known_by_its_beginning_where_that_names_one(words, domain):
    assert domain_named(words) is domain


@pytest.mark.parametrize("text", ["awssec shield", "/awssec shield", "AWSSEC  shield"])
def test_the_command_may_stand_before_the_question(text):
    assert parse(text) == Ask("shield")
