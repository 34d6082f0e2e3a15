// The page where a document comes in: a file may be dropped anywhere on it; of pasted words the clipboard's HTML is kept.
const form = document.querySelector("[data-intake-door]");
const drop = form.querySelector("[data-intake-drop]");
const file = form.querySelector('input[type="file"]');
const name = form.querySelector("[data-intake-name]");
const text = form.querySelector("textarea");
const html = form.querySelector('input[name="html"]');

const say = () => (name.textContent = file.files[0] ? `${name.dataset.dropped} ${file.files[0].name}` : "");
const holdsFile = (event) => event.dataTransfer?.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  drop.classList.add("intake-drop--over");
});
for (const kind of ["dragleave", "drop", "dragend"]) {
  document.addEventListener(kind, () => drop.classList.remove("intake-drop--over"));
}
document.addEventListener("drop", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  say();
});
file.addEventListener("change", say);
say();

text.addEventListener("paste", (event) => {
  const pasted = event.clipboardData?.getData("text/html");
  // Only what is the whole of the text: with words around it the plain words count.
  // Nor more than the server takes in one form.
  if (pasted && pasted.length < 2_000_000 && !text.value.trim()) setTimeout(() => (html.value = pasted));
});
text.addEventListener("input", (event) => {
  if (event.inputType !== "insertFromPaste") html.value = "";
});
