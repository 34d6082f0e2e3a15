// Says below a day or a time what was understood of it. The words of the field stay as they were typed.

const WAIT = 400;
const waiting = new WeakMap();

function wordsOf(field) {
  for (let next = field.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("[data-typed-words]")) return next;
  }
  return null;
}

// An end is read with its start, unless it is on another day: core/typed_fields.py reads the form in the same way.
const partner = (field, side, tail) => field.form?.elements[field.name.replace(/end(_time)?$/, (_, time = "") => side + (tail ?? time))];

function startOf(field) {
  if (field.dataset.typed !== "time" || !/(^|-)end(_time)?$/.test(field.name)) return "";
  const first = partner(field, "start", "_date")?.value.trim() ?? "";
  const last = partner(field, "end", "_date")?.value.trim() ?? "";
  const isOverDays = last !== "" && last !== first && !field.form.elements.same_hours_daily?.checked;
  return isOverDays ? "" : (partner(field, "start")?.value ?? "");
}

async function ask(field) {
  const line = wordsOf(field);
  if (!line) return;
  const zone = field.form?.elements.time_zone?.value ?? "";
  const query = new URLSearchParams({ kind: field.dataset.typed, text: field.value, zone, start: startOf(field) });
  const answer = field.value.trim() ? await fetch(`${field.dataset.typedUrl}?${query}`).catch(() => null) : null;
  const { words = "", problem = "" } = answer?.ok ? await answer.json() : {};
  line.textContent = problem || words;
  line.classList.toggle("typed-words--problem", Boolean(problem));
  field.toggleAttribute("aria-invalid", Boolean(problem));
}

function askSoon({ target }) {
  if (!target.matches?.("[data-typed]")) return;
  // What an end means may change with its start.
  const end = target.form?.elements[target.name.replace(/start(_time)?$/, "end$1")] ?? target;
  for (const field of new Set([target, end])) {
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(ask, WAIT, field));
  }
}

function openCalendar(button) {
  const field = button.parentElement.querySelector("[data-typed]");
  const picker = Object.assign(document.createElement("input"), { type: "date", className: "typed-picker", tabIndex: -1 });
  picker.setAttribute("aria-hidden", "true");
  button.after(picker);
  picker.addEventListener("change", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  picker.addEventListener("blur", () => picker.remove());
  picker.showPicker();
}

document.addEventListener("input", askSoon);
document.addEventListener("change", ({ target }) => {
  if (target.name === "time_zone") for (const field of document.querySelectorAll('[data-typed="time"]')) ask(field);
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-typed-calendar]");
  if (button) openCalendar(button);
});
for (const field of document.querySelectorAll("[data-typed]")) if (field.value) ask(field);
