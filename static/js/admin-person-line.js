// A person written as one line, "Name, MPH, Manager, Organisation", goes into the fields of the person. The server says
// which part is what (networks/person_lines.py). Fields that somebody filled stay, and the line can be put back.

import { askedJson } from "./asked.js";
import { addAfter, boxIn, CHILD, isGone, press } from "./item-rows.js";
import { boxOf, chooserOf, PERSON, say } from "./person-fields.js";
import { fill } from "./text-boxes.js";

// A name alone has none of these, and no more than four words.
const SEVERAL = /[,;|(–—]|\s-\s|(\S+\s+){4}/;
const asked = new WeakMap();

async function split(box) {
  const person = box.closest(PERSON);
  const line = box.value.trim();
  if (!SEVERAL.test(line) || asked.get(box) === line) return;
  asked.set(box, line);
  const address = `${person.dataset.personLine}?${new URLSearchParams({ line })}`;
  const found = await askedJson(address);
  if (found?.said && box.isConnected && box.value.trim() === line) take(person, box, found);
}

// Whoever the line names besides gets an item of their own. What the list has no room for stays in the line of the first.
async function takeOthers(box, lines) {
  const added = [];
  for (const line of lines) {
    const child = addAfter(added.at(-1) ?? box.closest(CHILD));
    if (!child) break;
    added.push(child);
    const name = await boxIn(child);
    fill(name, line);
    await split(name);
  }
  const rest = lines.slice(added.length);
  if (rest.length) {
    const whole = [box.value, ...rest].filter(Boolean).join(", ");
    asked.set(box, whole);
    fill(box, whole);
  }
  return added;
}

function take(person, box, { values, chosen, others, said, back }) {
  const before = [[box, box.value]];
  const empty = [];
  for (const [name, value] of Object.entries(values)) {
    const one = boxOf(person, name);
    if (!one || !value || (one !== box && one.value)) continue;
    if (one !== box) before.push([one, one.value]);
    fill(one, value);
  }
  for (const [name, state] of Object.entries(chosen)) {
    const chooser = chooserOf(person, name);
    if (!chooser || chooser.getState()?.id) continue;
    chooser.setState(state);
    empty.push(chooser);
  }
  // The directory has the name.
  if (!values.name) fill(box, "");
  const more = others.length ? takeOthers(box, others) : Promise.resolve([]);
  say(box, said, back, async () => {
    for (const child of (await more).toReversed()) if (!isGone(child)) press(child, "DELETE");
    for (const [one, value] of before) fill(one, value);
    for (const chooser of empty) chooser.setState(null);
    asked.set(box, box.value.trim());
    box.focus();
  });
}

const isName = (box) => box.matches?.("input[type='text']") && box.closest("[data-contentpath]")?.dataset.contentpath === "name" && box.closest(PERSON);

document.addEventListener("change", ({ target }) => isName(target) && split(target));
// What was pasted is whole; what is typed is so when the field is left.
document.addEventListener("input", ({ target, inputType }) => inputType === "insertFromPaste" && isName(target) && split(target));
