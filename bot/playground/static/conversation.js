/** The main view of a channel or of the direct message with the app. */

import { appHeader } from "./app-header.js";
import { Composer } from "./composer.js";
import { el, reconcile } from "./dom.js";
import { introItem } from "./intro.js";
import { icon } from "./icons.js";
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
    this.node = el("div", { class: "view" }, this.header, this.list.node, this.composer.node);
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
  const { kind, name, topic } = conversation;
  const render = () =>
    kind === "im" ? appHeader(session, "messages") : channelHeader(name, topic);
  return { key: "header", stamp: JSON.stringify([kind, name, topic]), render };
}

function channelHeader(name, topic) {
  return el(
    "header",
    { class: "view-header" },
    el("h1", {}, icon("hash"), name),
    topic && el("p", { class: "topic" }, topic),
  );
}
