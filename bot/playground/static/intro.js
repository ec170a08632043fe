/** What stands at the start of a conversation: what it is for, and what a newcomer can try. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { appBadge, avatar } from "./people.js";

const QUESTIONS = [
  ["shield", "a card, at once"],
  ["sheild advnaced", "misspelt, and understood"],
  ["shield vs waf", "a comparison"],
  ["help", "everything it can do"],
];

/** The intro as an item of the message list; examples are sent by `send` when pressed. */
export function introItem(session, conversation, { send }) {
  const { name, kind, topic, app_is_member: isIn, messages } = conversation;
  const { app, commands } = session.state;
  const isEmpty = messages.every(({ system }) => system);
  const about = { ...conversation, app, commands, isEmpty, send };
  return {
    key: "intro",
    stamp: JSON.stringify([name, kind, topic, isIn, isEmpty]),
    render: () => el("section", { class: "intro" }, kind === "im" ? direct(about) : channel(about)),
  };
}

function channel({ name, topic, private: isPrivate, app, app_is_member: isIn, commands, isEmpty, send }) {
  const command = commands[0]?.command ?? "";
  return [
    el("span", { class: "intro-tile", "aria-hidden": "true" }, icon(isPrivate ? "lock" : "hash")),
    el("h2", {}, `Welcome to #${name}`),
    el("p", { class: "quiet" }, "This is the very beginning of the channel. ", topic),
    !isIn && invitation(app, send),
    isIn && isEmpty && examples(`Ask ${app.name} something`, `${command} `, send),
  ];
}

function direct({ app, isEmpty, send }) {
  const name = [app.name, appBadge()];
  return [
    avatar({ kind: "app", name: app.name }, "large"),
    el("h2", {}, name),
    el(
      "p",
      { class: "quiet" },
      "This conversation is just between the two of you. ",
      app.description,
    ),
    isEmpty && examples(`Ask ${app.name} something`, "", send),
  ];
}

function invitation({ name }, send) {
  const text = `/invite @${name}`;
  return el(
    "div",
    { class: "card" },
    el("h3", {}, `${name} isn’t in this channel yet`),
    el("p", {}, "Commands work everywhere. To mention it here, add it first:"),
    el("div", { class: "examples" }, example(text, "adds it to the channel", send)),
  );
}

function examples(title, prefix, send) {
  const rows = QUESTIONS.map(([question, note]) => example(`${prefix}${question}`, note, send));
  return el(
    "div",
    { class: "card", "data-testid": "examples" },
    el("h3", {}, title),
    el("p", {}, "Type one of these below, or press it to send it:"),
    el("div", { class: "examples" }, rows),
  );
}

function example(text, note, send) {
  const attributes = { type: "button", class: "example", onclick: () => send(text) };
  return el("button", attributes, el("code", {}, text), el("span", { class: "quiet" }, note));
}
