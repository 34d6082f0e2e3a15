// Offers below each text of the form: the network's better words, and acronyms written out. Nothing changes before a press.

import { askedJson } from "./asked.js";
import { key, placesIn, prepared, written } from "./better-words.js";
import { runsOfEditor, runsOfPlain } from "./text-runs.js";

const PLAIN = "input[type='text']:not([name$='slug'], [role='combobox'], .tagit *), textarea:not([readonly])";
const PAUSE = 500;
// What somebody left as it is.
const left = new Set();
let editors = new Map();
let known = null;
let waiting = 0;

/** Begins to look; `marks` has each rich text by an element in it. */
export async function begin(marks) {
  editors = marks;
  const page = /\/pages\/(?:(\d+)\/edit|add\/\w+\/\w+\/(\d+))\//.exec(location.pathname);
  if (!page) return;
  const address = new URL(`words/${page[1] ?? page[2]}/`, new URL(location.pathname.replace(/pages\/.*/, ""), location.origin));
  const answer = await askedJson(address);
  if (!answer) return;
  known = prepared(answer);
  for (const name of ["input", "focusout", "rich-text-drawn"]) document.addEventListener(name, lookSoon);
  look();
}

function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

function look() {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;
  const all = wordsOfTheForm(form);
  // “Dialogue + Action (D+A)” says what it means there, whatever it means elsewhere.
  const isSpelledOut = (meaning, short) => [meaning, `(${short})`, `${short} (`].some((one) => all.includes(key(one)));
  for (const [mark, editor] of editors) {
    if (mark.isConnected) showBelow(mark, offersOf(runsOfEditor(editor), isSpelledOut));
    else editors.delete(mark);
  }
  for (const field of form.querySelectorAll(PLAIN)) showBelow(field, offersOf(runsOfPlain(field)));
}

// Whether an acronym is written out somewhere is asked of all of them.
function wordsOfTheForm(form) {
  const plain = [...form.querySelectorAll(PLAIN)].map((field) => field.value);
  const rich = [...editors.values()].flatMap((editor) => runsOfEditor(editor).map((run) => run.text));
  return key([...plain, ...rich].join("\n"));
}

// A word that is still being typed is none yet.
function offersOf(runs, isSpelledOut) {
  const offers = new Map();
  for (const { text, caret, replace } of runs)
    for (const place of placesIn(text, known, isSpelledOut)) {
      const name = place.kind + key(place.found);
      if (place.end !== caret && !left.has(name) && !offers.has(name)) offers.set(name, { ...place, replace });
    }
  return offers;
}

function showBelow(field, offers) {
  const wrapper = field.closest(".w-field__input, [data-field-input]") ?? field.parentElement;
  let holder = wrapper.querySelector(":scope > .word-offers");
  const places = JSON.stringify([...offers].map(([name, { start, found }]) => [name, start, found]));
  // A press between two looks must find its button.
  if ((holder?.dataset.places ?? "[]") === places) return;
  if (!holder) {
    holder = document.createElement("div");
    holder.className = "word-offers";
    holder.setAttribute("role", "status");
    wrapper.append(holder);
  }
  holder.dataset.places = places;
  const list = document.createElement("ul");
  list.append(...[...offers].map(([name, offer]) => line(name, offer)));
  holder.replaceChildren(...(offers.size ? [list] : []));
}

const filled = (sentence, { found, preferred }) => sentence.replace("%(found)s", () => found).replace("%(preferred)s", () => preferred);

function line(name, offer) {
  const one = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = filled(known.said[offer.kind], offer) + (offer.reason ? ` – ${offer.reason}` : "");
  one.append(words, button(offer.kind === "better" ? "replace" : "write_out", offer, () => offer.replace(offer, written(offer))));
  one.append(button("leave", offer, () => left.add(name)));
  return one;
}

function button(word, { found }, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "button button-small button-secondary";
  one.textContent = known.said[word];
  one.setAttribute("aria-label", `${known.said[word]}: ${found}`);
  one.addEventListener("click", () => {
    act();
    look();
  });
  return one;
}
