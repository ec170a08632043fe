/** A scrolling list of messages with day dividers, which follows new messages at its end. */

import { el, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage, threadSummary } from "./message.js";
import { Surface } from "./surface.js";
import { dayKey, dayName, momentOf } from "./time.js";

const NEAR_END = 40;
const GROUP_SECONDS = 5 * 60;

export class MessageList {
  constructor(session, { label, inThread = false }) {
    Object.assign(this, { session, inThread });
    this.surfaces = new Map();
    this.isPinned = true;
    this.last = null;
    const log = { class: "messages", role: "log", "aria-live": "polite", "aria-label": label };
    this.messages = el("div", { ...log, onkeydown: (event) => this.moveFocus(event) });
    this.scroller = el(
      "div",
      { class: "scroller", onscroll: () => this.noteScroll() },
      this.messages,
    );
    const toEnd = { type: "button", class: "to-end", hidden: true, onclick: () => this.pin() };
    this.toEnd = el("button", toEnd, "New messages", icon("down"));
    this.node = el("div", { class: "message-list" }, this.scroller, this.toEnd);
    const observer = new ResizeObserver(() => this.isPinned && this.scrollToEnd());
    observer.observe(this.messages);
    observer.observe(this.scroller);
  }

  /** Show messages below an intro; `all` are those of the conversation, for thread summaries. */
  show({ channel, messages, all, intro }) {
    const last = messages.at(-1) ?? {};
    const before = this.last ?? last;
    const isNewer = Number(last.ts) > Number(before.ts ?? 0);
    const isChanged = JSON.stringify(last.blocks) !== JSON.stringify(before.blocks);
    this.last = last;
    reconcile(this.messages, [...(intro ? [intro] : []), ...this.items(channel, messages, all)]);
    this.keepOneTabStop();
    if (!this.isPinned) this.toEnd.hidden &&= !isNewer;
    else if (isNewer || isChanged) this.scrollToLast();
    else this.scrollToEnd();
  }

  items(channel, messages, all) {
    const { tz } = this.session.directory;
    const items = [];
    messages.forEach((message, index) => {
      const previous = messages[index - 1];
      const day = dayKey(momentOf(message.ts), tz);
      const startsDay = !previous || dayKey(momentOf(previous.ts), tz) !== day;
      if (startsDay && !this.inThread) items.push(this.dayItem(message, day));
      const isFirstReply = this.inThread && index === 1;
      const compact = !startsDay && !isFirstReply && continues(previous, message);
      items.push(this.messageItem(message, { channel, compact, all }));
      if (this.inThread && index === 0 && messages.length > 1) items.push(repliesItem(messages));
    });
    return items;
  }

  dayItem(message, day) {
    const { directory, state } = this.session;
    const name = dayName(momentOf(message.ts), new Date(state.now), directory.tz);
    const line = { class: "day", role: "separator", "aria-label": name };
    return { key: day, stamp: name, render: () => el("div", line, el("span", {}, name)) };
  }

  messageItem(message, { channel, compact, all }) {
    const { session, inThread } = this;
    const surface = this.surfaceOf(channel, message);
    const summary = threadSummary(message, all, session);
    const look = { session, surface, channel, compact, inThread, ...summary };
    return {
      key: `message-${message.ts}`,
      stamp: JSON.stringify([message, compact, summary]),
      render: () => drawMessage(message, look),
    };
  }

  /** What a person chose in a message stays while it is on the page, whatever is redrawn. */
  surfaceOf(channel, { ts }) {
    if (!this.surfaces.has(ts)) {
      const source = { kind: "message", channel, ts };
      const key = `${this.inThread ? "thread" : "message"}-${ts}`;
      this.surfaces.set(ts, new Surface(this.session, source, key));
    }
    return this.surfaces.get(ts);
  }

  pin() {
    this.isPinned = true;
    this.scrollToEnd();
  }

  scrollToEnd() {
    this.toEnd.hidden = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Show the last message from its start, where it is longer than the view. */
  scrollToLast() {
    this.scrollToEnd();
    const article = this.articles().at(-1);
    const hidden = article ? topOf(this.scroller) - topOf(article) : 0;
    if (hidden <= 0) return;
    this.isPinned = false;
    this.scroller.scrollTop -= hidden;
  }

  noteScroll() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.isPinned = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.isPinned) this.toEnd.hidden = true;
  }

  articles() {
    return [...this.messages.querySelectorAll("article")];
  }

  /** One Tab reaches the list; the arrow keys then move from message to message. */
  keepOneTabStop() {
    const articles = this.articles();
    const stop =
      articles.find((article) => article.contains(document.activeElement)) ?? articles.at(-1);
    for (const article of articles) article.tabIndex = article === stop ? 0 : -1;
  }

  moveFocus(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.matches("article")) return;
    event.preventDefault();
    const articles = this.articles();
    articles[articles.indexOf(event.target) + step]?.focus();
    this.keepOneTabStop();
  }
}

function topOf(node) {
  return node.getBoundingClientRect().top;
}

/** The line between a thread's first message and the replies. */
function repliesItem({ length }) {
  const count = length === 2 ? "1 reply" : `${length - 1} replies`;
  const line = { class: "day day-start", role: "separator", "aria-label": count };
  return { key: "replies", stamp: count, render: () => el("div", line, el("span", {}, count)) };
}

/** Whether a message goes on where its author left off, so that the name is not repeated. */
function continues(previous, message) {
  const isPlain = [previous, message].every(({ ephemeral, system }) => !ephemeral && !system);
  const isSoon = Number(message.ts) - Number(previous.ts) < GROUP_SECONDS;
  return isPlain && isSoon && previous.user === message.user;
}
