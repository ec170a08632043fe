"""Table of contents: everything Slack can send us and the function that takes it.

Listeners unpack a payload, ask `study`, render a view and send it. What calls Slack runs as a lazy
listener, after Slack has its acknowledgement, so that a slow Slack cannot break the 3-second rule.
"""

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
from bot.study import Study
from bot.views import ids


def register(app: App, study: Study, post_now: PostAtOnce) -> None:
    """Attach every listener; each request is offered to them in this order.

    `post_now` has a channel's question sent by the worker, wherever that runs.
    """
    later = partial(errors.reported, study=study)
    app.error(errors.apologize)

    app.command(ids.COMMAND)(
        ack=partial(command.answer_command, study=study),
        lazy=[later(daily.carry_out, post_now=post_now)],
    )

    app.action(ids.any_of(ids.ANSWER))(ack=at_once, lazy=[later(quiz.answer_question)])
    app.action(ids.any_of(ids.SUBMIT_ANSWER))(ack=at_once, lazy=[later(quiz.submit_answer)])
    app.action(ids.any_of(ids.CHOICE))(at_once)
    app.action(ids.any_of(ids.REPORT_QUESTION))(ack=at_once, lazy=[later(quiz.report_question)])

    app.action(ids.any_of(ids.OPEN_TOPIC))(ack=at_once, lazy=[later(cards.open_topic)])
    app.action(ids.any_of(ids.SHARE_CARD))(ack=at_once, lazy=[later(cards.share_card)])
    app.action(ids.any_of(ids.RATE_HELPFUL, ids.RATE_NOT_HELPFUL))(
        ack=at_once, lazy=[later(cards.rate_card)]
    )
    app.action(ids.any_of(ids.NONE_OF_THESE))(ack=at_once, lazy=[later(cards.reject_all)])
    app.action(ids.any_of(ids.BROWSE_DOMAIN))(ack=at_once, lazy=[later(cards.browse_domain)])
    app.action(ids.any_of(ids.ASK_EXAMPLE))(ack=at_once, lazy=[later(cards.ask_example)])
    app.action(ids.any_of(ids.ASK_FROM_HOME, ids.QUESTION_INPUT))(
        ack=at_once, lazy=[later(home.ask_from_home)]
    )

    app.action(ids.any_of(ids.SHOW_BOARD))(ack=at_once, lazy=[later(boards.show_board)])
    app.action(ids.any_of(ids.HIDE_ME))(ack=at_once, lazy=[later(boards.hide_me)])
    app.action(ids.any_of(ids.SHOW_ME))(ack=at_once, lazy=[later(boards.show_me)])
    app.action(ids.any_of(ids.FORGET_ME))(ack=at_once, lazy=[later(boards.forget_me)])

    app.action(ids.any_of(ids.OPEN_DAILY))(ack=at_once, lazy=[later(daily.open_form)])
    app.options(ids.DAILY_ZONE)(daily.offer_zones)
    app.view(ids.DAILY_FORM)(
        ack=partial(daily.take_form, study=study), lazy=[later(daily.save_form)]
    )

    app.shortcut(ids.EXPLAIN_SHORTCUT)(ack=at_once, lazy=[later(shortcut.explain_message)])

    app.event("app_mention")(ack=at_once, lazy=[later(conversation.answer_mention)])
    app.event("message")(ack=at_once, lazy=[later(conversation.answer_direct_message)])
    app.event("app_home_opened")(ack=at_once, lazy=[later(home.show_home)])
    app.event("app_uninstalled")(ack=at_once, lazy=[later(uninstall.app_uninstalled)])
    app.event("tokens_revoked")(ack=at_once, lazy=[later(uninstall.tokens_revoked)])
