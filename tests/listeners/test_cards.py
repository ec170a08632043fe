import pytest

from bot.playground.errors import Refusal
from tests import small


def test_a_shared_card_is_posted_for_everyone_with_the_sharers_name_as_plain_text(office):
    office.click(office.ask("shield"), "Share to channel")
    [shared] = office.seen("ben")
    assert shared.title == "AWS Shield" and not shared.ephemeral
    assert "Shared by ana from awssec" in shared.words
    assert "<@" not in shared.text + shared.words


def test_sharing_takes_the_button_away_and_says_so(office):
    office.click(office.ask("shield"), "Share to channel")
    [card] = [shown for shown in office.seen() if shown.ephemeral]
    assert "Share to channel" not in card.buttons
    assert "You shared this card." in card.words


def test_a_double_click_shares_once(office):
    office.click(office.ask("shield"), "Share to channel")
    office.deliver_again()
    assert len(office.seen("ben")) == 1


def test_a_card_that_slack_did_not_post_can_be_shared_again(office):
    card = office.ask("shield")
    office.slack.trouble("response_url", status=500)
    office.click(card, "Share to channel")
    assert office.seen("ben") == []
    assert "Something went wrong" in office.last().text
    office.click(card, "Share to channel")
    assert len(office.seen("ben")) == 1


def test_a_rating_that_could_not_be_stored_can_be_given_again(office):
    card = office.ask("shield")
    with office.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ratings RENAME TO away")
    office.click(card, "Helpful")
    with office.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO ratings")
    office.click(card, "Helpful")
    with office.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT helpful FROM ratings").all() == [(1,)]


def test_another_person_can_share_the_same_topic(office):
    for user in ("ana", "ben"):
        office.click(office.ask("shield", user), "Share to channel")
    words = [shown.words for shown in office.seen("chen")]
    assert "Shared by ana" in words[0] and "Shared by ben" in words[1]


def test_a_related_topic_opens_in_the_place_of_the_card(office):
    card = office.ask("shield")
    office.choose(card, "AWS WAF")
    assert [shown.title for shown in office.seen()] == ["AWS WAF"]


def test_a_related_topic_of_a_shared_card_opens_for_the_one_who_asked_for_it(office):
    office.click(office.ask("shield"), "Share to channel")
    [shared] = office.seen("ben")
    office.choose(shared, "AWS WAF")
    assert [(shown.title, shown.ephemeral) for shown in office.seen("ben")] == [
        ("AWS Shield", False),
        ("AWS WAF", True),
    ]
    assert "AWS WAF" not in [shown.title for shown in office.seen("chen")]


def test_what_is_asked_under_a_shared_card_with_replies_comes_outside_its_thread(office):
    office.click(office.ask("shield"), "Share to channel")
    [shared] = office.seen("ben")
    office.slack.send("chen", "aws-security", "why?", thread_ts=shared.source["ts"])
    [shared] = (shown for shown in office.seen("ben") if shown.source == shared.source)
    office.choose(shared, "AWS WAF")
    opened = office.last("ben")
    assert (opened.title, opened.ephemeral, opened.thread_ts) == ("AWS WAF", True, None)


@pytest.mark.parametrize(("button", "helpful"), [("Helpful", 1), ("Not helpful", 0)])
def test_a_rating_counts_once_and_takes_the_buttons_away(office, button, helpful):
    office.click(office.ask("shield"), button)
    office.deliver_again()
    with office.engine.connect() as connection:
        query = "SELECT topic_id, question, helpful, not_helpful FROM ratings"
        assert connection.exec_driver_sql(query).all() == [
            ("shield", "shield", helpful, 1 - helpful)
        ]
    card = office.last()
    assert "Thank you" in card.words
    assert not {"Helpful", "Not helpful"} & set(card.buttons)


def test_a_card_that_did_not_help_is_on_the_gap_list(office):
    office.click(office.ask("shield"), "Not helpful")
    [gap] = office.gaps()
    assert (gap.question, gap.topic_id, gap.count) == ("shield", "shield", 1)


def test_no_user_id_is_stored_by_sharing_and_rating(office):
    card = office.ask("shield")
    office.click(card, "Helpful")
    office.click(office.last(), "Share to channel")
    with office.engine.connect() as connection:
        for table in ("claims", "ratings"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
                assert "U0ANASOUZA" not in str(row)


def test_rating_and_sharing_one_card_remembers_both(office):
    office.click(office.ask("shield"), "Helpful")
    office.click(office.last(), "Share to channel")
    card = next(shown for shown in office.seen() if shown.ephemeral)
    assert "You shared this card." in card.words and "Thank you" in card.words


def test_everyone_can_rate_an_answer_in_a_thread_and_is_thanked_privately(office):
    ts = office.slack.send("ana", "aws-security", "@awssec shield")
    for user in ("ana", "ben"):
        answer = next(m for m in office.seen(user) if m.thread_ts == ts and m.blocks)
        office.click(answer, "Helpful")
        thanks = office.last(user)
        assert "Thank you" in thanks.words and thanks.ephemeral and thanks.thread_ts == ts
    with office.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT helpful FROM ratings").scalar_one() == 2


def test_all_topics_are_browsed_from_an_answer_that_knows_nothing(office):
    office.click(office.ask("best pizza in town"), "Browse all topics")
    assert "topics by exam domain" in office.last().title


def test_a_topic_that_is_gone_since_is_explained(small_office, knowledge_dir):
    path = small.write(knowledge_dir, small.document("macie"))
    small_office.finder.refresh()
    card = small_office.ask("macie")
    path.unlink()
    small_office.finder.refresh()
    small_office.click(card, "Helpful")
    assert small_office.last().text == "This topic no longer exists. Ask again with /awssec."


def test_a_click_on_what_has_been_replaced_reaches_nobody(office):
    card = office.ask("shield")
    office.click(card, "Share to channel")
    with pytest.raises(Refusal):
        office.click(card, "Share to channel")
