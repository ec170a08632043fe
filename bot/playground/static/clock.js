/** The workspace's clock in the top bar, and the menu that moves it forward. */

import { closeButton, openDialog } from "./dialog.js";
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popup.js";
import { clockTime, dayKey, shortTime } from "./time.js";

const JUMPS = [
  ["1 hour later", "+1 hour"],
  ["Tomorrow 09:30", "tomorrow 09:30"],
  ["Next Monday 09:30", "next monday 09:30"],
];
const TICK = 1000;

/** A button that shows the time where "you" are; the function it comes with draws it anew. */
export function clockButton(session) {
  const time = el("time", {});
  const node = el(
    "button",
    {
      type: "button",
      class: "clock",
      hidden: true,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-testid": "clock",
      onclick: () => openJumps(node, session),
    },
    icon("clock"),
    time,
  );
  const redraw = () => {
    node.hidden = !session.state?.clock_is_movable;
    if (!node.hidden) showTime(node, time, session);
  };
  setInterval(redraw, TICK);
  return [node, redraw];
}

function showTime(node, time, session) {
  const words = shortTime(session.now, session.directory.tz);
  if (time.textContent === words) return;
  time.textContent = words;
  node.setAttribute("aria-label", `${words}. Move the clock`);
  node.title = "Move the clock forward";
}

function openJumps(node, session) {
  if (node.getAttribute("aria-busy") === "true") return;
  const jumps = JUMPS.map(([label, to]) => ({ label, run: () => move(node, session, to) }));
  const pick = { label: "Pick date and time…", run: () => openPicker(node, session) };
  openMenu(node, { label: "Move the clock", items: [...jumps, pick], alignEnd: true });
}

/** The button is busy until the app has done what fell due on the way. */
async function move(node, session, to) {
  node.setAttribute("aria-busy", "true");
  await session.do("clock", { to });
  node.removeAttribute("aria-busy");
}

function openPicker(node, session) {
  const title = uniqueId("clock");
  const { tz } = session.directory;
  const now = `${dayKey(session.now, tz)}T${clockTime(session.now, tz)}`;
  const label = `Date and time in ${tz.replaceAll("_", " ")}`;
  const input = el("input", { class: "text-input", type: "datetime-local", required: true });
  input.min = now;
  input.value = now;
  const submit = (event) => {
    event.preventDefault();
    opened.close();
    move(node, session, input.value);
  };
  const close = () => opened.close();
  const header = el("header", {}, el("h2", { id: title }, "Move the clock"), closeButton(close));
  const content = el("label", { class: "dialog-content clock-field" }, label, input);
  const footer = el(
    "footer",
    {},
    el("button", { type: "button", class: "button", onclick: close }, "Cancel"),
    el("button", { type: "submit", class: "button button-primary" }, "Move"),
  );
  const opened = openDialog({
    labelledBy: title,
    className: "confirm",
    testId: "clock-dialog",
    children: el("form", { class: "dialog-form", onsubmit: submit }, header, content, footer),
    onDismiss: close,
  });
  input.focus();
}
