// The table of an import in review: check all rows of the page, count the checked ones, and follow the worker.
const all = document.querySelector("[data-check-all]");
const rows = [...document.querySelectorAll("input[name=row]")];
const said = document.querySelector("[data-check-count]");

function count() {
  const checked = rows.filter((row) => row.checked).length;
  if (said) said.textContent = checked ? said.dataset.words.replace("%s", checked) : "";
  if (all) {
    all.checked = checked === rows.length;
    all.indeterminate = checked > 0 && checked < rows.length;
  }
}

if (all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
    count();
  });
}
for (const row of rows) {
  row.addEventListener("change", () => {
    document.querySelector("#scope-chosen").checked = true;
    count();
  });
}
count();

const running = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(running.dataset.progress, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) {
    // The next look may succeed.
    setTimeout(look, 4000);
    return;
  }
  const { done, total, words, is_running: isRunning } = await answer.json();
  const bar = running.querySelector("progress");
  bar.max = total;
  bar.value = done;
  // Said aloud when a tenth more is done, not at each row.
  if (!isRunning || Math.floor((done * 10) / total) !== Number(running.dataset.said ?? -1)) {
    running.dataset.said = Math.floor((done * 10) / total);
    running.querySelector("span").textContent = words;
  }
  if (isRunning) setTimeout(look, 2000);
  else if (!rows.some((row) => row.checked) && !document.querySelector("#comment")?.value) location.reload();
}

if (running) setTimeout(look, 1000);
