// What Wagtail's own pages leave without a name, or give a part that it does not play. Each line says what is wrong there.

const name = (element, words) => words && element.setAttribute("aria-label", words.replace(/\s+/g, " ").trim());

// Wagtail's script for tags puts an input beside the one that has the label.
function nameTagBox(box) {
  const given = box.closest(".tagit").previousElementSibling;
  const label = given?.labels?.[0] ?? box.closest("[data-field-wrapper], [data-field]")?.querySelector("label");
  name(box, label?.textContent.replace("*", ""));
}

// The script of tooltips takes the name out of the picture of somebody who has the page open, and keeps it.
function namePerson(button) {
  const hidden = button.querySelector(".w-editing-sessions__popup") ?? button._tippy?.props.content;
  name(button, hidden?.textContent);
}

// The input for several files lies over a button that nobody reaches.
const nameFileBox = (box) => name(box, box.parentElement.querySelector("button")?.textContent);

// The sheet of a translation lies in a panel of its own, which says what is to be done.
const nameSheet = (box) => name(box, box.closest(".w-tabs__panel")?.textContent);

// Both languages side by side: fields stand right below the page, the parts of a field below it.
const levelField = (heading) => heading.setAttribute("aria-level", Number(heading.localName[1]) - 1);

// A list of links with a list item in each: nothing in it is the child of the list.
function unlist(list) {
  for (const part of [list, ...list.querySelectorAll("a > li")]) part.setAttribute("role", "none");
}

// A button without words, which leads to where one is.
const drop = (link) => !link.textContent.trim() && link.remove();

// A bare plus: the block says what it adds (core/blocks/items.py). Where one chooses among several kinds, Wagtail names it.
function nameAdding(button) {
  const words = button.closest("[data-adds]").dataset.adds;
  button.title = words;
  button.append(Object.assign(document.createElement("span"), { className: "add-words", textContent: words }));
}

// The network's name leads to the desk: who says the words they see is understood, too.
function nameHome(link) {
  link.dataset.home = link.ariaLabel;
  name(link, `${link.textContent}, ${link.ariaLabel}`);
}

// Windows of choosers.
const nameWindow = (window) => name(window, window.querySelector("h1, h2")?.textContent);

// The head of a column that has none: a plain cell.
const headless = (cell) => !cell.textContent.trim() && cell.setAttribute("role", "cell");

const MENDS = {
  ".tagit-new input:not([aria-label], [aria-labelledby])": nameTagBox,
  "button.w-editing-sessions__session:not([aria-label])": namePerson,
  ".replace-file-input > input[type='file']:not([aria-label])": nameFileBox,
  ".js-translation-editor input[type='file']:not([aria-label])": nameSheet,
  ".js-translation-editor :is(h3, h4):not([aria-level])": levelField,
  ".workflow-tasks:has(> a):not([role])": unlist,
  ".actionbutton > a": drop,
  ":is([data-adds] > div, [data-adds] > div > div) > .c-sf-add-button:not(:has(.add-words))": nameAdding,
  ".sidebar-custom-branding:not([data-home])": nameHome,
  ".modal[role='dialog']:not([aria-label])": nameWindow,
  ".modal th:not([role], [aria-label])": headless,
};

// Forms with a trail have no heading of the first level, and some headings leave out a level.
function level(headings) {
  const shown = headings.filter((one) => !one.closest("[contenteditable], [hidden], [role='dialog']") && !one.role);
  if (!shown.some((one) => one.matches("h1"))) document.querySelector("h2#header-title")?.setAttribute("aria-level", 1);
  let last = 0;
  for (const heading of shown) {
    const own = Number(heading.ariaLevel ?? heading.localName.slice(1));
    if (last && own > last + 1) heading.setAttribute("aria-level", last + 1);
    last = Math.min(own, last ? last + 1 : own);
  }
}

function mendAll() {
  for (const [places, mend] of Object.entries(MENDS)) document.querySelectorAll(places).forEach(mend);
}

let asked = 0;
new MutationObserver(() => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(mendAll);
}).observe(document.body, { childList: true, subtree: true });
mendAll();
level([...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]);
