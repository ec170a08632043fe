/** Who is who in the workspace: names by ID, and the avatars drawn from them. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const SLACKBOT = { id: "USLACKBOT", name: "Slackbot", kind: "slackbot" };

/** Look-ups over one state of the workspace. */
export function directoryOf(state) {
  const { app, people, conversations, me } = state;
  const everyone = new Map([
    [SLACKBOT.id, SLACKBOT],
    [app.bot_user_id, botOf(app)],
  ]);
  people.forEach((person, tone) => everyone.set(person.id, personOf(person, tone)));
  const channels = new Map(conversations.map(({ id, name }) => [id, name]));
  return {
    me,
    tz: people.find((person) => person.id === me)?.tz ?? "UTC",
    find: (id) => everyone.get(id) ?? { id, name: id, kind: "person", tone: 0 },
    nameOf: (id) => everyone.get(id)?.name ?? id,
    channelName: (id) => channels.get(id) ?? id,
  };
}

function botOf(app) {
  return { id: app.bot_user_id, name: app.name, kind: "app" };
}

function personOf({ id, real_name, name }, tone) {
  return { id, name: real_name, handle: name, kind: "person", tone };
}

/** A square with a person's initials, or the icon of the app or of Slackbot. */
export function avatar(someone, size = "medium") {
  const classes = `avatar avatar-${size} avatar-${someone.kind} tone-${(someone.tone ?? 0) % 5}`;
  return el("span", { class: classes, "aria-hidden": "true" }, avatarContent(someone));
}

function avatarContent({ kind, name }) {
  if (kind === "app") return icon("shield");
  if (kind === "slackbot") return icon("spark");
  const words = name.split(" ");
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word.charAt(0)).join("");
}

export function appBadge() {
  return el("span", { class: "app-badge" }, "App");
}
