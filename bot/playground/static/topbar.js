/** The bar across the top: menu (on narrow screens), search, the clock, and light or dark. */

import { clockButton } from "./clock.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { isDark, onThemeChange, toggleTheme } from "./theme.js";

/** Draw the bar once; returns the function that shows the time, and whether the server is there. */
export function drawTopbar(root, session, { onMenu, onSearch }) {
  const [clock, redrawClock] = clockButton(session);
  const offline = el("p", { class: "offline", role: "status", hidden: true }, OFFLINE);
  root.append(
    iconButton("Open the sidebar", "menu", onMenu, "menu-button"),
    searchButton(onSearch),
    el("div", { class: "topbar-end" }, clock, themeButton()),
    offline,
  );
  return () => {
    offline.hidden = session.online;
    redrawClock();
  };
}

const OFFLINE = "The playground can’t be reached. Trying again…";

function iconButton(label, name, onclick, className = "") {
  const attributes = { type: "button", "aria-label": label, title: label, onclick };
  return el("button", { class: `icon-button ${className}`, ...attributes }, icon(name));
}

function searchButton(onclick) {
  const keys = navigator.platform.startsWith("Mac") ? "⌘ K" : "Ctrl K";
  const label = el("span", {}, "Jump to a channel or a person");
  return el(
    "button",
    { type: "button", class: "search", onclick },
    icon("search"),
    label,
    el("kbd", {}, keys),
  );
}

function themeButton() {
  const node = iconButton("", "moon", toggleTheme);
  const redraw = () => {
    const label = isDark() ? "Use light colours" : "Use dark colours";
    node.setAttribute("aria-label", label);
    node.title = label;
    node.replaceChildren(icon(isDark() ? "sun" : "moon"));
  };
  onThemeChange(redraw);
  redraw();
  return node;
}
