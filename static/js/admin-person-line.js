// A person written as one line, "Name, MPH, Manager, Organisation", goes into the fields of the person. The server says
// which part is what (networks/person_lines.py). Fields that somebody filled stay, and the line can be put back.

import { fill } from "./text-boxes.js";

const PERSON = "[data-person-line]";
// A name alone has none of these.
const SEVERAL = /[,;|(–—]|\s-\s/;
const asked = new WeakMap();

const within = (person, name) => person.querySelector(`[data-contentpath="${name}"]`);
const boxOf = (person, name) => within(person, name)?.querySelector("input[type='text'], textarea");
const chooserOf = (person, name) => within(person, name)?.querySelector("[id$='-chooser']")?.widget;

async function split(box) {
  const person = box.closest(PERSON);
  const line = box.value.trim();
  if (!SEVERAL.test(line) || asked.get(box) === line) return;
  asked.set(box, line);
  const address = `${person.dataset.personLine}?${new URLSearchParams({ line })}`;
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { values, chosen, said, back } = await answer.json();
  if (said && box.isConnected && box.value.trim() === line) take(person, box, { values, chosen, said, back });
}

function take(person, box, { values, chosen, said, back }) {
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
  say(box, said, back, () => {
    for (const [one, value] of before) fill(one, value);
    for (const chooser of empty) chooser.setState(null);
    asked.set(box, box.value.trim());
    box.focus();
  });
}

function say(box, words, back, undo) {
  const holder = box.closest("[data-field-input], .w-field__input") ?? box.parentElement;
  holder.querySelector(".person-line")?.remove();
  const note = document.createElement("p");
  note.className = "person-line";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small button-secondary", textContent: back });
  button.addEventListener("click", () => {
    note.remove();
    undo();
  });
  note.append(said, button);
  holder.append(note);
  // A region is heard when its words change after it is there.
  requestAnimationFrame(() => {
    said.textContent = words;
  });
}

const isName = (box) => box.matches?.("input[type='text']") && box.closest("[data-contentpath]")?.dataset.contentpath === "name" && box.closest(PERSON);

document.addEventListener("change", ({ target }) => isName(target) && split(target));
// What was pasted is whole; what is typed is so when the field is left.
document.addEventListener("input", ({ target, inputType }) => inputType === "insertFromPaste" && isName(target) && split(target));
