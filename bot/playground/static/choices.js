/**
 * A list one option of which can be chosen by mouse or keys: the body of every menu, select and
 * suggestion list. Focus stays with its `owner`, the element that hears the keys.
 */

import { el, uniqueId } from "./dom.js";

const OPTION_ROLES = { listbox: "option", menu: "menuitem" };

const note = (text) => el("p", { class: "choices-none" }, text);

export class ChoiceList {
  /** `renderOption(option)` gives the option's children; an option is {key, label, ...}. */
  constructor({ role = "listbox", label, renderOption, onChoose }) {
    Object.assign(this, { role, renderOption, onChoose });
    this.id = uniqueId("choices");
    this.node = el("div", { class: "choices", id: this.id, role, "aria-label": label });
    this.options = [];
    this.active = -1;
  }

  /** Tell screen readers that an element, which has the focus, moves through this list. */
  attachTo(owner) {
    this.owner = owner;
    if (owner !== this.node) owner.setAttribute("aria-controls", this.id);
  }

  detach() {
    this.owner?.removeAttribute("aria-controls");
    this.owner?.removeAttribute("aria-activedescendant");
    this.owner = null;
  }

  /** Show groups ({label?, options}); the option at `active` is highlighted. */
  show(groups, active = 0) {
    this.options = groups.flatMap((group) => group.options);
    this.rows = [];
    this.node.replaceChildren(...groups.flatMap((group) => this.groupNodes(group)));
    if (!this.options.length) this.node.append(note("No results"));
    this.highlight(Math.min(active, this.options.length - 1));
  }

  /** Say something in place of options. */
  say(text) {
    this.show([]);
    this.node.replaceChildren(note(text));
  }

  groupNodes({ label, options }) {
    const rows = options.map((option) => this.row(option));
    if (!label) return rows;
    const id = uniqueId("group");
    const title = el("div", { class: "choices-group", id }, label);
    return [el("div", { role: "group", "aria-labelledby": id }, title, rows)];
  }

  row(option) {
    const index = this.rows.length;
    const row = el(
      "div",
      {
        class: "choice",
        id: `${this.id}-${index}`,
        role: option.role ?? OPTION_ROLES[this.role],
        "aria-selected": this.role === "listbox" ? String(Boolean(option.checked)) : null,
        "aria-checked": option.role ? String(Boolean(option.checked)) : null,
        onmousemove: () => this.active !== index && this.highlight(index),
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.onChoose(option),
      },
      this.renderOption(option),
    );
    this.rows.push(row);
    return row;
  }

  highlight(index) {
    this.rows[this.active]?.classList.remove("choice-active");
    this.active = index;
    const row = this.rows[index];
    row?.classList.add("choice-active");
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.owner?.setAttribute("aria-activedescendant", row.id);
    else this.owner?.removeAttribute("aria-activedescendant");
  }

  /** Act on a key; true if it was one for the list. */
  handleKey(event) {
    const last = this.options.length - 1;
    if (event.key === "ArrowDown") this.highlight(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.highlight(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Home" && this.role === "menu") this.highlight(0);
    else if (event.key === "End" && this.role === "menu") this.highlight(last);
    else if (event.key === "Enter" && this.active >= 0) this.onChoose(this.options[this.active]);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Highlight the next option whose label begins with a letter. */
  jumpTo(letter) {
    const from = this.active + 1;
    const order = [...this.options.keys()].map((index) => (index + from) % this.options.length);
    const starts = (index) => this.options[index].label.toLowerCase().startsWith(letter);
    const found = order.find(starts);
    if (found !== undefined) this.highlight(found);
  }
}
