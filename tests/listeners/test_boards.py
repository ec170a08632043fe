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


def test_people_hide_and_show_themselves(office: Office) -> None:
    office.click(office.ask("me"), "Hide me from boards")
    hidden = office.last()
    assert "You are hidden from boards." in hidden.words
    office.click(hidden, "Show me on boards")
    assert "hidden" not in office.last().words


def test_a_person_is_forgotten_only_after_asking_back(office: Office) -> None:
    office.click(office.ask("me"), "Hide me from boards")
    office.ask("forget me")
    assert "You are hidden from boards." in office.ask("me").words
    office.click(office.ask("forget me"), "Forget me")
    assert "are deleted" in office.last().words
    assert "hidden" not in office.ask("me").words
