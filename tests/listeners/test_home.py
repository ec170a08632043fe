from bot.views.ids import ASK_FROM_HOME, QUESTION_BLOCK, QUESTION_INPUT


def search(office, typed, action=ASK_FROM_HOME):
    entered = {QUESTION_BLOCK: {QUESTION_INPUT: {"type": "plain_text_input", "value": typed}}}
    chosen = {"action_id": action, **({"value": typed} if action == QUESTION_INPUT else {})}
    office.slack.act("ana", {"kind": "home"}, chosen, {"values": entered})
    return office.modal()


def test_the_home_tab_has_every_topic_a_search_box_and_the_commands(office):
    home = office.home()
    assert set(home.choices) == {t.title for t in office.study.knowledge.topics.values()}
    assert "Ask" in home.buttons
    assert "/awssec help" in home.words


def test_the_messages_tab_publishes_nothing(office):
    office.slack.open_messages("ana")
    assert office.slack.state("ana")["home"] is None


def test_a_search_is_answered_in_a_modal_by_button_and_by_enter(office):
    office.home()
    assert search(office, "shield").title == "AWS Shield"
    assert search(office, "waf", QUESTION_INPUT).title == "AWS WAF"


def test_an_empty_search_shows_the_help(office):
    office.home()
    assert search(office, "").title == "awssec"
    assert search(office, "   ").title == "awssec"


def test_a_search_without_an_answer_is_kept(office):
    office.home()
    assert "don't know" in search(office, "best pizza in town").words
    assert [gap.question for gap in office.gaps()] == ["best pizza in town"]


def test_a_topic_and_an_example_open_in_a_modal(office):
    home = office.home()
    office.choose(home, "AWS WAF")
    assert office.modal().title == "AWS WAF"
    office.click(home, "shield")
    assert office.modal().title == "AWS Shield"
