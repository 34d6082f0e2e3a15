// HTML from the clipboard, made into what the editor understands, and what it cannot hold by name (`lost`).

// A link to nowhere gets an address that cannot exist: it stays visible, and keeps the page from going live.
const MISSING = "https://address-missing.invalid/";
const WORD_ONLY = /<!\[(if|endif)[^>]*>/g;

const all = (page, places) => [...page.body.querySelectorAll(places)];

function keepEmptyLinks(page) {
  const empty = all(page, "a[href]").filter((link) => /^(#|about:blank#?)?$/.test(link.getAttribute("href").trim()));
  for (const link of empty) link.setAttribute("href", MISSING);
}

const levelOf = (paragraph) => Number(/mso-list:[^;]*level(\d)/.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);

// In Word's HTML an item is a paragraph with its level in the style, and its mark in a span of its own.
function makeLists(page) {
  let open = [];
  let last = null;
  for (const item of all(page, "p, h1, h2, h3, h4").filter(levelOf)) {
    const mark = item.querySelector('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]');
    const kind = /^\s*\(?[\da-z]{1,3}[.)]/i.test(mark?.textContent ?? "") && !/^\s*o\s/.test(mark.textContent) ? "ol" : "ul";
    mark?.remove();
    open = last && item.previousElementSibling === last ? open.slice(0, levelOf(item)) : [];
    const entry = page.createElement("li");
    entry.append(...item.childNodes);
    while (open.length < levelOf(item)) {
      const list = page.createElement(kind);
      if (open.length) (open.at(-1).lastElementChild ?? open.at(-1)).append(list);
      else {
        item.before(list);
        last = list;
      }
      open.push(list);
    }
    open.at(-1).append(entry);
    item.remove();
  }
}

// A note stands in brackets where it was called for.
function bracketNotes(page) {
  let found = false;
  for (const call of all(page, 'a[href*="#_ftn"], a[href*="#_edn"]')) {
    const name = call.getAttribute("href").split("#")[1];
    const back = page.getElementsByName(name)[0] ?? page.getElementById(name);
    // The link back, at the note itself, leads to the call.
    if (/ref\d/.test(name) || !back) continue;
    const note = back.closest('[style*="mso-element:footnote"], [style*="mso-element:endnote"], p, li') ?? back;
    back.remove();
    call.replaceWith(` (${note.textContent.replace(/\s+/g, " ").trim()})`);
    note.remove();
    found = true;
  }
  for (const list of all(page, '[style*="mso-element:footnote-list"], [style*="mso-element:endnote-list"]')) {
    if (!list.textContent.trim()) list.remove();
  }
  return found;
}

// One that only lays out a mail holds lists and further tables.
const tablesOf = (page) =>
  all(page, "table").filter((table) => !table.querySelector("table, ul, ol") && [...table.rows].some((row) => row.cells.length > 1));

// A table of words becomes a line for each row.
function layRowsOut(page) {
  const tables = tablesOf(page);
  for (const table of tables) {
    for (const row of table.rows) {
      const line = page.createElement("p");
      const cells = [...row.cells].filter((cell) => cell.textContent.trim());
      cells.forEach((cell, place) => {
        if (place) line.append(" – ");
        for (const part of cell.querySelectorAll("p, div, h1, h2, h3, h4, h5, h6")) part.replaceWith(...part.childNodes, " ");
        line.append(...cell.childNodes);
      });
      if (cells.length) table.before(line);
    }
    table.remove();
  }
  return tables.length > 0;
}

// The page itself has the heading of the first level.
function lowerHeadings(page) {
  for (const heading of all(page, "h1")) {
    const lower = page.createElement("h2");
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
}

function takeOut(page, places) {
  const found = all(page, places);
  for (const one of found) one.remove();
  return found.length > 0;
}

// Faces drawn as pictures are words; a picture of one dot only counts readers.
function takeOutPictures(page) {
  const faces = all(page, "img[alt]").filter(({ alt }) => alt && alt.length < 5 && /\p{Extended_Pictographic}/u.test(alt));
  for (const face of faces) face.replaceWith(face.alt);
  takeOut(page, "img[width='1'], img[height='1']");
  return takeOut(page, "img, picture, svg");
}

/** What is left of some HTML without its tables, and these. */
export function withoutTables(html) {
  const page = new DOMParser().parseFromString(html.replace(WORD_ONLY, ""), "text/html");
  const tables = tablesOf(page);
  for (const table of tables) table.remove();
  return { tables, rest: page.body.textContent.trim() ? page.body.innerHTML : "" };
}

/** The page in the HTML, and names of what could not be kept as it was. */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(html.replace(WORD_ONLY, ""), "text/html");
  const before = page.body.innerHTML;
  const lost = {
    deleted: takeOut(page, "del"),
    comments: takeOut(page, "[style*='mso-element:comment-list'], .MsoCommentReference, a[name^='_msocom']"),
    notes: bracketNotes(page),
    tables: layRowsOut(page),
    pictures: takeOutPictures(page),
  };
  for (const added of all(page, "ins")) added.replaceWith(...added.childNodes);
  lowerHeadings(page);
  keepEmptyLinks(page);
  makeLists(page);
  return { page, lost: Object.keys(lost).filter((name) => lost[name]), isChanged: page.body.innerHTML !== before };
}
