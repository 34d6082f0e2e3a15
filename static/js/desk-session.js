// Who is signed in at the desk, as the server says now, and the notices that a form shows above itself.
const template = document.querySelector("template[data-kept-text]");
export const address = template?.dataset.keptText;

// Null when nobody is signed in; undefined when the server does not answer.
export async function ask() {
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" }, cache: "no-store" });
    if (answer.status === 403) return null;
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

// Signing in makes the tokens of forms anew: those of the open page are brought up to date.
export function renew(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  window.wagtailConfig.CSRF_TOKEN = token;
}

export function part(name) {
  return template.content.querySelector(`[data-kept-${name}]`).cloneNode(true);
}

// A new one, where it stands not yet.
export function notice(form, name) {
  const there = form.parentElement.querySelector(`:scope > [data-kept-${name}]`);
  if (there && name !== "offer") return there;
  const made = part(name);
  form.before(made);
  return made;
}

export function takeAway(form, name) {
  form.parentElement.querySelector(`:scope > [data-kept-${name}]`)?.remove();
}

export function say(form, kind) {
  const line = notice(form, "status").querySelector("p");
  line.textContent = line.dataset[kind];
}

// The person who opened the form: its text is theirs, whoever signs in later.
export const opened = address ? ask() : Promise.resolve(undefined);
