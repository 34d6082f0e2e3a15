// “/” leads to the search box. Who speaks to the browser or presses keys by chance switches it off on the search page;
// this browser remembers it.
const OFF = "slash-off";
const boxes = [...document.querySelectorAll("input[data-suggest]")];

function isOff() {
  try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
}

function apply() {
  for (const box of boxes) {
    if (isOff()) box.removeAttribute("aria-keyshortcuts");
    else box.setAttribute("aria-keyshortcuts", "/");
  }
}

for (const form of document.querySelectorAll("form[data-slash-label]")) {
  const [label, check] = ["label", "input"].map((tag) => document.createElement(tag));
  Object.assign(check, { type: "checkbox", checked: !isOff() });
  label.className = "slash-key";
  label.append(check, form.dataset.slashLabel);
  check.addEventListener("change", () => {
    try { localStorage.setItem(OFF, check.checked ? "no" : "yes"); } catch { /* It holds for no page, then. */ }
    apply();
  });
  form.after(label);
}

apply();
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = boxes.findLast((one) => one.offsetParent);
  if (box) (event.preventDefault(), box.focus(), box.select());
});
