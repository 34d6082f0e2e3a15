// The items of a repeated block, by what Wagtail shows of them: its buttons are pressed, its fields are written in.
// Which field holds the words of an item is said of the block, in Python: core/blocks/items.py.
import { WRITABLE, isRich } from "./text-boxes.js";

export const CHILD = "[data-streamfield-child]";
const PLACE = "[data-contentpath], [data-contentpath-disabled]";
const GONE = "[aria-hidden='true']";
const PATIENCE = 4000;

// Either the item is a single field, or a block of fields that names the one.
function fieldOf(child) {
  const named = fieldCalled(child, "itemField");
  if (named) return named;
  const field = child.querySelector("[data-field]");
  const isWhole = field?.closest(PLACE) === child && (field.dataset.itemLine !== undefined || field.querySelector("input[type='text']"));
  return isWhole ? field : null;
}

function fieldCalled(child, role) {
  const block = child.querySelector("[data-item-field]");
  const name = block?.closest(CHILD) === child && block.dataset[role];
  return name ? block.querySelector(`[data-contentpath="${name}"]`) : null;
}

const boxOf = (field) => field?.querySelector(WRITABLE) ?? null;

/** The item whose words stand in this box. `isLine`: it is nothing but these words. */
export function itemAt(target) {
  const box = target.closest?.(WRITABLE);
  const child = box?.closest(CHILD);
  const field = child && fieldOf(child);
  if (!field || boxOf(field) !== box) return null;
  return { child, box, isLine: field.matches("[data-field]"), isRich: isRich(box) };
}

function neighbour(child, side) {
  let next = child[side];
  while (next && (!next.matches(CHILD) || next.matches(GONE))) next = next[side];
  return next;
}

export const itemBefore = (child) => neighbour(child, "previousElementSibling");
export const itemAfter = (child) => neighbour(child, "nextElementSibling");
export const isGone = (child) => child.matches(GONE);

/** A new item after this one; null where the list is full. */
export function addAfter(child) {
  let place = child.nextElementSibling;
  while (place?.matches(GONE)) place = place.nextElementSibling;
  const next = place?.nextElementSibling;
  (place?.matches("button") ? place : place?.querySelector(":scope > button"))?.click();
  const added = place?.nextElementSibling;
  return added !== next && added?.matches(CHILD) ? added : null;
}

/** Presses the button of an item that moves or deletes it. */
export function press(child, action) {
  child.querySelector(`[data-panel-controls] [data-streamfield-action="${action}"]`)?.click();
}

// The editor of rich text comes a moment after its field.
async function opened(find) {
  for (const start = performance.now(); performance.now() - start < PATIENCE; ) {
    const box = boxOf(find());
    if (box) return box;
    await new Promise(requestAnimationFrame);
  }
  return null;
}

/** The box for the words of an item, once it can be written in. */
export const boxIn = (child) => opened(() => fieldOf(child));

/** The box for what hangs below these words; null where an item has none. */
export const boxBelow = async (child) => (fieldCalled(child, "itemBelow") ? opened(() => fieldCalled(child, "itemBelow")) : null);
