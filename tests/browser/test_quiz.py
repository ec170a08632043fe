"""A week of the daily quiz as a newcomer sees it: set, answered by three, closed, on the board."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.__main__ import playground
from bot.config import Config
from bot.domain.matching import Finder
from bot.storage.knowledge_watch import Watched
from tests.small import document, single, write

PEOPLE = ("ana", "ben", "chen")


@pytest.fixture
def address(browser: Browser, tmp_path: Path, sqlite_url: str) -> Iterator[str]:
    """A playground that knows single-choice questions only, so that a test can click answers."""
    folder = tmp_path / "knowledge"
    for id, other in (("shield", "waf"), ("waf", "shield")):
        questions = [{**single(id, stem=f"Which {n}?"), "id": f"{id}/q{n}"} for n in range(4)]
        write(folder, document(id, related=[other], questions=questions))
    awssec = playground(Config(port=0, database_url=sqlite_url), Watched(folder, Finder))
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield thread.submit(awssec.__enter__).result()
        thread.submit(awssec.__exit__, None, None, None).result()


def say(page: Page, text: str) -> None:
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("composer").press("Enter")


def move_clock(page: Page, to: str) -> None:
    """Go there; what falls due on the way is done when this returns."""
    page.get_by_test_id("clock").click()
    with page.expect_response("**/playground/clock", timeout=60_000):
        page.get_by_role("menuitem", name=to).click()


def question(page: Page) -> Locator:
    return page.get_by_test_id("message").filter(has_text="Open until").last


def answer(page: Page, letter: str) -> Locator:
    """The verdict that only this person sees."""
    question(page).get_by_role("button", name=letter, exact=True).click()
    verdict = page.get_by_test_id("ephemeral").filter(has_text="Your answer").last
    expect(verdict).to_contain_text(re.compile(f"Your answer[:,] {letter}"))
    return verdict


def test_a_quiz_is_set_answered_by_three_closed_and_on_the_board(open_page):
    ana, ben, chen = (open_page(user) for user in PEOPLE)
    say(ana, "/awssec daily")
    ana.get_by_role("button", name="Set the daily quiz").click()
    form = ana.get_by_role("dialog")
    expect(form.get_by_text("America/Sao_Paulo")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(ben.get_by_text(re.compile("Ana Souza set the daily quiz"))).to_be_visible()

    move_clock(ana, "Next Monday")
    expect(question(ben)).to_contain_text("Nobody has answered yet")
    other = re.search(r"Right: ([B-D])", answer(ana, "A").inner_text())
    key = other[1] if other else "A"
    wrong = next(letter for letter in "ABCD" if letter != key)
    expect(answer(ben, key)).to_contain_text("Right")
    expect(answer(chen, wrong)).to_contain_text("Wrong")
    expect(question(ana)).to_contain_text("3 people have answered")

    move_clock(ana, "Tomorrow 09:30")
    closed = chen.get_by_test_id("message").filter(has_text="Question of the day: closed").last
    expect(closed).to_contain_text("What 3 people answered")
    expect(closed).to_contain_text("Ben Okafor")
    say(ben, "/awssec leaderboard")
    board = ben.get_by_test_id("ephemeral").filter(has_text="Leaderboard").last
    expect(board).to_contain_text("Ben Okafor")
