"""A post from its first answer on: refreshed, closed, and regraded where its key was wrong.

Every step may be repeated, by another worker too, and then changes nothing more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.knowledge import Knowledge, Question
from bot.domain.quiz import grade, spread
from bot.domain.quiz.posts import RIGHT_NAMED, Closing, Post, PostKey
from bot.domain.scoring.points import points
from bot.errors import UserError
from bot.storage.quiz.posts import Ending
from bot.storage.store import Store
from bot.study.questions import posted_question, question_of, solution_of

TAKEN = timedelta(minutes=1)
"""How long whoever shows a post's number of answers has it to themselves."""


class OtherGrading(Exception):
    """This process has other knowledge than the one that asked for a correction."""


@dataclass(frozen=True, slots=True)
class Stale:
    """An open post that has to be shown anew."""

    post: Post
    question: Question
    until: datetime
    """Until then nobody else gets it."""


class Closings:
    """What becomes of posts that Slack has taken."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], knowledge: Callable[[], Knowledge]
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge

    def due(self, last: Ending | None = None) -> list[Ending]:
        """One page of the posts whose time is up, the first after `last`."""
        return self._store.posts.due_to_close(self._clock(), last)

    def close(self, key: PostKey) -> Post | None:
        """Take no more answers to a post; None if it is gone."""
        post = self._store.posts.get(key)
        if post is None:
            return None
        solution = solution_of(self._knowledge(), post)
        return _shown(self._store.posts.close(key, solution))

    def closed(self, key: PostKey) -> Post | None:
        """The post, if it is closed and can be seen in Slack."""
        return _shown(self._store.posts.get(key))

    def note_shown(self, key: PostKey, *, shown: bool) -> None:
        """Keep whether Slack has let us show the closed post as such."""
        self._store.posts.set_unseen(key, not shown)

    def outstanding(self, team: str, channel: str) -> list[PostKey]:
        """The channel's closed posts that are still to be shown as such."""
        return self._store.posts.unseen(team, channel)

    def closing(self, post: Post) -> Closing:
        """What everyone may see of a closed post.

        Raises UserError when its question was withdrawn or rewritten.
        """
        topic, question = posted_question(self._knowledge(), post)
        answers = list(self._store.answers.of_post(post.key))
        right = [answer.user for answer in answers if answer.right]
        names = self._store.people.names(post.key.team, right, hidden=False)
        named = sorted(names.values(), key=str.casefold)[:RIGHT_NAMED]
        return Closing(
            post=post,
            question=question,
            topic=topic,
            spread=spread(question, post.order, choices=[answer.choice for answer in answers]),
            right_names=tuple(named),
            right_unnamed=len(right) - len(named),
        )

    def stale(self) -> Iterator[Stale]:
        """Open posts whose number of answers has changed, with the number as it is.

        Nobody else gets one of them within TAKEN; if it was not shown by then, it comes again.
        """
        until = self._clock() + TAKEN
        for post in self._store.posts.take_stale(self._clock(), until):
            if solution_of(self._knowledge(), post):
                yield Stale(post, posted_question(self._knowledge(), post)[1], until)
            else:  # withdrawn or rewritten: it stays as it is seen
                self._store.posts.refreshed(post.key, until)

    def refreshed(self, stale: Stale) -> None:
        """Note that the post was shown with its number of answers."""
        self._store.posts.refreshed(stale.post.key, stale.until)

    def refresh_later(self, key: PostKey, *, seconds: float) -> None:
        """Show the post's number of answers in that many seconds."""
        self._store.posts.put_off(key, self._clock() + timedelta(seconds=seconds))

    def to_correct(self, question_id: str) -> list[Post]:
        """Posts of the question that show another key than its present one, or are graded by it.

        Posts from before it was rewritten are not among them. Raises UserError when there is no
        such question.
        """
        return [post for post in self._posts(question_id) if self._is_wrong(post)]

    def rewritten(self, question_id: str) -> list[PostKey]:
        """Posts of the question that cannot be graded again, for it was rewritten since.

        Raises UserError when there is no such question.
        """
        posts = self._posts(question_id)
        return [post.key for post in posts if not solution_of(self._knowledge(), post)]

    def grading(self, post: Post) -> str:
        """How the knowledge at hand grades a post, as one word; empty if it cannot."""
        solution = solution_of(self._knowledge(), post)
        if not solution:
            return ""
        _, question = posted_question(self._knowledge(), post)
        return "-".join((question.difficulty, *solution))

    def check_grading(self, key: PostKey, grading: str) -> None:
        """Raise OtherGrading if the knowledge at hand grades the post otherwise."""
        post = self._store.posts.get(key)
        if post and self.grading(post) != grading:
            raise OtherGrading(f"the knowledge here does not grade it as {grading}")

    def regrade(self, key: PostKey) -> int:
        """Grade the post's answers by the present key, and move the standings; how many changed.

        Raises UserError when the question was withdrawn or rewritten.
        """
        post = self._store.posts.get(key)
        if post is None:
            return 0
        solution = solution_of(self._knowledge(), post)
        return self._store.answers.regrade(key, self._grades(post), solution)

    def _posts(self, question_id: str) -> list[Post]:
        if question_of(self._knowledge(), question_id) is None:
            raise UserError(f"There is no question {question_id}; give its id from the knowledge.")
        return self._store.posts.of_question(question_id)

    def _is_wrong(self, post: Post) -> bool:
        solution = solution_of(self._knowledge(), post)
        shows_another = bool(post.solution) and post.solution != solution
        return bool(solution) and (shows_another or self._is_graded_otherwise(post))

    def _is_graded_otherwise(self, post: Post) -> bool:
        stored = {
            answer.user: (answer.right, answer.points)
            for answer in self._store.answers.of_post(post.key)
        }
        return stored != self._grades(post)

    def _grades(self, post: Post) -> dict[str, tuple[bool, int]]:
        _, question = posted_question(self._knowledge(), post)
        grades = {}
        for answer in self._store.answers.of_post(post.key):
            right = grade(question, post.order, choice=answer.choice).right
            grades[answer.user] = (right, points(question.difficulty, right=right))
        return grades


def _shown(post: Post | None) -> Post | None:
    return post if post and post.closed and post.ts else None
