// On the page that says that somebody has signed out: nothing that was written at the desk stays in this browser.
import { clear } from "./kept-store.js";

try {
  clear();
} catch {
  // A browser that forbids storage has kept nothing.
}
