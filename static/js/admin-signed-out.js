// A session that ended while somebody was writing: they sign in over the form, and saving goes on. Nothing is sent
// before it is known that the server will take it from the person who wrote it.
import { address, ask, notice, opened, part, renew, say, takeAway } from "./desk-session.js";

const form = document.querySelector("form[data-edit-form]");
let dialog = null;
// What goes on after signing in: autosave, or the button that was pressed.
let goOn = null;

function autosave() {
  form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
}

async function isStillOurs() {
  const [before, now] = [await opened, await ask()];
  if (now && before && now.person === before.person) {
    renew(now.token);
    return true;
  }
  if (now === undefined) say(form, "silent");
  else show(before, Boolean(now));
  return false;
}

function problem(kind, words = "") {
  const line = dialog.querySelector("[data-kept-problem]");
  line.textContent = words || line.dataset[kind] || "";
}

function show(before, isOther) {
  notice(form, "ended").querySelector("button").onclick = () => show(before, isOther);
  if (!dialog) {
    dialog = part("dialog");
    document.body.append(dialog);
    dialog.querySelector("[data-kept-later]").addEventListener("click", () => dialog.close());
    dialog.querySelector("form").addEventListener("submit", signIn);
    // A button that was pressed long ago is not pressed again by signing in.
    dialog.addEventListener("close", () => (goOn = null));
  }
  const [name, password] = ["username", "password"].map((field) => dialog.querySelector(`[name=${field}]`));
  name.value ||= before?.email ?? "";
  problem(isOther ? "other" : "");
  if (!dialog.open) dialog.showModal();
  (name.value ? password : name).focus();
}

// The door's own page answers, in its own words.
const page = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

async function signIn(event) {
  event.preventDefault();
  const door = event.target;
  const sent = new FormData(door);
  const fresh = (await ask())?.token ?? (await page(await fetch(door.action))).querySelector("[name=csrfmiddlewaretoken]")?.value;
  sent.set("csrfmiddlewaretoken", fresh ?? "");
  sent.set("next", address);
  const answer = await fetch(door.action, { method: "post", body: sent });
  if (!answer.redirected) {
    const words = (await page(answer)).querySelector(".error-summary li, main p:not(.small)");
    problem("", words?.textContent.trim());
    return;
  }
  door.querySelector("[name=password]").value = "";
  if (!(await isStillOurs())) return;
  const next = goOn ?? autosave;
  dialog.close();
  takeAway(form, "ended");
  say(form, "again");
  next();
}

function watch() {
  let isSecond = false;
  form.addEventListener("w-autosave:success", () => (isSecond = false));
  form.addEventListener("w-autosave:error", async ({ detail }) => {
    if (detail.type !== "server_error" || isSecond) return;
    // Signed in again in another window, say: the form has its new token now, and tries once more.
    isSecond = true;
    if (await isStillOurs()) autosave();
  });
  let isSure = false;
  document.addEventListener(
    "submit",
    async (event) => {
      if (event.target !== form || event.defaultPrevented || isSure) return;
      event.preventDefault();
      event.stopPropagation();
      const { submitter } = event;
      const send = () => {
        isSure = true;
        if (submitter) submitter.disabled = false;
        form.requestSubmit(submitter);
        isSure = false;
      };
      goOn = send;
      if (await isStillOurs()) send();
    },
    true,
  );
}

if (form) watch();
