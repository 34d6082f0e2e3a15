// Boxes that words are written in: plain ones, and the editor of rich text, which is spoken to by the events of a browser.

export const WRITABLE = "[role='textbox'][contenteditable], input[type='text'], textarea";
const ours = new WeakSet();

/** Whether this module made the event. */
export const isOurs = (event) => ours.has(event);
export const isRich = (box) => box.isContentEditable;
export const textOf = (box) => (isRich(box) ? box.textContent : box.value);

/** Until an editor has taken note of its selection. */
export async function settled() {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
}

function send(box, event) {
  ours.add(event);
  box.dispatchEvent(event);
}

function clipboard(box, kind, html = "", text = "") {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (text) data.setData("text/plain", text);
  send(box, new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true }));
  return data;
}

/** The value of a plain box, as if it had been typed. */
export function fill(box, value, cursor = value.length) {
  box.value = value;
  box.setSelectionRange(cursor, cursor);
  for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** Words where the cursor is. */
export function write(box, { html = "", text }) {
  if (isRich(box)) clipboard(box, "paste", html, text);
  else fill(box, box.value.slice(0, box.selectionStart) + text + box.value.slice(box.selectionEnd), box.selectionStart + text.length);
}

/** Takes back the last thing that was written into rich text. */
export function undoIn(box) {
  const key = { key: "z", code: "KeyZ", keyCode: 90, which: 90, ctrlKey: true, metaKey: true, bubbles: true, cancelable: true };
  send(box, new KeyboardEvent("keydown", key));
}

function pointIn(box, place) {
  const words = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let rest = place;
  let last = null;
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    if (rest <= node.data.length) return [node, rest];
    rest -= node.data.length;
    last = node;
  }
  return last ? [last, last.data.length] : [box, 0];
}

/** The cursor after so many characters. */
export function putCursor(box, place) {
  box.focus();
  const end = Math.min(place, textOf(box).length);
  if (isRich(box)) document.getSelection().collapse(...pointIn(box, end));
  else box.setSelectionRange(end, end);
}

/** What stands after the cursor, in rich text as HTML with everything that the editor knows of it; it is then selected. */
export function selectRest(box) {
  if (!isRich(box)) {
    box.setSelectionRange(box.selectionEnd, box.value.length);
    return { text: box.value.slice(box.selectionStart) };
  }
  const selection = document.getSelection();
  const range = selection.getRangeAt(0).cloneRange();
  range.setEnd(...pointIn(box, textOf(box).length));
  selection.removeAllRanges();
  selection.addRange(range);
  const text = range.toString();
  return text.trim() ? { html: clipboard(box, "copy").getData("text/html"), text } : { text: "" };
}

/** Takes out what `selectRest` has selected. */
export async function cutRest(box) {
  if (!isRich(box)) return fill(box, box.value.slice(0, box.selectionStart));
  await settled();
  clipboard(box, "cut");
  await settled();
}

/** Nothing stands before the cursor, and nothing is selected. */
export function isAtStart(box) {
  if (!isRich(box)) return box.selectionEnd === 0;
  const selection = document.getSelection();
  if (!selection.isCollapsed || !selection.rangeCount) return false;
  const range = selection.getRangeAt(0).cloneRange();
  range.setStart(box, 0);
  return range.toString() === "" && !isBelowFirst(box, selection.anchorNode);
}

function isBelowFirst(box, node) {
  const blocks = [...box.querySelectorAll("[data-block]")];
  return blocks.findIndex((block) => block.contains(node)) > 0;
}
