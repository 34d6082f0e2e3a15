// Pieces of a document that found no field: into a text where the cursor is, into a list of the form, or left out.
import { addItems, hasRoom, listAt, listOf } from "./intake-lists.js";

const EDITORS = ".public-DraftEditor-content, textarea, input[type='text']";
const RICH = ".public-DraftEditor-content";
const USED = "intake-leftovers__used";
const OVER = "intake-over";

/** Where pieces can be dropped and put: the tray of them, in the panel of a document. */
export class Pieces {
  constructor(panel, send) {
    Object.assign(this, { panel, send, tray: panel.querySelector("[data-intake-tray]"), last: null, dragged: null, back: null, sending: null });
    if (!this.tray) return;
    this.lists = this.tray.querySelector("[data-intake-lists]").content;
    this.names = [...this.lists.querySelectorAll("[data-intake-list]")].map((button) => button.dataset.intakeList);
    this.said = this.tray.querySelector("[data-intake-tray-said]");
    this.undoButton = this.tray.querySelector("[data-intake-undo]");
    if (matchMedia("(width >= 100rem)").matches) this.tray.open = true;
    this.tray.addEventListener("click", (event) => this.pressed(event.target));
    this.tray.addEventListener("keydown", (event) => event.key === "Escape" && this.fold());
    document.addEventListener("focusin", ({ target }) => {
      if (target.matches(EDITORS) && !panel.contains(target)) this.last = target;
    });
    this.listenForDragging();
  }

  // Saying what happened, and taking it back

  tell(words, back = null) {
    this.said.textContent = words;
    this.back = back;
    this.undoButton.hidden = !back;
  }

  async settle(row, isSettled) {
    row.classList.toggle(USED, isSettled);
    const button = row.querySelector("[data-intake-leave]");
    button.textContent = isSettled ? button.dataset.back : button.dataset.leave;
    // One after the other: what was pressed last holds.
    const given = { piece: row.dataset.intakeNumber, settled: isSettled ? "yes" : "" };
    this.sending = Promise.resolve(this.sending).then(() => this.send(this.panel.dataset.settleUrl, given));
    const answer = await this.sending;
    if (answer.sentence) this.tray.querySelector("[data-intake-waiting]").textContent = answer.sentence;
    else if (answer.problem) this.tell(answer.problem);
  }

  pressed(target) {
    const row = target.closest("[data-intake-number]");
    if (target.closest("[data-intake-undo]")) this.back?.();
    else if (target.closest("[data-intake-list]")) this.putIntoList(row, target.closest("[data-intake-list]").dataset.intakeList);
    else if (target.closest("[data-intake-choose]")) this.choose(row);
    else if (target.closest("[data-intake-insert]")) this.insert(row).catch(() => this.tell(this.panel.dataset.failed));
    else if (target.closest("[data-intake-leave]")) this.leave(row);
  }

  leave(row) {
    const isLeft = !row.classList.contains(USED);
    this.settle(row, isLeft);
    this.tell(isLeft ? this.panel.dataset.left : this.panel.dataset.again);
  }

  // Where the focus goes when the buttons of a piece are gone.
  goOn(row) {
    const open = (one) => one && !one.classList.contains(USED);
    const rows = [...this.tray.querySelectorAll("[data-intake-number]")];
    const next = rows.slice(rows.indexOf(row) + 1).find(open) ?? rows.find(open);
    (open(row) ? row : (next ?? row)).querySelector(open(row) || next ? "[data-intake-choose]" : "[data-intake-leave]")?.focus();
  }

  // Into a list

  fold() {
    const open = this.tray.querySelector("[data-intake-choose][aria-expanded=true]");
    open?.setAttribute("aria-expanded", "false");
    open?.focus();
    this.tray.querySelector(".intake-lists")?.remove();
  }

  choose(row) {
    const button = row.querySelector("[data-intake-choose]");
    const wasOpen = button.getAttribute("aria-expanded") === "true";
    this.fold();
    if (wasOpen) return;
    button.setAttribute("aria-expanded", "true");
    row.append(this.lists.cloneNode(true));
    row.querySelector(".intake-lists button").focus();
    row.querySelector(".intake-lists").scrollIntoView({ block: "nearest" });
  }

  async putIntoList(row, field) {
    const list = listOf(field);
    const { failed, full, partly, added } = this.panel.dataset;
    const answer = await this.send(this.panel.dataset.pieceUrl, { piece: row.dataset.intakeNumber, field });
    this.fold();
    if (!list || answer.problem) return this.tell(answer.problem ?? failed);
    if (!hasRoom(list, answer.items.length)) return this.tell(full);
    const { element, back } = addItems(list, answer.items);
    this.settle(row, answer.whole);
    this.goOn(row);
    const label = this.lists.querySelector(`[data-intake-list="${field}"]`).textContent.trim();
    this.tell(`${added} ${label}.${answer.whole ? "" : ` ${partly}`}`, () => {
      back();
      this.settle(row, false);
      this.tell("");
    });
    // What comes next often belongs below it: the answer to a question.
    const empty = [...element.querySelectorAll("[role='textbox']")].find((box) => !box.textContent.trim());
    if (empty) this.last = empty;
  }

  // Into a text

  async insert(row) {
    const piece = row.querySelector("[data-intake-piece]");
    if (this.last?.isConnected) {
      putInto(this.last, piece);
      this.settle(row, true);
      this.tell(this.panel.dataset.inserted);
      return;
    }
    const parts = { "text/html": piece.innerHTML, "text/plain": piece.innerText };
    const blobs = Object.entries(parts).map(([type, words]) => [type, new Blob([words], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    this.tell(this.panel.dataset.copied);
  }

  // By dragging

  listenForDragging() {
    this.tray.addEventListener("dragstart", (event) => {
      this.dragged = event.target.closest("[data-intake-piece]");
      event.dataTransfer.setData("text/html", this.dragged.innerHTML);
      event.dataTransfer.setData("text/plain", this.dragged.innerText);
    });
    this.tray.addEventListener("dragend", () => {
      this.dragged = null;
      markOver(null);
    });
    // Texts and lists take the piece, whatever they would do with other things.
    document.addEventListener("dragover", (event) => this.over(event), true);
    document.addEventListener("drop", (event) => this.dropped(event), true);
  }

  placeAt(event) {
    const place = this.dragged && (event.target.closest ? event.target : event.target.parentElement);
    const editor = place?.closest(RICH) ?? null;
    return { editor, field: place && !editor ? listAt(place, this.names) : undefined };
  }

  over(event) {
    const { editor, field } = this.placeAt(event);
    if (this.dragged) markOver(field ? document.getElementById(`${field}-root`) : null);
    if (editor || field) take(event);
  }

  dropped(event) {
    const { editor, field } = this.placeAt(event);
    markOver(null);
    if (!editor && !field) return;
    take(event);
    const row = this.dragged.closest("[data-intake-number]");
    if (field) return void this.putIntoList(row, field);
    const place = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    editor.focus();
    if (place) getSelection().setBaseAndExtent(place.startContainer, place.startOffset, place.startContainer, place.startOffset);
    // The editor hears of the new place of the cursor first.
    setTimeout(() => {
      putInto(editor, row.querySelector("[data-intake-piece]"));
      this.settle(row, true);
      this.tell(this.panel.dataset.inserted);
    });
  }
}

function take(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function markOver(element) {
  for (const one of document.querySelectorAll(`.${OVER}`)) if (one !== element) one.classList.remove(OVER);
  element?.classList.add(OVER);
}

// Rich text has no tables: a row becomes a line.
function asLines(piece) {
  const copy = piece.cloneNode(true);
  for (const row of copy.querySelectorAll("tr")) {
    const line = document.createElement("p");
    const cells = [...row.cells].filter((cell) => cell.textContent.trim());
    for (const [place, cell] of cells.entries()) line.append(...(place ? [" – "] : []), ...cell.childNodes);
    row.closest("table").before(line);
  }
  for (const table of copy.querySelectorAll("table")) table.remove();
  return copy;
}

// Where words cannot be links, the address stands behind them.
function wordsOf(piece) {
  for (const link of piece.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href").replace(/^(mailto|tel):/, "");
    if (!link.textContent.includes(address)) link.append(` (${address})`);
  }
  return piece.textContent.trim();
}

// Rich text takes it as pasted; a plain field takes the words.
function putInto(target, original) {
  const piece = asLines(original);
  target.focus();
  if (target.matches("textarea, input")) {
    target.setRangeText(wordsOf(piece), target.selectionStart, target.selectionEnd, "end");
    target.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return;
  }
  const data = new DataTransfer();
  data.setData("text/html", piece.innerHTML);
  data.setData("text/plain", piece.textContent);
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
