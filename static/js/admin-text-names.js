// Boxes are named by the label of their field, failing that by the heading of their panel. Wagtail leaves boxes for rich
// text and the entries of a plain list without a name, so that a screen reader says "edit text" and no more.

const RICH = ".Draftail-Editor [role='textbox']";
const PLAIN = "[data-streamfield-child] :is(input:not([type='hidden']), textarea, select)";
const UNNAMED = `:is(${RICH}, ${PLAIN}):not([aria-label], [aria-labelledby])`;
const form = document.querySelector("form[data-edit-form]");
let named = 0;

const words = (element) => (element?.textContent.trim() ? element : null);

function nameOf(box) {
  const label = box.closest("[data-field-wrapper]")?.querySelector("label");
  return words(label) ?? words(box.closest(".w-panel")?.querySelector("[data-panel-heading-text], .w-panel__heading"));
}

function nameAll() {
  for (const box of form.querySelectorAll(UNNAMED)) {
    const name = !box.labels?.length && nameOf(box);
    if (!name) continue;
    name.id ||= `text-name-${++named}`;
    box.setAttribute("aria-labelledby", name.id);
  }
}

if (form) {
  let asked = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(nameAll);
  }).observe(form, { childList: true, subtree: true });
  nameAll();
}
