/** Block Kit's layout blocks as DOM nodes. What is interactive in them is drawn by elements.js. */

import { el, reconcile } from "./dom.js";
import { drawElement, unknownKind } from "./elements.js";
import { inputIdOf, labelIdOf, noteIdOf } from "./ids.js";
import { plainText, textObject } from "./mrkdwn.js";
import { picture } from "./picture.js";
import { richText } from "./rich-text.js";
import { dispatchesOnEnter } from "./text-input.js";

const BLOCKS = {
  header,
  section,
  context,
  divider: () => el("hr"),
  actions: (block, surface) =>
    el(
      "div",
      { class: "block-actions" },
      block.elements.map((each) => drawElement(each, block, surface)),
    ),
  rich_text: (block, surface) => richText(block, surface.directory),
  image,
  input,
};

/** Show a surface's blocks in a container; blocks that did not change keep their nodes. */
export function showBlocks(container, blocks, surface) {
  surface.blocks = blocks;
  const items = blocks.map((block, index) => ({
    key: block.block_id ?? `#${index}`,
    stamp: JSON.stringify([block, surface.errors[block.block_id]]),
    render: () => drawBlock(block, surface),
  }));
  reconcile(container, items);
}

function drawBlock(block, surface) {
  const draw = BLOCKS[block.type];
  const node = draw ? draw(block, surface) : unknownKind("block", block.type);
  return el("div", { class: `block block-of-${block.type}` }, node);
}

/** One level below the title of the place it stands in. */
function header(block, { source }) {
  const tag = source.kind === "home" ? "h2" : "h3";
  return el(tag, { class: "block-header" }, plainText(block.text));
}

function section(block, surface) {
  const { text, fields, accessory } = block;
  const words = el(
    "div",
    { class: "block-words" },
    text && el("div", { class: "text" }, textObject(text, surface.directory)),
    fields &&
      el(
        "div",
        { class: "block-fields" },
        fields.map((field) => fieldNode(field, surface)),
      ),
  );
  const beside = accessory && drawElement(accessory, block, surface);
  return el("div", { class: "block-section" }, words, beside);
}

function fieldNode(field, surface) {
  return el("div", { class: "text" }, textObject(field, surface.directory));
}

function context(block, surface) {
  const parts = block.elements.map((element) => {
    if (element.type === "image") return picture(element, "icon");
    return el("span", { class: "text" }, textObject(element, surface.directory));
  });
  return el("div", { class: "block-context" }, parts);
}

function image(block) {
  const title = block.title && el("figcaption", {}, plainText(block.title));
  return el("figure", { class: "block-image" }, title, picture(block, "block"));
}

function input(block, surface) {
  const fault = surface.errors[block.block_id];
  const optional = block.optional && el("span", { class: "quiet" }, " (optional)");
  const ids = { id: labelIdOf(surface, block), for: inputIdOf(surface, block) };
  return el(
    "div",
    { class: fault ? "block-input block-input-faulty" : "block-input" },
    el("label", { class: "block-label", ...ids }, plainText(block.label), optional),
    drawElement(block.element, block, surface),
    notes(block, surface, fault),
  );
}

/** What stands under an input: its error, its hint, and whether Enter sends it. */
function notes(block, surface, fault) {
  const id = noteIdOf(surface, block);
  return el(
    "div",
    { class: "block-notes", id },
    fault && el("p", { class: "block-error", role: "alert" }, fault),
    block.hint && el("p", { class: "quiet" }, plainText(block.hint)),
    dispatchesOnEnter(block) &&
      el("p", { class: "quiet" }, "Press ", el("kbd", {}, "Enter"), " to submit"),
  );
}
