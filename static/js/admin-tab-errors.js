// The tabs of a form say how many errors they hold. Wagtail counts once, before the blocks of a stream stand in the page
// with theirs; here it counts again whenever errors come or go.

const CHANGED = "tab-errors-changed";
const form = document.querySelector("form[data-edit-form]");
const badges = document.querySelectorAll(".w-tabs__errors[data-controller~='w-count']");

if (form && badges.length) {
  for (const badge of badges) badge.dataset.action = `${badge.dataset.action ?? ""} ${CHANGED}@document->w-count#count`.trim();
  let asked = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => document.dispatchEvent(new CustomEvent(CHANGED)));
  }).observe(form, { childList: true, subtree: true, attributeFilter: ["hidden"] });
  document.dispatchEvent(new CustomEvent(CHANGED));
}
