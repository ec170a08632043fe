"""Forms from opening to closing, and the rules that a stack of modals keeps whatever happens."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.playground.errors import Refusal
from tests.playground.scene import MODAL, Slack, button, entered, plain

SECOND = {**MODAL, "title": plain("Second")}


def titles(slack, user="ana"):
    return [modal["view"]["title"]["text"] for modal in slack.modals(user)]


def test_a_submission_tells_everything_about_the_view(slack):
    view_id = slack.modal(private_metadata="C1")
    slack.stand_in.submit("ana", view_id, entered("09:30"))
    payload = slack.app.last
    view = payload["view"]
    assert (payload["type"], payload["user"]["id"]) == ("view_submission", "U0ANASOUZA")
    assert (view["id"], view["callback_id"], view["private_metadata"]) == (
        view_id,
        "schedule",
        "C1",
    )
    assert view["state"] == entered("09:30")
    assert (view["root_view_id"], view["previous_view_id"]) == (view_id, None)
    assert payload["trigger_id"] and payload["response_urls"] == []


def test_a_form_that_is_accepted_closes(slack):
    slack.stand_in.submit("ana", slack.modal(), entered("09:30"))
    assert slack.modals() == []


def test_an_empty_required_input_never_reaches_the_app(slack):
    view_id = slack.modal()
    before = len(slack.app.received)
    slack.stand_in.submit("ana", view_id, {"values": {}})
    assert slack.modals()[0]["errors"] == {"time": "Please complete this required field."}
    assert len(slack.app.received) == before


def test_an_optional_input_may_stay_empty_and_lengths_are_checked(slack):
    block = MODAL["blocks"][0]
    limited = {**block["element"], "min_length": 3, "max_length": 4}
    blocks = [{**block, "optional": True, "element": limited}]
    view_id = slack.modal(blocks=blocks)
    slack.stand_in.submit("ana", view_id, entered("12"))
    assert "at least 3" in slack.modals()[0]["errors"]["time"]
    slack.stand_in.submit("ana", view_id, entered("12345"))
    assert "at most 4" in slack.modals()[0]["errors"]["time"]
    slack.stand_in.submit("ana", view_id, entered(""))
    assert slack.app.last["view"]["state"] == {
        "values": {"time": {"at": {"type": "plain_text_input", "value": None}}}
    }


def test_the_app_can_answer_with_errors_and_they_go_with_the_next_update(slack):
    view_id = slack.modal()
    slack.app.will_answer({"response_action": "errors", "errors": {"time": "Not a time"}})
    slack.stand_in.submit("ana", view_id, entered("soon"))
    assert slack.modals()[0]["errors"] == {"time": "Not a time"}
    assert slack.api("views.update", view_id=view_id, view=MODAL)["ok"]
    assert slack.modals()[0]["errors"] == {}


def test_the_app_can_update_push_and_clear(slack):
    view_id = slack.modal()
    slack.app.will_answer(
        {"response_action": "push", "view": SECOND},
        {"response_action": "update", "view": {**SECOND, "title": plain("Changed")}},
        {"response_action": "clear"},
    )
    slack.stand_in.submit("ana", view_id, entered("1"))
    assert titles(slack) == ["Schedule", "Second"]
    top = slack.modals()[-1]["view_id"]
    slack.stand_in.submit("ana", top, entered("2"))
    assert titles(slack) == ["Schedule", "Changed"]
    assert slack.app.last["view"]["previous_view_id"] == view_id
    slack.stand_in.submit("ana", top, entered("3"))
    assert titles(slack) == []


@pytest.mark.parametrize(
    "answer, said",
    [
        ({"response_action": "errors", "errors": {"nowhere": "x"}}, "block_id of an input"),
        ({"response_action": "update", "view": {"type": "modal"}}, "missing required field: title"),
        ({"response_action": "shrug"}, "unknown response_action: shrug"),
    ],
)
def test_an_answer_that_slack_would_drop_is_said_to_be_wrong(slack, answer, said):
    view_id = slack.modal()
    slack.app.will_answer(answer)
    with pytest.raises(Refusal, match=said):
        slack.stand_in.submit("ana", view_id, entered("1"))
    assert titles(slack) == ["Schedule"]


def test_only_the_form_on_top_of_your_own_stack_can_be_used(slack):
    view_id = slack.modal("ana")
    with pytest.raises(Refusal):
        slack.stand_in.submit("ben", view_id, entered("1"))
    slack.app.will_answer({"response_action": "push", "view": SECOND})
    slack.stand_in.submit("ana", view_id, entered("1"))
    with pytest.raises(Refusal):
        slack.stand_in.close("ana", view_id)


def test_closing_tells_the_app_only_if_it_asked(slack):
    slack.stand_in.close("ana", slack.modal())
    assert slack.app.last.get("type") != "view_closed"
    slack.stand_in.close("ana", slack.modal(notify_on_close=True))
    assert (slack.app.last["type"], slack.app.last["is_cleared"]) == ("view_closed", False)


def test_closing_can_clear_the_whole_stack(slack):
    view_id = slack.modal(notify_on_close=True)
    cleared = {**SECOND, "clear_on_close": True, "notify_on_close": True}
    slack.app.will_answer({"response_action": "push", "view": cleared})
    slack.stand_in.submit("ana", view_id, entered("1"))
    slack.stand_in.close("ana", slack.modals()[-1]["view_id"])
    assert titles(slack) == []
    closed = slack.app.payloads[-2:]
    assert [payload["is_cleared"] for payload in closed] == [True, True]


def test_an_action_in_a_modal_sends_the_view_and_what_is_typed_so_far(slack):
    actions = {"type": "actions", "block_id": "b", "elements": [button()]}
    view_id = slack.modal(blocks=[*MODAL["blocks"], actions])
    source = {"kind": "view", "view_id": view_id}
    slack.stand_in.act("ana", source, {"action_id": "press"}, entered("09"))
    payload = slack.app.last
    assert payload["container"] == {"type": "view", "view_id": view_id}
    assert payload["view"]["state"] == entered("09")
    assert payload["actions"][0]["value"] == "7"
    assert "response_url" not in payload


class ModalStack(RuleBasedStateMachine):
    """Anything a person and an app can do to a stack, in any order."""

    def __init__(self):
        super().__init__()
        self.slack = Slack()

    @property
    def top(self):
        return self.slack.modals()[-1]["view_id"]

    def some(self):
        return bool(self.slack.modals())

    @rule(clear=st.booleans(), notify=st.booleans())
    def open(self, clear, notify):
        self.slack.modal(clear_on_close=clear, notify_on_close=notify)

    @precondition(some)
    @rule(clear=st.booleans())
    def push(self, clear):
        full = len(self.slack.modals()) == 3
        view = {**SECOND, "clear_on_close": clear}
        self.slack.app.will_answer({"response_action": "push", "view": view})
        try:
            self.slack.stand_in.submit("ana", self.top, entered("1"))
        except Refusal as refusal:
            assert full and "push_limit_reached" in str(refusal)

    @precondition(some)
    @rule(answer=st.sampled_from(["", "update", "clear", "errors"]))
    def submit(self, answer):
        more = {"update": {"view": SECOND}, "errors": {"errors": {"time": "no"}}}
        action = {"response_action": answer, **more.get(answer, {})} if answer else ""
        self.slack.app.will_answer(action)
        self.slack.stand_in.submit("ana", self.top, entered("1"))

    @precondition(some)
    @rule()
    def close(self):
        self.slack.stand_in.close("ana", self.top)

    @precondition(some)
    @rule(data=st.data())
    def update_any(self, data):
        view_id = data.draw(st.sampled_from(self.slack.modals()))["view_id"]
        assert self.slack.api("views.update", view_id=view_id, view=SECOND)["ok"]

    @invariant()
    def the_stack_is_a_chain_of_at_most_three(self):
        stack = self.slack.stand_in.views.stack(self.slack.stand_in.workspace.person("ana"))
        ids = [view.id for view in stack]
        assert len(ids) <= 3 and len(set(ids)) == len(ids)
        assert all(view.root_id == ids[0] for view in stack)
        assert [view.previous_id for view in stack] == [None, *ids][: len(ids)]
        assert len({view.hash for view in stack}) == len(stack)


TestModalStack = ModalStack.TestCase
TestModalStack.settings = settings(max_examples=50, deadline=None)
