// Where a text has a word for which the network has a better one, or an acronym: as in core/text/better_words.py.

const compared = (text) => text.replaceAll("’", "'");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "\\s+");
const anyOf = (texts) => [...texts].sort((one, other) => other.length - one.length).map(escaped).join("|");
const whole = (inner, flags) => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${inner})(?![\\p{L}\\p{N}_])`, `gu${flags}`);
const nothing = /(?!)/gu;

/** Words that are the same whatever their case, spaces and apostrophes. */
export const key = (text) => compared(text).replace(/\s+/g, " ").trim().toLowerCase();

/** What the site knows, ready to look for it. */
export function prepared({ better, acronyms, said }) {
  const words = new Map(better.map(([avoided, preferred, reason]) => [key(avoided), { preferred, reason }]));
  const right = new Set(better.map(([, preferred]) => key(preferred)));
  const short = new Map(acronyms);
  return {
    said,
    words,
    short,
    better: words.size ? whole(`(${anyOf(right)})|(${anyOf(words.keys())})`, "i") : nothing,
    acronyms: short.size ? whole(anyOf(short.keys()), "") : nothing,
  };
}

/** Places in one run of text: {start, end, found, preferred, reason, kind}. Without `isSpelledOut` acronyms may stay short. */
export function placesIn(text, known, isSpelledOut) {
  const places = [];
  for (const match of compared(text).matchAll(known.better)) {
    if (match[2] === undefined) continue;
    const [start, end] = [match.index, match.index + match[0].length];
    places.push({ start, end, found: text.slice(start, end), kind: "better", ...known.words.get(key(match[2])) });
  }
  for (const match of isSpelledOut ? text.matchAll(known.acronyms) : []) {
    const preferred = known.short.get(match[0]);
    const [start, end] = [match.index, match.index + match[0].length];
    if (!isSpelledOut(preferred, match[0])) places.push({ start, end, found: match[0], kind: "acronym", preferred });
  }
  return places;
}

const asFound = (found, preferred) => (/^\p{Lu}/u.test(found) ? preferred.charAt(0).toLocaleUpperCase() + preferred.slice(1) : preferred);

/** What is to stand there instead. */
export const written = ({ kind, found, preferred }) => (kind === "better" ? asFound(found, preferred) : `${preferred} (${found})`);
