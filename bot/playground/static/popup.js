/** Panels that open beside a button: menus and the lists of selects. One is open at a time. */

import { ChoiceList } from "./choices.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";

const GAP = 4;
const FILTER_FROM = 8;

let current = null;

/** Close the open panel, if there is one. */
export function closePopup({ refocus = false } = {}) {
  if (!current) return;
  const { anchor, panel, abort } = current;
  current = null;
  abort.abort();
  panel.remove();
  anchor.setAttribute("aria-expanded", "false");
  anchor.removeAttribute("aria-controls");
  if (refocus && anchor.isConnected) anchor.focus();
}

/** A menu of commands ({label, icon?, checked?, run}) beside the button that was pressed. */
export function openMenu(anchor, { label, items, alignEnd = false }) {
  const list = new ChoiceList({
    role: "menu",
    label,
    renderOption: (item) => item.content ?? [item.icon && icon(item.icon), item.label],
    onChoose: (item) => {
      closePopup({ refocus: true });
      item.run();
    },
  });
  openList(anchor, { list, groups: [{ options: items }], alignEnd });
}

/** The options of a select, with a field to filter them where there are many. */
export function openSelect(anchor, { label, groups, isChosen, onChoose, renderOption }) {
  const list = new ChoiceList({
    label,
    renderOption,
    onChoose: (option) => {
      closePopup({ refocus: true });
      onChoose(option);
    },
  });
  const marked = groups.map((group) => ({
    ...group,
    options: group.options.map((option) => ({ ...option, checked: isChosen(option) })),
  }));
  const isLong = marked.flatMap((group) => group.options).length >= FILTER_FROM;
  const filter = (typed) => list.show(matching(marked, typed));
  openList(anchor, { list, groups: marked, field: isLong ? searchField(filter) : null });
}

/**
 * A select whose options are looked up as the person types: `find(typed)` resolves to their
 * groups, or to null where more has to be typed first.
 */
export function openSearch(anchor, { label, find, onChoose, renderOption }) {
  const list = new ChoiceList({
    label,
    renderOption,
    onChoose: (option) => {
      closePopup({ refocus: true });
      onChoose(option);
    },
  });
  const search = latest(find, (groups) => {
    if (groups) list.show(groups);
    else list.say("Type more to search");
    reposition();
  });
  openList(anchor, { list, groups: [], field: searchField(search) });
  list.say("Searching…");
  search("");
}

/** Calls that overlap: only what the last one found is shown. */
function latest(find, show) {
  let number = 0;
  return async (typed) => {
    number += 1;
    const mine = number;
    const found = await find(typed);
    if (mine === number) show(found);
  };
}

function openList(anchor, { list, groups, alignEnd = false, field = null }) {
  const toggles = current?.anchor === anchor;
  closePopup();
  if (toggles) return;
  const options = groups.flatMap((group) => group.options);
  const panel = el("div", { class: "popup" }, field, list.node);
  show(anchor, panel, { alignEnd });
  anchor.setAttribute("aria-controls", list.id);
  list.node.tabIndex = -1;
  list.attachTo(field ?? list.node);
  list.show(
    groups,
    Math.max(
      0,
      options.findIndex((option) => option.checked),
    ),
  );
  panel.addEventListener("keydown", (event) => handleKey(event, list));
  place(anchor, panel, alignEnd);
  (field ?? list.node).focus();
}

function searchField(search) {
  return el("input", {
    class: "popup-filter",
    type: "text",
    role: "combobox",
    placeholder: "Search",
    "aria-label": "Search options",
    "aria-expanded": "true",
    autocomplete: "off",
    oninput: (event) => search(event.target.value),
  });
}

function matching(groups, typed) {
  const wanted = typed.trim().toLowerCase();
  const fits = ({ label }) => label.toLowerCase().includes(wanted);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

function handleKey(event, list) {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    closePopup({ refocus: true });
  } else if (event.key === "Tab") {
    closePopup({ refocus: true });
  } else if (event.key === " " && event.target === list.node) {
    event.preventDefault();
    list.onChoose(list.options[list.active]);
  } else if (!list.handleKey(event) && event.target === list.node && event.key.length === 1) {
    list.jumpTo(event.key.toLowerCase());
  }
}

function show(anchor, panel, { alignEnd }) {
  const abort = new AbortController();
  const { signal } = abort;
  current = { anchor, panel, abort };
  (anchor.closest("dialog, nav, main, aside") ?? document.body).append(panel);
  anchor.setAttribute("aria-expanded", "true");
  const isIn = (node, target) => target instanceof Node && node.contains(target);
  const isOutside = ({ target }) => !isIn(panel, target) && !isIn(anchor, target);
  document.addEventListener("pointerdown", (event) => isOutside(event) && closePopup(), { signal });
  const follow = (event) => isOutside(event) && place(anchor, panel, alignEnd);
  window.addEventListener("resize", follow, { signal });
  document.addEventListener("scroll", follow, { signal, capture: true });
}

/** After the open panel has grown or shrunk. */
function reposition() {
  if (current) place(current.anchor, current.panel, false);
}

/** Below the anchor where there is room, else above; never beyond the window's edge. */
function place(anchor, panel, alignEnd) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const fitsBelow = at.bottom + GAP + height <= window.innerHeight;
  const top = fitsBelow ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height);
  const left = alignEnd ? at.right - width : at.left;
  panel.style.top = `${top}px`;
  panel.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
  panel.style.minWidth = alignEnd ? "" : `${at.width}px`;
}
