// A table that is pasted into a text becomes a table block below it, where the stream has such blocks (core/blocks).
// As a person would: Wagtail's buttons are pressed, its fields are written in.
import { CHILD, addAfter, isGone, itemAfter, press } from "./item-rows.js";
import { say } from "./paste-status.js";
import { cleaned } from "./pasted-html.js";
import { WRITABLE, fill, isRich, settled, undoIn, write } from "./text-boxes.js";

const PATIENCE = 2000;
// Larger ones are no tables for a page.
const WIDEST = 12;
const LONGEST = 100;
const LONGEST_HEADING = 80;
const EMPTY = { text: "", html: "" };
// In the menu of kinds of columns: words alone, and text with links.
const PLAIN = 0;
const PROSE = 1;

async function found(look) {
  for (const start = performance.now(); performance.now() - start < PATIENCE; ) {
    const one = look();
    if (one) return one;
    await new Promise(requestAnimationFrame);
  }
  return null;
}

/** The block of a stream with tables that this text is; none elsewhere. */
export function streamChildAt(box) {
  const child = box?.closest(CHILD);
  const stream = child?.closest("[data-takes-tables]");
  const around = child?.parentElement.closest(CHILD);
  return stream && (!around || around.contains(stream)) ? child : null;
}

const isFormatted = (cell) => cell.querySelector("a[href], b, strong, i, em") !== null;

// What stands in a merged cell is said in each place. A cell has its words, and its HTML where that says more.
function rowsOf(table) {
  const rows = [...table.rows].map(() => []);
  for (const [at, row] of [...table.rows].entries()) {
    for (const cell of row.cells) {
      const text = cell.textContent.replace(/\s+/g, " ").trim();
      const words = { text, html: isFormatted(cell) ? cleaned(cell.innerHTML).page.body.innerHTML : "" };
      let place = 0;
      while (rows[at][place] !== undefined) place += 1;
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - at); down += 1) {
        for (let across = 0; across < Math.min(cell.colSpan, WIDEST + 1); across += 1) rows[at + down][place + across] = words;
      }
    }
  }
  return rows.map((row) => Array.from(row, (words) => words ?? EMPTY)).filter((row) => row.some(({ text }) => text));
}

const heads = (row) => row.every(({ text }) => /\p{L}/u.test(text) && text.length <= LONGEST_HEADING);

function isTable(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.length > 1 && rows.length <= LONGEST && width > 1 && width <= WIDEST;
}

async function blockAfter(child) {
  const next = itemAfter(child);
  addAfter(child);
  const sign = await found(() => document.querySelector('[role="listbox"] [role="option"] use[href="#icon-table"]'));
  sign?.closest('[role="option"]').click();
  const added = await found(() => itemAfter(child) !== next && itemAfter(child));
  return added && (await found(() => added.querySelector(".typed-table-block"))) ? added : null;
}

async function fillIn(block, rows) {
  const table = block.querySelector(".typed-table-block");
  const width = Math.max(...rows.map((row) => row.length));
  const head = heads(rows[0]) ? rows[0] : [];
  const body = head.length ? rows.slice(1) : rows;
  for (let column = 0; column < width; column += 1) {
    table.querySelector("[data-append-column]").click();
    const kinds = table.querySelectorAll(".add-column-menu button");
    kinds[body.some((row) => row[column]?.html) ? PROSE : PLAIN].click();
  }
  for (let row = 1; row < body.length; row += 1) table.querySelector("[data-add-row]").click();
  for (const [place, input] of table.querySelectorAll(".column-heading").entries()) fill(input, head[place]?.text ?? "");
  for (const [at, line] of [...table.querySelectorAll("tbody tr")].entries()) {
    const cells = [...line.cells].filter((cell) => cell.querySelector("[name*='-cell-']"));
    for (const [place, cell] of cells.entries()) await fillCell(cell, body[at][place] ?? EMPTY);
  }
}

async function fillCell(cell, words) {
  const box = await found(() => cell.querySelector(WRITABLE));
  if (box && !isRich(box)) fill(box, words.text);
  else if (box && words.text) {
    write(box, words);
    await settled();
  }
}

/** Makes the blocks, below the text and in their order. False where that cannot be: nothing was changed then. */
export async function pasteTables(child, box, { tables, rest }, lost) {
  const all = tables.map(rowsOf);
  if (!all.length || !all.every(isTable)) return false;
  const added = [];
  for (const rows of all) {
    const block = await blockAfter(added.at(-1) ?? child);
    if (!block) break;
    await fillIn(block, rows);
    added.push(block);
  }
  const takeBack = () => added.toReversed().forEach((one) => isGone(one) || press(one, "DELETE"));
  if (added.length < all.length) {
    takeBack();
    return false;
  }
  if (rest) {
    box.focus();
    await settled();
    write(box, { html: rest, text: "" });
  }
  added[0].querySelector('[data-contentpath="caption"] input')?.focus();
  const back = () => {
    takeBack();
    if (rest) undoIn(box);
  };
  // The headings of columns are words alone.
  const isLost = all.some((rows) => heads(rows[0]) && rows[0].some(({ html }) => html.includes("<a ")));
  say(["table", ...(isLost ? ["plain"] : []), ...lost], { back });
  return true;
}
