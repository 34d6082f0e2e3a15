// Panel and agenda name the same people: a box for a name offers whom the form names already, then whom the directory knows.
// Blocks say which of their boxes hold names: `offers_people` in networks/blocks.py.

import { askedJson } from "./asked.js";
import { boxOf, chooserOf, chosenName, PERSON, say, within } from "./person-fields.js";
import { fill } from "./text-boxes.js";

const BLOCK = "[data-people]";
const SHORTEST = 2;
const PAUSE = 200;
const list = Object.assign(document.createElement("datalist"), { id: "people-offered" });
// By name: those of the directory that were offered; null where two have one name.
const known = new Map();
let said = {};
let timer = 0;
let asking = null;

const boxesOf = (block) => [...(within(block, block.dataset.peopleIn)?.querySelectorAll("input[type='text']") ?? [])];
const blockOf = (box) => {
  const block = box.matches?.("input[type='text']") && box.closest(BLOCK);
  return block && boxesOf(block).includes(box) ? block : null;
};

function namedInForm(form, except) {
  const blocks = [...form.querySelectorAll(BLOCK)];
  const typed = blocks.flatMap(boxesOf).filter((box) => box !== except);
  const names = [...blocks.filter((block) => block.matches(PERSON)).map(chosenName), ...typed.map((box) => box.value.trim())];
  return [...new Set(names.filter(Boolean))];
}

function offer(box, more = []) {
  const names = new Set([...namedInForm(box.form, box), ...more]);
  list.replaceChildren(...[...names].map((name) => Object.assign(document.createElement("option"), { value: name })));
}

async function ask(box, block) {
  const words = box.value.trim();
  asking?.abort();
  if (words.length < SHORTEST) return;
  asking = new AbortController();
  const address = `${block.dataset.people}?${new URLSearchParams({ q: words })}`;
  const answer = await askedJson(address, { signal: asking.signal });
  if (!answer) return;
  const { people, ...rest } = answer;
  said = rest;
  const names = people.map(({ string }) => string);
  for (const one of people) known.set(one.string, names.filter((name) => name === one.string).length > 1 ? null : one);
  if (document.activeElement === box) offer(box, names);
}

// In the panel, a name of the directory is the person: the field for another name stays empty.
function choose(box, block) {
  const person = block.matches(PERSON) && known.get(box.value.trim());
  const chooser = person && chooserOf(block, "person");
  if (!chooser || chooser.getState()?.id) return;
  chooser.setState(person);
  fill(box, "");
  say(box, said.said, said.back, () => {
    chooser.setState(null);
    known.delete(person.string);
    fill(boxOf(block, block.dataset.peopleIn), person.string);
    box.focus();
  });
}

document.addEventListener("focusin", ({ target }) => {
  if (!blockOf(target)) return;
  if (!list.isConnected) document.body.append(list);
  target.setAttribute("list", list.id);
  target.autocomplete = "off";
  offer(target);
});

document.addEventListener("input", ({ target }) => {
  const block = blockOf(target);
  if (!block) return;
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE, target, block);
});

document.addEventListener("change", ({ target }) => {
  const block = blockOf(target);
  if (block) choose(target, block);
});
