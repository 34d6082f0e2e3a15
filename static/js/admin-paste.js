// Pasting: a list that is pasted into an item of a repeated block becomes as many items; links without a target and the
// lists of word processors, which the editor would drop, are mended; and what could not be kept is said.
import { itemAt } from "./item-rows.js";
import { pasteItems } from "./paste-items.js";
import { close, isOpen, say, takeBack } from "./paste-status.js";
import { pasteTables, streamChildAt } from "./paste-tables.js";
import { cleaned, withoutTables } from "./pasted-html.js";
import { linesOfPage, linesOfText } from "./pasted-lines.js";
import { isOurs, write } from "./text-boxes.js";

const RICH = ".public-DraftEditor-content";
const TEXT_MAKERS = ["Backspace", "Delete", "Enter"];
const EVERYTHING = { page: null, lost: [], isChanged: false };

// Inside a list of its own, an item takes a pasted list as it is.
const isInList = () => document.getSelection().anchorNode?.parentElement?.closest(`${RICH} li`) != null;

function pasted(event) {
  const box = event.target.closest?.(RICH);
  const item = !(box && isInList()) && itemAt(event.target);
  if ((!box && !item) || isOurs(event) || !event.clipboardData) return;
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  const { page, lost, isChanged } = html ? cleaned(html) : EVERYTHING;
  const lines = item && (page ? linesOfPage(page, !item.isRich) : linesOfText(text));
  const isPicture = !html && !text && event.clipboardData.files.length > 0;
  if (lines || (box && isChanged) || isPicture) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  close();
  if (lines) pasteItems(item, lines, lost);
  else if (lost.includes("tables") && streamChildAt(box)) pasteWithTables(box, html, { page, text, lost });
  else writeCleaned(box, { page, text, lost, isChanged, isPicture });
}

function writeCleaned(box, { page, text, lost, isChanged = true, isPicture = false }) {
  if (box && isChanged) write(box, { html: page.body.innerHTML, text });
  if (lost.length || isPicture) say(isPicture ? ["pictures"] : lost);
}

// Where no block can be made of a table, its rows become lines.
async function pasteWithTables(box, html, asLines) {
  const { tables, rest } = withoutTables(html);
  const others = asLines.lost.filter((name) => name !== "tables");
  const words = rest && cleaned(rest).page.body.innerHTML;
  if (await pasteTables(streamChildAt(box), box, { tables, rest: words }, others)) return;
  box.focus();
  writeCleaned(box, asLines);
}

function keyed(event) {
  if (isOurs(event) || !isOpen()) return;
  const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!isUndo) return void (TEXT_MAKERS.includes(event.key) && close());
  event.preventDefault();
  event.stopImmediatePropagation();
  takeBack();
}

document.addEventListener("paste", pasted, true);
document.addEventListener("keydown", keyed, true);
document.addEventListener("beforeinput", close, true);
