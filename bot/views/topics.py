"""Browsing: the exam domains, and all topics of one."""

from bot.domain.knowledge import Domain, Knowledge
from bot.views import ids
from bot.views.blocks import Block, Reply, actions, button, context, header, section, select
from bot.views.suggestions import topic_buttons


def domains(knowledge: Knowledge) -> Reply:
    """Every exam domain with a menu of its topics."""
    text = f"{len(knowledge.topics)} topics by exam domain"
    return Reply(text, [header(text), *domain_menus(knowledge)])


def domain_topics(domain: Domain, knowledge: Knowledge) -> Reply:
    """A button for every topic of one exam domain."""
    topics = knowledge.by_domain[domain]
    blocks = [
        header(domain.title),
        context(f"{domain.weight}% of the SCS-C03 exam. {len(topics)} topics, from A to Z."),
        *actions(topic_buttons(topics, "")),
        *actions([button("All exam domains", ids.BROWSE_DOMAIN, ids.ALL_DOMAINS)]),
    ]
    return Reply(f"{domain.title}: {', '.join(topic.title for topic in topics)}", blocks)


def domain_menus(knowledge: Knowledge) -> list[Block]:
    """A line per exam domain that has topics, with a menu of them."""
    return [
        section(
            f"{domain.title}\n{domain.weight}% of the SCS-C03 exam, {len(topics)} topics",
            select(
                "Choose a topic",
                ids.numbered(ids.OPEN_TOPIC, domain.value),
                [(topic.title, topic.id) for topic in topics],
            ),
        )
        for domain, topics in knowledge.by_domain.items()
        if topics
    ]
