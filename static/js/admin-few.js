// A page that is missing among a few to choose from: its title makes a draft, which is then chosen (core/admin/begun_in_form.py).

const LINE = "[data-few-new]";

function choose(group, name, { value, label }) {
  const known = group.querySelector(`input[value="${value}"]`);
  const radio = known ?? group.lastElementChild.cloneNode(true).querySelector("input");
  if (!known) {
    const row = radio.closest("label").parentElement;
    Object.assign(radio, { value, id: `id_${name}_${group.childElementCount}` });
    radio.closest("label").htmlFor = radio.id;
    radio.closest("label").replaceChildren(radio, ` ${label}`);
    group.append(row);
  }
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

async function begin(line) {
  const { fewNew, fewName, fewLanguage } = line.dataset;
  const box = line.querySelector("input");
  const status = line.querySelector("[role=status]");
  const form = line.closest("form");
  const body = new URLSearchParams({ title: box.value, language: fewLanguage, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(fewNew, { method: "post", body, headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
  const told = answer?.redirected ? null : await answer?.json().catch(() => null);
  if (!told) return;
  status.textContent = told.said;
  if (!answer.ok) return box.focus();
  choose(line.previousElementSibling, fewName, told);
  box.value = "";
  const link = Object.assign(document.createElement("a"), { href: told.edit_url, target: "_blank", textContent: told.label });
  status.append(told.said ? " " : "", link);
}

document.addEventListener("click", ({ target }) => {
  const line = target.closest(`${LINE} button`)?.closest(LINE);
  if (line) begin(line);
});
// The line is no part of the page: Enter must not save it.
document.addEventListener("keydown", (event) => {
  const line = event.key === "Enter" && event.target.matches(`${LINE} input`) && event.target.closest(LINE);
  if (!line) return;
  event.preventDefault();
  begin(line);
});
