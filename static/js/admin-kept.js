// Keeps in the browser what somebody writes on a page or in the directory until the server has it, and offers what was left from before.
import { opened } from "./desk-session.js";
import { wordsOf } from "./form-words.js";
import { noteSent, offer, takeSent } from "./kept-offer.js";
import { Store } from "./kept-store.js";

const FIRST = ["beforeinput", "focusin", "keydown", "pointerdown"];
const CHANGES = ["change", "click", "drop", "input", "keydown", "paste"];
const SOON = 150;
// Rich text hands its words to the form a quarter of a second after the last key.
const LATER = 600;

// Forms that save a draft: to put text back is to save one.
const form = document.querySelector("form#page-edit-form, form[data-edit-form][data-controller~='w-autosave']");
const own = crypto.randomUUID();
const path = () => new URL(form.action).pathname;
const valueOf = (name) => form.elements.namedItem(name)?.value ?? "";
// What the form held when it was opened or saved last, as one text; null before anybody has touched it.
let known = null;
let base = [];

function keeper(store) {
  let place = path();
  return () => {
    if (known === null) return;
    if (place !== path()) store.remove(place, own);
    place = path();
    const fields = wordsOf(new FormData(form));
    if (JSON.stringify(fields) === known) store.remove(place, own);
    else store.write(place, { at: Date.now(), base, fields, window: own });
  };
}

function watch(look) {
  const touched = ({ isTrusted }) => {
    if (isTrusted) known ??= JSON.stringify(wordsOf(new FormData(form)));
  };
  for (const kind of FIRST) document.addEventListener(kind, touched, { capture: true, passive: true });
  let [soon, later] = [0, 0];
  const lookSoon = () => {
    // The first look is not put off by the next key.
    soon ||= setTimeout(() => {
      soon = 0;
      look();
    }, SOON);
    clearTimeout(later);
    later = setTimeout(look, LATER);
  };
  for (const kind of CHANGES) document.addEventListener(kind, lookSoon, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  form.addEventListener("submit", () => noteSent(own));
  let sent = [];
  form.addEventListener("w-autosave:save", ({ detail }) => (sent = wordsOf(detail.formData)));
  form.addEventListener("w-autosave:success", ({ detail: { response } }) => {
    const updates = response.field_updates ?? {};
    known = JSON.stringify(sent.map(([name, value]) => [name, String(updates[name] ?? value)]));
    base = [String(response.revision_id), response.revision_created_at];
    look();
  });
}

async function start(cameBack) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept_as", value: own }));
  base = [valueOf("loaded_revision_id"), valueOf("loaded_revision_created_at")];
  let look = () => {};
  watch(() => look());
  const state = await opened;
  if (!state) return;
  const store = new Store(state);
  look = keeper(store);
  look();
  const sent = takeSent();
  for (const entry of await store.all(path())) {
    const isHere = state.saved.includes(entry.window) || (cameBack && entry.window === sent);
    if (isHere) store.remove(path(), entry.window);
    else if (entry.window !== own) offer(form, entry, base, () => store.remove(path(), entry.window));
  }
}

if (form) {
  // Not taken by the server: what the form shows is saved nowhere yet.
  const cameBack = form.dataset.wUnsavedForceValue === "true";
  if (cameBack) known = "";
  start(cameBack);
}
