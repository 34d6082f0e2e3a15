// What a page still needs, beside its form: the list follows what is typed, and its lines lead to their fields. Nothing
// is saved by it. While the site does not answer, the last list stands and says so.

const PAUSE = 700;
const FOCUSABLE = "input:not([type=hidden]), select, textarea, [contenteditable=true], [role=textbox], button";
const form = document.querySelector("form[data-edit-form]");
const box = form?.querySelector("[data-needed]");
const part = (name) => box.querySelector(`[data-needed-${name}]`);
// Things that were needed since the form was opened, by their words.
const seen = new Set();
let asking = null;
let known = "";
let timer = 0;

function field(name, place = "") {
  const fits = (part) => `[data-contentpath="${CSS.escape(part)}"]`;
  const outermost = (element) => !element.parentElement.closest("[data-contentpath]");
  let found = [...form.querySelectorAll(fits(name))].find(outermost) ?? form.querySelector(`[name="${CSS.escape(name)}"]`);
  for (const step of place.split(".").slice(1)) found = found?.querySelector(fits(step)) ?? found;
  return found;
}

// Opens whatever the field stands in. One that does not apply now is led to by the field that decides so.
function reveal(target) {
  for (let at = target; at && at !== form; at = at.parentElement) {
    if (at.hidden && at.dataset.shownIf) return reveal(field(at.dataset.shownIf));
    if (at.tagName === "DETAILS") at.open = true;
    if (!at.hidden || !at.id) continue;
    document.querySelector(`[role=tab][href="#${at.id}"], [aria-controls="${at.id}"][aria-expanded=false]`)?.click();
  }
  return target;
}

function lead(event) {
  const link = event.target.closest("a[data-field]");
  const found = link && reveal(field(link.dataset.field, link.dataset.place));
  if (!found) return;
  event.preventDefault();
  // Tabs and groups open a moment after they were asked to.
  setTimeout(() => {
    const inside = found.matches(FOCUSABLE) ? found : [...found.querySelectorAll(FOCUSABLE)].find((one) => one.checkVisibility());
    (inside ?? found).scrollIntoView({ block: "center" });
    inside?.focus({ preventScroll: true });
  }, 100);
}

function show(html) {
  const had = document.activeElement?.closest("[data-needed-lines] a")?.textContent;
  part("lines").innerHTML = html;
  part("old").hidden = true;
  checkOff();
  const { words } = part("count").dataset;
  if (part("sum").textContent !== words) part("sum").textContent = part("said").textContent = words;
  form.dispatchEvent(new Event("needed-shown"));
  if (had) ([...part("lines").querySelectorAll("a")].find((link) => link.textContent === had) ?? part("sum")).focus();
}

function checkOff() {
  const list = part("count").querySelector("ul");
  const now = new Set([...list.children].map((line) => line.textContent.trim()));
  for (const words of now) seen.add(words);
  for (const words of seen) {
    if (now.has(words)) continue;
    const line = part("done").content.cloneNode(true);
    line.querySelector("[data-words]").textContent = words;
    list.append(line);
  }
}

async function ask() {
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  if (fields.toString() === known) return;
  asking?.abort();
  asking = new AbortController();
  const address = `${box.dataset.needed}?${new URLSearchParams({ of: form.getAttribute("action") })}`;
  try {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(address, { method: "post", body: fields, headers, signal: asking.signal });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    show(await answer.text());
    known = fields.toString();
  } catch (error) {
    if (error.name !== "AbortError") part("old").hidden = false;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

if (box) {
  if (!matchMedia("(width >= 80rem)").matches) box.querySelector("details").open = false;
  checkOff();
  box.addEventListener("click", lead);
  for (const name of ["input", "change", "w-autosave:success"]) form.addEventListener(name, later);
  // Something that the page needed was settled without a change of the form.
  form.addEventListener("needed-settled", () => {
    known = "";
    later();
  });
  // Blocks come, go and change places; choosers write into hidden fields. Our own list is no change of the form.
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !box.contains(target))) later();
  }).observe(form, { childList: true, subtree: true, attributeFilter: ["value"] });
  later();
}
