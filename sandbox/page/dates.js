import { store, now } from "./store.js";
import { ago, dayIn, daysBetween, partsIn, timeIn } from "./zones.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

function ordinal(day) {
  const tens = day % 100 >= 11 && day % 100 <= 13;
  return `${day}${tens ? "th" : { 1: "st", 2: "nd", 3: "rd" }[day % 10] || "th"}`;
}

function yearOf(moment, seen) {
  // Slack leaves the year out of dates that are less than half a year away.
  return Math.abs(moment - now()) < 182 * 86_400_000 ? "" : `, ${seen.year}`;
}

function longDate(zone, moment) {
  const seen = partsIn(zone, moment);
  return `${MONTHS[seen.month - 1]} ${ordinal(seen.day)}${yearOf(moment, seen)}`;
}

function shortDate(zone, moment) {
  const seen = partsIn(zone, moment);
  return `${MONTHS[seen.month - 1].slice(0, 3)} ${seen.day}${yearOf(moment, seen)}`;
}

function weekday(zone, moment) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long" }).format(moment);
}

function pretty(zone, moment, otherwise) {
  const near = { 0: "Today", 1: "Tomorrow", "-1": "Yesterday" }[daysBetween(zone, now(), moment)];
  return near || otherwise(zone, moment);
}

const fullDate = (zone, moment) => `${weekday(zone, moment)}, ${longDate(zone, moment)}`;

function seconds(zone, moment) {
  return `${timeIn(zone, moment)}:${String(partsIn(zone, moment).second).padStart(2, "0")}`;
}

const TOKENS = {
  date_num: dayIn,
  date: longDate,
  date_short: shortDate,
  date_long: fullDate,
  date_pretty: (zone, moment) => pretty(zone, moment, longDate),
  date_short_pretty: (zone, moment) => pretty(zone, moment, shortDate),
  date_long_pretty: (zone, moment) => pretty(zone, moment, fullDate),
  time: timeIn,
  time_secs: seconds,
  ago: (zone, moment) => ago(now(), moment),
};

/** Writes a moment as a Slack date format says, in the zone of the acting person; the fallback if that fails. */
export function writeDate(timestamp, pattern, fallback, goesOn = false) {
  const moment = new Date(Number(timestamp) * 1000);
  if (!pattern || Number.isNaN(moment.getTime())) return fallback || "";
  const known = pattern.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(TOKENS, name) ? TOKENS[name](store.zone, moment) : "\u0000"));
  if (known.includes("\u0000")) return fallback || pattern;
  return lowerLaterWords(known, goesOn);
}

function lowerLaterWords(text, goesOn) {
  // "Due Today at 9:00" reads better as "Due today at 9:00".
  return text.replace(/\b(Today|Tomorrow|Yesterday)\b/g, (word, _same, at) => (at > 0 || goesOn ? word.toLowerCase() : word));
}
