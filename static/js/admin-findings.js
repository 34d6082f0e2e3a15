// What the checks found, beside the field that it is about: from the list of what is needed, whenever that is shown anew.

import { fieldOf } from "./form-fields.js";

const form = document.querySelector("form[data-edit-form]");
const box = form?.querySelector("[data-needed]");

function notes() {
  const found = new Map();
  for (const link of box.querySelectorAll("a[data-finding]")) {
    const field = fieldOf(form, link.dataset.field, link.dataset.place);
    const holder = field?.matches("input, textarea, select") ? field.parentElement : field;
    if (!holder || box.contains(holder)) continue;
    found.set(holder, [...(found.get(holder) ?? []), link.dataset.finding]);
  }
  return found;
}

function written(words) {
  const list = document.createElement("ul");
  list.className = "findings";
  list.dataset.findings = words.join("\n");
  list.append(
    ...words.map((one) => {
      const line = document.createElement("li");
      line.textContent = one;
      return line;
    }),
  );
  return list;
}

function show() {
  const found = notes();
  for (const old of form.querySelectorAll("ul[data-findings]")) if (!found.has(old.parentElement)) old.remove();
  for (const [holder, words] of found) {
    const old = holder.querySelector(":scope > ul[data-findings]");
    // What stands there already stays: whoever reads it is not interrupted.
    if (old?.dataset.findings === words.join("\n")) continue;
    old?.remove();
    holder.append(written(words));
  }
}

// A moment after opening, too: by then Wagtail has made the blocks.
if (box) form.addEventListener("needed-shown", show);
