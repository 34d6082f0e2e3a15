// Terms in the page form: a line that narrows a long list, and names that count only once they are complete.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-terms-filter]")) return;
  const wanted = fold(target.value.trim());
  for (const item of target.parentElement.querySelectorAll(".terms-field__list li")) {
    item.hidden = !fold(`${item.textContent} ${item.dataset.words ?? ""}`).includes(wanted) && !item.querySelector(":checked");
  }
});

// Autosave sends the hidden field: it is filled when the line is left, never while somebody is still writing.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-terms-typed]")) return;
  const kept = target.parentElement.querySelector("input[type=hidden]");
  kept.value = target.value.trim();
  kept.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key !== "Enter" || !target.matches("[data-terms-filter], [data-terms-typed]")) return;
  event.preventDefault();
  if (target.matches("[data-terms-typed]")) target.dispatchEvent(new Event("change", { bubbles: true }));
});
