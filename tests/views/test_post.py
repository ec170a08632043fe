"""An open post gives nothing away, a closed one says all, and a verdict is told in private."""

import json
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Kind, Option, Question
from bot.domain.quiz import grade, present, solve
from bot.errors import UserError
from bot.playground import forms
from bot.views import ids
from bot.views.closed_post import closed_post, correction, discussion
from bot.views.post import chosen, open_post
from bot.views.verdict import verdict
from tests.domain import quiz_kit
from tests.views.quiz_views import DAY, closing, post, pressed, read, refused

TOPIC = quiz_kit.topic("shield")


def all_questions(knowledge):
    for topic in knowledge.topics.values():
        yield from ((topic, question) for question in topic.questions)


def other_key(question: Question, rng: Random) -> Question:
    """The same texts with another key: what is shown before must not tell the two apart."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            marks = [option.correct for option in question.options]
            rng.shuffle(marks)
            return replace(
                question,
                id="another/id",
                options=tuple(
                    Option(option.text, f"Not {option.why}", mark)
                    for option, mark in zip(question.options, marks, strict=True)
                ),
            )
        case Kind.ORDERING:
            return replace(question, id="another/id", steps=question.steps[::-1])
    matches = [pair.match for pair in question.pairs]
    rng.shuffle(matches)
    pairs = zip(question.pairs, matches, strict=True)
    swapped = tuple(replace(pair, match=match, why="Other.") for pair, match in pairs)
    return replace(question, id="another/id", pairs=swapped)


def fill(reply, labels):
    """The state of the message when these labels are picked in its inputs, one after the other."""
    blocks = forms.with_ids(reply.blocks, "b")
    picked = iter(labels)
    values = {}
    for block, element in forms.elements(blocks):
        if element["type"] == "checkboxes":
            given = {"selected_options": [{"value": label} for label in labels]}
        elif element["type"] == "static_select":
            given = {"selected_option": {"value": next(picked)}}
        else:
            continue
        values.setdefault(block["block_id"], {})[element["action_id"]] = given
    return forms.state_of(blocks, {"values": values})["values"]


def test_slack_takes_every_open_post_closed_post_and_verdict_of_the_bank(knowledge):
    for topic, question in all_questions(knowledge):
        order = post(question).order
        key = solve(question, order).key
        wrong = key[::-1] if question.kind is Kind.ORDERING else key
        end = closing(question, topic, [key, key, wrong, wrong], names=["Ana", "Ben"], unnamed=3)
        judged = grade(question, order, choice=key)
        told = verdict(question, topic, judged, order, standing="counted", points=2)
        for reply in (
            open_post(post(question), question),
            closed_post(end),
            discussion(end),
            correction(end),
            told,
        ):
            assert refused(reply) == [], question.id


def test_no_text_of_the_bank_is_cut_in_a_menu_that_has_no_other_place_for_it(knowledge):
    for _, question in all_questions(knowledge):
        shown = open_post(post(question), question)
        if question.kind is not Kind.MULTIPLE:
            assert "…" not in json.dumps(shown.blocks, ensure_ascii=False).replace(
                json.dumps(question.stem, ensure_ascii=False), ""
            ), question.id


@given(quiz_kit.questions(), st.randoms())
def test_an_open_post_is_the_same_whatever_the_key_is(question, rng):
    other = other_key(question, rng)
    posted = post(question)
    assert open_post(posted, question) == open_post(replace(posted, question_id="x"), other)


def test_an_open_post_of_the_bank_holds_no_reason_and_no_question_id(knowledge):
    for _, question in all_questions(knowledge):
        shown = json.dumps(open_post(post(question), question).as_message(), ensure_ascii=False)
        assert question.id not in shown
        for part in (*question.options, *question.steps, *question.pairs):
            assert json.dumps(part.why, ensure_ascii=False)[1:-1] not in shown


@given(quiz_kit.questions())
def test_what_is_picked_in_a_post_is_what_is_graded(question):
    posted = post(question)
    shown = open_post(posted, question)
    key = solve(question, posted.order).key
    if question.kind is Kind.SINGLE:
        choices = [ids.Choice.of(value) for value in pressed(shown, ids.ANSWER)]
        assert [choice.day for choice in choices] == [DAY] * len(choices)
        picked = [choice.label for choice in choices if choice.label in key]
    else:
        picked = chosen(fill(shown, key), DAY)
        assert pressed(shown, ids.SUBMIT_ANSWER) == [str(DAY)]
    assert grade(question, posted.order, choice=picked).right


@given(quiz_kit.questions(kinds=(Kind.MULTIPLE, Kind.ORDERING, Kind.MATCHING)))
def test_a_submit_before_all_is_chosen_says_so(question):
    shown = open_post(post(question), question)
    untouched = forms.state_of(forms.with_ids(shown.blocks, "b"), None)["values"]
    with pytest.raises(UserError, match="submit"):
        chosen(untouched, DAY)


def test_menus_of_another_days_post_are_not_read():
    question = quiz_kit.with_steps(("apple", "bread", "cider"))
    values = fill(open_post(post(question), question), ("A", "B", "C"))
    with pytest.raises(UserError):
        chosen(values, DAY.replace(day=25))


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (0, "Nobody has answered yet."),
        (1, "1 person has answered."),
        (2, "2 people have answered."),
    ],
)
def test_an_open_post_says_how_many_have_answered_when_it_closes_and_what_it_is_worth(people, said):
    question = quiz_kit.with_options("wxyz", {1})
    text = read(open_post(post(question, answered=people), question))
    assert said in text
    assert "Open until <!date^1795595400^" in text
    assert "|25 Nov 08:30 UTC>" in text
    assert "Easy: 1 point. Picked: Detection, 16% of the exam." in text


def test_a_closed_post_has_key_reasons_spread_and_who_was_right():
    question = quiz_kit.with_options(("apple", "bread", "cider", "donut"), {1})
    key = solve(question, post(question).order).key
    wrong = ("A",) if key != ("A",) else ("B",)
    end = closing(question, TOPIC, [key, key, key, wrong, wrong], names=["Ana", "<!channel>"])
    text = read(closed_post(end))
    assert f"The answer is {key[0]}." in text
    assert f"{key[0]}. bread: right. About bread." in text
    assert f"{key[0]} ██████░░░░ 3 of 5, right\n" in text
    assert f"{wrong[0]} ████░░░░░░ 2 of 5\n" in text
    assert f"Most common wrong answer: {wrong[0]} (2 people)." in text
    assert "Right: Ana and <!channel>." in text
    assert "mrkdwn" not in json.dumps(closed_post(end).blocks)
    assert discussion(end).text == f"The answer is {key[0]}. 3 of 5 were right. Discuss it here."
    assert "graded again" in correction(end).text


@pytest.mark.parametrize(
    ("right", "names", "unnamed", "said"),
    [
        (0, (), 0, "Nobody was right this time."),
        (2, (), 2, "2 people were right."),
        (2, ("Ana",), 1, "Right: Ana and 1 more."),
        (1, ("Ana",), 0, "Right: Ana."),
    ],
)
def test_who_was_right_is_said_whether_or_not_they_want_to_be_named(right, names, unnamed, said):
    question = quiz_kit.with_options("wxyz", {1})
    key = solve(question, post(question).order).key
    wrong = ("A",) if key != ("A",) else ("B",)
    choices = [key] * right + [wrong]
    assert said in read(
        closed_post(closing(question, TOPIC, choices, names=names, unnamed=unnamed))
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_a_post_that_nobody_answered_says_so_and_shows_no_bars(kind):
    question = next(one for one in _one_of_each() if one.kind is kind)
    text = read(closed_post(closing(question, TOPIC, [])))
    assert "Nobody answered in time." in text
    assert "░" not in text


def test_a_closed_ordering_post_shows_the_commonest_answers_with_bars():
    question = quiz_kit.with_steps(("apple", "bread", "cider"))
    key = solve(question, post(question).order).key
    right, *wrong = (", ".join(labels) for labels in permutations(key))
    given = [choice.split(", ") for choice in (right, right, *wrong[:1] * 3, *wrong[1:])]
    text = read(closed_post(closing(question, TOPIC, given)))
    assert f"{wrong[0]} ███░░░░░░░ 3 of 9\n{right} ██░░░░░░░░ 2 of 9, right\n" in text
    assert text.count(" 1 of 9\n") == 2 and "Others ██░░░░░░░░ 2 of 9\n" in text
    assert f"Most common wrong answer: {wrong[0]} (3 people)." in text


def test_a_closed_matching_post_names_pairs_and_shows_the_right_answer_that_nobody_gave():
    question = quiz_kit.with_pairs((("one", "apple"), ("two", "bread"), ("three", "apple")))
    key = solve(question, post(question).order).key
    wrong = ["A", "A", "A"]
    text = read(closed_post(closing(question, TOPIC, [wrong])))
    assert "1 A, 2 A, 3 A ██████████ 1 of 1\n" in text
    assert f"1 {key[0]}, 2 {key[1]}, 3 {key[2]} ░░░░░░░░░░ 0 of 1, right\n" in text
    assert "Others" not in text


def test_each_right_option_of_a_multiple_choice_post_is_called_right():
    question = quiz_kit.with_options(("apple", "bread", "cider", "donut", "elder"), {1, 2})
    key = solve(question, post(question).order).key
    end = closing(question, TOPIC, [key])
    assert read(closed_post(end)).count("1 of 1, right\n") == 2
    assert "1 of 1 was right." in discussion(end).text


def _one_of_each():
    return (
        quiz_kit.with_options(("apple", "bread", "cider", "donut"), {1}),
        quiz_kit.with_options(("apple", "bread", "cider", "donut", "elder"), {1, 2}),
        quiz_kit.with_steps(("apple", "bread", "cider")),
        quiz_kit.with_pairs((("one", "apple"), ("two", "bread"), ("three", "apple"))),
    )


@pytest.mark.parametrize("question", _one_of_each(), ids=lambda question: question.kind.value)
def test_a_verdict_says_what_was_chosen_what_is_right_and_why(question):
    order = post(question).order
    key = solve(question, order).key
    judged = grade(question, order, choice=key)
    told = verdict(question, TOPIC, judged, order, standing="counted", points=3)
    text = read(told)
    assert text.startswith("Right\n") and "3 points for you." in text
    for part in judged.solution.parts:
        assert f"{part.label}. {part.text}: " in text and part.why in text
    for choice in present(question, order).choices:
        assert choice.text in text
    assert pressed(told, ids.READ_TOPIC) == ["shield||"]


@pytest.mark.parametrize(
    ("standing", "points", "said"),
    [
        ("counted", 1, "1 point for you."),
        ("counted", 0, "No points this time."),
        ("again", 1, "You have 1 point for it; another click changes nothing."),
        ("again", 0, "You have no points for it; another click changes nothing."),
        ("late", 0, "The question is closed: this is practice and counts for nothing."),
        ("forgotten", 0, "You had answered it before you were forgotten: this is practice."),
    ],
)
def test_a_verdict_says_whether_the_answer_counts(standing, points, said):
    question = quiz_kit.with_options("wxyz", {1})
    order = post(question).order
    judged = grade(question, order, choice=("A",))
    told = verdict(question, TOPIC, judged, order, standing=standing, points=points)
    assert said in told.text and said in read(told)


@pytest.mark.parametrize("judged", ["right", "wrong"])
def test_who_clicks_again_is_told_what_they_answered_first(judged):
    question = quiz_kit.with_options("wxyz", {1})
    order = post(question).order
    [key] = solve(question, order).key
    label = key if judged == "right" else next(one for one in order.labels if one != key)
    first = grade(question, order, choice=(label,))
    told = verdict(question, TOPIC, first, order, standing="again", points=0)
    assert read(told).startswith(f"Already answered: {judged}\n")
    wrong = f"Your answer: {label}. Right: {key}."
    assert (f"Your answer, {key}, is right." if judged == "right" else wrong) in told.text


def test_a_verdict_names_each_answer_once():
    question = quiz_kit.with_options(("apple", "bread", "cider", "donut", "elder"), {1, 2})
    order = post(question).order
    one, two = solve(question, order).key
    other = next(label for label in order.labels if label not in (one, two))

    def told(*choice):
        judged = grade(question, order, choice=choice)
        return verdict(question, TOPIC, judged, order, standing="counted", points=0).text

    first, last = sorted((one, other))
    assert told(two, one).startswith(f"Right. Your answer, {one} and {two}, is right. ")
    assert told(one, other).startswith(
        f"Wrong. Your answer: {first} and {last}. Right: {one} and {two}. "
    )
