/** One message: who wrote it and when, its text or blocks, and what can be done with it. */

import { showBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { appBadge, avatar } from "./people.js";
import { openMenu } from "./popup.js";
import { clockTime, fullTime, momentOf, timeAgo } from "./time.js";
import { toast } from "./toast.js";

/**
 * Draw a message. `look` says how: {session, surface, channel, compact, inThread, repliers,
 * lastReply}.
 */
export function drawMessage(message, look) {
  const author = look.session.directory.find(message.user);
  const isOwnersOnly = message.ephemeral;
  const classes = [
    "message",
    look.compact && "message-compact",
    isOwnersOnly && "message-ephemeral",
  ];
  return el(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      tabindex: "-1",
      "aria-label": `${author.name}, ${timeOf(message, look)}`,
      "data-testid": "message",
      "data-ts": message.ts,
      "data-focus": `message-${message.ts}`,
    },
    isOwnersOnly && onlyYou(),
    el("div", { class: "message-row" }, gutter(message, author, look), body(message, author, look)),
    toolbar(message, look),
  );
}

function timeOf({ ts }, { session }) {
  return clockTime(momentOf(ts), session.directory.tz);
}

function onlyYou() {
  return el("div", { class: "only-you" }, icon("eye"), "Only visible to you");
}

function gutter(message, author, look) {
  if (!look.compact) return el("div", { class: "gutter" }, avatar(author));
  return el("div", { class: "gutter" }, timeStamp(message, look));
}

function timeStamp(message, look) {
  const moment = momentOf(message.ts);
  const title = fullTime(moment, look.session.directory.tz);
  return el("time", { datetime: moment.toISOString(), title }, timeOf(message, look));
}

function body(message, author, look) {
  return el(
    "div",
    { class: "message-body", "data-testid": message.ephemeral ? "ephemeral" : null },
    !look.compact && head(message, author, look),
    content(message, look),
    threadLink(message, look),
  );
}

function head(message, author, look) {
  const name = el("span", { class: "author" }, author.name);
  const badge = author.kind === "person" ? null : appBadge();
  return el("div", { class: "message-head" }, name, badge, timeStamp(message, look));
}

function content(message, { session, surface }) {
  const edited = message.edited && el("span", { class: "quiet" }, " (edited)");
  if (message.blocks?.length) {
    const blocks = el("div", { class: "blocks" });
    showBlocks(blocks, message.blocks, surface);
    return [blocks, edited];
  }
  const classes = message.system ? "text quiet" : "text";
  return el("div", { class: classes }, mrkdwn(message.text ?? "", session.directory), edited);
}

function threadLink(message, { session, inThread, repliers, lastReply }) {
  if (inThread || !message.reply_count) return null;
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return el(
    "button",
    { type: "button", class: "thread-link", onclick: () => session.openThread(message.ts) },
    repliers.map((someone) => avatar(someone, "small")),
    el("strong", {}, count),
    lastReply && el("span", { class: "quiet" }, lastReply),
  );
}

function toolbar(message, look) {
  if (message.ephemeral || message.system) return null;
  const reply =
    !look.inThread &&
    toolButton("Reply in thread", "thread", () => {
      look.session.openThread(message.ts);
    });
  const more = toolButton("More actions", "more", (event) => openActions(event, message, look));
  more.setAttribute("aria-haspopup", "menu");
  more.setAttribute("aria-expanded", "false");
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Message actions" },
    reply,
    more,
  );
}

function toolButton(label, name, onclick) {
  const attributes = { type: "button", class: "icon-button", "aria-label": label, title: label };
  return el("button", { ...attributes, onclick }, icon(name));
}

function openActions({ currentTarget }, message, { session, channel }) {
  const { app, message_shortcuts: shortcuts } = session.state;
  const run = ({ callback_id }) => session.do("shortcut", { callback_id, channel, ts: message.ts });
  const items = shortcuts.map((shortcut) => ({
    label: shortcut.name,
    content: [icon("shield"), shortcut.name, el("span", { class: "choice-hint" }, app.name)],
    run: () => run(shortcut),
  }));
  items.push({ label: "Copy text", icon: "copy", run: () => copyText(currentTarget) });
  openMenu(currentTarget, { label: "More actions", items, alignEnd: true });
}

async function copyText(node) {
  const words = node.closest(".message").querySelector(".blocks, .text");
  try {
    await navigator.clipboard.writeText(words.innerText);
  } catch {
    toast("The browser doesn’t let this page use the clipboard.");
  }
}

/** The people who replied in a thread and when the last did, for the link below its parent. */
export function threadSummary(message, messages, { directory, state }) {
  const replies = messages.filter(
    ({ ts, thread_ts: parent }) => parent === message.ts && ts !== parent,
  );
  const authors = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  const last = replies.at(-1);
  return {
    repliers: authors.map((id) => directory.find(id)),
    lastReply: last ? timeAgo(momentOf(last.ts), new Date(state.now)) : null,
  };
}
