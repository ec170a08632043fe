/** Dialogs above the page: focus stays inside, Esc closes, and focus goes back afterwards. */

import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn, textObject, textOf } from "./mrkdwn.js";
import { closePopup } from "./popup.js";

/** Show a dialog; `onDismiss` is called for Esc, a press on the backdrop or on Close. */
export function openDialog({ label, labelledBy, className, testId, children, onDismiss }) {
  closePopup();
  const opener = document.activeElement;
  const dialog = el("dialog", {
    class: `dialog ${className}`,
    "aria-label": label,
    "aria-labelledby": labelledBy,
    "data-testid": testId,
    oncancel: (event) => {
      event.preventDefault();
      onDismiss();
    },
    onpointerdown: (event) => event.target === dialog && onDismiss(),
  });
  dialog.append(el("div", { class: "dialog-body" }, children));
  document.body.append(dialog);
  dialog.showModal();
  return {
    dialog,
    close() {
      dialog.close();
      dialog.remove();
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    },
  };
}

export function closeButton(onclick) {
  const label = { "aria-label": "Close", title: "Close" };
  return el("button", { type: "button", class: "icon-button", ...label, onclick }, icon("close"));
}

/** Ask as a Slack confirm object says; resolves to whether the person agreed. */
export function confirmed(confirm, directory) {
  return new Promise((resolve) => {
    const answer = (isAgreed) => {
      opened.close();
      resolve(isAgreed);
    };
    const titleId = uniqueId("confirm");
    const opened = openDialog({
      labelledBy: titleId,
      className: "confirm",
      testId: "confirm",
      children: confirmParts(confirm, { titleId, directory, answer }),
      onDismiss: () => answer(false),
    });
    opened.dialog.querySelector(".confirm-yes").focus();
  });
}

function confirmParts({ title, text, confirm, deny, style }, { titleId, directory, answer }) {
  const yes = `button confirm-yes ${style === "danger" ? "button-danger" : "button-primary"}`;
  const words = text.type ? textObject(text, directory) : mrkdwn(String(text), directory);
  return [
    el(
      "header",
      {},
      el("h2", { id: titleId }, textOf(title)),
      closeButton(() => answer(false)),
    ),
    el("div", { class: "dialog-content text" }, words),
    el(
      "footer",
      {},
      el("button", { type: "button", class: "button", onclick: () => answer(false) }, textOf(deny)),
      el("button", { type: "button", class: yes, onclick: () => answer(true) }, textOf(confirm)),
    ),
  ];
}
