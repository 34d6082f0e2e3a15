// Values that a new page took over from the last one (core/admin/as_before.py): the line that says so has a button that clears
// them, and goes when somebody changes the field.
import { press } from "./item-rows.js";

const LINE = "[data-as-before]";
const GONE = "[aria-hidden='true']";
const PANEL = "[data-field-wrapper]";
const CHANGING = "[data-streamfield-action], .c-sf-add-button, [data-chooser-action-clear]";

// The field itself, not one of its blocks.
const lineOf = (target) => {
  for (let at = target.closest(PANEL); at; at = at.parentElement.closest(PANEL)) {
    const line = at.querySelector(`:scope > .w-field__help ${LINE}, :scope > * > .w-field__help ${LINE}`);
    if (line) return { line, field: at };
  }
  return null;
};

function empty(field, value) {
  const items = [...field.querySelectorAll("[data-streamfield-child]")].filter((item) => !item.closest(GONE));
  for (const item of items) press(item, "DELETE");
  if (items.length) return;
  for (const box of field.querySelectorAll("input:not([type=hidden]), select")) {
    if (box.type === "checkbox") box.checked = false;
    else box.value = value;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function clear(button) {
  const { line, field } = lineOf(button);
  const { asBefore } = line.dataset;
  line.remove();
  empty(field, asBefore);
  const boxes = [...field.querySelectorAll("input:not([type=hidden]), select, .c-sf-add-button")];
  boxes.find((box) => !box.closest(GONE))?.focus();
}

const form = document.querySelector("form[data-edit-form]");
form?.addEventListener("click", ({ target }) => {
  const button = target.closest(`${LINE} button`);
  if (button) clear(button);
  else if (target.closest(CHANGING)) lineOf(target)?.line.remove();
});
// Windows of choosers report what they show from the start as a change.
let touched = false;
const touch = () => (touched = true);
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touch, { capture: true, once: true });
for (const kind of ["input", "change"]) form?.addEventListener(kind, ({ target }) => touched && lineOf(target)?.line.remove());
