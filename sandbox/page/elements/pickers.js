import { el } from "../dom.js";
import { store } from "../store.js";
import { fieldIn, knownZone, momentOfField } from "../zones.js";
import { plainWords } from "../blocks/words.js";

const look = (slot, element) => ({ ...slot.look, class: "field", title: plainWords(element.placeholder) || null });

/** Draws a date field. */
export function drawDate(element, slot) {
  const changed = (event) => slot.change({ type: element.type, selected_date: event.target.value || null });
  return el("input", { type: "date", ...look(slot, element), value: slot.state.selected_date || "", onchange: changed });
}

/** Draws a time field; the zone it is meant in stands beside it when the element names one. */
export function drawTime(element, slot) {
  const zone = element.timezone ? { timezone: element.timezone } : {};
  const changed = (event) => slot.change({ type: element.type, selected_time: event.target.value || null, ...zone });
  const field = el("input", { type: "time", ...look(slot, element), value: slot.state.selected_time || "", onchange: changed });
  return element.timezone ? el("span", { class: "with-zone" }, field, el("span", { class: "quiet" }, element.timezone)) : field;
}

/** Draws a date-and-time field, meant in the zone of the acting person. */
export function drawDateTime(element, slot) {
  const zone = knownZone(store.zone);
  const seconds = slot.state.selected_date_time;
  const value = seconds ? fieldIn(zone, new Date(seconds * 1000)) : "";
  const changed = (event) => {
    const moment = momentOfField(zone, event.target.value);
    slot.change({ type: element.type, selected_date_time: moment && moment.getTime() / 1000 });
  };
  const field = el("input", { type: "datetime-local", ...look(slot, element), value, onchange: changed });
  return el("span", { class: "with-zone" }, field, el("span", { class: "quiet" }, zone));
}
