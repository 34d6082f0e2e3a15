// The reading list: permanent identifiers, in the storage of this browser and nowhere else.
const NAME = "reading-list";
export const MOST = 50;

// Private windows and strict settings refuse; then there is no list, and nothing offers one.
export function works() {
  try {
    localStorage.setItem(`${NAME}-test`, "1");
    localStorage.removeItem(`${NAME}-test`);
    return true;
  } catch {
    return false;
  }
}

export function read() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => /^[\da-f-]{36}$/.test(one)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function write(identifiers) {
  try {
    localStorage.setItem(NAME, JSON.stringify([...new Set(identifiers)].slice(0, MOST)));
  } catch {
    // Full or forbidden: the list stays as it was.
  }
}

export function address(path, identifiers) {
  const query = new URLSearchParams(identifiers.map((one) => ["id", one])).toString();
  return path.split("?")[0] + (query ? `?${query}` : "");
}
