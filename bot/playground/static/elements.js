/** The interactive elements of Block Kit: each drawn by a function of (element, block, surface). */

import { confirmed } from "./dialog.js";
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { labelling } from "./ids.js";
import { isSafe, plainText, textObject, textOf } from "./mrkdwn.js";
import { datePicker, timePicker } from "./pickers.js";
import { openMenu, openSearch, openSelect } from "./popup.js";
import { picture } from "./picture.js";
import { optionsOf } from "./surface.js";
import { textInput } from "./text-input.js";

/** How many letters Slack waits for where an external select doesn’t say. */
const LEAST_TYPED = 3;

const ELEMENTS = {
  button,
  overflow,
  static_select: (...at) => select(openOptions, ...at),
  external_select: (...at) => select(openSuggestions, ...at),
  timepicker: (...at) => timePicker(...at, choose),
  datepicker: (...at) => datePicker(...at, choose),
  checkboxes: (...at) => choiceGroup("checkbox", ...at),
  radio_buttons: (...at) => choiceGroup("radio", ...at),
  plain_text_input: (element, block, surface) =>
    textInput(element, block, surface, (node, details) =>
      perform(node, { element, block, surface }, details),
    ),
  image: (element) => picture(element, "thumbnail"),
};

/** Draw an element; one the page does not know is named in its place. */
export function drawElement(element, block, surface) {
  const draw = ELEMENTS[element.type];
  return draw ? draw(element, block, surface) : unknownKind("element", element.type);
}

export function unknownKind(what, type) {
  return el("span", { class: "unknown" }, `The playground doesn’t show the ${what} “${type}”.`);
}

/** Ask for confirmation where wanted, then send the action; false where it was not sent. */
async function perform(node, { element, block, surface }, details) {
  if (node.getAttribute("aria-busy") === "true") return false;
  if (element.confirm && !(await confirmed(element.confirm, surface.directory))) return false;
  node.setAttribute("aria-busy", "true");
  await surface.act(block, element, details);
  node.removeAttribute("aria-busy");
  return true;
}

function button(element, block, surface) {
  const opensPage = element.url && isSafe(element.url);
  const details = element.value === undefined ? {} : { value: element.value };
  const attributes = {
    class: `button ${element.style ? `button-${element.style}` : ""}`,
    "data-focus": surface.keyOf(block, element),
    "aria-label": element.accessibility_label,
    onclick: (event) => perform(event.currentTarget, { element, block, surface }, details),
  };
  const address = { href: element.url, target: "_blank", rel: "noopener noreferrer" };
  const label = el("span", {}, plainText(element.text));
  if (opensPage) return el("a", { ...attributes, ...address }, label);
  return el("button", { ...attributes, type: "button" }, label);
}

function overflow(element, block, surface) {
  const choose = (node, option) => {
    if (option.url && isSafe(option.url)) window.open(option.url, "_blank", "noopener");
    perform(node, { element, block, surface }, { selected_option: option });
  };
  const items = (node) =>
    element.options.map((option) => ({
      label: textOf(option.text),
      content: optionLines(option, surface),
      run: () => choose(node, option),
    }));
  return el(
    "button",
    {
      type: "button",
      class: "button button-icon",
      "aria-label": "More options",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-focus": surface.keyOf(block, element),
      onclick: ({ currentTarget: node }) =>
        openMenu(node, { label: "More options", items: items(node) }),
    },
    icon("more"),
  );
}

/** An input block's element acts only where the block says so; elsewhere every choice does. */
function actsOnChange(block) {
  return block.type !== "input" || block.dispatch_action;
}

/** Keep a choice and tell the app; where the person did not confirm, take it back. */
async function choose(node, { element, block, surface }, value, redraw) {
  const before = surface.valueOf(block, element);
  surface.setValue(block, element, value);
  redraw();
  if (!actsOnChange(block)) return;
  if (await perform(node, { element, block, surface }, value)) return;
  surface.setValue(block, element, before);
  redraw();
}

/** `open(node, at, redraw)` shows the options; what is chosen stands on the closed select. */
function select(open, element, block, surface) {
  const at = { element, block, surface };
  const shown = el("span", { class: "select-value" });
  const label = textOf(element.placeholder) || "Options";
  const aria = block.type === "input" ? labelling(surface, block) : { "aria-label": label };
  const node = el(
    "button",
    {
      type: "button",
      class: "select",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      ...aria,
      "data-focus": surface.keyOf(block, element),
      onclick: () => open(node, at, redraw),
      onkeydown: (event) => openOnArrow(event, node),
    },
    shown,
    icon("down"),
  );
  const redraw = () => {
    const chosen = surface.valueOf(block, element).selected_option;
    node.classList.toggle("select-empty", !chosen);
    shown.replaceChildren(
      ...plainText(chosen?.text ?? element.placeholder ?? { text: "Select an option" }),
    );
  };
  redraw();
  return node;
}

function openOnArrow(event, node) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  node.click();
}

function openOptions(node, at, redraw) {
  const { element, block, surface } = at;
  const groups = element.option_groups ?? [{ options: element.options }];
  const chosen = surface.valueOf(block, element).selected_option;
  openSelect(node, {
    label: textOf(element.placeholder) || "Options",
    groups: asChoices(groups),
    isChosen: ({ option }) => option.value === chosen?.value,
    renderOption: ({ option, checked }) => [optionLines(option, surface), checked && icon("check")],
    onChoose: ({ option }) => choose(node, at, { selected_option: option }, redraw),
  });
}

/** Options that the app is asked for, at once and after every letter. */
function openSuggestions(node, at, redraw) {
  const { element, block, surface } = at;
  const least = element.min_query_length ?? LEAST_TYPED;
  const find = async (typed) =>
    typed.length < least ? null : asChoices(await surface.suggestions(block, element, typed));
  openSearch(node, {
    label: textOf(element.placeholder) || "Options",
    find,
    renderOption: ({ option }) => optionLines(option, surface),
    onChoose: ({ option }) => choose(node, at, { selected_option: option }, redraw),
  });
}

function asChoices(groups) {
  return groups.map(({ label, options }) => ({
    label: label && textOf(label),
    options: options.map((option) => ({ label: textOf(option.text), option })),
  }));
}

function optionLines(option, surface) {
  return el(
    "span",
    { class: "option" },
    el("span", { class: "option-text" }, textObject(option.text, surface.directory)),
    option.description &&
      el(
        "span",
        { class: "option-description" },
        textObject(option.description, surface.directory),
      ),
  );
}

/** Checkboxes and radio buttons: the same rows, of which many or one can be chosen. */
function choiceGroup(type, element, block, surface) {
  const at = { element, block, surface };
  const name = uniqueId("choice");
  const rows = optionsOf(element).map((option, index) => {
    const key = `${surface.keyOf(block, element)}#${index}`;
    const input = el("input", { type, name, "data-focus": key, onchange: () => onPick(option) });
    return {
      option,
      input,
      node: el("label", { class: "check" }, input, optionLines(option, surface)),
    };
  });
  const redraw = () => {
    const chosen = chosenValues(surface.valueOf(block, element));
    for (const { option, input } of rows) input.checked = chosen.has(option.value);
  };
  const onPick = (option) => choose(node, at, picked(type, rows, option), redraw);
  const role = type === "radio" ? "radiogroup" : "group";
  const nodes = rows.map((row) => row.node);
  const node = el("div", { class: "checks", role, ...labelling(surface, block) }, nodes);
  redraw();
  return node;
}

function chosenValues({ selected_option: one, selected_options: many }) {
  return new Set([one, ...(many ?? [])].filter(Boolean).map(({ value }) => value));
}

function picked(type, rows, option) {
  if (type === "radio") return { selected_option: option };
  return { selected_options: rows.filter(({ input }) => input.checked).map((row) => row.option) };
}
