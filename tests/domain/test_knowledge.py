import pytest

from bot.domain.knowledge import Domain, Knowledge
from tests import small


def test_the_weights_of_the_exam_domains_make_a_whole():
    assert sum(domain.weight for domain in Domain) == 100


def test_every_exam_domain_has_a_full_name_of_its_own():
    assert len({domain.full_name for domain in Domain}) == len(Domain)


@pytest.mark.parametrize("holder", ["shield", "waf"])
def test_the_difference_is_found_whichever_topic_holds_it(holder):
    other = {"shield": "waf", "waf": "shield"}[holder]
    held = {"confused_with": small.confused(other, "One filters.")}
    shield = small.topic("shield", **(held if holder == "shield" else {}))
    waf = small.topic("waf", **(held if holder == "waf" else {}))
    assert shield.difference(waf) == waf.difference(shield) == "One filters."


def test_topics_that_nobody_confuses_have_no_difference():
    shield = small.topic("shield", confused_with=small.confused("macie"))
    assert shield.difference(small.topic("waf")) is None


def test_topics_are_grouped_by_domain_in_the_order_of_their_titles():
    knowledge = Knowledge.of(
        [
            small.topic("c", Domain.IDENTITY, title="Zebra"),
            small.topic("a", Domain.IDENTITY, title="apple"),
            small.topic("b", Domain.IDENTITY, title="Bear"),
            small.topic("d", Domain.DETECTION),
        ]
    )
    titles = {
        domain: [topic.title for topic in topics] for domain, topics in knowledge.by_domain.items()
    }
    assert titles.pop(Domain.IDENTITY) == ["apple", "Bear", "Zebra"]
    assert titles.pop(Domain.DETECTION) == ["AWS D"]
    assert set(titles) == set(Domain) - {Domain.IDENTITY, Domain.DETECTION}
    assert not any(titles.values())


def test_topics_are_found_by_id_and_their_questions_counted():
    shield, waf = small.topic("shield"), small.topic("waf")
    knowledge = Knowledge.of([shield, waf])
    assert knowledge.topics["waf"] is waf
    assert list(knowledge.topics) == ["shield", "waf"]
    assert knowledge.question_count == len(shield.questions) + len(waf.questions) > 0
