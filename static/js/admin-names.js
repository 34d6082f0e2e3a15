// Boxes for tags are named by the label of their field. Wagtail's script puts an input beside the one that has the label,
// and leaves it without a name. Pictures of others who have the page open are buttons whose name is hidden.

const UNNAMED = ".tagit-new input:not([aria-label], [aria-labelledby])";

function nameAll() {
  for (const box of document.querySelectorAll(UNNAMED)) {
    const given = box.closest(".tagit").previousElementSibling;
    const label = given?.labels?.[0] ?? box.closest("[data-field-wrapper], [data-field]")?.querySelector("label");
    if (label?.textContent.trim()) box.setAttribute("aria-label", label.textContent.replace("*", "").trim());
  }
  for (const button of document.querySelectorAll("button.w-editing-sessions__session:not([aria-label])")) {
    // The script of tooltips takes the name out of the button and keeps it.
    const hidden = button.querySelector(".w-editing-sessions__popup") ?? button._tippy?.props.content;
    if (hidden?.textContent) button.setAttribute("aria-label", hidden.textContent.replace(/\s+/g, " ").trim());
  }
}

let asked = 0;
new MutationObserver(() => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(nameAll);
}).observe(document.body, { childList: true, subtree: true });
nameAll();
