// Says below a day or a time what was understood of it. The words of the field stay as they were typed.

const WAIT = 400;
const waiting = new WeakMap();

function wordsOf(field) {
  for (let next = field.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("[data-typed-words]")) return next;
  }
  return null;
}

async function ask(field) {
  const line = wordsOf(field);
  if (!line) return;
  const zone = field.form?.elements.time_zone?.value ?? "";
  const query = new URLSearchParams({ kind: field.dataset.typed, text: field.value, zone });
  const answer = field.value.trim() ? await fetch(`${field.dataset.typedUrl}?${query}`).catch(() => null) : null;
  const { words = "", problem = "" } = answer?.ok ? await answer.json() : {};
  line.textContent = problem || words;
  line.classList.toggle("typed-words--problem", Boolean(problem));
  field.toggleAttribute("aria-invalid", Boolean(problem));
}

function askSoon({ target }) {
  if (!target.matches?.("[data-typed]")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(ask, WAIT, target));
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
