"""Clicks on cards, suggestions and lists of topics."""

from slack_bolt import Respond
from slack_sdk import WebClient

from bot.domain.knowledge import Domain
from bot.listeners.payloads import Payload, channel_of, is_direct, message_claim, team_of
from bot.listeners.replying import answer_to
from bot.listeners.sending import is_ephemeral, post, replace, show, tell, thread_of
from bot.study import Study
from bot.views import ids, topics
from bot.views.blocks import Reply, context
from bot.views.card import RATED, card, shared_card
from bot.views.ids import CardState
from bot.views.suggestions import rejected


def open_topic(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Show the card of the topic that was chosen in a button or a menu."""
    state = CardState.of(_chosen(action))
    reply = card(study.topic(state.topic_id), study.knowledge, state, sharable=is_ephemeral(body))
    show(reply, body=body, respond=respond, client=client)


def read_topic(action: Payload, respond: Respond, study: Study) -> None:
    """Show the card that a verdict or a closed post leads to: a verdict could not be had again."""
    state = CardState.of(action["value"])
    tell(card(study.topic(state.topic_id), study.knowledge, state, sharable=True), respond)


def share_card(body: Payload, action: Payload, respond: Respond, study: Study) -> None:
    """Post the card to the channel, once however often the button is clicked."""
    state = CardState.of(action["value"])
    topic = study.topic(state.topic_id)
    with study.once(message_claim(f"share {topic.id}", body)) as first:
        if first:
            shared = shared_card(topic, study.knowledge, body["user"]["name"])
            _post_to_channel(shared, body, respond)
    done = card(topic, study.knowledge, state.with_shared(), sharable=True)
    post(respond, **done.as_message(), replace_original=True)


def _post_to_channel(reply: Reply, body: Payload, respond: Respond) -> None:
    place = {"response_type": "in_channel", "replace_original": False, **thread_of(body)}
    post(respond, **reply.as_message(), **place)


def rate_card(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Count "helpful" or "not helpful", once for each person and message."""
    state = CardState.of(action["value"])
    topic = study.topic(state.topic_id)
    with study.once(message_claim(f"rate {topic.id}", body)) as first:
        if first:
            helpful = action["action_id"] == ids.RATE_HELPFUL
            study.rate(topic.id, question=state.question, team=team_of(body), helpful=helpful)
    if body.get("view") or is_ephemeral(body) or is_direct(channel_of(body)):
        rated = card(topic, study.knowledge, state.with_rated(), sharable=is_ephemeral(body))
        replace(rated, body=body, respond=respond, client=client)
    else:
        show(Reply(RATED, [context(RATED)]), body=body, respond=respond, client=client)


def reject_all(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Keep a question for which none of the suggestions was right."""
    with study.once(message_claim("reject", body)) as first:
        if first:
            study.note_gap(action["value"], team=team_of(body))
    replace(rejected(action["value"]), body=body, respond=respond, client=client)


def browse_domain(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """List the exam domains, or the topics of one."""
    domain = None if action["value"] == ids.ALL_DOMAINS else Domain(action["value"])
    reply = topics.browse(domain, study.knowledge)
    show(reply, body=body, respond=respond, client=client)


def ask_example(
    body: Payload, action: Payload, respond: Respond, client: WebClient, study: Study
) -> None:
    """Answer one of the example questions of the help."""
    team = team_of(body)
    reply = answer_to(action["value"], team=team, study=study, sharable=is_ephemeral(body))
    show(reply, body=body, respond=respond, client=client)


def _chosen(action: Payload) -> str:
    option = action.get("selected_option")
    return str(option["value"] if option else action["value"])
