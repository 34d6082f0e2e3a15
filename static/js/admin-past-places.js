// A press on a place of an earlier event (events/form/past_places.py) fills the fields of the place, those too that are empty there.

import { fill } from "./text-boxes.js";

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-past-place]");
  if (!button) return;
  const { elements } = button.closest("form");
  for (const name of ["venue_name", "venue_room", "venue_address", "venue_city"]) fill(elements[name], button.getAttribute(`data-${name}`));
  elements.venue_name.focus();
});
