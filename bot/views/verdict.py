"""What a person is told about their answer, in private."""

from bot.domain.knowledge import Question, Topic
from bot.domain.quiz import Order, Verdict
from bot.domain.quiz.posts import Standing
from bot.views.blocks import Reply, actions, context, header, line, rich, words
from bot.views.solution import card_button, choice_in_words, labelled, reasons
from bot.views.wording import capital, counted


def verdict(
    question: Question,
    topic: Topic,
    verdict: Verdict,
    order: Order,
    *,
    standing: Standing,
    points: int,
) -> Reply:
    """Right or wrong, what it counts, and the reason for every option.

    `points` are what the person has for the answer.
    """
    title = _title(verdict, standing)
    counts = _counts(standing, points)
    gist = _gist(question, verdict)
    blocks = [
        header(title),
        rich(line(words(gist))),
        context(counts),
        *labelled(question, order),
        reasons(question, verdict.solution),
        *actions([card_button(topic)]),
    ]
    return Reply(f"{title}. {gist} {counts}", blocks)


def _gist(question: Question, verdict: Verdict) -> str:
    chosen = choice_in_words(question, verdict.choice)
    if verdict.right:
        return f"Your answer, {chosen}, is right."
    return f"Your answer: {chosen}. Right: {choice_in_words(question, verdict.solution.key)}."


def _title(verdict: Verdict, standing: Standing) -> str:
    judged = "right" if verdict.right else "wrong"
    return f"Already answered: {judged}" if standing == "again" else capital(judged)


def _counts(standing: Standing, points: int) -> str:
    match standing:
        case "counted":
            return f"{counted(points, 'point')} for you." if points else "No points this time."
        case "again":
            worth = counted(points, "point") if points else "no points"
            return f"You have {worth} for it; another click changes nothing."
        case "late":
            return "The question is closed: this is practice and counts for nothing."
        case "forgotten":
            return "You had answered it before you were forgotten: this is practice."
