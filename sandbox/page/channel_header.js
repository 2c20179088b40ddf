import { changeChannel } from "./api.js";
import { drawMrkdwn } from "./mrkdwn.js";
import { el, icon } from "./dom.js";
import { emojiNode } from "./emoji.js";
import { badges, face } from "./faces.js";
import { linkTo } from "./mentions.js";
import { openHome, place } from "./place.js";
import { closePopover, showMenu, showPopover } from "./popover.js";
import { isBotUser, isDirect, nameOf, partnerOf, store, titleOf } from "./store.js";
import { saidIfFailed } from "./toasts.js";
import { Combobox } from "./elements/combobox.js";
import { personOption } from "./elements/choices.js";

/** The top of a channel: name, topic, people, pins and bookmarks. */
export function channelHeader(channel, view) {
  if (channel.kind === "dm" && isBotUser(partnerOf(channel))) return [appTabs("messages")];
  const row = el("div", { class: "head-row" }, nameOfChannel(channel), topic(channel), tools(channel, view));
  return [row, bookmarks(channel)];
}

/** The two tabs of the app: its Home and its messages. */
export function appTabs(current) {
  const tab = (name, words, onclick) =>
    el("button", { type: "button", role: "tab", class: "tab", "aria-selected": String(current === name), "data-testid": `tab-${name}`, onclick }, words);
  const app = store.workspace.app;
  return el("div", { class: "head-row" },
    face(app.bot_user, "face-small"), el("h1", { class: "channel-title" }, app.name, el("span", { class: "badge badge-app" }, "APP")),
    el("div", { class: "tabs", role: "tablist", "aria-label": app.name },
      tab("home", "Home", openHome), tab("messages", "Messages", () => dispatchEvent(new CustomEvent("open-app-messages")))));
}

function nameOfChannel(channel) {
  if (channel.kind === "dm") return directName(store.people.get(partnerOf(channel)), channel);
  const sign = icon({ private: "lock", mpim: "people" }[channel.kind] || "hash", 18);
  const gone = channel.archived && el("span", { class: "badge" }, "archived");
  return el("h1", { class: "channel-title", "data-testid": "channel-title" }, sign, nameWords(titleOf(channel)), gone);
}

function directName(person, channel) {
  const title = person?.title && el("span", { class: "quiet title-words" }, person.title);
  return el("h1", { class: "channel-title", "data-testid": "channel-title" }, face(partnerOf(channel), "face-small"), nameWords(titleOf(channel)), person && badges(person), title);
}

const nameWords = (name) => el("span", { class: "name-words" }, name);

const topic = (channel) => el("div", { class: "topic words", title: channel.topic || null, "data-testid": "topic" }, channel.topic ? drawMrkdwn(channel.topic) : null);

function tools(channel, view) {
  if (isDirect(channel)) return null;
  const people = headButton("people", String(channel.members.length), "Members", () => showMembers(people, channel));
  const pins = channel.pinned?.length ? headButton("pin", String(channel.pinned.length), "Pinned messages", () => showPins(pins, channel, view)) : null;
  const more = headButton("more", "", "Channel settings", () => showMenu(more, settings(channel, more), { label: "Channel settings", align: "end" }));
  return el("div", { class: "head-tools" }, pins, people, more);
}

function headButton(sign, words, label, onclick) {
  const name = label.toLowerCase().replaceAll(" ", "-");
  return el("button", { type: "button", class: "head-button", "aria-label": `${label} ${words}`.trim(), title: label, "data-testid": name, onclick },
    icon(sign, 16), words && el("span", {}, words));
}

function showMembers(anchor, channel) {
  const rows = channel.members.map((id) => {
    const person = store.people.get(id) || { id };
    return el("li", { class: "person-row" }, face(id, "face-small"), el("span", { class: "person-words" },
      el("span", {}, nameOf(id), " ", badges(person)), el("span", { class: "quiet" }, person.title || "")));
  });
  showPopover(anchor, el("ul", { class: "people-list" }, rows), { label: "Members", align: "end" });
}

function showPins(anchor, channel, view) {
  const rows = channel.pinned.map((pin) => {
    const message = view.messages?.find((one) => one.ts === pin.ts);
    const show = () => {
      closePopover();
      view.reveal(pin.ts);
    };
    const words = message?.text || pin.text || "A pinned message";
    return el("button", { type: "button", class: "pin-row", onclick: show }, el("b", {}, nameOf(message?.user || pin.user)), el("span", { class: "pin-words words" }, drawMrkdwn(words)));
  });
  showPopover(anchor, el("div", { class: "pins", "data-testid": "pins" }, rows), { label: "Pinned messages", align: "end" });
}

function bookmarks(channel) {
  if (!channel.bookmarks?.length) return null;
  const links = channel.bookmarks.map((one) => linkTo(one.link, el("span", { class: "bookmark" }, emojiNode((one.emoji || "").replaceAll(":", "")) || icon("bookmark", 14), one.title)));
  return el("div", { class: "bookmarks", "data-testid": "bookmarks" }, links);
}

function settings(channel, anchor) {
  const change = (op, more = {}) => changeChannel({ op, as: place.as, channel: channel.id, ...more }).then(saidIfFailed);
  const person = store.me?.id;
  const join = !channel.is_member && { text: "Join channel", run: () => change("invite", { user: person }) };
  const add = { text: "Add or remove people …", run: () => showPeopleEditor(anchor, channel, change) };
  const rename = { text: "Rename …", run: () => showRename(anchor, channel, change) };
  const hide = channel.kind === "channel" && { text: "Make private", run: () => change("make_private") };
  const leave = channel.is_member && { text: "Leave channel", run: () => change("kick", { user: person }) };
  const archive = { text: "Archive channel", danger: true, run: () => change("archive") };
  if (channel.archived) return [{ text: "Unarchive channel", run: () => change("unarchive") }];
  return [join, add, rename, hide, leave, ...(channel.is_general ? [] : ["-", archive])].filter(Boolean);
}

function showPeopleEditor(anchor, channel, change) {
  const everyone = [...store.people.values()].filter((one) => !one.deleted).map((one) => personOption(one.id));
  const pick = new Combobox({
    label: "Person", placeholder: "Name …", multiple: true, chosen: channel.members.map(personOption),
    load: async (query) => [{ options: everyone.filter((one) => `${one.text} ${one.also}`.toLowerCase().includes(query.toLowerCase())) }],
    change: async (chosen) => {
      const wanted = new Set(chosen.map((one) => one.key));
      const held = new Set(store.channels.get(channel.id).members);
      const joined = [...wanted].filter((id) => !held.has(id)).map((user) => change("invite", { user }));
      const gone = [...held].filter((id) => !wanted.has(id)).map((user) => change("kick", { user }));
      return !(await Promise.all([...joined, ...gone])).includes(true);
    },
  });
  showPopover(anchor, el("div", { class: "small-form wide" }, el("b", {}, "People in this channel"), pick.node), { label: "People", align: "end" });
}

function showRename(anchor, channel, change) {
  const field = el("input", { class: "field", "aria-label": "New name", value: channel.name, maxlength: 80 });
  const done = async (event) => {
    event.preventDefault();
    if (!(await change("rename", { name: field.value.trim() }))) closePopover();
  };
  showPopover(anchor, el("form", { class: "small-form", onsubmit: done }, field, el("button", { class: "button primary" }, "Rename")), { label: "Rename", align: "end" });
}
