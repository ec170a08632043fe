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
    parse,
)
from bot.domain.knowledge import Domain
from bot.domain.scoring import Period


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
        "leaderboard of attackers",
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
        ("leaderbord", Leaderboard(Period.WEEK)),
        ("Leaderboard Month", Leaderboard(Period.MONTH)),
        ("leaderboard all time", Leaderboard(Period.ALL)),
        ("me", Me()),
        ("forget me", ForgetMe()),
    ],
)
def test_what_concerns_the_quiz_is_understood(text, command):
    assert parse(text) == command


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
