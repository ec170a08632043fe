/**
 * Slack's text formats as DOM nodes: mrkdwn (formatted) and plain_text (not formatted). What is
 * not understood is shown as it was written.
 */

import { dateText } from "./date-token.js";
import { el } from "./dom.js";
import { emojiFor } from "./emoji.js";

const ATOM = (mark) => `(?:\`[^\`\\n]+\`|<[^<>\\n]+>|[^\`<\\n${mark}])`;
const WORD = "\\p{L}\\p{N}";

/** A mark opens before a word and closes after one: `2 * 3 * 4` and `snake_case_name` stay. */
function marked(mark, name) {
  const inner = `(?<${name}>(?!\\s)${ATOM(mark)}+?(?<!\\s))`;
  return `(?<![${WORD}${mark}])[${mark}]${inner}[${mark}](?![${WORD}${mark}])`;
}

const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    marked("*", "strong"),
    marked("_", "em"),
    marked("~", "s"),
    ":(?<emoji>[a-z0-9_+-]+):",
    "(?<url>https?://[^\\s<>|]*[^\\s<>|.,:;!?)\\]'\"])",
  ].join("|"),
  "gu",
);
const FENCE = /```\n?([\s\S]+?)\n?```/g;
const QUOTED = /^(?:&gt;|>) ?/;
const BULLETED = /^\s*(?:[•◦▪‣-]|\d{1,2}[.)])\s+/;
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** A text object ({type, text}) as nodes. */
export function textObject(object, directory) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, directory) : plainText(object);
}

/** A plain_text object as nodes: emoji codes and entities, and nothing else. */
export function plainText({ text, emoji = true }) {
  return emoji ? withEmoji(decode(text)) : [decode(text)];
}

/** A text object as one string, for labels and titles. */
export function textOf(object) {
  if (!object) return "";
  return decode(object.text).replace(/:([a-z0-9_+-]+):/g, (all, code) => emojiFor(code) ?? all);
}

export function decode(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/** Formatted text as nodes; names of people and channels come from `directory`. */
export function mrkdwn(text, directory) {
  return splitBy(
    text,
    FENCE,
    (match) => el("pre", {}, decode(match[1])),
    (part, edges) => paragraphs(trimEdges(part, edges), directory),
  );
}

/** A link that opens beside the page, or its bare text where the address isn't one to follow. */
export function link(url, label) {
  if (!isSafe(url)) return el("span", {}, label);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function isSafe(url) {
  return URL.canParse(url) && ["http:", "https:", "mailto:"].includes(new URL(url).protocol);
}

export function mention(name, isMe = false) {
  return el("span", { class: isMe ? "mention mention-me" : "mention" }, name);
}

export function emoji(code, character = emojiFor(code)) {
  if (!character) return `:${code}:`;
  return el("span", { class: "emoji", title: `:${code}:` }, character);
}

function splitBy(text, pattern, onMatch, onRest) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(onRest(text.slice(at, match.index), { afterBlock: at > 0, beforeBlock: true }));
    nodes.push(onMatch(match));
    at = match.index + match[0].length;
  }
  nodes.push(onRest(text.slice(at), { afterBlock: at > 0, beforeBlock: false }));
  return nodes.flat();
}

/** A block such as a quote brings its own line breaks, so those beside it are dropped. */
function trimEdges(text, { afterBlock, beforeBlock }) {
  const start = afterBlock ? text.replace(/^\n/, "") : text;
  return beforeBlock ? start.replace(/\n$/, "") : start;
}

function paragraphs(text, directory) {
  if (!text) return [];
  const nodes = [];
  for (const { kind, lines } of runsOf(text.split("\n"))) {
    if (kind === "quote") nodes.push(el("blockquote", {}, inline(lines.join("\n"), directory)));
    else if (kind === "bullet") nodes.push(lines.map((line) => bullet(line, directory)));
    else nodes.push(inline(lines.join("\n"), directory));
  }
  return nodes.flat();
}

function bullet(line, directory) {
  return el("span", { class: "bullet-line" }, inline(line, directory));
}

/** Neighbouring lines of one kind, together. */
function runsOf(lines) {
  const runs = [];
  for (const line of lines) {
    const kind = QUOTED.test(line) ? "quote" : BULLETED.test(line) ? "bullet" : "text";
    if (runs.at(-1)?.kind !== kind) runs.push({ kind, lines: [] });
    runs.at(-1).lines.push(kind === "quote" ? line.replace(QUOTED, "") : line);
  }
  return runs;
}

function inline(text, directory) {
  return splitBy(
    text,
    INLINE,
    ({ 0: all, groups }) => inlineNode(all, groups, directory),
    (part) => (part ? [decode(part)] : []),
  );
}

function inlineNode(all, groups, directory) {
  if (groups.code) return el("code", {}, decode(groups.code));
  if (groups.angle) return angle(groups.angle, directory);
  if (groups.emoji) return emoji(groups.emoji);
  if (groups.url) return link(decode(groups.url), decode(groups.url));
  const tag = ["strong", "em", "s"].find((name) => groups[name]);
  return el(tag, {}, inline(all.slice(1, -1), directory));
}

/** What stands between < and >: a person, a channel, a group, a date or a link. */
function angle(body, directory) {
  const [target, label] = body.split(/\|(.*)/s);
  const rest = target.slice(1);
  if (target.startsWith("@")) return mention(`@${directory.nameOf(rest)}`, rest === directory.me);
  if (target.startsWith("#")) return mention(`#${label || directory.channelName(rest)}`);
  if (target.startsWith("!date^")) {
    const [, seconds, format = ""] = target.split("^");
    return dateText(seconds, decode(format), decode(label ?? ""), directory.tz);
  }
  if (target.startsWith("!")) return mention(label || `@${rest.split("^")[0]}`);
  return link(decode(target), label ? withEmoji(decode(label)) : decode(target));
}

function withEmoji(text) {
  return splitBy(
    text,
    /:([a-z0-9_+-]+):/g,
    (match) => emoji(match[1]),
    (part) => (part ? [part] : []),
  );
}
