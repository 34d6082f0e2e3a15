// Offers below a text: the network's better words, and acronyms written out. Nothing changes before a press.
// A classic script: Wagtail loads it before it makes the editors. Words are found as in core/text/better_words.py.
(() => {
  const PLAIN = "input[type='text']:not([name$='slug'], [role='combobox'], .tagit *), textarea:not([readonly])";
  // For each rich text a mark inside of it, and how its words are read and changed.
  const editors = new Map();
  const left = new Set();
  let known = null;

  const compared = (text) => text.replaceAll("’", "'");
  const key = (text) => compared(text).replace(/\s+/g, " ").trim().toLowerCase();
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "\\s+");
  const anyOf = (texts) => [...texts].sort((one, other) => other.length - one.length).map(escaped).join("|");
  const whole = (inner, flags) => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${inner})(?![\\p{L}\\p{N}_])`, `gu${flags}`);
  const nothing = /(?!)/gu;

  function prepare({ better, acronyms, said }) {
    const words = new Map(better.map(([avoided, preferred, reason]) => [key(avoided), { preferred, reason }]));
    const right = new Set(better.map(([, preferred]) => key(preferred)));
    const short = new Map(acronyms);
    return {
      said,
      words,
      short,
      better: words.size ? whole(`(${anyOf(right)})|(${anyOf(words.keys())})`, "i") : nothing,
      acronyms: short.size ? whole(anyOf(short.keys()), "") : nothing,
    };
  }

  // Places in one run of text: {start, end, found, preferred, reason, kind}.
  function placesIn(text, isSpelledOut) {
    const places = [];
    for (const match of compared(text).matchAll(known.better)) {
      if (match[2] === undefined) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      places.push({ start, end, found: text.slice(start, end), kind: "better", ...known.words.get(key(match[2])) });
    }
    if (isSpelledOut)
      for (const match of text.matchAll(known.acronyms)) {
        const preferred = known.short.get(match[0]);
        const [start, end] = [match.index, match.index + match[0].length];
        if (!isSpelledOut(preferred, match[0])) places.push({ start, end, found: match[0], kind: "acronym", preferred });
      }
    return places;
  }

  const asFound = (found, preferred) =>
    /^\p{Lu}/u.test(found) ? preferred.charAt(0).toLocaleUpperCase() + preferred.slice(1) : preferred;
  const written = ({ kind, found, preferred }) => (kind === "better" ? asFound(found, preferred) : `${preferred} (${found})`);

  // A word that is still being typed is none yet.
  const runsOfPlain = (field) => {
    const caret = document.activeElement === field && field.selectionStart === field.selectionEnd ? field.selectionEnd : -1;
    return [{ text: field.value, caret, replace: (place) => replaceInPlain(field, place) }];
  };

  function replaceInPlain(field, place) {
    if (field.value.slice(place.start, place.end) !== place.found) return;
    field.setRangeText(written(place), place.start, place.end, "end");
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    field.focus();
  }

  const runsOfEditor = ({ getEditorState, onChange }) => {
    const state = getEditorState();
    const selection = state.getSelection();
    const isHere = selection.getHasFocus() && selection.isCollapsed();
    return state
      .getCurrentContent()
      .getBlocksAsArray()
      .map((block) => ({
        text: block.getText(),
        caret: isHere && selection.getFocusKey() === block.getKey() ? selection.getFocusOffset() : -1,
        replace: (place) => replaceInEditor(getEditorState(), onChange, block.getKey(), place),
      }));
  };

  function replaceInEditor(state, onChange, block, place) {
    const { EditorState, Modifier, SelectionState } = window.DraftJS;
    const content = state.getCurrentContent();
    const target = SelectionState.createEmpty(block).merge({ anchorOffset: place.start, focusOffset: place.end });
    const source = content.getBlockForKey(block);
    // What changed meanwhile is not written over.
    if (source?.getText().slice(place.start, place.end) !== place.found) return;
    const [style, entity] = [source.getInlineStyleAt(place.start), source.getEntityAt(place.start)];
    const changed = Modifier.replaceText(content, target, written(place), style, entity);
    onChange(EditorState.forceSelection(EditorState.push(state, changed, "insert-characters"), changed.getSelectionAfter()));
  }

  // What stands in the form, for whether an acronym is written out somewhere.
  const wordsOfTheForm = (form) => {
    const plain = [...form.querySelectorAll(PLAIN)].map((field) => field.value);
    const rich = [...editors.values()].flatMap((editor) => runsOfEditor(editor).map((run) => run.text));
    return key([...plain, ...rich].join("\n"));
  };

  function offersOf(runs, isSpelledOut) {
    const offers = new Map();
    for (const { text, caret, replace } of runs)
      for (const place of placesIn(text, isSpelledOut)) {
        const name = place.kind + key(place.found);
        if (place.end !== caret && !left.has(name) && !offers.has(name)) offers.set(name, { ...place, replace });
      }
    return offers;
  }

  const filled = (sentence, { found, preferred }) => sentence.replace("%(found)s", () => found).replace("%(preferred)s", () => preferred);

  function line(name, offer) {
    const one = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = filled(known.said[offer.kind], offer) + (offer.reason ? ` – ${offer.reason}` : "");
    one.append(words, button(offer.kind === "better" ? "replace" : "write_out", offer, () => offer.replace(offer)));
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

  function look() {
    const form = document.querySelector("form[data-edit-form]");
    if (!known || !form) return;
    const all = wordsOfTheForm(form);
    // “Dialogue + Action (D+A)” says what it means there, whatever it means elsewhere.
    const isSpelledOut = (meaning, short) => [meaning, `(${short})`, `${short} (`].some((one) => all.includes(key(one)));
    for (const [mark, editor] of editors) {
      if (mark.isConnected) showBelow(mark, offersOf(runsOfEditor(editor), isSpelledOut));
      else editors.delete(mark);
    }
    for (const field of form.querySelectorAll(PLAIN)) showBelow(field, offersOf(runsOfPlain(field)));
  }

  let waiting = 0;
  function lookSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(look, 500);
  }

  // Draftail draws its controls anew with each change of the text. Hooks are out of reach: it has a React of its own.
  const Offers = (editor) => {
    const note = (mark) => {
      if (!mark) return;
      editors.set(mark, editor);
      lookSoon();
    };
    return window.React.createElement("span", { hidden: true, ref: note });
  };
  window.draftail.registerPlugin({ type: "WORD_OFFERS", meta: Offers }, "controls");

  async function begin() {
    const page = /\/pages\/(?:(\d+)\/edit|add\/\w+\/\w+\/(\d+))\//.exec(location.pathname);
    if (!page) return;
    const address = new URL(`words/${page[1] ?? page[2]}/`, new URL(location.pathname.replace(/pages\/.*/, ""), location.origin));
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    known = prepare(await answer.json());
    document.addEventListener("input", lookSoon);
    document.addEventListener("focusout", lookSoon);
    look();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
