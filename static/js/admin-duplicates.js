// While a resource is written: names the one that may be the same, below the field that says so. Quiet for screen readers
// (aria-live polite), and silent where nothing is found or the site does not answer.
const settings = document.getElementById("same-resources");
const isResource = document.querySelector('form input[name="doi"]');
const fields = [
  ["title", (name) => name === "title"],
  ["doi", (name) => name === "doi"],
  ["url", (name) => /^links-\d+-value-url$/.test(name)],
];
const PAUSE = 600;
const regions = new WeakMap();
const waiting = new WeakMap();

const regionOf = (input) => {
  if (!regions.has(input)) {
    const region = document.createElement("div");
    region.className = "same-notice";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    (input.closest("[data-field]") ?? input).after(region);
    regions.set(input, region);
  }
  return regions.get(input);
};

const line = ({ words, title, url, note }) => {
  const paragraph = document.createElement("p");
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener", textContent: title });
  const hidden = document.createElement("span");
  Object.assign(hidden, { className: "w-sr-only", textContent: ` ${note}` });
  link.append(hidden);
  paragraph.append(`${words} `, link);
  return paragraph;
};

const show = (input, found) => {
  const region = regionOf(input);
  const said = JSON.stringify(found);
  if (region.dataset.said === said) return;
  region.dataset.said = said;
  region.replaceChildren(...found.map(line));
};

const ask = async (input, kind) => {
  const value = input.value.trim();
  if (value.length < 4) return show(input, []);
  const page = /\/pages\/(\d+)\/edit\//.exec(location.pathname)?.[1] ?? "";
  const question = new URLSearchParams({ [kind]: value, page });
  try {
    const answer = await fetch(`${JSON.parse(settings.textContent).address}?${question}`, { headers: { Accept: "application/json" } });
    if (answer.ok && input.value.trim() === value) show(input, (await answer.json()).found);
  } catch {
    // Nothing is lost: the same is said before the page goes live.
  }
};

if (settings && isResource) {
  document.addEventListener("input", ({ target }) => {
    const kind = fields.find(([, matches]) => matches(target.name ?? ""))?.[0];
    if (!kind) return;
    regionOf(target);
    clearTimeout(waiting.get(target));
    waiting.set(target, setTimeout(() => ask(target, kind), PAUSE));
  });
}
