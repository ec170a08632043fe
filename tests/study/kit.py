"""A workspace's quiz over a real database: days of questions and answers in few words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from bot.domain.knowledge import Difficulty, Domain, Knowledge, Question
from bot.domain.quiz import Order, solve
from bot.domain.quiz.posts import Post, PostKey
from bot.domain.schedule import EVERY_DAY, Schedule
from bot.storage.store import Store
from bot.study.channels import Channels
from bot.study.closings import Closings
from bot.study.daily import Daily
from bot.study.people import Answered, People
from bot.study.questions import question_of
from bot.study.recaps import RecapKey, Recaps
from tests.domain import quiz_kit
from tests.playground.scene import MovableClock

TEAM, HERE, THERE = "T1", "C1", "C2"
TEXTS = ("w", "x", "y", "z")
LABELS = ("A", "B", "C", "D")
DAY = timedelta(days=1)
DAILY = Schedule(time(9, 30), "UTC", EVERY_DAY)


def question(
    id: str,
    key: str = "w",
    difficulty: Difficulty = Difficulty.EASY,
    *,
    texts: Sequence[str] = TEXTS,
) -> Question:
    """A question whose options stand in every post at A, B, C and D; `key` is the right one."""
    made = quiz_kit.with_options(texts, {texts.index(key)}, id, difficulty=difficulty)
    return replace(made, stem=f"{id}?")


class Quiz:
    """The use cases of the quiz with what tests do around them. It is Tuesday, 24 November."""

    def __init__(self, store: Store, clock: MovableClock) -> None:
        self.store = store
        self.clock = clock
        self.knowledge = Knowledge.of(
            [
                replace(quiz_kit.topic(id, domain), questions=(question(f"{id}/0"),))
                for id, domain in (
                    ("shield", Domain.INFRASTRUCTURE_SECURITY),
                    ("kms", Domain.DATA_PROTECTION),
                    ("macie", Domain.DATA_PROTECTION),
                )
            ]
        )

        def knowledge() -> Knowledge:
            return self.knowledge

        self.daily = Daily(store, clock, knowledge, Random(1))
        self.people = People(store, clock, knowledge)
        self.closings = Closings(store, clock, knowledge)
        self.recaps = Recaps(store, clock, knowledge)
        self.channels = Channels(store, clock)

    def on(self, day: str, at: str = "09:00") -> None:
        """Let it be this date and time (UTC)."""
        self.clock.now = datetime.fromisoformat(f"{day} {at}+00:00")

    def due(self) -> list[PostKey]:
        """What is to be posted now."""
        found = self.daily.due_in(self.daily.due())
        return [item.key for item in found if not item.is_late]

    def due_recaps(self) -> list[RecapKey]:
        """The recaps to post now."""
        found = self.recaps.due_in(self.recaps.due())
        return [item.key for item in found if not item.is_late]

    def rewrite(self, *questions: Question) -> None:
        """Put the questions, all of one topic, in the place of those that it has."""
        self._change(questions[0].id, questions)

    def withdraw(self, question_id: str) -> None:
        """Take the question out of its topic."""
        self._change(question_id, ())

    def _change(self, question_id: str, questions: tuple[Question, ...]) -> None:
        changed = question_id.partition("/")[0]
        self.knowledge = Knowledge.of(
            replace(topic, questions=questions) if topic.id == changed else topic
            for topic in self.knowledge.topics.values()
        )

    def ask(
        self,
        question_id: str = "shield/0",
        *,
        channel: str = HERE,
        team: str = TEAM,
        scheduled: bool = True,
    ) -> PostKey:
        """Today's question, which is open for a day."""
        closes_at = self.clock() + DAY
        key = PostKey(team, channel, self.clock().date())
        order = Order(tuple(one.text for one in self._question(question_id).options), choose=1)
        about = {"reason": "it is a test", "client_msg_id": key.name, "scheduled": scheduled}
        self.store.posts.add(Post(key, question_id, order, **about, closes_at=closes_at))
        self.store.posts.sent(key, ts="1764000000.000100", closes_at=closes_at)
        return key

    def answer(self, key: PostKey, user: str, *, right: bool = True) -> Answered:
        """The person's answer, right or wrong by the present key."""
        post = self.store.posts.get(key)
        assert post
        [label] = solve(self._question(post.question_id), post.order).key
        other = next(one for one in LABELS if one != label)
        return self.people.answer(key, user=user, choice=(label if right else other,))

    def _question(self, question_id: str) -> Question:
        found = question_of(self.knowledge, question_id)
        assert found
        return found[1]

    def day(
        self,
        question_id: str = "shield/0",
        *,
        channel: str = HERE,
        scheduled: bool = True,
        **right: bool,
    ) -> PostKey:
        """A whole day, until the next one's question: who answered, and whether they were right."""
        key = self.ask(question_id, channel=channel, scheduled=scheduled)
        for user, is_right in right.items():
            self.answer(key, user, right=is_right)
        self.clock.forward(days=1)
        for due in self.closings.due():
            self.closings.close(due.key)
        return key

    def points(self, scope: str = "", team: str = TEAM) -> dict[str, int]:
        """Everybody's points of all time."""
        scores = self.store.boards.scores(team, scope=scope, period="all")
        return {score.user: score.points for score in scores}

    def remember(self, *users: str, zone: str = "UTC") -> None:
        """Let the names of these people be known: Ann is called so."""
        for user in users:
            self.people.remember(TEAM, user, name=user.title(), zone=zone)
