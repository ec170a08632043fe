import pytest

from tests.harmless import harms
from tests.office import Office


def test_a_board_without_answers_says_how_to_begin(office: Office) -> None:
    shown = office.ask("leaderboard")
    assert shown.ephemeral
    assert "Nobody has answered yet" in shown.words


def test_a_tab_shows_another_board_in_the_same_place(office: Office) -> None:
    office.click(office.ask("leaderboard"), "All time")
    assert office.last().title == "Leaderboard of this channel, points of all time"


def test_accuracy_leads_from_this_week_to_all_time(office: Office) -> None:
    office.click(office.ask("leaderboard"), "Accuracy")
    assert office.last().title == "Leaderboard of this channel, accuracy of all time"
    assert "This week" not in office.last().buttons


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("accuracy", "Leaderboard of this channel, accuracy of all time"),
        ("workspace month", "Leaderboard of this workspace, points this month"),
        ("channel month accuracy", "Leaderboard of this channel, accuracy this month"),
    ],
)
def test_every_board_can_be_asked_for_in_words(office: Office, words: str, title: str) -> None:
    shown = office.ask(f"leaderboard {words}")
    assert (shown.title, shown.words.count("I can't tell")) == (title, 0)


@pytest.mark.parametrize("words", ["year", "last week", "<!here> `x`", "last year " * 100])
def test_a_board_that_there_is_not_is_answered_with_what_can_be_asked(
    office: Office, words: str
) -> None:
    shown = office.ask(f"leaderboard {words}")
    assert shown.title.startswith("Leaderboard of this channel, points")
    assert f"I can't tell what “{words[:20]}" in shown.words
    assert "/awssec leaderboard workspace month" in shown.words
    assert harms(shown.blocks, shown.text, office.study.knowledge) == []
    assert office.gaps() == []


def test_in_a_direct_message_the_board_is_everybodys_and_so_are_its_tabs(office: Office) -> None:
    shown = office.ask("leaderboard channel accuracy", channel="@awssec")
    assert shown.title == "Leaderboard of this workspace, accuracy of all time"
    assert "This channel" not in shown.buttons
    office.click(shown, "Points")
    assert (
        office.last(channel="@awssec").title == "Leaderboard of this workspace, points of all time"
    )


@pytest.mark.parametrize("words", ["stats", "streak", "points", "score", "hide me", "show me"])
def test_other_words_for_the_own_page_show_it(office: Office, words: str) -> None:
    shown = office.ask(words)
    assert shown.title == "How you are doing" and "Hide me from boards" in shown.buttons
    assert office.gaps() == []


def test_people_hide_and_show_themselves(office: Office) -> None:
    office.click(office.ask("me"), "Hide me from boards")
    hidden = office.last()
    assert "You are hidden from boards." in hidden.words
    office.click(hidden, "Show me on boards")
    assert "hidden" not in office.last().words


def test_a_person_is_forgotten_only_after_asking_back(office: Office) -> None:
    office.click(office.ask("me"), "Hide me from boards")
    office.ask("forget")
    assert "You are hidden from boards." in office.ask("me").words
    office.click(office.ask("forget me"), "Forget me")
    assert "are deleted" in office.last().words
    assert "hidden" not in office.ask("me").words


def test_who_cancels_is_not_forgotten_and_the_question_is_gone(office: Office) -> None:
    office.click(office.ask("me"), "Hide me from boards")
    before = len(office.seen())
    office.click(office.ask("forget me"), "Cancel")
    assert len(office.seen()) == before
    assert "You are hidden from boards." in office.ask("me").words
