/** The element ids and ARIA attributes that tie an input to its label and notes. */

const idOf = (what, surface, block) =>
  `${what}-${surface.key}-${block.block_id}`.replace(/\s/g, "_");

export const labelIdOf = (surface, block) => idOf("label", surface, block);

/** The id of an input block's error and hints, which stand below it. */
export const noteIdOf = (surface, block) => idOf("note", surface, block);

export const inputIdOf = (surface, block) => idOf("input", surface, block);

/** Attributes for the element of an input block; none for elements elsewhere. */
export function labelling(surface, block) {
  if (block.type !== "input") return {};
  return {
    id: inputIdOf(surface, block),
    "aria-labelledby": labelIdOf(surface, block),
    "aria-describedby": noteIdOf(surface, block),
    "aria-invalid": surface.errors[block.block_id] ? "true" : null,
    "aria-required": block.optional ? null : "true",
  };
}
