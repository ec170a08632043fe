"""Finds the question of a post in the knowledge, which may have changed since."""

from bot.domain.knowledge import Knowledge, Question, Topic
from bot.domain.quiz import solve
from bot.domain.quiz.posts import Post
from bot.errors import UserError


def posted_question(knowledge: Knowledge, post: Post) -> tuple[Topic, Question]:
    """The post's question with its topic; raises UserError when it is no longer there."""
    found = question_of(knowledge, post.question_id)
    if found is None:
        raise UserError("This question has been withdrawn since it was posted.")
    return found


def question_of(knowledge: Knowledge, question_id: str) -> tuple[Topic, Question] | None:
    """The question with this id, which begins with its topic's, and the topic."""
    topic = knowledge.topics.get(question_id.partition("/")[0])
    questions = topic.questions if topic else ()
    question = next((one for one in questions if one.id == question_id), None)
    return (topic, question) if topic and question else None


def solution_of(knowledge: Knowledge, post: Post) -> tuple[str, ...]:
    """The post's key by the knowledge; empty when its question was withdrawn or rewritten."""
    try:
        return solve(posted_question(knowledge, post)[1], post.order).key
    except UserError:
        return ()
