/**
 * What this window shows: who "you" are, the latest state of the workspace, and the place that is
 * open. Everything a person does goes to the server through here. Knows nothing of the DOM.
 */

import { fetchState, post, watch } from "./api.js";
import { directoryOf } from "./people.js";
import { readMarks } from "./read-marks.js";

export class Session {
  constructor({ onChange, onTrouble }) {
    Object.assign(this, { onChange, onTrouble });
    this.state = null;
    this.directory = null;
    this.place = null;
    this.thread = null;
    this.online = true;
    this.drafts = new Map();
    this.fetching = null;
  }

  /** Show the workspace as the person of this user name, at a place (or the first channel). */
  async start(name, place) {
    const state = await fetchState(name ?? "");
    if (!state) return this.setOnline(false);
    const person = state.people.find((each) => each.name === name || each.id === name);
    await this.become(person?.id ?? state.people[0].id, place);
    return this.online;
  }

  async become(user, place = this.place) {
    const address = this.state ? this.addressOf(place) : place;
    this.stopWatching?.();
    Object.assign(this, { user, state: null, place: null, thread: null });
    await this.refresh();
    if (!this.state) return;
    this.follow(user);
    this.go(address);
  }

  /** Read the state again whenever it changes, and when the stream comes back. */
  follow(user) {
    this.stopWatching = watch(user, {
      onVersion: (version) => version !== this.state?.version && this.refresh(),
      onConnection: (online) => (online ? this.refresh() : this.setOnline(false)),
    });
  }

  get me() {
    return this.state.people.find((person) => person.id === this.user);
  }

  /** The workspace's time, which may have been moved ahead of the real one. */
  get now() {
    return new Date(Date.now() + this.skew);
  }

  /** The open conversation, or null where a tab of the app is open. */
  get conversation() {
    return this.state.conversations.find(({ id }) => id === this.place) ?? null;
  }

  /** The direct message with the app. */
  get direct() {
    return this.state.conversations.find(({ kind }) => kind === "im") ?? null;
  }

  /** Read the state again; calls that come while one is under way share the one after it. */
  async refresh() {
    this.stale = true;
    this.fetching ??= this.fetchUntilFresh().finally(() => (this.fetching = null));
    await this.fetching;
  }

  async fetchUntilFresh() {
    while (this.stale) {
      this.stale = false;
      const user = this.user;
      const state = await fetchState(user);
      if (user !== this.user) this.stale = true;
      else if (state) this.accept(state);
      else this.setOnline(false);
    }
  }

  accept(state) {
    this.state = state;
    this.skew = Date.parse(state.now) - Date.now();
    this.directory = directoryOf(state);
    this.online = true;
    if (this.place) this.changed();
  }

  setOnline(online) {
    const isNews = online !== this.online;
    this.online = online;
    if (isNews) this.onChange();
    return online;
  }

  /** Open a place: a conversation, by id or name, or "home", "messages" or "about" of the app. */
  go(place) {
    const id = this.idOf(place);
    if (id !== this.place) this.thread = null;
    this.place = id;
    this.tellAppOpened();
    this.changed();
  }

  idOf(place) {
    const { conversations } = this.state;
    if (["home", "about"].includes(place)) return place;
    if (place === "messages" && this.direct) return this.direct.id;
    const isMeant = ({ id, name, kind }) => id === place || (kind === "channel" && name === place);
    const named = conversations.find(isMeant);
    return (named ?? firstChannel(conversations)).id;
  }

  /** A place as the address bar names it, for `go` to understand. */
  addressOf(place) {
    const found = this.state.conversations.find(({ id }) => id === place);
    if (!found) return place;
    return found.kind === "im" ? "messages" : found.name;
  }

  tellAppOpened() {
    const place =
      this.place === "home" ? "home" : this.place === this.direct?.id ? "messages" : null;
    if (place) this.do("open", { place });
  }

  openThread(ts) {
    this.thread = ts;
    this.changed();
  }

  changed() {
    if (this.conversation) readMarks.set(this.user, this.conversation);
    this.onChange();
  }

  isUnread(conversation) {
    return readMarks.isUnread(this.user, conversation);
  }

  /** Post something as you; a refusal is told to the person. True if it went through. */
  async do(what, details) {
    const answer = await this.ask(what, details);
    await this.refresh();
    return answer.ok;
  }

  /** Ask something that changes nothing; a refusal is told to the person. The answer. */
  async ask(what, details) {
    const answer = await post(what, { user: this.user, ...details });
    if (!answer.ok) this.onTrouble(answer.error);
    return answer;
  }

  send(text, { channel = this.place, threadTs = null } = {}) {
    return this.do("send", { channel, text, ...(threadTs && { thread_ts: threadTs }) });
  }
}

function firstChannel(conversations) {
  const hasApp = ({ kind, app_is_member: isIn }) => kind === "channel" && isIn;
  return conversations.find(hasApp) ?? conversations[0];
}
