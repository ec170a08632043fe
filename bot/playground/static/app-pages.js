/** The app's Home tab, which the app publishes for each person, and its About tab. */

import { appHeader } from "./app-header.js";
import { showBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { appBadge, avatar } from "./people.js";
import { Surface } from "./surface.js";

export class HomeView {
  constructor(session) {
    this.session = session;
    this.surface = new Surface(session, { kind: "home" }, `home-${session.user}`);
    this.blocks = el("div", { class: "blocks", "data-testid": "home" });
    this.empty = el("p", { class: "home-empty quiet" }, emptyText(session.state.app));
    const page = el("div", { class: "page" }, this.empty, this.blocks);
    this.node = el(
      "div",
      { class: "view" },
      appHeader(session, "home"),
      el("div", { class: "scroller" }, page),
    );
  }

  show() {
    const { home } = this.session.state;
    this.empty.hidden = Boolean(home);
    showBlocks(this.blocks, home?.blocks ?? [], this.surface);
  }

  focus() {
    this.node.querySelector(".tab[aria-current]").focus({ preventScroll: true });
  }
}

function emptyText({ name, home_enabled: isEnabled }) {
  return isEnabled ? `${name} hasn’t published its Home yet.` : `${name} has no Home.`;
}

export class AboutView {
  constructor(session) {
    const { app, commands, message_shortcuts: shortcuts } = session.state;
    this.node = el(
      "div",
      { class: "view" },
      appHeader(session, "about"),
      el(
        "div",
        { class: "scroller" },
        el(
          "div",
          { class: "page about" },
          title(app),
          facts("Commands", commands.map(commandFact)),
          facts("Message shortcuts", shortcuts.map(shortcutFact)),
          facts("This workspace", WORKSPACE_FACTS),
        ),
      ),
    );
  }

  show() {}

  focus() {
    this.node.querySelector(".tab[aria-current]").focus({ preventScroll: true });
  }
}

const WORKSPACE_FACTS = [
  ["Local", "A stand-in for Slack on this computer. Nothing you type here leaves it."],
  ["Two people", "Open a second window and pick someone else at the foot of the sidebar."],
];

function title(app) {
  const name = el("h2", {}, app.name, appBadge());
  const words = el("div", {}, name, el("p", {}, app.description));
  return el(
    "div",
    { class: "about-title" },
    avatar({ kind: "app", name: app.name }, "large"),
    words,
  );
}

function commandFact({ command, usage_hint: usage, description }) {
  return [el("code", {}, `${command} ${usage ?? ""}`.trim()), description];
}

function shortcutFact({ name, description }) {
  return [name, description];
}

function facts(heading, rows) {
  if (!rows.length) return null;
  const lines = rows.flatMap(([term, text]) => [el("dt", {}, term), el("dd", {}, text)]);
  return el("section", {}, el("h3", {}, heading), el("dl", {}, lines));
}
