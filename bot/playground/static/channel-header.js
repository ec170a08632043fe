/** The header of a channel, with a menu of what an administrator can do to it. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popup.js";

export function channelHeader(session, channel) {
  const { name, topic, private: isPrivate } = channel;
  return el(
    "header",
    { class: "view-header" },
    el("h1", {}, icon(isPrivate ? "lock" : "hash"), name),
    topic && el("p", { class: "topic" }, topic),
    menuButton(menuOf(session, channel)),
  );
}

function menuOf(session, { id, archived, app_is_member: hasApp }) {
  const { name } = session.state.app;
  const deed = (what) => () => session.do("channel", { channel: id, deed: what });
  const archive = archived
    ? { label: "Unarchive channel", icon: "archive", run: deed("unarchive") }
    : { label: "Archive channel", icon: "archive", run: deed("archive") };
  const kick = { label: `Remove ${name} from channel`, icon: "close", run: deed("kick") };
  return hasApp && !archived ? [kick, archive] : [archive];
}

function menuButton(items) {
  const label = "Channel options";
  return el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-focus": "channel-options",
      onclick: (event) => openMenu(event.currentTarget, { label, items, alignEnd: true }),
    },
    icon("more"),
  );
}
