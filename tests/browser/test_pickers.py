"""The page's pickers, clock and channel menu, with an app that answers as told."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.playground import Answer, MovableClock
from tests.playground.kit import plain
from tests.playground.scene import Slack

PATIENCE = 10
CITIES = ["Berlin", "Bern", "Bergen"]


@pytest.fixture
def slack() -> Iterator[Slack]:
    slack = Slack(clock=MovableClock())
    slack.stand_in.serve()
    yield slack
    slack.stand_in.stop()


@pytest.fixture
def address(slack: Slack) -> str:
    return slack.stand_in.base_url


def labelled(block_id: str, label: str, element: dict, **more: object) -> dict:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "a", **element},
        **more,
    }


FORM = [
    labelled(
        "time",
        "Time",
        {"type": "timepicker", "initial_time": "09:30", "timezone": "Europe/Berlin"},
    ),
    labelled("zone", "City", {"type": "external_select", "min_query_length": 2}),
    labelled("from", "Paused until", {"type": "datepicker"}, optional=True),
]


def answer(*cities: str) -> Answer:
    offered = {"options": [{"text": plain(city), "value": city} for city in cities]}
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(offered).encode())


def offer(slack: Slack, *cities: str) -> None:
    slack.app.will_answer(answer(*cities))


@pytest.fixture
def modal(slack: Slack, page: Page) -> Locator:
    slack.modal(blocks=FORM)
    return page.get_by_test_id("modal")


def open_cities(modal: Locator) -> None:
    modal.get_by_role("combobox", name="City").click()


def test_a_form_is_filled_with_a_time_a_date_and_what_the_app_offers(slack, modal, page):
    expect(modal.get_by_label("Time")).to_have_value("09:30")
    modal.get_by_label("Time").fill("17:05")
    modal.get_by_label("Paused until").fill("2026-12-01")
    open_cities(modal)
    expect(page.get_by_text("Type more to search")).to_be_visible()
    offer(slack, *CITIES)
    page.get_by_role("combobox", name="Search options").fill("be")
    page.get_by_role("option", name="Bern", exact=True).click()
    expect(modal.get_by_role("combobox", name="City")).to_have_text("Bern")
    modal.get_by_role("button", name="Save").click()
    expect(modal).to_have_count(0)
    values = slack.app.last["view"]["state"]["values"]
    assert values["time"]["a"]["selected_time"] == "17:05"
    assert values["from"]["a"]["selected_date"] == "2026-12-01"
    assert values["zone"]["a"]["selected_option"]["value"] == "Bern"


def test_the_options_of_an_external_select_are_reached_by_keyboard(slack, modal, page):
    field = modal.get_by_role("combobox", name="City")
    field.focus()
    field.press("ArrowDown")
    search = page.get_by_role("combobox", name="Search options")
    expect(search).to_be_focused()
    offer(slack, *CITIES)
    search.fill("be")
    expect(page.get_by_role("option")).to_have_count(3)
    search.press("ArrowDown")
    search.press("Enter")
    expect(field).to_have_text("Bern")
    expect(field).to_be_focused()


def test_a_search_that_finds_nothing_says_so_and_one_that_fails_is_told(slack, modal, page):
    open_cities(modal)
    search = page.get_by_role("combobox", name="Search options")
    offer(slack)
    search.fill("zz")
    expect(page.get_by_text("No results")).to_be_visible()
    slack.app.will_answer({"text": "Berlin"})
    search.fill("zzz")
    expect(page.get_by_test_id("toast")).to_contain_text("awssec answered with no options")


def test_only_what_was_typed_last_decides_what_is_offered(slack, modal, page):
    """The answer to the first letters comes after the answer to the last ones."""
    asked, late = threading.Event(), threading.Event()

    def held() -> Answer:
        asked.set()
        late.wait(PATIENCE)
        return answer("Bergen")

    slack.app.will_answer(held, answer("Bern"))
    open_cities(modal)
    search = page.get_by_role("combobox", name="Search options")
    search.fill("be")
    assert asked.wait(PATIENCE)
    search.fill("ber")
    expect(page.get_by_role("option")).to_have_text(["Bern"])
    with page.expect_response("**/playground/suggest") as came:
        late.set()
    came.value.finished()
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
    expect(page.get_by_role("option")).to_have_text(["Bern"])


def test_errors_stand_under_pickers_that_must_be_filled(modal):
    modal.get_by_label("Time").fill("")
    modal.get_by_role("button", name="Save").click()
    expect(modal.get_by_text("Please complete this required field.")).to_have_count(2)
    expect(modal.get_by_label("Time")).to_be_focused()


# --- the clock ------------------------------------------------------------------------------


def test_the_clock_shows_the_time_where_you_are_and_is_moved_in_every_window(page, open_page):
    ben = open_page("ben")
    page.get_by_test_id("clock").click()
    page.get_by_role("menuitem", name="Tomorrow 09:30").click()
    expect(page.get_by_test_id("clock")).to_contain_text("09:30")
    # São Paulo is four hours behind Lagos.
    expect(ben.get_by_test_id("clock")).to_contain_text("13:30")


def test_the_clock_is_moved_to_a_date_and_time_and_only_forward(page, slack):
    page.get_by_test_id("clock").click()
    page.get_by_role("menuitem", name="Pick date and time…").click()
    dialog = page.get_by_test_id("clock-dialog")
    field = dialog.get_by_label("Date and time in America/Sao Paulo")
    day = datetime.fromisoformat(field.input_value()).date() + timedelta(days=1)
    field.fill("2000-01-01T10:00")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_be_visible()
    field.fill(f"{day}T23:59")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("clock")).to_contain_text("23:59")


def test_messages_bear_the_time_the_clock_was_moved_to(page, slack):
    page.get_by_test_id("clock").click()
    page.get_by_role("menuitem", name="Next Monday 09:30").click()
    expect(page.get_by_test_id("clock")).to_contain_text("Mon")
    slack.card()
    expect(page.get_by_test_id("message")).to_contain_text("09:3")


def test_a_date_in_a_text_is_told_by_the_readers_clock(page, open_page, slack):
    token = "<!date^1795599000^{date_short_pretty} at {time}|some day>"
    slack.card(text=f"Next: {token}; <!date^1^{{moon}}|one day>", blocks=None)
    ana, ben = page.get_by_test_id("message"), open_page("ben").get_by_test_id("message")
    expect(ana).to_contain_text("Next: 25 Nov 2026 at 06:30; one day")
    expect(ben).to_contain_text("Next: 25 Nov 2026 at 10:30; one day")


# --- channels -------------------------------------------------------------------------------


def test_a_channel_is_archived_and_opened_again(page, slack):
    page.get_by_role("button", name="Channel options").click()
    page.get_by_role("menuitem", name="Archive channel").click()
    expect(page.get_by_text("This channel is archived.")).to_be_visible()
    expect(page.get_by_test_id("composer")).to_be_hidden()
    page.get_by_role("button", name="Channel options").click()
    page.get_by_role("menuitem", name="Unarchive channel").click()
    expect(page.get_by_test_id("composer")).to_be_visible()


def test_the_app_is_removed_from_a_channel(page, slack):
    page.get_by_role("button", name="Channel options").click()
    page.get_by_role("menuitem", name="Remove awssec from channel").click()
    expect(page.get_by_text("was removed from #aws-security.")).to_be_visible()
    refused = slack.api("chat.postMessage", channel="#aws-security", text="hi")
    assert refused["error"] == "not_in_channel"
    page.get_by_role("button", name="Channel options").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Archive channel"])


def test_a_private_channel_has_a_lock_and_is_there_for_its_members_only(page, open_page):
    expect(page.get_by_test_id("channel-incidents").locator(".icon-lock")).to_be_visible()
    expect(open_page("ben").get_by_test_id("channel-incidents")).to_have_count(0)
