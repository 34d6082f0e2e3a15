/* The times of an event where the reader is, beside the event's own zone; nothing where both clocks agree. */
for (const line of document.querySelectorAll("[data-own-zone]")) {
  const [start, end] = line.dataset.ownZone.split("/").map((text) => new Date(text));
  const offset = /([+-])(\d\d):(\d\d)(?:\/|$)/.exec(line.dataset.ownZone);
  const theirs = offset ? (offset[1] === "-" ? 1 : -1) * (Number(offset[2]) * 60 + Number(offset[3])) : null;
  if (Number.isNaN(start.getTime()) || start.getTimezoneOffset() === theirs) continue;
  const language = document.documentElement.lang || "en-CA";
  const dayOf = (moment) => moment.toLocaleDateString("en-CA");
  const endsThatDay = !end || dayOf(end) === dayOf(start);
  const isSameDay = endsThatDay && line.dataset.ownZone.slice(0, 10) === dayOf(start);
  const shown = { hour: "numeric", minute: "2-digit" };
  if (!isSameDay) Object.assign(shown, { weekday: "long", month: "long", day: "numeric" });
  const format = new Intl.DateTimeFormat(language, { ...shown, timeZoneName: "long" });
  // Over midnight, browsers would write both days in numbers and the zone twice.
  const apart = () => `${new Intl.DateTimeFormat(language, shown).format(start)} – ${format.format(end)}`;
  const words = !end ? format.format(start) : endsThatDay ? format.formatRange(start, end) : apart();
  line.textContent = `${line.dataset.label} ${words}`;
  line.hidden = false;
}
