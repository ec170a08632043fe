/**
 * A surface is a message, a Home or a modal: the place where blocks are shown. It keeps what the
 * person entered, gathers it as Slack's `state.values`, and sends their actions.
 */

const DEFAULTS = {
  plain_text_input: (element) => ({ value: element.initial_value ?? null }),
  static_select: (element) => ({ selected_option: element.initial_option ?? null }),
  radio_buttons: (element) => ({ selected_option: element.initial_option ?? null }),
  external_select: (element) => ({ selected_option: element.initial_option ?? null }),
  timepicker: (element) => ({ selected_time: element.initial_time ?? null }),
  datepicker: (element) => ({ selected_date: element.initial_date ?? null }),
  checkboxes: (element) => ({ selected_options: element.initial_options ?? [] }),
};

export class Surface {
  /** `source` names the surface to the server; `key` names it within this page. */
  constructor(session, source, key) {
    Object.assign(this, { session, source, key });
    this.entered = new Map();
    this.blocks = [];
    this.errors = {};
  }

  get directory() {
    return this.session.directory;
  }

  /** The place of an element on this page, to find it (and its focus) after a redraw. */
  keyOf(block, element) {
    return `${this.key}/${block.block_id}/${element.action_id}`;
  }

  /** What the person entered into an element, or else what it starts with. */
  valueOf(block, element) {
    const entered = this.entered.get(this.keyOf(block, element));
    return entered && isOffered(element, entered) ? entered : DEFAULTS[element.type](element);
  }

  setValue(block, element, value) {
    this.entered.set(this.keyOf(block, element), value);
  }

  /** All values by block_id and action_id, as Slack sends them. */
  state() {
    const values = {};
    for (const block of this.blocks)
      for (const element of statefulElements(block)) {
        values[block.block_id] ??= {};
        const value = { type: element.type, ...this.valueOf(block, element) };
        values[block.block_id][element.action_id] = value;
      }
    return { values };
  }

  /** Tell the app that an element was used. */
  act(block, element, details) {
    const action = { ...idsOf(block, element), ...details };
    return this.session.do("action", { source: this.source, action, state: this.state() });
  }

  /** Ask the app what an external select offers for what was typed, as groups of options. */
  async suggestions(block, element, typed) {
    const action = { ...idsOf(block, element), value: typed };
    const answer = await this.session.ask("suggest", { source: this.source, action });
    return answer.option_groups ?? [{ options: answer.options ?? [] }];
  }
}

function idsOf({ block_id }, { action_id, type }) {
  return { block_id, action_id, type };
}

/** The elements of a block that hold something a person entered. */
export function statefulElements(block) {
  const elements = [block.element, block.accessory, ...(block.elements ?? [])];
  return elements.filter((element) => element && DEFAULTS[element.type]);
}

/** All options of an element, whether or not they come in groups. */
export function optionsOf({ options, option_groups: groups }) {
  return options ?? groups?.flatMap((group) => group.options) ?? [];
}

/** Whether what was chosen earlier can still be chosen, now that the app may have changed it. */
function isOffered(element, { selected_option: chosen, selected_options: ticked }) {
  if (element.type === "external_select") return true;
  const values = new Set(optionsOf(element).map(({ value }) => value));
  return [chosen, ...(ticked ?? [])].every((option) => !option || values.has(option.value));
}
