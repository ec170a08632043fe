/** The rich_text block: sections, lists, quotes and preformatted text as DOM nodes. */

import { el } from "./dom.js";
import { emoji, link, mention } from "./mrkdwn.js";
import { momentOf, fullTime } from "./time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

/** All parts of a rich_text block; lists that follow each other nest by their indent. */
export function richText(block, directory) {
  return el(
    "div",
    { class: "rich-text" },
    block.elements.map((part) => richPart(part, directory)),
  );
}

const PARTS = {
  rich_text_section: (part, directory) => el("div", {}, leaves(part, directory)),
  rich_text_quote: (part, directory) => el("blockquote", {}, leaves(part, directory)),
  rich_text_preformatted: (part, directory) => el("pre", {}, leaves(part, directory)),
  rich_text_list: richList,
};

function richPart(part, directory) {
  return PARTS[part.type]?.(part, directory) ?? null;
}

function richList({ style, indent = 0, offset = 0, elements }, directory) {
  const items = elements.map((item) => el("li", {}, leaves(item, directory)));
  const classes = `indent-${Math.min(indent, 8)} level-${indent % 3}`;
  if (style !== "ordered") return el("ul", { class: classes }, items);
  return el("ol", { class: classes, start: String(offset + 1) }, items);
}

function leaves({ elements }, directory) {
  return elements.map((leaf) => styled(leaf, leafNode(leaf, directory)));
}

const LEAVES = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text || url),
  emoji: ({ name, unicode }) => emoji(name, unicode && characterOf(unicode)),
  user: ({ user_id }, directory) =>
    mention(`@${directory.nameOf(user_id)}`, user_id === directory.me),
  channel: ({ channel_id }, directory) => mention(`#${directory.channelName(channel_id)}`),
  broadcast: ({ range }) => mention(`@${range}`),
  usergroup: ({ usergroup_id }) => mention(`@${usergroup_id}`),
  date: ({ timestamp, fallback }, { tz }) => fallback ?? fullTime(momentOf(timestamp), tz),
  color: ({ value }) => el("code", {}, value),
};

function leafNode(leaf, directory) {
  return LEAVES[leaf.type]?.(leaf, directory) ?? "";
}

function styled({ style = {} }, node) {
  const tags = Object.keys(STYLES).filter((name) => style[name]);
  return tags.reduce((inner, name) => el(STYLES[name], {}, inner), node);
}

function characterOf(unicode) {
  return String.fromCodePoint(...unicode.split("-").map((code) => Number.parseInt(code, 16)));
}
