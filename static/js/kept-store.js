// Text of forms that the server has not got yet, in the storage of this browser: one entry for each window, locked with
// a key that the server gives to the person who wrote it and to nobody else.
const PREFIX = "kept-text:";
const LONGEST = 30 * 24 * 60 * 60 * 1000;

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

function textOf(buffer) {
  let signs = "";
  for (const byte of new Uint8Array(buffer)) signs += String.fromCharCode(byte);
  return btoa(signs);
}

const names = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

export function clear() {
  for (const name of names()) localStorage.removeItem(name);
}

function clearOld() {
  for (const name of names()) {
    const { at = 0 } = JSON.parse(localStorage.getItem(name));
    if (Date.now() - at > LONGEST) localStorage.removeItem(name);
  }
}

async function lock(key, entry) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(entry)));
  return JSON.stringify({ at: entry.at, iv: textOf(iv), data: textOf(data) });
}

async function unlock(key, text) {
  try {
    const { iv, data } = JSON.parse(text);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, key, bytesOf(data));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

export class Store {
  // One after the other: an earlier text never comes to lie on a later one.
  #last = Promise.resolve();

  constructor({ person, key }) {
    this.person = person;
    this.key = crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    this.do(clearOld);
  }

  // A browser whose storage is full or forbidden keeps nothing; autosave goes on as ever.
  do(work) {
    this.#last = this.#last.then(work).catch(() => null);
    return this.#last;
  }

  name(path, window) {
    return `${PREFIX}${this.person}:${path}:${window}`;
  }

  write(path, entry) {
    return this.do(async () => localStorage.setItem(this.name(path, entry.window), await lock(await this.key, entry)));
  }

  remove(path, window) {
    return this.do(() => localStorage.removeItem(this.name(path, window)));
  }

  all(path) {
    const start = this.name(path, "");
    return this.do(async () => {
      const key = await this.key;
      const found = names().filter((name) => name.startsWith(start));
      const entries = await Promise.all(found.map((name) => unlock(key, localStorage.getItem(name))));
      return entries.filter(Boolean).sort((one, other) => one.at - other.at);
    });
  }
}
