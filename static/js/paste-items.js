// The lines of a pasted list, each in an item of its own: the first joins the item with the cursor.
import { addAfter, boxBelow, boxIn, isGone, press } from "./item-rows.js";
import { say } from "./paste-status.js";
import { unfolded } from "./pasted-lines.js";
import { fill, isRich, putCursor, settled, textOf, undoIn, write } from "./text-boxes.js";

const PAUSE = 80;
const FORMATTED = /<(a|b|strong|i|em)\b/i;

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

const together = (lines) => ({
  html: lines.map((line) => line.html + line.below).join(""),
  text: lines.map((line) => line.text).join(" "),
});

// In rich text what hangs below a line stays in its item; else in the field that the block has for it.
async function writeLine(child, box, line) {
  const below = !isRich(box) && line.below ? await boxBelow(child) : null;
  write(box, isRich(box) ? together([line]) : line);
  if (!below) return null;
  putCursor(below, Infinity);
  await settled();
  write(below, { html: line.below, text: "" });
  return below;
}

function noted(lines, isPlain, isDeeper) {
  const isFormatted = isPlain && lines.some((line) => FORMATTED.test(line.html));
  return [...(isFormatted ? ["plain"] : []), ...(isDeeper ? ["deeper"] : [])];
}

function wayBack({ child, box }, added, value) {
  return async (below) => {
    for (const one of added.toReversed()) if (!isGone(one)) press(one, "DELETE");
    if (below) undoIn(below);
    if (isRich(box)) undoIn(box);
    else fill(box, value);
    await settled();
    if (!isGone(child)) putCursor(box, Infinity);
  };
}

// Wagtail gives each new item the focus after a moment, later where the machine is busy: until it stays in the last one. Who
// goes elsewhere meanwhile is left there.
async function endIn(box, children) {
  await pause();
  putCursor(box, Infinity);
  for (let calm = 0, looks = 0; calm < 2 && looks < 10; looks += 1) {
    await pause();
    calm += 1;
    const isElsewhere = !box.contains(document.activeElement);
    if (isElsewhere && children.some((child) => child.contains(document.activeElement))) {
      putCursor(box, Infinity);
      calm = 0;
    }
  }
}

/** Makes the items. What the list has no room for stands in its last one. */
export async function pasteItems(item, given, lost) {
  const isPlain = !isRich(item.box);
  const hasBelow = isPlain && (await boxBelow(item.child)) !== null;
  const lines = isPlain && !hasBelow ? unfolded(given) : given;
  const notes = noted(given, isPlain, lines.length > given.length);
  const children = [item.child];
  while (children.length < lines.length) {
    const added = addAfter(children.at(-1));
    if (!added) break;
    children.push(added);
  }
  const value = textOf(item.box);
  const rest = lines.splice(children.length);
  if (rest.length) lines.push({ below: "", ...together([lines.pop(), ...rest]) });
  const back = wayBack(item, children.slice(1), value);
  const below = await writeLine(item.child, item.box, lines[0]);
  for (const [place, child] of children.entries()) {
    const box = place > 0 && (await boxIn(child));
    if (box) await writeLine(child, box, lines[place]);
  }
  const last = await boxIn(children.at(-1));
  if (last) await endIn(last, children);
  // Above the line that says what happened.
  last?.scrollIntoView({ block: "center" });
  const names = children.length > 1 ? ["items"] : [];
  say([...names, ...notes, ...(rest.length ? ["full"] : []), ...lost], { number: children.length, back: () => back(below) });
}
