// Items into a list of the form, as the server read them out of a piece of a document (intake/in_form/piece_items.py).

const GONE = "[aria-hidden='true']";

/** Wagtail's own object for the list; null where the form does not show it. */
export const listOf = (field) => window.wagtail.editHandler?.getPanelByName(field)?.getBoundWidget() ?? null;

/** The field of the form in which this place is, if it is one of the lists. */
export const listAt = (place, names) => names.find((name) => place.closest(`#${CSS.escape(name)}-root, [data-contentpath="${CSS.escape(name)}"]`));

export function hasRoom(list, number) {
  const most = list.blockDef.meta.maxNum ?? Infinity;
  return list.children.length + number <= most;
}

// What stands folded away around the list is opened.
function reveal(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.hidden && at.id) document.querySelector(`[role=tab][href="#${at.id}"], [aria-controls="${at.id}"][aria-expanded=false]`)?.click();
  }
}

/** Adds the items at the end; gives the element of the first, and the way back. */
export function addItems(list, items) {
  const added = items.map((item) => list.insert(item, list.children.length));
  const element = added[0].element.closest("[data-streamfield-child]") ?? added[0].element;
  reveal(element);
  element.scrollIntoView({ block: "center" });
  const back = () => added.toReversed().forEach((child) => child.element.matches(GONE) || child.delete({ animate: false }));
  return { element, back };
}
