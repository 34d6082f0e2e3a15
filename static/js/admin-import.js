// Follows an import at work: asks how far it is, and shows the page anew when it is done. Without it one reloads.
const bar = document.querySelector("[data-import-progress]");
const said = document.querySelector("[data-import-said]");
const EVERY = 1500;

async function look() {
  try {
    const answer = await fetch(bar.dataset.importProgress, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const { isUnderWay, done, total } = await answer.json();
    bar.max = total;
    bar.value = done;
    const words = said.dataset.words.replace("%(done)s", done).replace("%(total)s", total);
    if (said.textContent !== words) said.textContent = words;
    if (!isUnderWay) {
      window.location.reload();
      return;
    }
  } catch {
    // The next look may succeed.
  }
  window.setTimeout(look, EVERY);
}

if (bar) window.setTimeout(look, EVERY);
