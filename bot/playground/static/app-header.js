/** The header of the app's places, with its tabs Home, Messages and About. */

import { el } from "./dom.js";
import { appBadge, avatar } from "./people.js";

/** `current` is the tab that is open: "home", "messages" or "about". */
export function appHeader(session, current) {
  const { app } = session.state;
  const tabs = tabsOf(session).map(([name, label, place]) => tab(label, place, name === current));
  const who = avatar({ kind: "app", name: app.name }, "small");
  return el(
    "header",
    { class: "view-header view-header-app" },
    el("h1", {}, who, app.name, appBadge()),
    el("nav", { class: "tabs", "aria-label": `${app.name} tabs` }, tabs),
  );
}

function tabsOf({ state: { app }, direct }) {
  return [
    app.home_enabled && ["home", "Home", "home"],
    app.messages_enabled && direct && ["messages", "Messages", "messages"],
    ["about", "About", "about"],
  ].filter(Boolean);
}

function tab(label, place, isCurrent) {
  const attributes = { class: "tab", href: `#${place}`, "aria-current": isCurrent ? "page" : null };
  return el("a", { ...attributes, "data-focus": `tab-${label}` }, label);
}
