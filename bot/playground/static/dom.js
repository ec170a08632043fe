/**
 * Builds and updates DOM nodes. Text always goes in as text nodes, so nothing a person or the app
 * writes can become markup.
 */

const drawn = new WeakMap();
let lastId = 0;

/**
 * Make an element. `onclick` and the like take a function; `true` sets an empty attribute;
 * `false`, `null` and `undefined` are left out, in attributes and in children.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

function setAttribute(node, name, value) {
  if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value != null) node.setAttribute(name, value);
}

/** An element id that no other call on this page was given. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/**
 * Show `items` ({key, stamp, render}) in `parent`. A node whose stamp has not changed stays the
 * same node; a changed one is made anew, and focus goes to its counterpart.
 */
export function reconcile(parent, items) {
  const before = drawn.get(parent) ?? new Map();
  const after = new Map();
  for (const { key, stamp, render } of items) {
    const old = before.get(key);
    after.set(key, old?.stamp === stamp ? old : { stamp, node: render() });
  }
  const focus = rememberFocus(parent);
  const kept = new Set([...after.values()].map(({ node }) => node));
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
  placeInOrder(parent, kept);
  drawn.set(parent, after);
  focus.restore();
}

function placeInOrder(parent, nodes) {
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

function rememberFocus(parent) {
  const active = document.activeElement;
  if (!active || active === parent || !parent.contains(active)) return { restore() {} };
  const caret = caretOf(active);
  const path = focusPath(active);
  return {
    restore() {
      if (active.isConnected) return;
      const twin = path.map((key) => findByFocusKey(parent, key)).find(Boolean);
      twin?.focus({ preventScroll: true });
      if (twin && caret && "setSelectionRange" in twin) twin.setSelectionRange(...caret);
    },
  };
}

/** The focus keys of an element and of what it stands in, innermost first. */
function focusPath(node) {
  const keys = [];
  for (let at = node; at; at = at.parentElement) if (at.dataset.focus) keys.push(at.dataset.focus);
  return keys;
}

function findByFocusKey(parent, key) {
  return parent.querySelector(`[data-focus="${CSS.escape(key)}"]`);
}

function caretOf(node) {
  if (!["INPUT", "TEXTAREA"].includes(node.tagName) || node.selectionStart == null) return null;
  return [node.selectionStart, node.selectionEnd];
}
