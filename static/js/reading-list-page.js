// The reading list as a page: what the address names is shown; the reader's own list follows what is done here.
import { address, read, works, write } from "./reading-list-store.js";

const part = () => document.querySelector("[data-brief]");
const status = document.querySelector("[data-brief-status]");
const home = part().dataset.home;
const named = () => new URLSearchParams(window.location.search).getAll("id");
// What is shown: a step to another place of the same page asks for nothing new.
let query = window.location.search;
const isOwn = () => [...named()].sort().join() === [...read()].sort().join();

function dress() {
  const kept = read();
  const isNew = works() && named().some((one) => !kept.includes(one));
  const shown = { print: true, copy: true, add: isNew, clear: works() && kept.length > 0 && isOwn() };
  for (const button of part().querySelectorAll("[data-own]")) button.hidden = !shown[button.dataset.own];
  part().querySelector("[data-brief-own]")?.removeAttribute("hidden");
}

function focusAfter(step) {
  const links = [...part().querySelectorAll("[data-step]")];
  const same = links.filter((link) => step?.of && link.dataset.of === step.of);
  const next = same.find((link) => link.dataset.step === step.step) ?? same[0];
  (next ?? links.filter((link) => link.dataset.step === "without")[step?.place] ?? part().querySelector("h1")).focus();
}

async function show(target) {
  const answer = await fetch(target);
  if (!answer.ok) throw new Error(answer.statusText);
  const ticked = [...part().querySelectorAll(":checked")].map((box) => box.value);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  part().replaceWith(document.adoptNode(fresh.querySelector("[data-brief]")));
  for (const box of part().querySelectorAll("[name=id]")) box.checked = ticked.includes(box.value);
}

async function go(target, said, step) {
  const own = isOwn();
  if (!(await show(target).then(() => true, () => window.location.assign(target)))) return;
  window.history.pushState({}, "", target);
  query = window.location.search;
  if (own) write(named());
  dress();
  focusAfter(step);
  status.textContent = said ?? "";
}

const press = {
  print: () => window.print(),
  add: ({ said }) => {
    write([...read(), ...named()]);
    dress();
    part().querySelector("h1").focus();
    status.textContent = said;
  },
  clear: ({ said }) => go(home, said).then(() => write([])),
  copy: async ({ said, failed }) => {
    const field = document.querySelector("#brief-address");
    field.select();
    const isCopied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    status.textContent = isCopied ? said : failed;
  },
};

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-own], [data-step]");
  if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (pressed.dataset.own) return void press[pressed.dataset.own](pressed.dataset);
  event.preventDefault();
  const place = [...part().querySelectorAll("[data-step=without]")].indexOf(pressed);
  go(pressed.href, pressed.dataset.said, { ...pressed.dataset, place });
});
window.addEventListener("popstate", () => {
  if (window.location.search === query) return;
  query = window.location.search;
  show(window.location.href).then(dress, () => window.location.reload());
});
if (!named().length && read().length) window.location.replace(address(home, read()));
else dress();
