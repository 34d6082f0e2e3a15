// What was read out of a document, above the form: confirm it, go to its field, put the rest into the text.
const panel = document.querySelector("[data-intake]");
const said = panel?.querySelector("[data-intake-said]");
const editors = ".public-DraftEditor-content, textarea, input[type='text']";
let last = null;
let dragged = null;

const send = async (url, fields = []) => {
  const body = new FormData();
  for (const field of fields) body.append("field", field);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
  return answer.ok || answer.status === 409 ? answer.json() : { problem: panel.dataset.failed };
};
const tell = (answer) => (said.textContent = answer.problem ?? "");

const confirmFields = async (rows) => {
  const answer = await send(panel.dataset.confirmUrl, rows.map((row) => row.dataset.intakeGuess)).catch(() => ({ problem: panel.dataset.failed }));
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

// Rich text has no tables: a row becomes a line.
const asLines = (piece) => {
  const copy = piece.cloneNode(true);
  for (const row of copy.querySelectorAll("tr")) {
    const line = document.createElement("p");
    line.textContent = [...row.cells].map((cell) => cell.innerText.trim()).filter(Boolean).join(" – ");
    row.closest("table").before(line);
  }
  for (const table of copy.querySelectorAll("table")) table.remove();
  return copy;
};

// Rich text takes it as pasted; a plain field takes the words.
const putInto = (target, original) => {
  const piece = asLines(original);
  target.focus();
  if (target.matches("textarea, input")) {
    target.setRangeText(piece.textContent.trim(), target.selectionStart, target.selectionEnd, "end");
    target.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return;
  }
  const data = new DataTransfer();
  data.setData("text/html", piece.innerHTML);
  data.setData("text/plain", piece.textContent);
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
};

const used = (piece, words) => {
  piece.parentElement.classList.add("intake-leftovers__used");
  said.textContent = words;
};

const insert = async (piece) => {
  if (last?.isConnected) {
    putInto(last, piece);
    used(piece, panel.dataset.inserted);
    return;
  }
  const parts = { "text/html": piece.innerHTML, "text/plain": piece.innerText };
  const blobs = Object.entries(parts).map(([type, words]) => [type, new Blob([words], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  said.textContent = panel.dataset.copied;
};

const finish = async () => {
  const answer = await send(panel.dataset.doneUrl).catch(() => ({ problem: panel.dataset.failed }));
  tell(answer);
  if (answer.closed) panel.remove();
};

// In some browsers the words themselves are the place.
const editorAt = (place) => (place.closest ? place : place.parentElement)?.closest(".public-DraftEditor-content");

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
  const tray = panel.querySelector("[data-intake-tray]");
  if (tray && matchMedia("(width >= 100rem)").matches) tray.open = true;
  panel.addEventListener("click", (event) => {
    const { target } = event;
    const link = target.closest("[data-intake-field]");
    if (link) {
      event.preventDefault();
      show(link.dataset.intakeField);
    } else if (target.closest("[data-intake-confirm]")) confirmFields([target.closest("[data-intake-guess]")]);
    else if (target.closest("[data-intake-confirm-all]")) confirmFields([...panel.querySelectorAll("[data-intake-guess]")]);
    else if (target.closest("[data-intake-insert]")) {
      insert(target.closest("li").querySelector("[data-intake-piece]")).catch(() => (said.textContent = panel.dataset.failed));
    } else if (target.closest("[data-intake-leave]")) used(target.closest("li").querySelector("[data-intake-piece]"), panel.dataset.left);
    else if (target.closest("[data-intake-done]")) finish();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(editors) && !panel.contains(target)) last = target;
  });
  panel.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-intake-piece]");
    event.dataTransfer.setData("text/html", dragged.innerHTML);
    event.dataTransfer.setData("text/plain", dragged.innerText);
  });
  // An editor takes the piece, whatever it would do with other things.
  document.addEventListener(
    "dragover",
    (event) => {
      if (!dragged || !editorAt(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  panel.addEventListener("dragend", () => (dragged = null));
  // The editor by itself would take the words without their formats.
  document.addEventListener(
    "drop",
    (event) => {
      const target = editorAt(event.target);
      if (!dragged || !target) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const place = document.caretRangeFromPoint?.(event.clientX, event.clientY);
      target.focus();
      if (place) getSelection().setBaseAndExtent(place.startContainer, place.startOffset, place.startContainer, place.startOffset);
      const piece = dragged;
      // The editor hears of the new place of the cursor first.
      setTimeout(() => {
        putInto(target, piece);
        used(piece, panel.dataset.inserted);
      });
    },
    true,
  );
}
