// Fields that apply only to some answers of another field stand open only then: `shown_if` in core/models/editor_tabs.py.
// What was typed stays in the form while its field is hidden. Without this script all fields stand open.

const ERRORS = ".w-field__errors .error-message";

// As the editor of rich text keeps it in its field.
const SOME_TEXT = /"text":\s*"[^"]/;

function isFilled(panel) {
  const fields = [...panel.querySelectorAll("input, textarea, select")];
  return fields.some((field) => (field.type === "hidden" ? SOME_TEXT.test(field.value) : answerIn(field)));
}

// A box to tick says “on” whether it is ticked or not.
function answerIn(field) {
  return field.type === "checkbox" ? (field.checked ? "True" : "") : field.value;
}

function isShown(panel, form) {
  const { shownIf, shownValues, shownFilled } = panel.dataset;
  const asked = form.elements[shownIf];
  const answer = asked && answerIn(asked);
  if (answer === undefined || shownValues.split(" ").includes(answer)) return true;
  return panel.querySelector(ERRORS) !== null || (shownFilled !== undefined && isFilled(panel));
}

function show(form, only) {
  for (const panel of form.querySelectorAll("[data-shown-if]")) {
    if (!only || panel.dataset.shownIf === only) panel.hidden = !isShown(panel, form);
  }
}

for (const form of document.querySelectorAll("form:has([data-shown-if])")) {
  show(form);
  form.addEventListener("change", ({ target }) => show(form, target.name || undefined));
}
