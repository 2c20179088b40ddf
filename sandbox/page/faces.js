import { el } from "./dom.js";
import { store, isBotUser, nameOf } from "./store.js";

const TINTS = 10;

function tintOf(id) {
  let sum = 7;
  for (const letter of String(id)) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % TINTS;
}

function initials(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, " ").trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => [...word][0]) : [...(words[0] || "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}

/** The coloured square with somebody's initials. */
export function face(id, size = "") {
  const look = isBotUser(id) ? "face-app" : `tint-${tintOf(id)}`;
  return el("span", { class: `face ${look} ${size}`, "aria-hidden": "true" }, initials(nameOf(id)));
}

/** The words that mark somebody as something other than an ordinary member. */
export function badgesOf(person) {
  const marks = [];
  if (person.deleted) marks.push("deactivated");
  else if (person.is_bot || isBotUser(person.id)) marks.push("app");
  if (person.is_ultra_restricted || person.is_restricted) marks.push("guest");
  if (person.is_stranger || (person.team_id && person.team_id !== store.workspace?.team?.id)) marks.push("outside");
  if (person.is_owner) marks.push("owner");
  else if (person.is_admin) marks.push("admin");
  return marks;
}

export const badges = (person) => badgesOf(person).map((mark) => el("span", { class: `badge badge-${mark}` }, mark));
