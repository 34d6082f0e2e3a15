// Offers text that was left in this browser. Put back, it goes the way that every draft goes: the form is sent with it.
// If the server does not take it, the form comes back with the text in it, and says why.
import { notice } from "./desk-session.js";

const SENT = "kept-text-sent";

export const noteSent = (window) => sessionStorage.setItem(SENT, window);

// The form came back with what was sent: it stands there again, and is not offered beside it.
export function takeSent() {
  const window = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  return window;
}

function send(form, { fields, window }) {
  const back = Object.assign(document.createElement("form"), { method: "post", action: form.action, hidden: true });
  const own = ["csrfmiddlewaretoken", "next"].map((name) => [name, form.elements.namedItem(name)?.value ?? ""]);
  for (const [name, value] of [...own, ...fields, ["kept_as", window]]) {
    // One that keeps the ends of lines.
    back.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  noteSent(window);
  document.body.append(back);
  HTMLFormElement.prototype.submit.call(back);
}

export function offer(form, entry, base, throwAway) {
  const shown = notice(form, "offer");
  const language = document.documentElement.lang || undefined;
  const when = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  const time = shown.querySelector("time");
  time.textContent = when.format(entry.at);
  time.dateTime = new Date(entry.at).toISOString();
  shown.querySelector("[data-kept-newer]").hidden = String(entry.base) === String(base);
  shown.querySelector("[data-kept-back]").addEventListener("click", () => send(form, entry));
  shown.querySelector("[data-kept-away]").addEventListener("click", () => {
    throwAway();
    shown.remove();
    form.querySelector("input:not([type=hidden]), textarea")?.focus();
  });
}
