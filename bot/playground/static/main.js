/** Starts the page: ties the session, the address bar, the keyboard and the views together. */

import { AboutView, HomeView } from "./app-pages.js";
import { ConversationView } from "./conversation.js";
import { ModalStack } from "./modals.js";
import { toggleQuickSwitcher } from "./quick-switcher.js";
import { Session } from "./session.js";
import { showSidebar } from "./sidebar.js";
import { ThreadPane } from "./thread.js";
import { toast } from "./toast.js";
import { drawTopbar } from "./topbar.js";

const RETRY = 2000;

const root = (id) => document.getElementById(id);
const session = new Session({ onChange: show, onTrouble: toast });
const modals = new ModalStack(session);
const shown = { view: null, viewKey: null, pane: null, paneKey: null, isAddressed: false };
const redrawTopbar = drawTopbar(root("topbar"), session, {
  onMenu: toggleSidebar,
  onSearch: openSwitcher,
});

function show() {
  redrawTopbar();
  if (!session.state || !session.place) return;
  showSidebar(root("sidebar"), session, { become });
  showView();
  showThread();
  modals.show();
  writeAddress();
}

function showView() {
  const key = `${session.user}/${session.place}`;
  if (key !== shown.viewKey) {
    shown.viewKey = key;
    shown.view = viewOf(session);
    root("main").replaceChildren(shown.view.node);
    document.body.classList.remove("sidebar-open");
    shown.view.focus();
  }
  shown.view.show();
}

function viewOf({ place }) {
  if (place === "home") return new HomeView(session);
  if (place === "about") return new AboutView(session);
  return new ConversationView(session);
}

function showThread() {
  const key = session.thread && `${shown.viewKey}/${session.thread}`;
  if (key !== shown.paneKey) {
    shown.paneKey = key;
    shown.pane = key ? new ThreadPane(session, { onClose: closeThread }) : null;
    root("thread").hidden = !key;
    root("thread").replaceChildren(...(key ? [shown.pane.node] : []));
    shown.pane?.focus();
  }
  shown.pane?.show();
}

function closeThread() {
  const parent = session.thread;
  session.openThread(null);
  root("main")
    .querySelector(`[data-ts="${CSS.escape(parent)}"]`)
    ?.focus();
}

function go(place) {
  session.go(place);
}

function become(user) {
  return session.become(user);
}

function openSwitcher() {
  toggleQuickSwitcher(session, { go, become });
}

function toggleSidebar() {
  const isOpen = document.body.classList.toggle("sidebar-open");
  if (isOpen) root("sidebar").querySelector("a, button").focus();
}

/** The address names the person and the place, so that windows can differ and be reloaded. */
function writeAddress() {
  const address = `/?user=${session.me.name}#${session.addressOf(session.place)}`;
  if (address !== `${location.pathname}${location.search}${location.hash}`) {
    const write = shown.isAddressed ? "pushState" : "replaceState";
    history[write](null, "", address);
  }
  shown.isAddressed = true;
  document.title = `${titleOf(session)} – ${session.state.workspace.name}`;
}

function titleOf({ conversation, place, state: { app } }) {
  if (conversation?.kind === "channel") return `#${conversation.name}`;
  return conversation ? app.name : `${app.name} ${place === "home" ? "Home" : "About"}`;
}

function readAddress() {
  const user = new URLSearchParams(location.search).get("user");
  return { user, place: decodeURIComponent(location.hash.slice(1)) };
}

async function followAddress() {
  const { user, place } = readAddress();
  if (!session.state || place === "main") return;
  const person = session.state.people.find(({ name }) => name === user);
  if (person && person.id !== session.user) await session.become(person.id, place);
  else session.go(place);
}

function handleKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openSwitcher();
  } else if (event.key === "Escape" && document.body.classList.contains("sidebar-open")) {
    document.body.classList.remove("sidebar-open");
    root("topbar").querySelector(".menu-button").focus();
  }
}

async function start() {
  const { user, place } = readAddress();
  const isStarted = await session.start(user, place);
  if (!isStarted) setTimeout(start, RETRY);
}

document.addEventListener("keydown", handleKey);
window.addEventListener("popstate", followAddress);
root("main").addEventListener("pointerdown", () => document.body.classList.remove("sidebar-open"));
start();
