/** The sidebar: the workspace, its channels, the app, and who "you" are. */

import { el, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { appBadge, avatar } from "./people.js";
import { openMenu } from "./popup.js";

/** Draw the sidebar; what did not change keeps its nodes. `become(id)` switches the person. */
export function showSidebar(root, session, { become }) {
  reconcile(root, [workspaceItem(session), placesItem(session), personItem(session, become)]);
}

function workspaceItem({ state: { workspace } }) {
  const initials = workspace.name
    .split(" ")
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2);
  const tile = el("span", { class: "workspace-tile", "aria-hidden": "true" }, initials);
  const render = () => el("div", { class: "workspace" }, tile, el("strong", {}, workspace.name));
  return { key: "workspace", stamp: workspace.name, render };
}

function placesItem(session) {
  const sections = sectionsOf(session);
  const render = () => el("div", { class: "places" }, sections.map(sectionNode));
  return { key: "places", stamp: JSON.stringify(sections), render };
}

/** What can be opened, as plain values: a section is a title and its links. */
function sectionsOf(session) {
  const { app, conversations } = session.state;
  const channels = conversations.filter(({ kind }) => kind === "channel");
  const { direct } = session;
  return [
    { title: "Channels", links: channels.map((channel) => channelLink(channel, session)) },
    direct && {
      title: "Direct messages",
      links: [{ ...appLink(app, "dm", session), unread: session.isUnread(direct) }],
    },
    { title: "Apps", links: [appLink(app, "app", session)] },
  ].filter(Boolean);
}

function channelLink(channel, session) {
  const { id, name, private: isPrivate } = channel;
  const [current, unread] = [session.place === id, session.isUnread(channel)];
  return { address: name, name, current, unread, isPrivate, isApp: false, testId: `channel-${name}` };
}

/** The app's link under "Direct messages" ("dm") or under "Apps" ("app"). */
function appLink({ name, home_enabled: hasHome }, what, { place, direct }) {
  const current = what === "dm" ? place === direct?.id : ["home", "about"].includes(place);
  const address = what === "dm" ? "messages" : hasHome ? "home" : "about";
  return { address, name, current, unread: false, isApp: true, testId: `${what}-${name}` };
}

function sectionNode({ title, links }) {
  return el(
    "section",
    {},
    el("h2", {}, title),
    el(
      "ul",
      {},
      links.map((link) => linkNode(link)),
    ),
  );
}

function linkNode({ address, name, current, unread, isApp, isPrivate, testId }) {
  return el(
    "li",
    {},
    el(
      "a",
      {
        class: unread ? "place place-unread" : "place",
        href: `#${address}`,
        "aria-current": current ? "page" : null,
        "data-testid": testId,
        "data-focus": testId,
      },
      isApp ? avatar({ kind: "app", name }, "tiny") : icon(isPrivate ? "lock" : "hash"),
      el("span", { class: "place-name" }, name),
      isApp && appBadge(),
      unread && el("span", { class: "visually-hidden" }, " (unread)"),
    ),
  );
}

function personItem(session, become) {
  const { me, directory } = session;
  const someone = directory.find(me.id);
  const button = {
    type: "button",
    class: "person-switcher",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-label": `You are ${me.real_name}. Switch person`,
    "data-testid": "person-switcher",
    "data-focus": "person-switcher",
    onclick: (event) => openPeople(event.currentTarget, session, become),
  };
  const names = el(
    "span",
    { class: "person-names" },
    el("strong", {}, me.real_name),
    el("small", {}, "You"),
  );
  const render = () => el("button", button, avatar(someone), names, icon("down"));
  return { key: "person", stamp: me.id, render };
}

function openPeople(anchor, { state, user, directory }, become) {
  const items = state.people.map((person) => ({
    label: person.real_name,
    role: "menuitemradio",
    checked: person.id === user,
    content: personRow(person, directory, person.id === user),
    run: () => become(person.id),
  }));
  openMenu(anchor, { label: "Be someone else", items });
}

function personRow({ id, real_name: name, tz }, directory, isMe) {
  const zone = tz.split("/").at(-1).replaceAll("_", " ");
  return [
    avatar(directory.find(id), "small"),
    el("span", {}, name),
    el("span", { class: "choice-hint", "aria-hidden": "true" }, zone),
    isMe && icon("check"),
  ];
}
