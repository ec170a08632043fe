from bot.views.ids import EXPLAIN_SHORTCUT


def explain(office, typed, user="ben"):
    ts = office.slack.send("ana", "aws-security", typed)
    office.slack.shortcut(user, EXPLAIN_SHORTCUT, "aws-security", ts)
    return office.modal(user)


def test_a_message_is_explained_in_a_modal_that_only_its_reader_sees(office):
    assert explain(office, "shield").title == "AWS Shield"
    assert office.slack.state("ana")["modals"] == []
    assert [shown.text for shown in office.seen("ana")] == ["shield"]


def test_moving_on_inside_the_modal_stays_in_it(office):
    modal = explain(office, "shield")
    office.choose(modal, "AWS WAF")
    moved = office.modal("ben")
    assert (moved.title, moved.source) == ("AWS WAF", modal.source)
    office.click(moved, "Helpful")
    assert "Thank you" in office.modal("ben").words
    assert len(office.slack.state("ben")["modals"]) == 1


def test_a_card_in_a_modal_cannot_be_shared(office):
    assert "Share to channel" not in explain(office, "shield").buttons


def test_suggestions_in_the_modal_lead_to_a_card_and_to_no_answer(office, vague):
    modal = explain(office, vague)
    office.click(modal, modal.buttons[0])
    assert office.modal("ben").title == modal.buttons[0]
    office.click(explain(office, vague), "None of these")
    assert "don't know" in office.modal("ben").words


def test_all_topics_are_browsed_in_the_modal(office):
    office.click(explain(office, "best pizza in town"), "Browse all topics")
    assert "topics by exam domain" in office.modal("ben").title


def test_a_message_without_words_is_explained_too(office):
    assert "no text" in explain(office, "@awssec").words
