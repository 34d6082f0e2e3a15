// Applies the filters and the order of a list as soon as one changes, in place, and takes filters away. Without it the
// buttons of the forms and the links do the same.
const part = () => document.querySelector("[data-listing]");
const status = document.querySelector("[data-listing-status]");
let running;

function addressOf(form) {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) chosen.append(name, value);
  const query = chosen.toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

// A panel is known again by its kind, where it stands, and the first field in it.
const nameOf = (panel) => [panel.className, panel.parentElement.localName, panel.querySelector("[name]")?.name].join();

function openPanels() {
  return [...part().querySelectorAll("details[open]")].map(nameOf);
}

function restore(kept) {
  for (const panel of part().querySelectorAll("details")) panel.open ||= kept.panels.includes(nameOf(panel));
  if (!kept.isInside) return;
  const same = [...part().querySelectorAll("input:not([type=hidden]), select")].find(
    (field) =>
      field.name && field.name === kept.name && field.dataset.end === kept.end &&
      (field.matches("[type=search], select") || field.value === kept.value),
  );
  if (!same) return focusHeading();
  same.closest("details")?.setAttribute("open", "");
  same.focus({ preventScroll: true });
}

// Where what had the focus is gone, or was a button that asks for the entries, they come next.
function focusHeading() {
  const heading = part().querySelector("#found");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

// Wide screens show the filters anyway; open, they are so for every tool that reads the page.
const wide = window.matchMedia("(min-width: 62rem)");

function openWhereWide() {
  if (wide.matches) part().querySelectorAll(".filters > details, fieldset > details").forEach((one) => { one.open = true; });
}

// Each choice is applied at once, so the button can say how much there is.
function countOnButton() {
  const button = part().querySelector("[data-counted]");
  if (button) button.textContent = button.dataset.counted;
}

async function show(address, keepsFocus) {
  running?.abort();
  running = new AbortController();
  const { name, value, dataset } = document.activeElement;
  const kept = { name, value, end: dataset?.end, isInside: keepsFocus && part().contains(document.activeElement), panels: openPanels() };
  try {
    const answer = await fetch(address, { signal: running.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    part().replaceWith(document.adoptNode(fresh.querySelector("[data-listing]")));
    restore(kept);
    openWhereWide();
    countOnButton();
    recallCompact();
    bringHead(fresh);
    status.textContent = part().querySelector("#found")?.textContent ?? "";
    return true;
  } catch (problem) {
    if (problem.name !== "AbortError") window.location.assign(address);
    return false;
  }
}

// What the head of the page says of the list: its feed with these filters, whether search engines keep it out.
function bringHead(fresh) {
  const lines = "link[rel=alternate][type='application/atom+xml'], meta[name=robots]";
  document.head.querySelectorAll(lines).forEach((line) => line.remove());
  document.head.append(...fresh.head.querySelectorAll(lines));
}

async function follow(link) {
  if (!(await show(link.href, false))) return;
  window.history.pushState({}, "", link.href);
  focusHeading();
}

async function apply(form) {
  const address = addressOf(form);
  if (await show(address, true)) window.history.pushState({}, "", address);
}

// Whether the list is shown without its short texts; this browser remembers it.
const COMPACT = "compact-lists";

function recallCompact() {
  const box = part().querySelector("[data-compact]");
  try { if (box) box.checked = localStorage.getItem(COMPACT) === "yes"; } catch { /* It holds for no page, then. */ }
}

function rememberCompact(box) {
  try { localStorage.setItem(COMPACT, box.checked ? "yes" : "no"); } catch { /* As above. */ }
}

if (part() && status) {
  openWhereWide();
  countOnButton();
  recallCompact();
  wide.addEventListener("change", openWhereWide);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-compact]")) rememberCompact(event.target);
    const form = event.target.closest("[data-filters]");
    if (form && event.target.type !== "search") apply(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-filters]")) return;
    event.preventDefault();
    if (!wide.matches) event.target.closest("details")?.removeAttribute("open");
    apply(event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-listing] .chips a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(link);
  });
  window.addEventListener("popstate", () => show(window.location.href, false));
}
