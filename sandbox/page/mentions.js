import { el } from "./dom.js";
import { store, handleOf, nameOf } from "./store.js";
import { openChannel, go } from "./place.js";

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** The address if a browser may follow it, else null: nothing but the web and mail. */
export function safeAddress(url) {
  try {
    const parsed = new URL(url);
    return SAFE.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** A person's name as a chip; louder when it is the acting person. */
export function mentionOf(id, fallback) {
  const known = store.people.has(id) || nameOf(id) !== id;
  const mine = id === store.me?.id ? "mention-me" : "";
  const name = known ? nameOf(id) : fallback || id;
  return el("span", { class: `mention ${mine}`, title: known ? `@${handleOf(id)}` : null }, `@${name}`);
}

/** A channel's name that leads there. */
export function channelLink(id, fallback) {
  const channel = store.channels.get(id);
  if (!channel) return el("span", { class: "mention" }, fallback ? `#${fallback}` : "a private channel");
  return el("button", { type: "button", class: "mention mention-link", onclick: () => openChannel(id) }, `#${channel.name}`);
}

/** A mention that reaches many: @here, @channel, @everyone. */
export const broadcastChip = (range) => el("span", { class: "mention mention-all" }, `@${range}`);

export const groupChip = (id, fallback) => el("span", { class: "mention" }, fallback || `@${id}`);

function messageAddress(href) {
  const found = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(href);
  if (!found || !store.channels.has(found[1])) return null;
  const thread = new URL(href).searchParams.get("thread_ts");
  return { channel: found[1], ts: `${found[2]}.${found[3]}`, thread };
}

/** A link to the web; a link to a message of this workspace leads to that message instead. */
export function linkTo(url, content) {
  const href = safeAddress(url);
  if (!href) return el("span", {}, content || url);
  const look = { class: "link", href, target: "_blank", rel: "noopener noreferrer" };
  return el("a", { ...look, onclick: (event) => followInside(event, href) }, content || url);
}

/** Follows a link to a message inside this page, and tells whether it was one. */
export function followInside(event, href) {
  const inside = messageAddress(href);
  if (!inside) return;
  event.preventDefault();
  go({ channel: inside.channel, home: false, thread: inside.thread });
  dispatchEvent(new CustomEvent("show-message", { detail: inside.ts }));
}
