// The lines in what was pasted: the items of lists, and paragraphs that begin with the mark of an item.
// A line has its words as HTML (`html`) and plain (`text`), and the list that hangs below it (`below`, as HTML).

// As MARK in core/text/pasted_lists.py. A capital with a full stop begins a name.
const MARK = /^[\s\u00a0]*(?:[•·▪◦‣●○■□\uf0b7\uf0a7\u2043*–—-]|o(?=\t|\s{2})|\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[A-Z]\))[\s\u00a0]+/;
// What only ends an item in running text: core/text/pasted_lists.py.
const LIST_END = new RegExp(document.querySelector("template[data-paste-words]").dataset.listEnd, "iu");
const LISTS = "ul, ol";
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, section, article, pre, tr, td, dl, dt, dd";

const hasWords = (part) => part.textContent.trim() !== "";

function paragraph(nodes, page) {
  const made = page.createElement("p");
  made.append(...nodes);
  return made;
}

function withoutMark(part) {
  const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let text = words.nextNode(); text; text = words.nextNode()) {
    if (!text.data.trim()) continue;
    text.data = text.data.replace(MARK, "");
    return part;
  }
  return part;
}

function withoutEnd(part) {
  const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let text = words.nextNode(); text; text = words.nextNode()) if (text.data.trim()) last = text;
  if (last && part.textContent.replace(LIST_END, "").trim()) last.data = last.data.replace(LIST_END, "");
  return part;
}

// An item with the lists below it apart.
function itemOf(item, page) {
  const lists = [...item.querySelectorAll(LISTS)].filter((list) => list.parentElement.closest("li") === item);
  for (const list of lists) list.remove();
  const isPlain = !item.querySelector(BLOCKS);
  return { isItem: true, part: isPlain ? paragraph(item.childNodes, page) : item, below: lists };
}

// Items of a list. Google's and Word's pages have deeper ones beside those that they belong to.
function itemsOf(list, page) {
  const found = [];
  for (const one of [...list.children]) {
    const isDeeper = one.matches(LISTS) || Number(one.dataset.ariaLevel ?? one.getAttribute("aria-level") ?? 1) > 1;
    if (isDeeper && found.length) {
      const deeper = one.matches(LISTS) ? one : page.createElement(list.localName);
      if (deeper !== one) deeper.append(one);
      found.at(-1).below.push(deeper);
    } else if (one.matches(LISTS)) found.push(...itemsOf(one, page));
    else found.push(itemOf(one, page));
  }
  return found;
}

// Everything at the top of the page, in order: items, paragraphs, and words that stand in no block.
function partsOf(parent, page) {
  const found = [];
  let loose = [];
  const close = () => {
    const made = paragraph(loose, page);
    if (hasWords(made)) found.push({ part: made, below: [] });
    loose = [];
  };
  for (const node of [...parent.childNodes]) {
    const isElement = node.nodeType === Node.ELEMENT_NODE;
    if (!isElement || !(node.matches(BLOCKS) || node.querySelector(BLOCKS))) {
      if (isElement || node.nodeType === Node.TEXT_NODE) loose.push(node);
      continue;
    }
    close();
    if (node.matches(LISTS)) found.push(...itemsOf(node, page));
    else if (node.querySelector(BLOCKS)) found.push(...partsOf(node, page));
    else found.push({ part: node, below: [] });
  }
  close();
  return found;
}

// A paragraph with breaks is as many lines, if most of them have marks.
function brokenUp(entry, page, everywhere) {
  if (entry.isItem || !entry.part.querySelector("br")) return [entry];
  const lines = [[]];
  const holder = [...entry.part.childNodes].some((node) => node.localName === "br") ? entry.part : entry.part.querySelector("br").parentElement;
  for (const node of [...holder.childNodes]) {
    if (node.localName === "br") lines.push([]);
    else lines.at(-1).push(node.cloneNode(true));
  }
  const parts = lines.map((nodes) => paragraph(nodes, page)).filter(hasWords);
  const isList = everywhere || parts.filter((part) => MARK.test(part.textContent)).length > 1;
  return isList ? parts.map((part) => ({ part, below: [] })) : [entry];
}

function lineOf({ part, below }) {
  const html = part.localName === "li" ? part.innerHTML : `<p>${part.innerHTML}</p>`;
  return { html, text: part.textContent.replace(/\s+/g, " ").trim(), below: below.map((list) => list.outerHTML).join("") };
}

/** The lines of a page from the clipboard, or null where it holds no list. `everywhere`: paragraphs are lines, too. */
export function linesOfPage(page, everywhere) {
  const copy = page.cloneNode(true);
  for (const item of copy.querySelectorAll("li:not(:has(li))")) withoutEnd(item);
  const parts = partsOf(copy.body, copy)
    .flatMap((entry) => brokenUp(entry, copy, everywhere))
    .filter(({ part, below }) => hasWords(part) || below.length);
  for (const entry of parts) entry.isMarked = !entry.isItem && MARK.test(entry.part.textContent);
  const items = parts.filter((entry) => entry.isItem || entry.isMarked);
  const isAll = items.length === parts.length;
  const isList = items.some((entry) => entry.isItem) ? isAll || items.length > 1 : items.length > 1 && items.length > parts.length - 2;
  if (!parts.length || !(isList || (everywhere && parts.length > 1))) return null;
  for (const entry of parts) if (entry.isMarked) withoutMark(entry.part);
  for (const entry of parts) withoutEnd(entry.part);
  return parts.map(lineOf);
}

const escaped = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const indentOf = (row) => /^[\s\u00a0]*/.exec(row)[0].replace(/\t/g, "    ").length;

// A letter breaks its lines near the 72nd sign; what follows begins small and belongs to it.
const isBroken = (row, next) => row.length > 55 && row.length < 81 && !/[.;:!?]\s*$/.test(row) && /^\p{Ll}/u.test(next.trim());

/** The lines of plain text, or null where it is a single one. */
export function linesOfText(text) {
  const rows = text.replace(/\r\n?/g, "\n").split("\n");
  const isMarked = rows.filter((row) => MARK.test(row)).length > 1;
  const lines = [];
  let base = null;
  let isOpen = false;
  for (const [place, row] of rows.entries()) {
    const words = isMarked ? row.replace(MARK, "").trim() : row.trim();
    const isNew = MARK.test(row);
    if (!words) isOpen = false;
    else if (isOpen && ((isMarked && !isNew) || isBroken(rows[place - 1], row))) lines.at(-1).at(-1).push(words);
    else {
      base ??= isNew ? indentOf(row) : base;
      const isDeeper = isMarked && isNew && lines.length && (indentOf(row) > base + 1 || /^\s*[o◦○]\s/.test(row));
      if (isDeeper) lines.at(-1).push([words]);
      else lines.push([[words]]);
      isOpen = true;
    }
  }
  if (lines.length < 2) return null;
  return lines.map((parts) => {
    const [first, ...deeper] = parts.map((words) => words.join(" ").replace(LIST_END, ""));
    const items = deeper.map((words) => `<li>${escaped(words)}</li>`).join("");
    return { html: `<p>${escaped(first)}</p>`, text: first, below: items && `<ul>${items}</ul>` };
  });
}

/** For fields of plain words: what hangs below a line comes after it, as lines of its own. */
export function unfolded(lines) {
  return lines.flatMap((line) => {
    if (!line.below) return [line];
    const page = new DOMParser().parseFromString(line.below, "text/html");
    const deeper = [...page.body.children].flatMap((list) => itemsOf(list, page)).map(lineOf);
    return [{ ...line, below: "" }, ...unfolded(deeper)];
  });
}
