// The fields of a page's form by their names: where one stands, and the way to it.

const FOCUSABLE = "input:not([type=hidden]), select, textarea, [contenteditable=true], [role=textbox], button";
// Tabs and groups open a moment after they were asked to.
const OPENING = 100;

/** The field, or the block in it that `place` names as Wagtail does: "agenda.<id>.title". */
export function fieldOf(form, name, place = "") {
  const fits = (part) => `[data-contentpath="${CSS.escape(part)}"]`;
  const outermost = (element) => !element.parentElement.closest("[data-contentpath]");
  let found = [...form.querySelectorAll(fits(name))].find(outermost) ?? form.querySelector(`[name="${CSS.escape(name)}"]`);
  for (const step of place.split(".").slice(1)) found = found?.querySelector(fits(step)) ?? found;
  return found;
}

/** Opens whatever the field stands in. One that does not apply now is led to by the field that decides so. */
function revealed(form, target) {
  for (let at = target; at && at !== form; at = at.parentElement) {
    if (at.hidden && at.dataset.shownIf) return revealed(form, fieldOf(form, at.dataset.shownIf));
    if (at.tagName === "DETAILS") at.open = true;
    if (!at.hidden || !at.id) continue;
    document.querySelector(`[role=tab][href="#${at.id}"], [aria-controls="${at.id}"][aria-expanded=false]`)?.click();
  }
  return target;
}

/** Brings the field into view, with the cursor in it. Says whether there is such a field. */
export function leadTo(form, name, place) {
  const found = revealed(form, fieldOf(form, name, place));
  if (!found) return false;
  setTimeout(() => {
    const inside = found.matches(FOCUSABLE) ? found : [...found.querySelectorAll(FOCUSABLE)].find((one) => one.checkVisibility());
    (inside ?? found).scrollIntoView({ block: "center" });
    inside?.focus({ preventScroll: true });
  }, OPENING);
  return true;
}
