import { el, icon } from "./dom.js";
import { badges, face } from "./faces.js";
import { go } from "./place.js";
import { closePopover, showPopover } from "./popover.js";
import { now, store } from "./store.js";
import { knownZone, timeIn } from "./zones.js";

/** The button that says who is at the keyboard and lets somebody else sit down. */
export function actAsSwitcher() {
  const me = store.me;
  const button = el("button", { type: "button", class: "act-as", "data-testid": "act-as", "data-key": "act-as", "aria-haspopup": "listbox",
    "aria-label": `Acting as ${me?.real_name || "nobody"}`, onclick: () => showPeople(button) },
  face(me?.id || "?"), el("span", { class: "person-words" },
    el("span", { class: "act-as-label" }, "Acting as"), el("b", {}, me?.real_name || "Nobody", " ", me && badges(me)),
    el("span", { class: "quiet" }, [me?.title, me?.tz].filter(Boolean).join(" · "))), icon("down", 16));
  return button;
}

function canAct(person) {
  return !person.is_bot && person.id !== "USLACKBOT";
}

function showPeople(anchor) {
  const list = el("div", { class: "act-list", role: "listbox", "aria-label": "Act as" });
  const search = el("input", { class: "field", type: "search", "aria-label": "Find a person", placeholder: "Find a person" });
  const everyone = [...store.people.values()].filter(canAct).sort((one, other) => Number(one.deleted) - Number(other.deleted) || one.real_name.localeCompare(other.real_name));
  const draw = () => list.replaceChildren(...everyone.filter((person) => fits(person, search.value)).map(personRow));
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => event.key === "Enter" && list.querySelector("button:not(:disabled)")?.click());
  draw();
  showPopover(anchor, el("div", { class: "act-panel", onkeydown: walk }, search, list), { label: "Act as" });
}

function fits(person, query) {
  return `${person.real_name} ${person.name} ${person.title}`.toLowerCase().includes(query.trim().toLowerCase());
}

function personRow(person) {
  const time = timeIn(knownZone(person.tz), now());
  const take = () => {
    closePopover();
    document.body.classList.remove("sidebar-open");
    go({ as: person.id });
  };
  const look = { type: "button", role: "option", class: "person-row", "aria-selected": String(person.id === store.me?.id), disabled: person.deleted };
  return el("button", { ...look, "aria-label": person.real_name, "data-testid": `act-as-${person.name}`, onclick: take },
    face(person.id, "face-small"), el("span", { class: "person-words" }, el("span", {}, person.real_name, " ", badges(person)),
      el("span", { class: "quiet" }, [person.title, `${person.tz} ${time}`].filter(Boolean).join(" · "))));
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll("input, button:not(:disabled)")];
  stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length]?.focus();
}
