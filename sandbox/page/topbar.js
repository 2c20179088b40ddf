import { moveClock } from "./api.js";
import { el, fill, icon, iconButton } from "./dom.js";
import { closePopover, showPopover } from "./popover.js";
import { now, store } from "./store.js";
import { saidIfFailed } from "./toasts.js";
import { fieldIn, momentOf, momentOfField, partsIn, shortDayIn, timeIn } from "./zones.js";

const HOUR = 3_600_000;
// Not at the stroke of nine: by ten, what an app does in the morning has happened.
const MORNING = 10;
const DAWN = 6;
let clockFace = null;

/** Draws the bar at the top: the workspace, its clock, and the way to a later time. */
export function drawTopbar() {
  const bar = document.getElementById("topbar");
  if (bar.firstChild) return tick();
  const menu = iconButton("menu", "Channels and people", () => document.body.classList.toggle("sidebar-open"), { class: "icon-button menu-button", "data-testid": "menu" });
  clockFace = el("span", { class: "clock-face", "data-testid": "clock", "aria-label": "Workspace clock" });
  const jump = el("button", { type: "button", class: "jump", "data-testid": "jump", "aria-haspopup": "dialog", onclick: () => showJumps(jump) },
    icon("forward", 16), el("span", {}, "Jump to …"));
  fill(bar, menu, el("strong", { class: "workspace-name" }, store.workspace.team.name),
    el("span", { class: "line-state", id: "line-state", hidden: true, role: "status" }, "Reconnecting …"),
    el("div", { class: "clock" }, icon("clock", 16), clockFace, jump));
  setInterval(tick, 1_000);
  tick();
}

function tick() {
  const moment = now();
  const words = `${shortDayIn(store.zone, moment)}, ${timeIn(store.zone, moment)}`;
  if (clockFace && clockFace.dataset.shown !== words + store.zone) {
    clockFace.dataset.shown = words + store.zone;
    fill(clockFace, el("b", {}, words), el("span", { class: "clock-zone" }, store.zone.replaceAll("_", " ")));
  }
}

function morningAfter(days) {
  const today = partsIn(store.zone, now());
  const day = new Date(Date.UTC(today.year, today.month - 1, today.day + days));
  return momentOf(store.zone, { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour: MORNING });
}

function nextMorning() {
  return morningAfter(partsIn(store.zone, now()).hour < DAWN ? 0 : 1);
}

function nextMonday() {
  const today = partsIn(store.zone, now());
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  return morningAfter((8 - weekday) % 7 || 7);
}

function choices() {
  return [
    ["In one hour", new Date(now().getTime() + HOUR), "jump-hour"],
    ["Next morning", nextMorning(), "jump-morning"],
    ["Next Monday", nextMonday(), "jump-monday"],
  ];
}

function showJumps(anchor) {
  const when = (moment) => `${shortDayIn(store.zone, moment)}, ${timeIn(store.zone, moment)}`;
  const rows = choices().map(([words, moment, testid]) =>
    el("button", { type: "button", class: "menu-item", "data-testid": testid, onclick: () => jumpTo(anchor, moment) },
      el("span", {}, words), el("span", { class: "menu-hint" }, when(moment))));
  const field = el("input", { type: "datetime-local", class: "field", "aria-label": "Date and time", value: fieldIn(store.zone, nextMorning()), "data-testid": "jump-when" });
  const chosen = (event) => {
    event.preventDefault();
    const moment = momentOfField(store.zone, field.value);
    if (moment) jumpTo(anchor, moment);
  };
  const form = el("form", { class: "small-form", onsubmit: chosen }, el("span", { class: "quiet" }, `A chosen time (${store.zone})`), field,
    el("button", { class: "button primary", "data-testid": "jump-go" }, "Jump"));
  const note = el("p", { class: "quiet jump-note" }, "The workspace clock only goes forward. Whatever falls due on the way happens.");
  showPopover(anchor, el("div", { class: "jumps" }, rows, el("hr", { class: "menu-line" }), form, note), { label: "Jump to", align: "end" });
}

async function jumpTo(anchor, moment) {
  closePopover();
  anchor.setAttribute("aria-busy", "true");
  const answer = await moveClock({ to: moment.toISOString() });
  anchor.removeAttribute("aria-busy");
  if (saidIfFailed(answer)) return;
  if (answer.clock) store.clockOffset = Date.parse(answer.clock) - Date.now();
  tick();
}
