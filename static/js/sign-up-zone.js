/* The time zone of somebody who signs up: the browser knows it, so nobody has to look for it in the list. Without it the
   list can be used. */
for (const box of document.querySelectorAll("[data-own-zone-choice]")) {
  const list = box.querySelector("select");
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!list || !zone || !zone.includes("/") || zone.startsWith("Etc/")) continue;
  // A place may have another name in the browser than in the list; the site knows both.
  if (![...list.options].some((option) => option.value === zone)) list.add(new Option(zone, zone));
  list.value = zone;
  box.hidden = true;
}
