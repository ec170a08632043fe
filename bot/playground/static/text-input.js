/** The plain_text_input element, and when it tells the app what was typed. */

import { el } from "./dom.js";
import { labelling } from "./ids.js";
import { textOf } from "./mrkdwn.js";

const PAUSE = 400;

/** `perform(node, details)` sends the action; it is called only if the block dispatches actions. */
export function textInput(element, block, surface, perform) {
  const node = el(element.multiline ? "textarea" : "input", {
    class: "text-input",
    type: element.multiline ? null : "text",
    rows: element.multiline ? "4" : null,
    placeholder: textOf(element.placeholder),
    autocomplete: "off",
    autofocus: Boolean(element.focus_on_load),
    "data-focus": surface.keyOf(block, element),
    ...labelling(surface, block),
  });
  node.value = surface.valueOf(block, element).value ?? "";
  node.addEventListener("input", () => {
    surface.setValue(block, element, { value: node.value || null });
  });
  if (block.dispatch_action) dispatchActions(node, element, perform);
  return node;
}

/** Whether pressing Enter in the input is an action of its own. */
export function dispatchesOnEnter({ dispatch_action: dispatches, element }) {
  const isText = dispatches && element.type === "plain_text_input";
  return isText && triggersOf(element).includes("on_enter_pressed");
}

function triggersOf(element) {
  return element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
}

function dispatchActions(node, element, perform) {
  const triggers = triggersOf(element);
  const send = () => perform(node, { value: node.value });
  let pause = null;
  if (triggers.includes("on_character_entered"))
    node.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(send, PAUSE);
    });
  if (triggers.includes("on_enter_pressed"))
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
}
