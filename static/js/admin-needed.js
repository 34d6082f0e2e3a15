// What a page still needs, beside its form: the site is asked after each change, and the lines lead to their fields. Nothing
// is saved by it. While the site does not answer, the last list stands and says so.

import { leadTo } from "./form-fields.js";
import { neededList } from "./needed-list.js";

const PAUSE = 700;

const textsOf = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

function follow(form, box) {
  const list = neededList(box);
  let asking = null;
  let known = "";
  let timer = 0;

  async function ask() {
    const fields = textsOf(form);
    if (fields.toString() === known) return;
    asking?.abort();
    asking = new AbortController();
    const address = `${box.dataset.needed}?${new URLSearchParams({ of: form.getAttribute("action") })}`;
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const answer = await fetch(address, { method: "post", body: fields, headers, signal: asking.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      list.show(await answer.text());
      form.dispatchEvent(new Event("needed-shown"));
      known = fields.toString();
    } catch (error) {
      if (error.name !== "AbortError") list.sayThatItIsOld();
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  for (const name of ["input", "change", "w-autosave:success"]) form.addEventListener(name, later);
  // Something that the page needed was settled without a change of the form.
  form.addEventListener("needed-settled", () => {
    known = "";
    later();
  });
  // Blocks come, go and change places; choosers write into hidden fields. Our own list is no change of the form.
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !box.contains(target))) later();
  }).observe(form, { childList: true, subtree: true, attributeFilter: ["value"] });
  later();
}

const form = document.querySelector("form[data-edit-form]");
const box = form?.querySelector("[data-needed]");
if (box) {
  if (!matchMedia("(width >= 80rem)").matches) box.querySelector("details").open = false;
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-field]");
    if (link && leadTo(form, link.dataset.field, link.dataset.place)) event.preventDefault();
  });
  // “#at=body.<id>.text”: another page leads to a place in this form.
  const asked = decodeURIComponent(/^#at=(.+)/.exec(location.hash)?.[1] ?? "");
  // By then Wagtail has made the blocks.
  if (asked) form.addEventListener("needed-shown", () => leadTo(form, asked.split(".")[0], asked), { once: true });
  follow(form, box);
}
