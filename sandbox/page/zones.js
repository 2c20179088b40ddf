// Times are drawn in the acting person's zone, never the browser's: one person can act for many.
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key);
}

/** The zone if this browser knows it, else UTC. */
export function knownZone(zone) {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return zone || "UTC";
  } catch {
    return "UTC";
  }
}

/** Year, month, day, hour, minute and second of a moment as numbers, as seen in a zone. */
export function partsIn(zone, moment) {
  const style = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  const found = {};
  for (const part of format(zone, { ...style, hourCycle: "h23" }).formatToParts(moment)) found[part.type] = Number(part.value);
  return found;
}

function offsetAt(zone, moment) {
  const seen = partsIn(zone, moment);
  const local = Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute, seen.second);
  return local - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The moment at which clocks in a zone show this; within a skipped hour, as if the clock had not moved yet. */
export function momentOf(zone, { year, month, day, hour = 0, minute = 0 }) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  const first = wanted - offsetAt(zone, new Date(wanted));
  return new Date(wanted - offsetAt(zone, new Date(first)));
}

const pad = (number) => String(number).padStart(2, "0");

/** YYYY-MM-DD in a zone. */
export function dayIn(zone, moment) {
  const seen = partsIn(zone, moment);
  return `${seen.year}-${pad(seen.month)}-${pad(seen.day)}`;
}

/** What a date-and-time field holds: YYYY-MM-DDTHH:MM in a zone. */
export function fieldIn(zone, moment) {
  const seen = partsIn(zone, moment);
  return `${dayIn(zone, moment)}T${pad(seen.hour)}:${pad(seen.minute)}`;
}

/** The moment that a date-and-time field means in a zone, or null. */
export function momentOfField(zone, text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text || "");
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number);
  return momentOf(zone, { year, month, day, hour, minute });
}

export const timeIn = (zone, moment) => format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);

export const longDayIn = (zone, moment) => format(zone, { weekday: "long", day: "numeric", month: "long" }).format(moment);

export const shortDayIn = (zone, moment) =>
  format(zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(moment).replace(",", "");

export const fullMomentIn = (zone, moment) => `${longDayIn(zone, moment)} ${partsIn(zone, moment).year}, ${timeIn(zone, moment)}`;

/** Days between the local dates of two moments: 0 today, 1 tomorrow, -1 yesterday. */
export function daysBetween(zone, from, to) {
  return Math.round((Date.parse(dayIn(zone, to)) - Date.parse(dayIn(zone, from))) / 86_400_000);
}

/** "Today", "Yesterday" or the day in words, for the dividers between messages. */
export function dividerDay(zone, now, moment) {
  const near = { 0: "Today", "-1": "Yesterday", 1: "Tomorrow" }[daysBetween(zone, now, moment)];
  if (near) return near;
  const sameYear = partsIn(zone, now).year === partsIn(zone, moment).year;
  return sameYear ? longDayIn(zone, moment) : `${longDayIn(zone, moment)} ${partsIn(zone, moment).year}`;
}

/** "2 h ago", "in 3 days": how far a moment is from now. */
export function ago(now, moment) {
  const seconds = Math.round((moment - now) / 1000);
  const steps = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) || ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / length), unit);
}
