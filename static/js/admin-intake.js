// What was read out of a document, above the form: confirm it, go to its field, put the rest into the text.
import { Pieces } from "./intake-pieces.js";

const panel = document.querySelector("[data-intake]");
const said = panel?.querySelector("[data-intake-said]");
const asking = panel?.querySelector("[data-intake-ask]");
const reopen = panel?.querySelector("[data-intake-reopen]");

const send = async (url, given = {}) => {
  const body = new FormData();
  for (const [name, values] of Object.entries(given)) for (const value of [values].flat()) body.append(name, value);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
  return answer.ok || answer.status === 409 ? answer.json() : { problem: panel.dataset.failed };
};
const tell = (answer) => (said.textContent = answer.problem ?? "");

const confirmFields = async (rows) => {
  const answer = await send(panel.dataset.confirmUrl, { field: rows.map((row) => row.dataset.intakeGuess) }).catch(() => ({ problem: panel.dataset.failed }));
  tell(answer);
  if (answer.problem) return;
  const next = rows.at(-1).nextElementSibling;
  for (const row of rows) row.remove();
  // What the page still needs is asked again.
  panel.closest("form").dispatchEvent(new Event("needed-settled"));
  const box = panel.querySelector("[data-intake-guesses]");
  if (box.querySelector("li")) (next ?? box).querySelector("button").focus();
  else {
    box.remove();
    panel.querySelector("summary").focus();
  }
};

// The tab of the field is opened, and what is folded around it.
const show = (field) => {
  const place = document.querySelector(`[data-contentpath="${field}"]`) ?? document.querySelector(`#id_${field}, [name^="${field}_"]`);
  const tab = place?.closest("[role=tabpanel]");
  if (tab?.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
  for (const folded of place ? [...document.querySelectorAll("[data-panel] [aria-expanded=false]")] : []) {
    if (folded.closest("[data-panel]").contains(place)) folded.click();
  }
  // The tab has to be there first.
  setTimeout(() => {
    place?.scrollIntoView({ block: "center" });
    place?.querySelector("input:not([type=hidden]), select, textarea, [contenteditable=true], button")?.focus({ preventScroll: true });
  }, 150);
};

// While pieces wait, it asks first; what was put away can be opened again.
const finish = async (given = {}) => {
  const answer = await send(panel.dataset.doneUrl, given).catch(() => ({ problem: panel.dataset.failed }));
  tell(answer);
  if (answer.ask) {
    panel.querySelector("[data-intake-ask-words]").textContent = answer.ask;
    asking.showModal();
  }
  if (answer.closed === undefined) return;
  panel.classList.toggle("intake-panel--closed", answer.closed);
  reopen.hidden = !answer.closed;
  if (answer.closed) {
    said.textContent = panel.dataset.away;
    reopen.focus();
  } else panel.querySelector("summary").focus();
};

// What was corrected in the form is asked about no longer: the list of what the page still needs says which is.
const dropCorrected = (form) => {
  const asked = new Set([...form.querySelectorAll("[data-needed-lines] a[data-field]")].filter((line) => line.textContent.includes(panel.dataset.asks.trim())).map((line) => line.dataset.field));
  const rows = [...panel.querySelectorAll("[data-intake-guess]")].filter((row) => !asked.has(row.dataset.intakeGuess));
  for (const row of rows) row.remove();
  const box = panel.querySelector("[data-intake-guesses]");
  if (box && !box.querySelector("li")) box.remove();
};

if (panel) {
  const form = panel.closest("form");
  form.addEventListener("needed-shown", () => dropCorrected(form));
  new Pieces(panel, (url, given) => send(url, given).catch(() => ({ problem: panel.dataset.failed })));
  panel.addEventListener("click", (event) => {
    const { target } = event;
    const link = target.closest("[data-intake-field]");
    if (link) {
      event.preventDefault();
      show(link.dataset.intakeField);
    } else if (target.closest("[data-intake-confirm]")) confirmFields([target.closest("[data-intake-guess]")]);
    else if (target.closest("[data-intake-confirm-all]")) confirmFields([...panel.querySelectorAll("[data-intake-guess]")]);
    else if (target.closest("[data-intake-done]")) finish();
    else if (target.closest("[data-intake-reopen]")) finish({ again: "yes" });
    else if (target.closest("[data-intake-stay]")) asking.close();
    else if (target.closest("[data-intake-sure]")) {
      asking.close();
      finish({ sure: "yes" });
    }
  });
}
