// Words of the network are offered below each text: word-offers.js shows them, better-words.js finds them, text-runs.js puts them
// in. A classic script: Wagtail loads it before it makes the editors, of which it takes note.
(() => {
  // For each rich text a mark inside of it, and how its words are read and changed.
  const editors = new Map();

  // Draftail draws its controls anew with each change of the text. Hooks are out of reach: it has a React of its own.
  const Offers = (editor) => {
    const note = (mark) => {
      if (!mark) return;
      editors.set(mark, editor);
      document.dispatchEvent(new Event("rich-text-drawn"));
    };
    return window.React.createElement("span", { hidden: true, ref: note });
  };
  window.draftail.registerPlugin({ type: "WORD_OFFERS", meta: Offers }, "controls");

  async function begin() {
    const offers = await import("./word-offers.js");
    offers.begin(editors);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
