from hypothesis import given
from hypothesis import strategies as st

from bot.views import ids
from bot.views.ids import CardState, Choice


@given(st.text(max_size=1000), st.booleans(), st.booleans())
def test_a_buttons_value_brings_the_card_back(question, rated, shared):
    state = CardState("shield-advanced", question, rated=rated, shared=shared)
    assert CardState.of(state.value()) == state


@given(st.dates(), st.sampled_from("ABCDEFG"))
def test_an_answer_buttons_value_brings_the_choice_back(day, label):
    assert Choice.of(Choice(day, label).value()) == Choice(day, label)


def test_a_menus_bare_topic_id_is_a_value_too():
    assert CardState.of("shield") == CardState("shield")


def test_a_value_never_gets_longer_than_slack_allows():
    assert len(CardState("shield", "x" * 12_000).value()) == ids.VALUE_LENGTH


def test_a_pattern_takes_its_ids_numbered_or_not_and_no_others():
    pattern = ids.any_of(ids.RATE_HELPFUL, ids.OPEN_TOPIC)
    for action in ("rate_helpful", "open_topic", "open_topic:shield"):
        assert pattern.search(action)
    for action in ("rate_helpfully", "rate_not_helpful", "open_topics", "xopen_topic"):
        assert not pattern.search(action)
