/** The stack of modals the app has open for a person; the last one is on top. */

import { showBlocks } from "./blocks.js";
import { closeButton, openDialog } from "./dialog.js";
import { el, uniqueId } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { Surface } from "./surface.js";

export class ModalStack {
  constructor(session) {
    this.session = session;
    this.open = new Map();
  }

  /** Open, update and close dialogs until they are the stack the server names. */
  show() {
    const { modals } = this.session.state;
    const wanted = new Set(modals.map(({ view_id }) => view_id));
    for (const [id, modal] of [...this.open].reverse()) {
      if (wanted.has(id)) continue;
      modal.close();
      this.open.delete(id);
    }
    for (const modal of modals) this.showOne(modal);
    const dialogs = [...this.open.values()];
    dialogs.forEach((modal, index) => modal.setBelow(index < dialogs.length - 1));
  }

  showOne(modal) {
    const isNew = !this.open.has(modal.view_id);
    if (isNew) this.open.set(modal.view_id, new Modal(this.session, modal.view_id));
    this.open.get(modal.view_id).show(modal);
    if (isNew) this.open.get(modal.view_id).focusFirst();
  }
}

class Modal {
  constructor(session, viewId) {
    Object.assign(this, { session, viewId });
    this.surface = new Surface(session, { kind: "view", view_id: viewId }, viewId);
    this.title = el("h2", { id: uniqueId("modal") });
    this.blocks = el("div", { class: "blocks dialog-content" });
    this.footer = el("footer");
    const header = el(
      "header",
      {},
      this.title,
      closeButton(() => this.dismiss()),
    );
    const submit = (event) => {
      event.preventDefault();
      this.submit();
    };
    const parts = [header, this.blocks, this.footer];
    this.form = el("form", { class: "dialog-form", novalidate: true, onsubmit: submit }, parts);
    this.opened = openDialog({
      labelledBy: this.title.id,
      className: "modal",
      testId: "modal",
      children: this.form,
      onDismiss: () => this.dismiss(),
    });
  }

  show({ view, errors }) {
    this.surface.errors = errors ?? {};
    this.title.replaceChildren(...plainText(view.title));
    showBlocks(this.blocks, view.blocks, this.surface);
    this.showFooter(view);
  }

  /** The buttons stay the same nodes while their words do, so that they keep focus. */
  showFooter({ close, submit }) {
    const words = JSON.stringify([close, submit]);
    if (words === this.footerWords) return;
    this.footerWords = words;
    const dismiss = { type: "button", class: "button", onclick: () => this.dismiss() };
    this.footer.replaceChildren(
      el("button", dismiss, plainText(close ?? { text: submit ? "Cancel" : "Close" })),
      ...(submit
        ? [el("button", { type: "submit", class: "button button-primary" }, plainText(submit))]
        : []),
    );
  }

  focusFault() {
    this.blocks.querySelector(".block-input-faulty :is(input, textarea, button)")?.focus();
  }

  focusFirst() {
    const first =
      this.blocks.querySelector("[autofocus]") ??
      this.blocks.querySelector("input, textarea, button");
    // A modal is read from its top, wherever its first control stands.
    (first ?? this.footer.lastElementChild).focus({ preventScroll: true });
  }

  async submit() {
    if (this.form.getAttribute("aria-busy") === "true") return;
    const { viewId, surface } = this;
    this.form.setAttribute("aria-busy", "true");
    await this.session.do("submit", { view_id: viewId, state: surface.state() });
    this.form.removeAttribute("aria-busy");
    this.focusFault();
  }

  dismiss() {
    this.session.do("close", { view_id: this.viewId });
  }

  setBelow(isBelow) {
    this.opened.dialog.classList.toggle("dialog-below", isBelow);
  }

  close() {
    this.opened.close();
  }
}
