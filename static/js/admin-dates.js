// Shows the dates that a rule gives while it is typed. Nothing is saved by it.

const PAUSE = 400;
const NAMES = ["start_date", "repeats", "repeats_every", "repeats_weekdays", "repeats_until"];
const place = document.querySelector("[data-dates-of-rule]");
const form = place?.closest("form");
let timer = 0;
let last = null;

async function show() {
  const typed = new FormData(form);
  const asked = new URLSearchParams(NAMES.flatMap((name) => typed.getAll(name).map((value) => [name, value]))).toString();
  if (asked === last) return;
  last = asked;
  const answer = typed.get("repeats") ? await fetch(`${place.dataset.datesOfRule}?${asked}`).catch(() => null) : null;
  // What was typed meanwhile has its own answer.
  if (asked === last) place.innerHTML = answer?.ok && !answer.redirected ? await answer.text() : "";
}

if (form) {
  for (const name of ["input", "change"]) {
    form.addEventListener(name, ({ target }) => {
      if (!NAMES.includes(target.name)) return;
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE);
    });
  }
  show();
}
