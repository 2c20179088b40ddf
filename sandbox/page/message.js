import { press, suggest } from "./api.js";
import { drawBlocks } from "./blocks/draw.js";
import { el, icon } from "./dom.js";
import { Answers } from "./elements/answers.js";
import { emojiNode } from "./emoji.js";
import { face } from "./faces.js";
import { messageTools } from "./message_menu.js";
import { drawMrkdwn } from "./mrkdwn.js";
import { openThread, place } from "./place.js";
import { isBotUser, nameOf, now, store, tell } from "./store.js";
import { saidIfFailed, say } from "./toasts.js";
import { ago, fullMomentIn, timeIn } from "./zones.js";

const QUIET = new Set(["channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name",
  "channel_archive", "channel_unarchive", "channel_convert_to_private"]);
const answersOf = new Map();

/** When a message was sent. */
export const momentOf = (message) => new Date(Number(message.ts) * 1000);

/** What the elements of one message need in order to reach the app. */
function hostOf(message, channel) {
  const key = `${place.as} ${channel} ${message.ts}`;
  if (!answersOf.has(key)) answersOf.set(key, new Answers(channel));
  const answers = answersOf.get(key);
  answers.adopt(message.blocks || [], message.state?.values);
  const target = { channel, ts: message.ts };
  return {
    answers,
    perform: async (action) => answered(await press(place.as, { ...target, ...action, values: answers.all(message.blocks || []) })),
    suggest: (query) => suggest(place.as, { ...target, ...query }),
  };
}

function answered(answer) {
  if (saidIfFailed(answer)) return answer;
  if (answer.failure) say(answer.failure, "bad");
  tell("answered", { answer });
  return answer;
}

/** Draws one message; `follows` when the same person spoke just before, `inThread` inside a thread. */
export function drawMessage(message, channel, { follows = false, inThread = false } = {}) {
  if (QUIET.has(message.subtype)) return quietMessage(message);
  const time = el("time", { class: "message-time", title: fullMomentIn(store.zone, momentOf(message)) }, timeIn(store.zone, momentOf(message)));
  const kind = `message ${follows ? "message-follows" : ""} ${message.ephemeral ? "message-private" : ""}`;
  const look = { class: kind, "data-testid": "message", "data-ts": message.ts, "data-key": message.ts, tabindex: "-1" };
  return el("article", { ...look, "aria-label": `${nameOf(message.user)}, ${timeIn(store.zone, momentOf(message))}` },
    el("div", { class: "message-side" }, follows ? time.cloneNode(true) : face(message.user)),
    el("div", { class: "message-main" },
      message.ephemeral && el("div", { class: "message-note", "data-testid": "ephemeral" }, icon("eye", 14), "Only visible to you"),
      pinnedNote(message),
      !follows && headOf(message, time),
      bodyOf(message, channel, follows),
      files(message),
      reactions(message),
      !inThread && threadSummary(message)),
    messageTools(message, channel, { inThread }));
}

function quietMessage(message) {
  const time = el("time", { class: "message-time" }, timeIn(store.zone, momentOf(message)));
  return el("article", { class: "message message-quiet", "data-testid": "message", "data-ts": message.ts },
    el("div", { class: "message-side" }, time), el("div", { class: "message-main words" }, drawMrkdwn(message.text)));
}

function headOf(message, time) {
  const app = (message.is_bot || message.bot_id || isBotUser(message.user)) && el("span", { class: "badge badge-app", "data-testid": "app-badge" }, "APP");
  return el("header", { class: "message-head" }, el("strong", { class: "message-author" }, message.username || nameOf(message.user)), app, time, message.blocks?.length > 0 && editedNote(message));
}

function pinnedNote(message) {
  return message.pinned && el("div", { class: "message-note message-pinned" }, icon("pin", 13), "Pinned");
}

const editedNote = (message) => message.edited && el("span", { class: "edited" }, " (edited)");

// After blocks the note would stand on a line of its own: it stands beside the time, where there is one.
function bodyOf(message, channel, follows) {
  const blocks = message.blocks || [];
  if (blocks.length === 0 && !message.text && message.files?.length) return null;
  if (blocks.length === 0) return el("div", { class: "message-text words" }, drawMrkdwn(message.text || ""), editedNote(message));
  return el("div", { class: "message-blocks" }, drawBlocks(blocks, hostOf(message, channel)), follows && editedNote(message));
}

// The names are what somebody gave them; the bytes come as a download and never as a page.
function files(message) {
  if (!message.files?.length) return null;
  return el("div", { class: "files" }, message.files.map((file) => (file.deleted
    ? el("span", { class: "file quiet", "data-testid": "file" }, "This file was deleted.")
    : el("a", { class: "file", href: `/control/files/${encodeURIComponent(file.id)}?as=${encodeURIComponent(place.as)}`, download: file.name, "data-testid": "file" },
      icon("file", 15), el("b", {}, file.title), el("span", { class: "quiet" }, sizeWords(file.size))))));
}

const sizeWords = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((reaction) =>
    el("span", { class: `reaction ${reaction.users?.includes(store.me?.id) ? "mine" : ""}`, title: (reaction.users || []).map(nameOf).join(", ") },
      emojiNode(reaction.name) || `:${reaction.name}:`, el("b", {}, String(reaction.count ?? reaction.users.length)))));
}

function threadSummary(message) {
  if (!message.reply_count) return null;
  const people = (message.reply_users || []).slice(0, 5).map((id) => face(id, "face-tiny"));
  const words = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  const last = message.latest_reply && el("span", { class: "quiet" }, ago(now(), new Date(Number(message.latest_reply) * 1000)));
  const look = { type: "button", class: "thread-summary", "data-testid": "thread-summary", onclick: () => openThread(message.ts) };
  return el("button", look, people, el("b", {}, words), last);
}
