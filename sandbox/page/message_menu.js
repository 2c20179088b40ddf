import { runShortcut } from "./api.js";
import { el, iconButton } from "./dom.js";
import { openThread, place } from "./place.js";
import { showMenu } from "./popover.js";
import { store, tell } from "./store.js";
import { saidIfFailed, say } from "./toasts.js";

/** The small bar over a message: its thread and its shortcuts. */
export function messageTools(message, channel, { inThread }) {
  if (message.ephemeral) return null;
  const reply = !inThread && iconButton("reply", "Reply in thread", () => openThread(message.thread_ts || message.ts), { "data-testid": "open-thread" });
  const more = iconButton("more", "More actions", () => showMenu(more, itemsFor(message, channel), { label: "Message actions", align: "end" }),
    { "data-testid": "message-menu", "aria-haspopup": "menu" });
  return el("div", { class: "message-tools" }, reply, more);
}

function itemsFor(message, channel) {
  const shortcuts = shortcutsOf("message").map((shortcut) => ({
    text: shortcut.name,
    hint: store.workspace.app.name,
    run: () => startShortcut(shortcut, { channel, ts: message.ts }),
  }));
  const link = { text: "Copy link to message", run: () => copyLink(message, channel) };
  return shortcuts.length ? [...shortcuts, "-", link] : [link];
}

/** The shortcuts of the app of one kind: global or message. */
export function shortcutsOf(kind) {
  return (store.workspace.app.shortcuts || []).filter((shortcut) => shortcut.type === kind);
}

/** Starts a shortcut and shows what comes of it. */
export async function startShortcut(shortcut, target = {}) {
  const answer = await runShortcut(place.as, { callback_id: shortcut.callback_id, ...target });
  if (saidIfFailed(answer)) return;
  if (answer.failure) say(answer.failure, "bad");
  tell("answered", { answer });
}

async function copyLink(message, channel) {
  const query = new URLSearchParams({ as: place.as, channel, message: message.ts, ...(message.thread_ts ? { thread: message.thread_ts } : {}) });
  try {
    await navigator.clipboard.writeText(`${location.origin}/?${query}`);
    say("Link copied.");
  } catch {
    say("The browser did not allow copying.", "bad");
  }
}
