/** The dialog behind Ctrl+K: jump to a channel, to a tab of the app, or to another person. */

import { ChoiceList } from "./choices.js";
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";

let opened = null;

export function toggleQuickSwitcher(session, { go, become }) {
  if (opened) return close();
  if (!session.state || document.querySelector("dialog[open]")) return undefined;
  const list = new ChoiceList({
    label: "Results",
    renderOption: ({ picture, label, hint }) => [
      picture,
      el("span", {}, label),
      el("span", { class: "choice-hint" }, hint),
    ],
    onChoose: (option) => {
      close();
      option.run();
    },
  });
  return open(list, groupsOf(session, { go, become }));
}

function close() {
  opened.close();
  opened = null;
}

function open(list, groups) {
  const field = el("input", {
    class: "switcher-field",
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-label": "Jump to",
    placeholder: "Jump to…",
    autocomplete: "off",
    oninput: () => list.show(matching(groups, field.value)),
    onkeydown: (event) => list.handleKey(event),
  });
  const search = el("div", { class: "switcher-search" }, icon("search"), field);
  const children = [search, list.node];
  const about = { label: "Jump to", className: "switcher", testId: "quick-switcher" };
  opened = openDialog({ ...about, children, onDismiss: close });
  list.attachTo(field);
  list.show(groups);
  field.focus();
}

function matching(groups, typed) {
  const wanted = typed.trim().replace(/^[#@]/, "").toLowerCase();
  const fits = ({ label, hint }) => `${label} ${hint}`.toLowerCase().includes(wanted);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter(({ options }) => options.length);
}

function groupsOf({ state, direct, directory, user }, { go, become }) {
  const { app, conversations, people } = state;
  const channels = conversations.filter(({ kind }) => kind === "channel");
  const bot = { kind: "app", name: app.name };
  const tab = (label, place) => ({
    label: app.name,
    hint: label,
    picture: avatar(bot, "tiny"),
    run: () => go(place),
  });
  const channelOption = ({ id, name, topic, private: isPrivate }) => ({
    label: name,
    hint: topic ?? "",
    picture: icon(isPrivate ? "lock" : "hash"),
    run: () => go(id),
  });
  const person = ({ id, real_name: label }) => ({
    label,
    hint: "Be this person",
    picture: avatar(directory.find(id), "tiny"),
    run: () => become(id),
  });
  return [
    { label: "Channels", options: channels.map(channelOption) },
    {
      label: "App",
      options: [tab("Home", "home"), direct && tab("Messages", direct.id)].filter(Boolean),
    },
    { label: "People", options: people.filter(({ id }) => id !== user).map(person) },
  ];
}
