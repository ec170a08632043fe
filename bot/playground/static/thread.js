/** The pane beside the conversation: one thread, with a composer of its own. */

import { Composer } from "./composer.js";
import { closeButton } from "./dialog.js";
import { el } from "./dom.js";
import { MessageList } from "./message-list.js";

export class ThreadPane {
  constructor(session, { onClose }) {
    const { conversation, thread } = session;
    Object.assign(this, { session, thread, onClose });
    this.list = new MessageList(session, { label: "Messages in this thread", inThread: true });
    this.composer = new Composer(session, {
      label: "Reply…",
      testId: "thread-composer",
      draftKey: `${session.user}/${conversation.id}/${thread}`,
      inThread: true,
      onSend: (text) => this.send(text),
    });
    this.node = el(
      "div",
      { class: "view", "data-testid": "thread", onkeydown: (event) => this.handleKey(event) },
      this.header(conversation),
      this.list.node,
      this.composer.node,
    );
  }

  header({ kind, name }) {
    const where = el("span", { class: "topic" }, kind === "channel" ? `#${name}` : name);
    const close = closeButton(() => this.onClose());
    close.setAttribute("aria-label", "Close thread");
    return el("header", { class: "view-header" }, el("h2", {}, "Thread"), where, close);
  }

  handleKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.onClose();
  }

  send(text) {
    this.list.pin();
    return this.session.send(text, { threadTs: this.thread });
  }

  show() {
    const { id, messages } = this.session.conversation;
    const isHere = ({ ts, thread_ts: parent }) => ts === this.thread || parent === this.thread;
    this.list.show({ channel: id, messages: messages.filter(isHere), all: [], intro: null });
  }

  focus() {
    this.composer.ready();
  }
}
