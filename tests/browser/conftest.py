"""The playground in a real browser; where there is none, its tests are left out and say so."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.__main__ import playground
from bot.config import Config
from tests.office import whole_finder

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PATIENCE = 10_000
MISSING = "needs a browser: install Chromium (on Debian, apt install chromium)"


def chromium() -> str | None:
    known = "/usr/bin/chromium"
    return known if Path(known).exists() else shutil.which("chromium")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that were left out, whatever options pytest was started with."""
    left_out = [
        report.nodeid
        for report in terminalreporter.stats.get("skipped", ())
        if MISSING in str(report.longrepr)
    ]
    if left_out:
        terminalreporter.section("left out")
        terminalreporter.line(f"{len(left_out)} tests: {MISSING}")
        for name in left_out:
            terminalreporter.line(f"  {name}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file; its event loop must not outlive them."""
    path = chromium()
    if path is None:
        pytest.skip(MISSING)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(browser: Browser, sqlite_url: str) -> Iterator[str]:
    """The page of a playground that just started.

    It starts and stops in a thread of its own: Playwright keeps an event loop in this one, where
    DBOS does not want to wait for a database.
    """
    awssec = playground(Config(port=0, database_url=sqlite_url), whole_finder())
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield thread.submit(awssec.__enter__).result()
        thread.submit(awssec.__exit__, None, None, None).result()


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens windows, each of them a person's; none may have an error in its console."""
    complaints: list[str] = []
    contexts = []

    def open_page(user: str = "ana", **options: str) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(f"{address}/?user={user}#aws-security")
        expect(page.get_by_test_id("composer")).to_be_focused()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Open) -> Page:
    """Ana's window, in #aws-security."""
    return open_page()
