import { runCommand, sendMessage } from "./api.js";
import { Completion } from "./completion.js";
import { el, fill, icon, iconButton } from "./dom.js";
import { place } from "./place.js";
import { showMenu } from "./popover.js";
import { shortcutsOf, startShortcut } from "./message_menu.js";
import { isDirect, store, tell } from "./store.js";

const drafts = new Map();

/** Where a person types: a message, or a slash command outside threads. */
export class Composer {
  constructor(channel, { thread = null, label }) {
    Object.assign(this, { channel, thread });
    this.draft = `${place.as} ${channel} ${thread || ""}`;
    this.note = el("div", { class: "composer-note", role: "alert", "data-testid": "composer-failure", hidden: true });
    this.field = el("textarea", { class: "composer-field", rows: 1, "data-testid": thread ? "thread-composer" : "composer", "aria-label": label,
      placeholder: label, value: drafts.get(this.draft) || "", "data-key": this.draft, oninput: () => this.typed(),
      onkeydown: (event) => this.key(event), onblur: () => this.completion.close() });
    this.completion = new Completion(this.field);
    this.send = el("button", { type: "button", class: "send", "aria-label": "Send", title: "Send", disabled: true, onclick: () => this.submit() }, icon("send"));
    this.node = el("div", { class: "composer" }, this.note, el("div", { class: "composer-box" }, this.plus(), this.field, this.send));
    requestAnimationFrame(() => this.grow());
  }

  plus() {
    if (this.thread) return null;
    const open = () => showMenu(button, this.shortcutItems(), { label: "Shortcuts" });
    const button = iconButton("plus", "Shortcuts", open, { "data-testid": "shortcuts", "aria-haspopup": "menu" });
    return button;
  }

  shortcutItems() {
    const items = shortcutsOf("global").map((one) => ({ text: one.name, hint: one.description, run: () => startShortcut(one) }));
    const commands = (store.workspace.app.commands || []).map((one) => ({ text: one.command, hint: one.description, run: () => this.begin(`${one.command} `) }));
    return items.length && commands.length ? [...items, "-", ...commands] : [...items, ...commands, ...(items.length + commands.length ? [] : [{ text: "No shortcuts here", run: () => {} }])];
  }

  begin(text) {
    this.field.value = text;
    this.field.focus();
    this.typed();
  }

  typed() {
    drafts.set(this.draft, this.field.value);
    this.grow();
    this.completion.update();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 220)}px`;
    this.send.disabled = this.field.value.trim() === "" || this.busy;
  }

  key(event) {
    if (event.isComposing) return;
    if (this.completion.key(event)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.submit();
  }

  async submit() {
    const text = this.field.value.trim();
    if (text === "" || this.busy) return;
    this.completion.close();
    this.explain(null);
    this.setBusy(true);
    const answer = text.startsWith("/") ? await this.command(text) : await sendMessage(place.as, this.message(text));
    this.setBusy(false);
    const failure = answer.ok ? answer.failure : answer.error;
    if (failure) return this.explain(failure);
    if (this.field.value.trim() === text) this.begin("");
    tell("answered", { answer });
  }

  message(text) {
    return { channel: this.channel, text: escaped(text), ...(this.thread ? { thread_ts: this.thread } : {}) };
  }

  async command(text) {
    const name = text.split(/\s/)[0];
    if (this.thread) return { ok: true, failure: `${name} is not supported in threads. Sorry!` };
    return runCommand(place.as, this.channel, text);
  }

  setBusy(busy) {
    this.busy = busy;
    this.send.setAttribute("aria-busy", String(busy));
    this.grow();
  }

  explain(sentence) {
    this.note.hidden = !sentence;
    const close = sentence && iconButton("close", "Dismiss", () => this.explain(null));
    fill(this.note, sentence && el("span", {}, sentence), close);
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }
}

// Slack's own client sends ids for the names that people type, and escapes the rest.
function escaped(text) {
  const safe = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return safe.replace(/(^|[\s(])([@#])([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)/gu, (whole, lead, sign, name) => lead + (sign === "@" ? person(name) : channel(name)));
}

function person(handle) {
  if (["here", "channel", "everyone"].includes(handle)) return `<!${handle}>`;
  const known = [...store.people.values()].find((one) => one.name === handle && !one.deleted);
  return known ? `<@${known.id}>` : `@${handle}`;
}

function channel(name) {
  const known = [...store.channels.values()].find((one) => one.name === name && !isDirect(one));
  return known ? `<#${known.id}|${known.name}>` : `#${name}`;
}
