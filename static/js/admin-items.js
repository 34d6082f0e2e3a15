// Keys in a list of lines, as in a word processor: Enter begins the next item, Backspace at its start joins it with the one
// before, Alt with an arrow moves it.
import { addAfter, boxIn, itemAt, itemBefore, press } from "./item-rows.js";
import { cutRest, isAtStart, isOurs, putCursor, selectRest, settled, textOf, write } from "./text-boxes.js";

const MOVES = { ArrowUp: "MOVE_UP", ArrowDown: "MOVE_DOWN" };
let waiting = null;

const isInList = ({ isRich }) => isRich && document.getSelection().anchorNode?.parentElement?.closest("li") != null;

// What is typed while the next item is made belongs into it.
async function typingInto(make) {
  waiting = "";
  try {
    const box = await make();
    if (box && waiting) write(box, { text: waiting });
  } finally {
    waiting = null;
  }
}

async function begin({ child, box }) {
  const rest = selectRest(box);
  if (rest.text) await cutRest(box);
  const added = addAfter(child);
  const next = added && (await boxIn(added));
  if (!next) return rest.text && write(box, rest);
  // Wagtail gives a new item the focus after a moment.
  await new Promise((resolve) => setTimeout(resolve, 80));
  if (rest.text) write(next, rest);
  await settled();
  putCursor(next, 0);
  await settled();
  return next;
}

async function join({ child, box }) {
  const before = itemBefore(child);
  const last = before && (await boxIn(before));
  if (!last) return;
  const rest = selectRest(box);
  const place = textOf(last).length;
  press(child, "DELETE");
  putCursor(last, place);
  await settled();
  if (!rest.text) return;
  write(last, rest);
  await settled();
  putCursor(last, place);
}

function move({ child, box }, action) {
  const place = document.getSelection().anchorNode;
  const offset = document.getSelection().anchorOffset;
  press(child, action);
  box.focus();
  if (box.contains(place)) document.getSelection().collapse(place, offset);
}

function answerOf(event, item) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (ctrlKey || metaKey || shiftKey) return null;
  if (altKey) return key in MOVES ? () => move(item, MOVES[key]) : null;
  // While a menu of the editor is open, the keys are for it.
  if (!item.isLine || isInList(item) || document.querySelector(".w-combobox-container")) return null;
  const isEmpty = !textOf(item.box).trim();
  if (key === "Enter") return isEmpty ? () => {} : () => typingInto(() => begin(item));
  return key === "Backspace" && isAtStart(item.box) && itemBefore(item.child) ? () => join(item) : null;
}

function keyed(event) {
  if (isOurs(event) || event.isComposing) return;
  const item = itemAt(event.target);
  const isTyped = waiting !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  const answer = isTyped ? () => (waiting += event.key) : item && answerOf(event, item);
  if (!answer) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting === null || isTyped) answer();
}

document.addEventListener("keydown", keyed, true);
