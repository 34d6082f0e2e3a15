// Buttons that put a finding on the reading list, and the link to the list with the number of its entries.
import { MOST, address, read, works, write } from "./reading-list-store.js";

const link = document.querySelector("[data-reading-link]");
const status = document.querySelector("[data-reading-status]");

function show() {
  const kept = read();
  for (const button of document.querySelectorAll("[data-keep]")) {
    button.setAttribute("aria-pressed", String(kept.includes(button.dataset.keep)));
    button.hidden = false;
  }
  link.href = address(link.href, kept);
  const count = link.querySelector("[data-reading-count]");
  const words = kept.length ? `(${kept.length})` : "";
  if (count.textContent !== words) count.textContent = words;
}

function press(identifier) {
  const kept = read();
  const isKept = kept.includes(identifier);
  if (!isKept && kept.length >= MOST) {
    status.textContent = `${status.dataset.full} ${MOST}.`;
    return;
  }
  write(isKept ? kept.filter((one) => one !== identifier) : [...kept, identifier]);
  show();
  status.textContent = `${isKept ? status.dataset.removed : status.dataset.added} ${read().length}.`;
}

if (link && status && works()) {
  show();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep]");
    if (button) press(button.dataset.keep);
  });
  // Filters bring new cards; other tabs, and the way back, another list.
  new MutationObserver(show).observe(document.querySelector("main"), { childList: true, subtree: true });
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show);
}
