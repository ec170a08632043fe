"""Questions in a channel, put there without waiting for a day."""

from datetime import timedelta
from random import Random

from slack_sdk import WebClient

from bot.app import now
from bot.domain.knowledge import Kind, Question
from bot.domain.quiz import shuffle, solve
from bot.domain.quiz.posts import Post, PostKey
from bot.playground.directory import TEAM_ID
from bot.storage.store import Store
from bot.views.closed_post import closed_post
from bot.views.post import open_post
from tests.office import TOKEN, Office


class Posts:
    """Puts questions into one channel."""

    def __init__(self, office: Office, channel: str = "aws-security") -> None:
        self.office = office
        self.store = Store(office.engine)
        self.channel = office.slack.workspace.conversation(channel).id

    def put(self, kind: Kind, *, open_for: timedelta = timedelta(hours=1)) -> "Put":
        question = next(q for q in self.office.study.knowledge.questions if q.kind is kind)
        key = PostKey(TEAM_ID, self.channel, now().date())
        post = self.store.posts.add(
            Post(
                key=key,
                question_id=question.id,
                order=shuffle(question, Random(7)),
                reason="it is a test",
                client_msg_id="one",
                scheduled=True,
                closes_at=now() + open_for,
            )
        )
        message = open_post(post, question).as_message()
        sent = self._client.chat_postMessage(channel=self.channel, **message)
        self.store.posts.sent(key, ts=sent["ts"], closes_at=post.closes_at)
        return Put(post, question)

    def close(self, put: "Put") -> None:
        """Close the post, in Slack too."""
        post = self.office.study.closings.close(put.post.key)
        message = closed_post(self.office.study.closings.closing(post)).as_message()
        self._client.chat_update(channel=self.channel, ts=post.ts, **message)

    @property
    def _client(self) -> WebClient:
        return WebClient(TOKEN, base_url=f"{self.office.slack.base_url}/api/")


class Put:
    """A question that was put there, and its key in the labels of the post."""

    def __init__(self, post: Post, question: Question) -> None:
        self.post = post
        self.question = question
        self.key = solve(question, post.order).key

    @property
    def wrong(self) -> str:
        """A label that is not of the key."""
        return next(label for label in self.post.order.labels if label not in self.key)
