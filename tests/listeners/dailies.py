"""The daily quiz in the office: the command, the form, and what is in it."""

from tests.office import Office, Shown


def daily(office: Office, text: str, *, user: str = "ana", channel: str = "aws-security") -> str:
    """What the person reads after `/awssec daily text`."""
    return office.ask(f"daily {text}".strip(), user, channel).text


def is_in(office: Office, channel: str) -> bool:
    workspace = office.slack.workspace
    return workspace.app_is_in(workspace.conversation(channel))


def opened(office: Office, user: str, channel: str = "aws-security") -> Shown:
    office.click(office.ask("daily", user, channel), "Set the daily quiz")
    return office.modal(user)


def top(office: Office, user: str) -> dict:
    return office.slack.state(user)["modals"][-1]


def block_of(form: Shown, action_id: str) -> str:
    return next(
        block["block_id"]
        for block in form.blocks
        if block.get("element", {}).get("action_id") == action_id
    )


def filled(form: Shown) -> dict:
    """The form's state with nothing changed in it."""
    values: dict = {}
    for block in form.blocks:
        element = block.get("element")
        if element:
            values[block["block_id"]] = {element["action_id"]: untouched(element)}
    return {"values": values}


def untouched(element: dict) -> dict:
    state = {"type": element["type"]}
    match element["type"]:
        case "timepicker":
            return {**state, "selected_time": element.get("initial_time")}
        case "datepicker":
            return {**state, "selected_date": element.get("initial_date")}
        case "checkboxes":
            return {**state, "selected_options": element.get("initial_options", [])}
    return {**state, "selected_option": element.get("initial_option")}
