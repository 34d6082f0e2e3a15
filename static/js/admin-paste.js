// Pasting into rich text: links without a target and the lists of word processors, which the editor would drop.
// A link to nowhere gets an address that cannot exist: it stays visible, and keeps the page from going live.
const MISSING = "https://address-missing.invalid/";
const done = new WeakSet();

const keepEmptyLinks = (page) => {
  const empty = [...page.querySelectorAll("a[href]")].filter((link) => /^(#|about:blank#?)?$/.test(link.getAttribute("href").trim()));
  for (const link of empty) link.setAttribute("href", MISSING);
  return empty.length > 0;
};

const levelOf = (paragraph) => Number(/mso-list:[^;]*level(\d)/.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);

// In Word's HTML an item is a paragraph with its level in the style, and its mark in a span of its own.
const makeLists = (page) => {
  const items = [...page.querySelectorAll("p, h1, h2, h3, h4")].filter(levelOf);
  let open = [];
  let last = null;
  for (const item of items) {
    const mark = item.querySelector('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]');
    const kind = /^\s*\(?[\da-z]{1,3}[.)]/i.test(mark?.textContent ?? "") && !/^\s*o\s/.test(mark.textContent) ? "ol" : "ul";
    mark?.remove();
    open = last && item.previousElementSibling === last ? open.slice(0, levelOf(item)) : [];
    const entry = page.createElement("li");
    entry.append(...item.childNodes);
    while (open.length < levelOf(item)) {
      const list = page.createElement(kind);
      if (open.length) (open.at(-1).lastElementChild ?? open.at(-1)).append(list);
      else {
        item.before(list);
        last = list;
      }
      open.push(list);
    }
    open.at(-1).append(entry);
    item.remove();
  }
  return items.length > 0;
};

document.addEventListener(
  "paste",
  (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html || done.has(event) || !event.target.closest?.(".public-DraftEditor-content")) return;
    const page = new DOMParser().parseFromString(html.replace(/<!\[(if|endif)[^>]*>/g, ""), "text/html");
    const changed = [keepEmptyLinks(page), makeLists(page)].includes(true);
    if (!changed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new DataTransfer();
    data.setData("text/html", page.body.innerHTML);
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    done.add(again);
    event.target.dispatchEvent(again);
  },
  true,
);
