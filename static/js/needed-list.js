// The list of what a page still needs, as it stands beside the form: its newest lines, and what was done since.

/** The list in `box`; `show` puts an answer of the site in its place. */
export function neededList(box) {
  const part = (name) => box.querySelector(`[data-needed-${name}]`);
  // Things that were needed since the form was opened, by their words.
  const seen = new Set();

  function checkOff() {
    const list = part("count").querySelector("ul");
    const wordsOf = (line) => (line.querySelector("a") ?? line).textContent.trim();
    const now = new Set([...list.children].map(wordsOf));
    for (const words of now) seen.add(words);
    for (const words of seen) {
      if (now.has(words)) continue;
      const line = part("done").content.cloneNode(true);
      line.querySelector("[data-words]").textContent = words;
      list.append(line);
    }
  }

  function show(html) {
    const had = document.activeElement?.closest("[data-needed-lines] a")?.textContent;
    part("lines").innerHTML = html;
    part("old").hidden = true;
    checkOff();
    const { words } = part("count").dataset;
    if (part("sum").textContent !== words) part("sum").textContent = part("said").textContent = words;
    if (had) ([...part("lines").querySelectorAll("a")].find((link) => link.textContent === had) ?? part("sum")).focus();
  }

  checkOff();
  return { show, sayThatItIsOld: () => (part("old").hidden = false) };
}
