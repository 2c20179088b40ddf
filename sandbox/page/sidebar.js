import { changeChannel, openDirect } from "./api.js";
import { actAsSwitcher } from "./act_as.js";
import { showConditions } from "./conditions.js";
import { el, fill, icon, iconButton, keepingFocus } from "./dom.js";
import { face } from "./faces.js";
import { openChannel, openHome, place } from "./place.js";
import { closePopover, showPopover } from "./popover.js";
import { appConversation, isBotUser, isDirect, nameOf, partnerOf, store, titleOf } from "./store.js";
import { saidIfFailed } from "./toasts.js";
import { Combobox } from "./elements/combobox.js";
import { personOption } from "./elements/choices.js";

/** Draws the left side: who acts, the app, channels and direct messages. */
export function drawSidebar() {
  const sidebar = document.getElementById("sidebar");
  const scrolled = sidebar.querySelector(".sidebar-scroll")?.scrollTop || 0;
  keepingFocus(sidebar, () => fill(sidebar, actAsSwitcher(), el("div", { class: "sidebar-scroll" }, appSection(), channelSection(), directSection(), sandboxSection())));
  sidebar.querySelector(".sidebar-scroll").scrollTop = scrolled;
}

function row({ key, sign, words, current, reading = current, unread = 0, faded = false, onclick, testid }) {
  // What is open is being read: its count would only flash.
  const news = reading ? 0 : unread;
  const look = `side-row ${current ? "current" : ""} ${news ? "unread" : ""} ${faded ? "faded" : ""}`;
  const count = news ? el("span", { class: "count", "aria-label": `${news} unread` }, String(news)) : null;
  const act = () => {
    document.body.classList.remove("sidebar-open");
    onclick();
  };
  return el("li", {}, el("button", { type: "button", class: look, "aria-current": current ? "page" : null, "data-key": key, "data-testid": testid, onclick: act },
    sign, el("span", { class: "side-words" }, words), count));
}

function section(title, rows, tool = null) {
  return el("section", { class: "side-section" }, el("h2", {}, title, tool), el("ul", {}, rows));
}

function appSection() {
  const app = store.workspace.app;
  const talk = appConversation();
  const current = place.home || (talk && place.channel === talk.id);
  return section("App", [row({ key: "app", sign: face(app.bot_user, "face-tiny"), words: app.name, current, reading: current && !place.home, unread: talk?.unread, onclick: () => (talk?.unread ? openChannel(talk.id) : openHome()), testid: "app-home" })]);
}

function channelSection() {
  const shown = [...store.channels.values()].filter((one) => !isDirect(one) && (!one.archived || one.id === place.channel));
  shown.sort((one, other) => Number(other.is_member) - Number(one.is_member) || one.name.localeCompare(other.name));
  const rows = shown.map((one) => row({
    key: one.id, sign: icon(one.kind === "private" ? "lock" : "hash", 15), words: one.name, unread: one.is_member ? one.unread : 0,
    current: !place.home && place.channel === one.id, faded: !one.is_member || one.archived, onclick: () => openChannel(one.id), testid: `channel-${one.name}`,
  }));
  const add = iconButton("plus", "Create a channel", () => showNewChannel(add), { "data-testid": "new-channel" });
  return section("Channels", rows, add);
}

function directSection() {
  const shown = [...store.channels.values()].filter((one) => isDirect(one) && !(one.kind === "dm" && isBotUser(partnerOf(one))));
  const rows = shown.map((one) => row({
    key: one.id, sign: one.kind === "mpim" ? icon("people", 15) : face(partnerOf(one), "face-tiny"), words: titleOf(one), unread: one.unread,
    current: !place.home && place.channel === one.id, faded: one.kind === "dm" && store.people.get(partnerOf(one))?.deleted, onclick: () => openChannel(one.id),
    testid: `dm-${(one.kind === "dm" && store.people.get(partnerOf(one))?.name) || one.id}`,
  }));
  const add = iconButton("plus", "Message somebody", () => showNewDirect(add), { "data-testid": "new-dm" });
  return section("Direct messages", rows, add);
}

function sandboxSection() {
  return section("Sandbox", [row({ key: "conditions", sign: icon("bolt", 15), words: "Faults and conditions", current: false, onclick: showConditions, testid: "show-conditions" })]);
}

function showNewDirect(anchor) {
  const others = [...store.people.values()].filter((one) => !one.deleted && !isBotUser(one.id)).map((one) => personOption(one.id));
  const pick = new Combobox({
    label: "Person", placeholder: "Name …",
    load: async (query) => [{ options: others.filter((one) => `${one.text} ${one.also}`.toLowerCase().includes(query.toLowerCase())) }],
    change: async ([chosen]) => {
      const answer = await openDirect(place.as, chosen.key);
      if (saidIfFailed(answer)) return false;
      closePopover();
      openChannel(answer.channel.id || answer.channel);
      return true;
    },
  });
  showPopover(anchor, el("div", { class: "small-form" }, el("b", {}, "Message"), pick.node), { label: "Message somebody" });
}

function showNewChannel(anchor) {
  const name = el("input", { class: "field", "aria-label": "Channel name", placeholder: "e.g. net-rollout", maxlength: 80 });
  const hidden = el("input", { type: "checkbox" });
  const done = async (event) => {
    event.preventDefault();
    const answer = await changeChannel({ op: "create", as: place.as, name: name.value.trim(), is_private: hidden.checked });
    if (saidIfFailed(answer)) return;
    closePopover();
    openChannel(answer.channel.id || answer.channel);
  };
  showPopover(anchor, el("form", { class: "small-form", onsubmit: done }, el("b", {}, "New channel"), name,
    el("label", { class: "tick" }, hidden, "Private"), el("button", { class: "button primary" }, "Create")), { label: "New channel" });
}
