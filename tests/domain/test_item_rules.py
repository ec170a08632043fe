"""Each rule with a bank that breaks it and one that doesn't."""

import random
import string
from itertools import cycle

import pytest

from bot.domain.item_rules import chi_squared, item_faults, key_positions, longest_keys
from bot.domain.item_spread import spread
from bot.domain.knowledge import (
    Difficulty,
    Domain,
    Kind,
    Knowledge,
    Option,
    Pair,
    Question,
    Step,
)
from tests import small

RNG = random.Random(3)


def made_up(count):
    """Words that stand in no other question."""
    return " ".join("".join(RNG.choices(string.ascii_lowercase, k=8)) for _ in range(count))


def single(id, *texts, key=0, stem=None, kind=Kind.SINGLE):
    """A question whose right option is at `key`; it resembles no other unless told to."""
    texts = texts or tuple(f"a {made_up(3)} for the role of each" for _ in range(4))
    keys = {key} if isinstance(key, int) else set(key)
    options = tuple(Option(text, "Because.", at in keys) for at, text in enumerate(texts))
    return Question(
        id, kind, Difficulty.EASY, stem or f"The {made_up(6)} of members. Which?", options
    )


def bank(count, **fields):
    """Questions without a fault, their keys evenly spread."""
    return [
        single(f"bank/{number}", key=key, **fields)
        for number, key in zip(range(count), cycle(range(4)), strict=False)
    ]


def faults_of(*questions, among=0):
    """What is said about these questions in a bank of others."""
    found = item_faults([*bank(among), *questions])
    ids = {question.id for question in questions}
    assert {fault.question for fault in found} <= ids
    return [fault.message for fault in found]


def test_a_sound_bank_has_no_fault():
    assert item_faults(bank(200)) == []
    assert item_faults([]) == []


# --- the whole bank -------------------------------------------------------------------------


def keys_of_length(longest, others):
    """A bank in which the key is the longest option in so many questions."""
    keys = cycle(range(4))
    return [
        single(f"q/{n}", *(made_up(4 if (at == key) == (n < longest) else 3) for at in range(4)),
               key=key)
        for n, key in zip(range(longest + others), keys, strict=False)
    ]  # fmt: skip


def test_the_key_may_be_the_longest_option_in_35_of_100_questions():
    questions = keys_of_length(35, 65)
    assert len(longest_keys(questions)) == 35
    assert item_faults(questions) == []


def test_longer_keys_in_36_of_100_questions_give_the_answers_away():
    [fault] = item_faults(keys_of_length(36, 64))
    assert fault.question is None
    assert "longest option in 36 of 100 single-choice questions (36%, at most 35%)" in fault.message


def test_the_questions_to_shorten_first_are_those_whose_key_sticks_out_most():
    mild, worst = single("q/mild", "aaaaaa", "b", "c", "d"), single("q/worst", "e" * 50, "f", "g")
    assert longest_keys([mild, worst]) == [worst, mild]
    [fault] = item_faults([mild, worst])
    assert fault.message.endswith("first in q/worst, q/mild")


def test_a_key_as_long_as_another_option_is_not_the_longest():
    assert longest_keys([single("q/even", "abc", "xyz", "d", "e")]) == []


def test_only_single_choice_questions_count_for_length_and_position():
    texts = ("a long key", "another key", "b", "c", "d")
    multiple = single("q/multiple", *texts, key=(0, 1), kind=Kind.MULTIPLE)
    assert longest_keys([multiple]) == []
    assert key_positions([multiple]) == [0, 0, 0, 0]


def keys_at(*counts):
    return [single(f"q/{at}-{n}", key=at) for at, count in enumerate(counts) for n in range(count)]


def test_keys_that_stand_first_too_often_are_a_fault():
    [fault] = [one for one in item_faults(keys_at(40, 20, 20, 20)) if "positions" in one.message]
    assert fault.question is None
    assert "positions 1 to 4 40, 20, 20, 20 times (chi-squared 12.0, at most 11.345)" in (
        fault.message
    )


def test_positions_as_chance_makes_them_are_none():
    assert chi_squared([37, 23, 18, 22]) == pytest.approx(8.24)
    assert item_faults(keys_at(37, 23, 18, 22)) == []


def test_few_keys_say_nothing_about_positions():
    assert item_faults(keys_at(19, 0, 0, 0)) == []
    assert len(item_faults(keys_at(20, 0, 0, 0))) == 1


# --- options that speak of others -----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "All of the above",
        "none of the above.",
        "Both of the above",
        "All of these",
        "Neither of those",
        "None of the other options",
    ],
)
def test_an_option_that_speaks_of_other_options_is_a_fault(text):
    [message] = faults_of(single("q/one", "a role", "a user", "a group", text))
    assert message == f"`{text}` speaks of other options; write an option that stands by itself"


@pytest.mark.parametrize(
    "text", ["SCPs above account A", "All of these users' keys", "None", "Nothing at all"]
)
def test_an_option_that_speaks_of_the_world_is_none(text):
    assert faults_of(single("q/one", "a role", "a user", "a group", text)) == []


def test_a_match_that_speaks_of_other_matches_is_a_fault():
    pairs = (Pair("Who?", "A role", "Because."), Pair("What?", "None of the above", "Because."))
    matching = Question("q/match", Kind.MATCHING, Difficulty.EASY, "Match.", pairs=pairs)
    assert len(faults_of(matching)) == 1


# --- negatives ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "negative"),
    [
        ("Which of these is not a feature of Macie?", "not"),
        ("A company has logs. Which traffic is never copied?", "never"),
        ("If a key is lost, what cannot be read?", "cannot"),
        ("What doesn't GuardDuty read?", "doesn't"),
        ("For which traffic does neither of them work?", "neither"),
        ("Select the types that can never grant anything.", "never"),
        ("Select the two policies that do not apply.", "not"),
        ("Which way needs the least effort?", "least"),
        ("Match each need with the tool that takes the least work.", "least"),
        ("All of these are true except:", "except"),
        ("Every task is the customer's except which?", "except"),
    ],
)
def test_a_negative_by_which_the_stem_asks_stands_in_capitals(stem, negative):
    [message] = faults_of(single("q/one", stem=stem))
    assert message == (
        f"the stem asks by `{negative}`, which is easily missed; write {negative.upper()}"
    )
    assert faults_of(single("q/one", stem=stem.replace(negative, negative.upper()))) == []


@pytest.mark.parametrize(
    "stem",
    [
        "The key must not leave the Region. Which key fits?",
        "The role cannot read the object. Why?",
        "Which key fits, if it must not leave the Region?",
        "What does version 2 demand that version 1 does not?",
        "Which task is done by AWS and not by the customer?",
        "Which rule stops a person who has not signed in with MFA?",
        "In a VPC in which logs are not kept, what helps?",
        "Which access follows the principle of least privilege?",
        "Which store keeps at least three copies?",
        'What is wrong with "a key is never shared"?',
        "Which rule denies all requests except those of the endpoint?",
    ],
)
def test_a_negative_that_only_tells_the_scene_may_stay_small(stem):
    assert faults_of(single("q/one", stem=stem)) == []


# --- two alike ------------------------------------------------------------------------------

STEM = "A bucket must be readable by a role of a partner account. What should the owner attach?"
OPTIONS = (
    "A bucket policy that names the role",
    "An ACL that names the partner's canonical user",
    "A lifecycle rule with a filter",
    "A service control policy of the partner",
)


def test_a_question_asked_twice_is_a_fault_of_the_second():
    first = single("q/first", *OPTIONS, stem=STEM)
    again = single("q/again", *reversed(OPTIONS), stem=STEM.replace("attach", "use"), key=3)
    [fault] = item_faults([first, *bank(40), again])
    assert fault.question == "q/again"
    assert fault.message.startswith("98% like `q/first`, less than 75% is asked for;")


def test_one_scene_with_another_question_is_no_repetition():
    first = single("q/first", *OPTIONS, stem=STEM)
    scene = "A bucket must be readable by a role of a partner account. Reads fail with a KMS error."
    other = ("kms:Decrypt for the role in the key's policy", "A new bucket in the same Region",
             "Versioning", "A shorter session of the role, renewed more often")  # fmt: skip
    assert faults_of(first, single("q/other", *other, stem=scene), among=40) == []


def test_steps_and_pairs_count_for_likeness():
    def ordering(id, *texts):
        steps = tuple(Step(text, "Because.") for text in texts)
        stem = "Put the steps in order."
        return Question(id, Kind.ORDERING, Difficulty.EASY, stem, steps=steps)

    volume = ordering("q/volume", "Create a snapshot", "Copy it with a key", "Attach a new volume")
    again = ordering(
        "q/again", "Create a snapshot", "Copy it with the key", "Attach the new volume"
    )
    path = ordering("q/path", "Leave the organization", "Close the account", "Wait for 90 days")
    assert [fault.question for fault in item_faults([volume, path, again])] == ["q/again"]

    def matching(id, *matches):
        pairs = tuple(Pair(f"{match} is it", match, "Because.") for match in matches)
        stem = "Match each question with the service."
        return Question(id, Kind.MATCHING, Difficulty.EASY, stem, pairs=pairs)

    logs, keys = matching("q/logs", "CloudTrail", "Athena"), matching("q/keys", "KMS", "Macie")
    assert item_faults([logs, keys]) == []
    assert len(item_faults([logs, matching("q/again", "CloudTrail", "Athena")])) == 1


# --- rare words -----------------------------------------------------------------------------

BUS = "Members send findings to the central bus. What lets them in?"


def test_a_rare_word_of_the_stem_in_the_key_alone_is_a_fault():
    question = single(
        "q/bus", "A policy on the bus", "A user for each", "A role", "A key", stem=BUS
    )
    [message] = faults_of(question, among=200)
    assert message == (
        "of all options only the key repeats the stem's rare `bus`; "
        "say it in a wrong option too, or in other words"
    )


def test_endings_do_not_hide_a_repeated_word():
    stem, key = "An engineer simulates access. Why?", "Policies are simulated for users"
    question = single("q/one", key, "It is a question of time", "The Region lacks", "No", stem=stem)
    [message] = faults_of(question, among=200)
    assert "rare `simulates`" in message


def test_one_of_several_keys_gives_itself_away_too():
    texts = ("A policy on the bus", "A trail", "A user for each", "A role of members", "A key")
    question = single("q/bus", *texts, key=(0, 1), kind=Kind.MULTIPLE, stem=BUS)
    messages = faults_of(question, among=200)
    assert ["bus" in message for message in messages] == [True]


@pytest.mark.parametrize(
    "options",
    [
        ("A policy on the bus", "A second bus for each of them", "A role", "A key"),
        ("A policy with a condition", "A user for each", "A role on the bus", "A key"),
        ("A policy with a condition", "A user for each member", "A role", "A key"),
    ],
)
def test_a_rare_word_that_points_to_no_key_is_none(options):
    assert faults_of(single("q/bus", *options, stem=BUS), among=200) == []


def test_a_word_of_many_questions_points_to_nothing():
    question = single(
        "q/bus", "A policy on the bus", "A user for each", "A role", "A key", stem=BUS
    )
    others = [single(f"q/{n}", stem=f"The bus {made_up(9)}?") for n in range(5)]
    assert faults_of(question, *others, among=200) == []


# --- the table ------------------------------------------------------------------------------


def test_faults_come_in_the_order_of_the_bank_with_those_of_the_whole_first():
    late, early = (
        single(id, *"abcd", "All of the above", stem=f"{made_up(5)}. Which is not?")
        for id in ("a/late", "z/early")
    )
    found = item_faults([early, *keys_at(20, 0, 0, 0), late])
    places = [fault.question for fault in found]
    assert places == [None, "z/early", "z/early", "a/late", "a/late"]


def test_the_spread_of_a_bank_is_a_table():
    shield = small.topic("shield", Domain.INFRASTRUCTURE_SECURITY)
    lines = spread(
        Knowledge.of([shield, small.topic("macie", Domain.DATA_PROTECTION)])
    ).splitlines()
    assert lines[2] == "Infrastructure Security                  4   50%  exam 18%"
    assert lines[0] == "Detection                                0    0%  exam 16%"
    assert [line.split()[:3] for line in lines if line.startswith(("kind", "difficulty"))] == [
        ["kind", "single", "2"], ["kind", "multiple", "2"], ["kind", "ordering", "2"],
        ["kind", "matching", "2"], ["difficulty", "easy", "8"], ["difficulty", "medium", "0"],
        ["difficulty", "hard", "0"],
    ]  # fmt: skip
    assert lines[-4].split()[:6] == ["key", "at", "position", "1", "2", "100%"]


def test_an_empty_bank_has_a_table_of_zeros():
    assert " 0%" in spread(Knowledge.of([]))
