from sqlalchemy import text

from tests.office import Office

NONSENSE = "best pizza in town"


def rows(office: Office, table: str) -> list[tuple]:
    with office.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def test_a_question_gets_its_card_and_only_the_asker_sees_it(office):
    card = office.ask("shield")
    assert card.ephemeral
    assert card.title == "AWS Shield"
    topic = office.study.topic("shield")
    for text_ in (topic.answer, topic.exam_trap, *topic.key_points):
        assert text_ in card.words
    for source in topic.sources:
        assert source.title in card.words and f"(checked {source.checked})" in card.words
    assert office.seen("ben") == []


def test_the_answer_comes_in_the_acknowledgement_without_a_call_to_slack(office):
    office.slack.calls.clear()
    office.ask("shield")
    assert office.slack.calls == []


def test_a_screen_reader_gets_the_answer_as_text(office):
    card = office.ask("shield")
    assert card.text.startswith("AWS Shield: ")
    assert "DDoS" in card.text


def test_a_comparison_tells_the_two_apart_and_opens_either(office):
    shown = office.ask("shield vs waf")
    shield, waf = office.study.topic("shield"), office.study.topic("waf")
    assert shown.title == "AWS Shield or AWS WAF?"
    assert shield.difference(waf) in shown.words
    assert shown.buttons == ["AWS Shield", "AWS WAF"]
    office.click(shown, "AWS WAF")
    assert office.last().title == "AWS WAF"


def test_an_unsure_answer_asks_what_was_meant_and_a_click_opens_the_card_in_its_place(
    office, vague
):
    shown = office.ask(vague)
    assert "Did you mean" in shown.words
    *meant, none = shown.buttons
    assert 2 <= len(meant) <= 5 and none == "None of these"
    office.click(shown, meant[1])
    [card] = office.seen()
    assert card.title == meant[1] and card.ephemeral


def test_none_of_these_keeps_the_question_once(office, vague):
    shown = office.ask(vague)
    office.click(shown, "None of these")
    office.deliver_again()
    assert vague in office.last().words and "don't know" in office.last().words
    [gap] = office.gaps()
    assert (gap.question, gap.count) == (vague, 1)


def test_what_nobody_knows_is_admitted_and_kept_without_a_name(office):
    for user in ("ana", "ben"):
        shown = office.ask(NONSENSE, user)
        assert f"I don't know the answer to “{NONSENSE}”" in shown.words
        assert shown.ephemeral
    [gap] = office.gaps()
    assert (gap.question, gap.count) == (NONSENSE, 2)
    [row] = rows(office, "gaps")
    assert row[0] == "T0CLDGUILD"
    for user in ("ana", "ben"):
        person = office.slack.workspace.person(user)
        assert not {person.id, person.name, person.real_name} & set(map(str, row))


def test_help_is_shown_for_the_bare_command_and_when_misspelt(office):
    for typed in ("", "help", "HELP", "hepl"):
        shown = office.ask(typed)
        assert shown.title == "awssec"
        assert "/awssec <this> vs <that>" in shown.words


def test_an_example_of_the_help_is_answered_on_a_click(office):
    shown = office.ask("help")
    office.click(shown, "shield")
    assert office.last().title == "AWS Shield"
    assert len(office.seen()) == 1


def test_topics_are_browsed_from_the_domains_to_a_card(office):
    shown = office.ask("topics")
    assert f"{len(office.study.knowledge.topics)} topics" in shown.title
    assert set(shown.choices) == {t.title for t in office.study.knowledge.topics.values()}
    office.choose(shown, "AWS WAF")
    assert office.last().title == "AWS WAF"


def test_a_domain_lists_its_topics_though_both_words_are_misspelt(office):
    shown = office.ask("topcis identiy")
    assert shown.title == "Identity and Access Management"
    assert "AWS IAM" in shown.buttons and "AWS WAF" not in shown.buttons
    office.click(shown, "All exam domains")
    assert "topics by exam domain" in office.last().title


def test_mark_up_in_what_is_typed_does_not_change_the_question(office):
    assert office.ask("*shield*").title == "AWS Shield"
    assert office.ask("<shield>").title == "AWS Shield"


def test_the_command_works_in_a_channel_that_awssec_is_not_in(office):
    assert office.ask("shield", channel="general").title == "AWS Shield"
