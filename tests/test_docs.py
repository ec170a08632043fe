"""The manifest, the registered listeners, the ids and the help name the same things."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.app import manifest
from bot.domain import commands
from bot.domain.matching import Compared, Found
from bot.listeners import ACTIONS, EVENTS
from bot.views import ids
from bot.views.help import EXAMPLES, USAGE, help_message
from tests.office import Office, signed, whole_finder

ROOT = Path(__file__).parents[1]
NAMED = {action for names, _ in ACTIONS for action in names} | {ids.CHOICE}


@pytest.fixture(scope="module")
def finder():
    return whole_finder()


@pytest.fixture
def offices(finder, tmp_path):
    """Makes an office with awssec installed from a manifest."""
    opened: list[Office] = []

    def office(installed: dict[str, Any] | None = None) -> Office:
        address = f"sqlite:///{tmp_path}/{len(opened)}.db"
        opened.append(Office(finder, address, installed=installed))
        return opened[-1]

    yield office
    for one in opened:
        one.close()


def test_the_manifest_has_the_command_and_the_shortcut_that_are_listened_to():
    features = manifest()["features"]
    assert [command["command"] for command in features["slash_commands"]] == [ids.COMMAND]
    assert [shortcut["callback_id"] for shortcut in features["shortcuts"]] == [ids.EXPLAIN_SHORTCUT]


def test_the_manifest_subscribes_to_the_events_that_are_listened_to():
    subscribed = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert {event for event, _ in EVENTS} == {event.partition(".")[0] for event in subscribed}


USES = {
    *("command", "mention", "direct message", "home", "shortcut"),
    *("quiz here", "quiz in another channel", "quiz in a private channel"),
}


def uses_of(office: Office) -> set[str]:
    """What of awssec works in this workspace."""
    slack = office.slack
    slack.send("ana", "aws-security", "/awssec shield")
    slack.send("ana", "aws-security", "@awssec shield")
    slack.send("ana", "@awssec", "shield")
    slack.open_home("ana")
    answers = [shown for shown in office.seen() if shown.blocks]
    works = {
        "command": any(shown.ephemeral for shown in answers),
        "mention": any(shown.thread_ts for shown in answers),
        "direct message": any(shown.blocks for shown in office.seen(channel="@awssec")),
        "home": slack.state("ana")["home"] is not None,
        "shortcut": bool(slack.state("ana")["message_shortcuts"]),
        "quiz here": has_quiz(office, "aws-security"),
        "quiz in another channel": has_quiz(office, "general"),
        "quiz in a private channel": has_quiz(office, "incidents", invited=True),
    }
    return {use for use, is_there in works.items() if is_there}


def has_quiz(office: Office, channel: str, *, invited: bool = False) -> bool:
    """Whether a daily quiz can be set in the channel."""
    if invited:
        office.slack.send("ana", channel, "/invite @awssec")
    office.slack.send("ana", channel, "/awssec daily on 09:30 Europe/Berlin")
    return "set the daily quiz" in office.last("ana", channel).text


def test_the_scopes_of_the_manifest_are_enough(offices):
    assert uses_of(offices()) == USES


@pytest.mark.parametrize("scope", manifest()["oauth_config"]["scopes"]["bot"])
def test_no_scope_of_the_manifest_can_be_spared(offices, scope):
    less = copy.deepcopy(manifest())
    less["oauth_config"]["scopes"]["bot"].remove(scope)
    assert uses_of(offices(less)) < USES


@pytest.mark.parametrize("action", sorted(NAMED | {f"{action}:x" for action in NAMED}))
def test_every_id_of_a_button_or_menu_is_listened_to(offices, action):
    payload = {"type": "block_actions", "actions": [{"action_id": action, "block_id": "b"}]}
    people = {"user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1"}}
    body = {**payload, **people, "trigger_id": "1", "container": {}}
    answer = offices().deliver(*signed(json.dumps(body).encode()))
    assert answer.status == 200


def test_an_id_that_nobody_listens_to_is_told_from_the_others(offices):
    payload = {"type": "block_actions", "actions": [{"action_id": "nobodys", "block_id": "b"}]}
    body = {**payload, "user": {"id": "U1"}, "team": {"id": "T1"}}
    assert offices().deliver(*signed(json.dumps(body).encode())).status == 404


@pytest.mark.parametrize("name", commands.SUBCOMMANDS)
def test_help_and_the_hint_in_slack_name_every_subcommand(name):
    [command] = manifest()["features"]["slash_commands"]
    assert name in command["usage_hint"]
    assert any(form.startswith(f"{ids.COMMAND} {name}") for form, _ in USAGE)


def test_help_quotes_the_shortcut_as_slack_shows_it():
    [shortcut] = manifest()["features"]["shortcuts"]
    assert f"“{shortcut['name']}”" in str(help_message().blocks)


@pytest.mark.parametrize("question", EXAMPLES)
def test_every_example_of_the_help_has_an_answer(finder, question):
    assert isinstance(finder.value.find(question), Found | Compared)


def test_the_manifest_keeps_to_slacks_limits():
    about = manifest()["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    for shortcut in manifest()["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_form_of_the_slash_command():
    assert [form for form, _ in USAGE if f"`{form}`" not in README] == []


def test_the_readme_and_the_command_line_name_the_same_commands(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    known = set(re.findall(r"^    (\w+)(?: |$)", capsys.readouterr().out, re.MULTILINE))
    assert known
    assert set(re.findall(r"`python -m bot (\w+)", README)) == known


def test_the_readme_and_the_example_name_every_setting_that_is_read():
    read = set(re.findall(r'given\.get\("(\w+)"', (ROOT / "bot/config.py").read_text("utf-8")))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert listed == read
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == read - {"SLACK_API_URL"}


def test_the_readme_lists_the_scopes_of_the_manifest():
    scopes = manifest()["oauth_config"]["scopes"]["bot"]
    assert [scope for scope in scopes if f"| `{scope}` |" not in README] == []


def test_the_readme_counts_what_is_there(finder):
    knowledge = finder.value.knowledge
    counts = f"{len(knowledge.topics)} topics with {knowledge.question_count} quiz questions"
    assert counts in " ".join(README.split())


def test_every_file_that_the_readme_points_to_exists():
    targets = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
