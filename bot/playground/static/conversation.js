/** The main view of a channel or of the direct message with the app. */

import { appHeader } from "./app-header.js";
import { channelHeader } from "./channel-header.js";
import { Composer } from "./composer.js";
import { el, reconcile } from "./dom.js";
import { introItem } from "./intro.js";
import { MessageList } from "./message-list.js";

export class ConversationView {
  constructor(session) {
    const { id, kind, name } = session.conversation;
    this.session = session;
    this.header = el("div", { class: "view-header-slot" });
    this.list = new MessageList(session, { label: `Messages in ${titleOf(kind, name)}` });
    this.composer = new Composer(session, {
      label: `Message ${titleOf(kind, name)}`,
      testId: "composer",
      draftKey: `${session.user}/${id}`,
      inChannel: kind === "channel",
      onSend: (text) => this.send(text),
    });
    this.closed = el("p", { class: "archived quiet", hidden: true }, "This channel is archived.");
    const parts = [this.header, this.list.node, this.composer.node, this.closed];
    this.node = el("div", { class: "view" }, parts);
  }

  send(text) {
    this.list.pin();
    return this.session.send(text);
  }

  sendExample(text) {
    this.composer.focus();
    return this.send(text);
  }

  show() {
    const { session } = this;
    const { conversation } = session;
    reconcile(this.header, [headerItem(session, conversation)]);
    this.composer.node.hidden = conversation.archived;
    this.closed.hidden = !conversation.archived;
    this.list.show({
      channel: conversation.id,
      messages: conversation.messages.filter(isTopLevel),
      all: conversation.messages,
      intro: introItem(session, conversation, { send: (text) => this.sendExample(text) }),
    });
  }

  focus() {
    this.composer.ready();
  }
}

function isTopLevel({ ts, thread_ts: parent }) {
  return !parent || parent === ts;
}

function titleOf(kind, name) {
  return kind === "channel" ? `#${name}` : name;
}

function headerItem(session, conversation) {
  const render = () =>
    conversation.kind === "im"
      ? appHeader(session, "messages")
      : channelHeader(session, conversation);
  const stamp = JSON.stringify({ ...conversation, messages: null });
  return { key: "header", stamp, render };
}
