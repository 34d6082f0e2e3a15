// The fields of a person in a form (PersonBlock, networks/blocks.py), for the scripts that fill them.

export const PERSON = "[data-person-line]";
export const within = (block, name) => block.querySelector(`[data-contentpath="${name}"]`);
export const boxOf = (person, name) => within(person, name)?.querySelector("input[type='text'], textarea");
export const chooserOf = (person, name) => within(person, name)?.querySelector("[id$='-chooser']")?.widget;

/** The name of whom the window of the directory chose. */
export const chosenName = (person) => within(person, "person")?.querySelector(".chooser:not(.blank) [data-chooser-title]")?.textContent.trim();

/** A line below a box that says what was filled in, with a button to take it back. */
export function say(box, words, back, undo) {
  const holder = box.closest("[data-field-input], .w-field__input") ?? box.parentElement;
  holder.querySelector(".person-line")?.remove();
  const note = document.createElement("p");
  note.className = "person-line";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small button-secondary", textContent: back });
  button.addEventListener("click", () => {
    note.remove();
    undo();
  });
  note.append(said, button);
  holder.append(note);
  // A region is heard when its words change after it is there.
  requestAnimationFrame(() => {
    said.textContent = words;
  });
}
