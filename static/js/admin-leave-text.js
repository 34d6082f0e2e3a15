// Tab goes on from a rich text as from any field. Inside of a list Wagtail's editor nests items by it, and would not let go
// of who only passes by: so it gets the key only from somebody who writes or moves there. Escape ends that.
let busy = null;

const textIn = ({ target }) => target.closest?.(".public-DraftEditor-content") ?? null;

addEventListener("pointerdown", (event) => (busy = textIn(event)), true);
addEventListener("focusout", () => (busy = null), true);
addEventListener(
  "keydown",
  (event) => {
    const text = textIn(event);
    if (!text || event.key === "Shift") return;
    if (event.key === "Escape") busy = null;
    else if (event.key !== "Tab") busy = text;
    else if (busy !== text) event.stopPropagation();
  },
  true,
);
