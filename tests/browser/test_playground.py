import re

from playwright.sync_api import Locator, Page, expect

from tests.office import vague_word, whole_finder


def say(page: Page, text: str) -> None:
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("composer").press("Enter")


def ask(page: Page, question: str) -> Locator:
    """The answer that only the asker sees."""
    say(page, f"/awssec {question}")
    answer = page.get_by_test_id("ephemeral").last
    expect(answer).to_be_visible()
    return answer


def title(place: Locator) -> Locator:
    return place.get_by_role("heading").first


def become(page: Page, name: str) -> None:
    page.get_by_test_id("person-switcher").click()
    page.get_by_role("menuitemradio", name=name).click()


def choose(place: Locator, page: Page, menu: str, option: str) -> None:
    place.get_by_role("combobox", name=menu).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def explain(page: Page, text: str) -> Locator:
    """Open the message shortcut on what was just said; the modal."""
    say(page, text)
    message = page.get_by_test_id("message").filter(has_text=text).last
    message.hover()
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Explain with awssec").click()
    return page.get_by_test_id("modal")


def test_a_question_is_answered_by_a_card_that_only_the_asker_sees(page, open_page):
    expect(title(ask(page, "shield"))).to_have_text("AWS Shield")
    expect(page.get_by_text("Only visible to you")).to_be_visible()
    expect(open_page("ben").get_by_test_id("message")).to_have_count(0)


def test_a_misspelt_question_is_understood(page):
    expect(title(ask(page, "guarduty"))).to_have_text("Amazon GuardDuty")


def test_two_things_are_compared(page):
    answer = ask(page, "shield vs waf")
    expect(title(answer)).to_have_text("AWS Shield or AWS WAF?")
    expect(answer).to_contain_text("The difference:")
    answer.get_by_role("button", name="AWS WAF").click()
    expect(title(page.get_by_test_id("ephemeral"))).to_have_text("AWS WAF")


def test_a_shared_card_is_seen_by_another_person(page):
    card = ask(page, "shield")
    card.get_by_role("button", name="Share to channel").click()
    expect(card).to_contain_text("You shared this card.")
    become(page, "Ben Okafor")
    shared = page.get_by_test_id("message")
    expect(shared).to_have_count(1)
    expect(title(shared)).to_have_text("AWS Shield")
    expect(shared).to_contain_text("Shared by ana from awssec")


def test_a_suggestion_is_clicked_and_its_card_takes_the_place(page):
    suggestion = ask(page, vague_word(whole_finder().value))
    expect(suggestion).to_contain_text("Did you mean")
    button = suggestion.get_by_role("button").first
    meant = button.inner_text()
    button.click()
    expect(title(page.get_by_test_id("ephemeral"))).to_have_text(meant)
    expect(page.get_by_test_id("message")).to_have_count(1)


def test_a_message_is_explained_in_a_modal_that_leads_on_and_closes(page):
    modal = explain(page, "shield")
    expect(modal).to_contain_text("DDoS")
    choose(modal, page, "Related topics", "AWS WAF")
    expect(modal.get_by_role("heading", name="AWS WAF")).to_be_visible()
    modal.get_by_role("button", name="Close").last.click()
    expect(modal).to_have_count(0)


def test_the_home_tab_answers_a_search(page):
    page.get_by_test_id("app-awssec").click()
    search = page.get_by_test_id("home").get_by_role("textbox", name="Ask about AWS security")
    search.fill("shield")
    search.press("Enter")
    modal = page.get_by_test_id("modal")
    expect(modal.get_by_role("heading", name="AWS Shield", exact=True)).to_be_visible()
    modal.press("Escape")
    expect(modal).to_have_count(0)
    search.fill("waf")
    page.get_by_test_id("home").get_by_role("button", name="Ask", exact=True).click()
    expect(modal.get_by_role("heading", name="AWS WAF")).to_be_visible()


def test_a_mention_is_answered_in_its_thread(page):
    say(page, "@awssec shield")
    page.get_by_role("button", name=re.compile("1 reply")).click()
    expect(page.get_by_test_id("thread").get_by_role("heading", name="AWS Shield")).to_be_visible()


def lightness(page: Page, selector: str, property_: str) -> float:
    """Of a colour, from 0 (black) to 255."""
    script = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    colour = page.evaluate(script, [selector, property_])
    drawn = page.evaluate(
        """colour => {
            const canvas = document.createElement("canvas").getContext("2d");
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
        }""",
        colour,
    )
    return sum(drawn[:3]) / 3


def test_the_dark_theme_is_chosen_by_a_button_and_kept(page):
    ask(page, "shield")
    assert lightness(page, "main", "backgroundColor") > 200
    page.get_by_role("button", name="Use dark colours").click()
    for _ in ("at once", "after a reload"):
        assert lightness(page, "main", "backgroundColor") < 60
        assert lightness(page, "[data-testid=ephemeral] h3", "color") > 180
        page.reload()
        expect(page.get_by_test_id("ephemeral")).to_be_visible()


def test_a_reader_whose_system_is_dark_starts_in_the_dark(open_page):
    assert lightness(open_page(color_scheme="dark"), "main", "backgroundColor") < 60


def tab_to(page: Page, key: str, name: str) -> None:
    """Press a key until what has the focus is called so."""
    for _ in range(40):
        page.keyboard.press(key)
        script = "(({ activeElement: e }) => e.ariaLabel ?? e.innerText)(document)"
        if page.evaluate(script) == name:
            return
    raise AssertionError(f"{key} never comes to {name}")


def test_the_keyboard_alone_completes_asks_shares_and_switches_person(page):
    page.keyboard.type("/aw")
    page.keyboard.press("Tab")
    page.keyboard.type("shield")
    page.keyboard.press("Enter")
    expect(title(page.get_by_test_id("ephemeral"))).to_have_text("AWS Shield")
    tab_to(page, "Shift+Tab", "Share to channel")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("message").last).to_contain_text("Shared by ana")
    page.keyboard.press("Control+k")
    page.keyboard.type("chen")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Chen Wei")
    expect(page.get_by_test_id("message")).to_have_count(1)


def test_two_windows_are_live_and_keep_what_is_private_apart(page, open_page):
    bens = open_page("ben")
    card = ask(page, "shield")
    expect(bens.get_by_test_id("message")).to_have_count(0)
    card.get_by_role("button", name="Share to channel").click()
    expect(title(bens.get_by_test_id("message"))).to_have_text("AWS Shield")
    say(bens, "thank you")
    expect(page.get_by_test_id("message").last).to_contain_text("thank you")


def test_what_was_typed_is_shown_as_typed(page):
    typed = "<img src=x onerror=alert(1)> <!channel> *pizza* in town"
    answer = ask(page, typed)
    expect(answer).to_contain_text(typed)
    expect(answer.locator("img, b, strong.mention")).to_have_count(0)
