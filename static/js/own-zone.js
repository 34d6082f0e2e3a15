/* The times of an event where the reader is, beside the event's own zone; nothing where both clocks agree. Written in the
   patterns of the server, which come along (core/i18n/dates.py): 10:00 to 11:30 am; de 10 h à 11 h 30. */
const language = document.documentElement.lang || "en-CA";
const written = (options) => new Intl.DateTimeFormat(language, options);

function clock(moment, pattern) {
  const [hour, minutes] = [moment.getHours(), String(moment.getMinutes()).padStart(2, "0")];
  const letters = { g: hour % 12 || 12, G: hour, i: minutes, A: hour < 12 ? "am" : "pm" };
  return pattern.replace(/\\(.)|[gGiA]/gu, (letter, kept) => kept ?? letters[letter]);
}

function hours(start, end, [exact, full, range, at]) {
  const [first, last] = [start, end].map((moment) => moment && clock(moment, moment.getMinutes() ? exact : full));
  if (!last) return at.replace("{first}", first);
  const half = / [ap]m$/.exec(first)?.[0];
  return range.replace("{first}", half && last.endsWith(half) ? first.slice(0, -3) : first).replace("{last}", last);
}

function inWords(start, end, isSameDay, patterns) {
  if (isSameDay) return hours(start, end, patterns);
  const day = (moment) => written({ weekday: "long", month: "long", day: "numeric" }).format(moment);
  const endsThatDay = !end || end.toDateString() === start.toDateString();
  if (endsThatDay) return `${day(start)}, ${hours(start, end, patterns)}`;
  const alone = [...patterns.slice(0, 3), "{first}"];
  return [start, end].map((moment) => `${day(moment)}, ${hours(moment, null, alone)}`).join(" – ");
}

for (const line of document.querySelectorAll("[data-own-zone]")) {
  const [start, end] = line.dataset.ownZone.split("/").map((text) => new Date(text));
  const offset = /([+-])(\d\d):(\d\d)(?:\/|$)/.exec(line.dataset.ownZone);
  const theirs = offset ? (offset[1] === "-" ? 1 : -1) * (Number(offset[2]) * 60 + Number(offset[3])) : null;
  if (Number.isNaN(start.getTime()) || start.getTimezoneOffset() === theirs) continue;
  const patterns = JSON.parse(line.dataset.patterns);
  const isOn = (moment) => !moment || moment.toLocaleDateString("en-CA") === line.dataset.ownZone.slice(0, 10);
  const zone = written({ timeZoneName: "longGeneric" }).formatToParts(start).find((part) => part.type === "timeZoneName").value;
  const when = inWords(start, end, isOn(start) && isOn(end), patterns);
  line.textContent = `${line.dataset.label} ${patterns[4].replace("{when}", when).replace("{zone}", zone)}`;
  line.hidden = false;
}
