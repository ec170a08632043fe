"""Table of contents: everything Slack can send us and the function that takes it.

Listeners unpack a payload, ask `study`, render a view and send it. What calls Slack runs as a lazy
listener, after Slack has its acknowledgement, so that a slow Slack cannot break the 3-second rule.
"""

from collections.abc import Callable
from functools import partial

from slack_bolt import App

from bot.listeners import (
    boards,
    cards,
    command,
    conversation,
    daily,
    errors,
    home,
    quiz,
    shortcut,
    uninstall,
)
from bot.listeners.daily import PostAtOnce
from bot.listeners.payloads import at_once
from bot.listeners.uninstall import DropJobs
from bot.study import Study
from bot.views import ids

ACTIONS: tuple[tuple[tuple[str, ...], Callable[..., None]], ...] = (
    ((ids.ANSWER,), quiz.answer_question),
    ((ids.SUBMIT_ANSWER,), quiz.submit_answer),
    ((ids.REPORT_QUESTION,), quiz.report_question),
    ((ids.OPEN_TOPIC,), cards.open_topic),
    ((ids.READ_TOPIC,), cards.read_topic),
    ((ids.SHARE_CARD,), cards.share_card),
    ((ids.RATE_HELPFUL, ids.RATE_NOT_HELPFUL), cards.rate_card),
    ((ids.NONE_OF_THESE,), cards.reject_all),
    ((ids.BROWSE_DOMAIN,), cards.browse_domain),
    ((ids.ASK_EXAMPLE,), cards.ask_example),
    ((ids.ASK_FROM_HOME, ids.QUESTION_INPUT), home.ask_from_home),
    ((ids.SHOW_BOARD,), boards.show_board),
    ((ids.HIDE_ME,), boards.hide_me),
    ((ids.SHOW_ME,), boards.show_me),
    ((ids.FORGET_ME, ids.KEEP_ME), boards.forget_or_keep),
    ((ids.OPEN_DAILY,), daily.open_form),
)
EVENTS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("app_mention", conversation.answer_mention),
    ("message", conversation.answer_direct_message),
    ("app_home_opened", home.show_home),
    ("app_uninstalled", uninstall.app_uninstalled),
    ("tokens_revoked", uninstall.tokens_revoked),
)


def register(app: App, study: Study, *, post_now: PostAtOnce, drop_jobs: DropJobs) -> None:
    """Attach every listener; each request is offered to them in this order.

    `post_now` has a channel's question sent by the worker, wherever that runs, and `drop_jobs`
    takes a workspace's jobs away from it.
    """
    later = partial(errors.reported, study=study, post_now=post_now, drop_jobs=drop_jobs)
    app.error(errors.apologize)

    app.command(ids.COMMAND)(
        ack=partial(command.answer_command, study=study),
        lazy=[later(daily.carry_out)],
    )
    for names, listener in ACTIONS:
        app.action(ids.any_of(*names))(ack=at_once, lazy=[later(listener)])
    app.action(ids.any_of(ids.CHOICE))(at_once)  # read when the answer is submitted

    app.options(ids.DAILY_ZONE)(partial(daily.offer_zones, study=study))
    app.view(ids.DAILY_FORM)(
        ack=partial(daily.take_form, study=study), lazy=[later(daily.save_form)]
    )
    app.shortcut(ids.EXPLAIN_SHORTCUT)(ack=at_once, lazy=[later(shortcut.explain_message)])
    for event, listener in EVENTS:
        app.event(event)(ack=at_once, lazy=[later(listener)])
