/** Short notes at the foot of the page, for what went wrong and can't be shown in place. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const SECONDS = 8;

export function toast(text) {
  const close = { type: "button", class: "icon-button", "aria-label": "Dismiss" };
  const note = el(
    "div",
    { class: "toast", "data-testid": "toast" },
    icon("alert"),
    el("span", {}, text),
    el("button", { ...close, onclick: () => note.remove() }, icon("close")),
  );
  showAboveDialogs(document.getElementById("toasts"), note);
  setTimeout(() => note.remove(), SECONDS * 1000);
}

/** The last element to enter the browser's top layer is the topmost one. */
function showAboveDialogs(host, note) {
  host.append(note);
  host.hidePopover();
  host.showPopover();
}
