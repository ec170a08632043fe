/** Where a person writes: Enter sends, and commands and mentions are completed on the way. */

import { ChoiceList } from "./choices.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { suggestionsFor } from "./suggestions.js";

const MOMENT = 400;

export class Composer {
  /** `onSend(text)` resolves to whether it was sent; the text comes back if it was not. */
  constructor(session, { label, testId, draftKey, inThread = false, inChannel = false, onSend }) {
    Object.assign(this, { session, draftKey, inThread, inChannel, onSend });
    this.list = new ChoiceList({
      label: "Suggestions",
      renderOption: suggestionParts,
      onChoose: (option) => this.complete(option),
    });
    this.panel = el("div", { class: "suggestions", hidden: true });
    this.field = this.makeField(label, testId);
    this.sendButton = tool("Send now", "send", () => this.send());
    this.node = el("div", { class: "composer" }, this.panel, this.box());
    this.field.value = session.drafts.get(draftKey) ?? "";
  }

  makeField(label, testId) {
    return el("textarea", {
      class: "composer-field",
      rows: "1",
      "aria-label": label,
      placeholder: label,
      "aria-autocomplete": "list",
      "data-testid": testId,
      "data-focus": this.draftKey,
      oninput: () => this.update(),
      onclick: () => this.suggest(),
      onblur: () => this.hideSuggestions(),
      onkeydown: (event) => this.handleKey(event),
    });
  }

  box() {
    const { inThread } = this;
    const tools = [
      !inThread && tool("Use a slash command", "slash", () => this.insert("/")),
      tool("Mention the app", "at", () => this.insert("@")),
    ];
    this.hint = el("p", { class: "composer-hint" }, hints(inThread));
    const bar = el("div", { class: "composer-bar" }, tools, this.hint, this.sendButton);
    return el("div", { class: "composer-box" }, this.field, bar);
  }

  /** To be called once the composer stands in the page, where its height can be measured. */
  ready() {
    this.update({ quiet: true });
    this.focus();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  handleKey(event) {
    if (event.isComposing) return;
    if (this.isSuggesting && this.handleSuggestionKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  }

  handleSuggestionKey(event) {
    const option = this.list.options[this.list.active];
    if (event.key === "Escape") this.hideSuggestions();
    else if (event.key === "Tab" && !event.shiftKey && option) this.complete(option);
    else if (event.key === "Enter" && option?.label === this.fragment) return false;
    else return this.list.handleKey(event);
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** What the suggestions complete; once it stands there in full, Enter sends. */
  get fragment() {
    return this.field.value.slice(this.from, this.field.selectionStart);
  }

  get isSuggesting() {
    return !this.panel.hidden && this.list.options.length > 0;
  }

  /** Follow a change of the text: its height, the draft and the suggestions. */
  update({ quiet = false } = {}) {
    const { field } = this;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    this.sendButton.disabled = !field.value.trim();
    this.session.drafts.set(this.draftKey, field.value);
    if (!quiet) this.suggest();
  }

  suggest() {
    const { field, session, inThread, inChannel } = this;
    const { commands, app } = session.state;
    const about = { commands, app, inThread, inChannel };
    const found = suggestionsFor(field.value, field.selectionStart, about);
    this.from = found.from;
    if (found.options.length) this.list.attachTo(field);
    else this.list.detach();
    this.list.show([{ options: found.options }]);
    const shown = found.options.length ? this.list.node : found.usage && usageLine(found.usage);
    this.panel.replaceChildren(...(shown ? [shown] : []));
    this.panel.hidden = !shown;
  }

  hideSuggestions() {
    this.panel.hidden = true;
    this.list.detach();
    this.list.show([]);
  }

  complete({ insert }) {
    const { field } = this;
    field.setRangeText(insert, this.from, field.selectionStart, "end");
    this.focus();
    this.update();
  }

  insert(character) {
    const { field } = this;
    const text = character === "/" ? "/" : field.value && !/\s$/.test(field.value) ? " @" : "@";
    if (character === "/") field.value = "";
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    this.focus();
    this.update();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.update();
    if ((await this.whileWaiting(this.onSend(text))) || this.field.value) return;
    this.field.value = text;
    this.update({ quiet: true });
  }

  /** Say so where an answer takes longer than a moment. */
  async whileWaiting(sending) {
    const wait = setTimeout(() => this.hint.replaceChildren("Waiting for an answer…"), MOMENT);
    const isSent = await sending;
    clearTimeout(wait);
    this.hint.replaceChildren(...hints(this.inThread));
    return isSent;
  }
}

function tool(label, name, onclick) {
  const attributes = { type: "button", class: "icon-button", "aria-label": label, title: label };
  return el("button", { ...attributes, onclick }, icon(name));
}

function hints(inThread) {
  const enter = [el("kbd", {}, "Enter"), " to send"];
  const line = [" · ", el("kbd", {}, "Shift+Enter"), " for a new line"];
  return inThread ? enter : [...enter, ...line, " · ", el("kbd", {}, "/"), " for commands"];
}

function suggestionParts({ label, usage_hint: usage, description }) {
  const typed = el("span", { class: "option-text" }, el("strong", {}, label), usage && ` ${usage}`);
  return el(
    "span",
    { class: "option" },
    typed,
    el("span", { class: "option-description" }, description),
  );
}

function usageLine({ command, usage_hint: usage, description }) {
  const words = [el("strong", {}, command), ` ${usage ?? ""}`, el("span", {}, description)];
  return el("p", { class: "usage" }, words);
}
