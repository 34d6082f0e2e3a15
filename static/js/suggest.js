// Offers titles and names below a search box while somebody types: a combobox with a list, after the pattern of the
// W3C. Nothing is chosen unless by an arrow key or a click; without it the box is an ordinary one.
const PAUSE = 150;
const LETTERS = 2;
const boxes = [...document.querySelectorAll("input[data-suggest]")];

function combobox(box) {
  const list = document.createElement("ul");
  let timer, running, found = [], active = -1;
  Object.assign(list, { id: `${box.id}-list`, className: "suggestions", role: "listbox", hidden: true });
  list.ariaLabel = box.dataset.suggestLabel;
  box.form.append(list);
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(states)) box.setAttribute(name, value);

  function mark(place) {
    active = place;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place]?.scrollIntoView({ block: "nearest" });
  }

  function show(suggestions) {
    found = suggestions;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function option({ label, kind, lang }, place) {
    const [made, name, sort] = ["li", "span", "span"].map((tag) => document.createElement(tag));
    Object.assign(made, { id: `${list.id}-${place}`, role: "option" });
    if (lang) name.lang = lang;
    Object.assign(sort, { className: "kind", textContent: kind });
    name.textContent = label;
    made.append(name, " ", sort);
    made.addEventListener("click", () => window.location.assign(found[place].url));
    return made;
  }

  function close() {
    clearTimeout(timer);
    running?.abort();
    show([]);
  }

  async function ask() {
    running?.abort();
    running = new AbortController();
    try {
      const address = `${box.dataset.suggest}?q=${encodeURIComponent(box.value.trim())}`;
      const answer = await fetch(address, { signal: running.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch { /* No suggestions, then: the box still searches. */ }
  }

  const move = (step) => mark(((active + 1 + step + found.length + 1) % (found.length + 1)) - 1);
  const keys = {
    ArrowDown: () => (list.hidden ? ask() : move(1)),
    ArrowUp: () => !list.hidden && move(-1),
    Escape: () => !list.hidden && (close(), true),
    Enter: () => active >= 0 && (window.location.assign(found[active].url), true),
  };
  box.addEventListener("keydown", (event) => {
    if (!event.isComposing && keys[event.key] && keys[event.key]() !== false) event.preventDefault();
  });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    if (box.value.trim().length < LETTERS) close();
    else timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

boxes.forEach(combobox);
