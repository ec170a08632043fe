"""Browsing: the exam domains, and all topics of one."""

from bot.domain.knowledge import Domain, Knowledge
from bot.views import ids
from bot.views.blocks import Block, Reply, actions, button, context, header, section, select
from bot.views.suggestions import topic_buttons


def browse(domain: Domain | None, knowledge: Knowledge) -> Reply:
    """The topics of one exam domain, or all domains (None)."""
    return _domain_topics(domain, knowledge) if domain else _domains(knowledge)


def _domains(knowledge: Knowledge) -> Reply:
    text = f"{len(knowledge.topics)} topics by exam domain"
    return Reply(text, [header(text), *domain_menus(knowledge)])


def _domain_topics(domain: Domain, knowledge: Knowledge) -> Reply:
    topics = knowledge.by_domain[domain]
    blocks = [
        header(domain.full_name),
        context(f"{domain.weight}% of the SCS-C03 exam. {len(topics)} topics, from A to Z."),
        *actions(topic_buttons(topics, "")),
        *actions([button("All exam domains", ids.BROWSE_DOMAIN, ids.ALL_DOMAINS)]),
    ]
    return Reply(f"{domain.full_name}: {', '.join(topic.title for topic in topics)}", blocks)


def domain_menus(knowledge: Knowledge) -> list[Block]:
    """A line per exam domain that has topics, with a menu of them."""
    return [
        section(
            f"{domain.full_name}\n{domain.weight}% of the SCS-C03 exam, {len(topics)} topics",
            select(
                "Choose a topic",
                ids.numbered(ids.OPEN_TOPIC, domain.value),
                [(topic.title, topic.id) for topic in topics],
            ),
        )
        for domain, topics in knowledge.by_domain.items()
        if topics
    ]
