// One line at the foot of the window that says what became of a paste, with a way back.

const words = document.querySelector("template[data-paste-words]");
let line = null;
let undo = null;

function lineOf() {
  if (line) return line;
  line = words.content.querySelector("[data-paste-status]").cloneNode(true);
  document.body.append(line);
  line.querySelector("[data-paste-undo]").addEventListener("click", () => takeBack());
  line.querySelector("[data-paste-close]").addEventListener("click", () => {
    line.hidden = true;
  });
  return line;
}

const worded = (name, number) => words.content.querySelector(`[data-word="${name}"]`).textContent.trim().replace("%(number)s", number);

/** Says what happened, by names of words in templates/core/admin/paste_words.html. */
export function say(names, { number = 0, back = null } = {}) {
  const shown = lineOf();
  shown.hidden = false;
  shown.querySelector("[role=status]").textContent = names.map((name) => worded(name, number)).join(" ");
  undo = back;
  shown.querySelector("[data-paste-undo]").hidden = !back;
}

/** Whether there is a paste that one can still take back. */
export const isOpen = () => undo !== null;

export function takeBack() {
  const back = undo;
  undo = null;
  back?.();
  say(["undone"]);
}

/** After somebody has written on, the way back would take their words. */
export function close() {
  if (!undo) return;
  undo = null;
  line.querySelector("[data-paste-undo]").hidden = true;
}
