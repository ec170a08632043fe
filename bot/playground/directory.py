"""Who and what is in the sample workspace: people, channels, and the app as its manifest says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

TEAM_ID = "T0CLDGUILD"
TEAM_NAME = "Cloud Guild"
TEAM_DOMAIN = "cloud-guild"
SLACKBOT = "USLACKBOT"

# A bot event is sent only when the app may also read what the event tells.
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "member_joined_channel": "channels:read",
}


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    real_name: str
    tz: str
    role: Literal["member", "admin", "guest"] = "member"

    @property
    def dm(self) -> str:
        """Their direct message with the app."""
        return "D" + self.id[1:]


@dataclass(frozen=True)
class Channel:
    """Public, with everybody in it, unless it names its members."""

    id: str
    name: str
    topic: str
    members: tuple[Person, ...] | None = None


PEOPLE = (
    Person("U0ANASOUZA", "ana", "Ana Souza", "America/Sao_Paulo", "admin"),
    Person("U0BENOKAFO", "ben", "Ben Okafor", "Africa/Lagos"),
    Person("U0CHENWEI0", "chen", "Chen Wei", "Asia/Shanghai"),
    Person("U0DANALEVI", "dana", "Dana Levi", "Asia/Jerusalem"),
    Person("U0EMILNOVK", "emil", "Emil Novak", "Europe/Prague", "guest"),
)
GENERAL = Channel("C0GENERAL0", "general", "Company-wide announcements and small talk")
SECURITY = Channel("C0AWSSECUR", "aws-security", "Learning AWS security together")
INCIDENTS = Channel(
    "C0INCIDENT",
    "incidents",
    "Private: what happened, and what we do about it",
    (PEOPLE[0], PEOPLE[2], PEOPLE[4]),
)
CHANNELS = (GENERAL, SECURITY, INCIDENTS)


@dataclass(frozen=True)
class Command:
    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    name: str
    description: str


@dataclass(frozen=True)
class App:
    """What Slack knows of the app: its manifest, and the ids it gave it."""

    name: str
    description: str
    scopes: tuple[str, ...]
    commands: tuple[Command, ...]
    message_shortcuts: tuple[Shortcut, ...]
    events: frozenset[str]
    interactive: bool
    home_enabled: bool
    messages_enabled: bool
    id: str = "A0PLAYGRND"
    user_id: str = "U0PLAYGRND"
    bot_id: str = "B0PLAYGRND"

    def subscribes(self, event: str) -> bool:
        scope = EVENT_SCOPES.get(event)
        return event in self.events and (scope is None or scope in self.scopes)


def app_of(manifest: Mapping[str, Any]) -> App:
    """The app that a Slack manifest describes."""
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    scopes = tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    home = features.get("app_home", {})
    name = manifest["display_information"]["name"]
    invocable = "commands" in scopes
    return App(
        name=features.get("bot_user", {}).get("display_name", name),
        description=manifest["display_information"].get("description", ""),
        scopes=scopes,
        commands=_commands(features) if invocable else (),
        message_shortcuts=_shortcuts(features) if invocable else (),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        interactive=settings.get("interactivity", {}).get("is_enabled", False),
        home_enabled=home.get("home_tab_enabled", False),
        messages_enabled=home.get("messages_tab_enabled", False)
        and not home.get("messages_tab_read_only_enabled", False),
    )


def _commands(features: Mapping[str, Any]) -> tuple[Command, ...]:
    return tuple(
        Command(
            entry["command"],
            entry.get("description", ""),
            entry.get("usage_hint", ""),
            entry.get("should_escape", False),
        )
        for entry in features.get("slash_commands", ())
    )


def _shortcuts(features: Mapping[str, Any]) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(entry["callback_id"], entry["name"], entry.get("description", ""))
        for entry in features.get("shortcuts", ())
        if entry.get("type") == "message"
    )
