/** The timepicker and datepicker elements, as the browser's own inputs. */

import { el } from "./dom.js";
import { labelling } from "./ids.js";
import { textOf } from "./mrkdwn.js";

export function timePicker(element, block, surface, choose) {
  const node = picker("time", "selected_time", { element, block, surface }, choose);
  const zone = element.timezone && el("span", { class: "quiet" }, element.timezone);
  return el("span", { class: "picker" }, node, zone);
}

export function datePicker(element, block, surface, choose) {
  const node = picker("date", "selected_date", { element, block, surface }, choose);
  return el("span", { class: "picker" }, node);
}

/** `choose(node, at, value, redraw)` keeps what was picked and tells the app where it asks to. */
function picker(type, field, at, choose) {
  const { element, block, surface } = at;
  const label = textOf(element.placeholder) || `Select a ${type}`;
  const aria = block.type === "input" ? labelling(surface, block) : { "aria-label": label };
  const node = el("input", {
    class: "text-input",
    type,
    autofocus: Boolean(element.focus_on_load),
    "data-focus": surface.keyOf(block, element),
    ...aria,
  });
  const redraw = () => {
    node.value = surface.valueOf(block, element)[field] ?? "";
  };
  node.addEventListener("change", () => choose(node, at, { [field]: node.value || null }, redraw));
  redraw();
  return node;
}
