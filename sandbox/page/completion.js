import { el, fill, freshId } from "./dom.js";
import { badgesOf, face } from "./faces.js";
import { placeBeside } from "./popover.js";
import { isBotUser, isDirect, nameOf, store } from "./store.js";

const MOST = 12;

/** The verbs that a usage hint names: "create | list | status KEY" gives create, list, status. */
export function verbsOf(hint) {
  const phrases = (hint || "").split("|").map((phrase) => phrase.trim().replace(/^[[<(]+|[\])>]+$/g, "").trim());
  const shown = phrases.map((phrase) => ({ verb: phrase.split(/\s+/)[0], phrase }));
  return shown.filter((one) => /^[a-z][\w-]*$/.test(one.verb));
}

function commandItems(typed) {
  const commands = (store.workspace.app.commands || []).filter((one) => one.command.startsWith(typed.toLowerCase()));
  return commands.map((one) => ({ text: one.command, detail: one.usage_hint, hint: one.description, insert: `${one.command} ` }));
}

function verbItems(command, typed) {
  const known = (store.workspace.app.commands || []).find((one) => one.command === command);
  const verbs = verbsOf(known?.usage_hint).filter((one) => one.verb.startsWith(typed.toLowerCase()));
  return verbs.map((one) => ({ text: one.phrase, insert: `${one.verb} ` }));
}

function peopleItems(typed) {
  const wanted = typed.toLowerCase();
  const fits = (person) => !person.deleted && `${person.name} ${person.real_name}`.toLowerCase().split(/[\s.]+/).some((word) => word.startsWith(wanted));
  const found = [...store.people.values()].filter((person) => fits(person) && !isBotUser(person.id));
  return found.map((person) => ({ text: nameOf(person.id), detail: `@${person.name}`, insert: `@${person.name} `,
    hint: [person.title, ...badgesOf(person)].filter(Boolean).join(" · "), face: () => face(person.id, "face-small") }));
}

function channelItems(typed) {
  const open = [...store.channels.values()].filter((one) => !isDirect(one) && !one.archived && one.name.includes(typed.toLowerCase()));
  return open.map((one) => ({ text: `#${one.name}`, hint: one.topic || "", insert: `#${one.name} ` }));
}

/** What can stand at the cursor: where it begins, what to offer, and whether Enter takes the first offer. */
export function offersAt(text, cursor) {
  const before = text.slice(0, cursor);
  const command = /^\/(\S*)$/.exec(before);
  if (command) return { from: 0, items: commandItems(before), eager: true };
  const verb = /^(\/\S+)\s+([^\s]*)$/.exec(before);
  const named = /(?:^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (named) return { from: cursor - named[2].length - 1, items: (named[1] === "@" ? peopleItems : channelItems)(named[2]), eager: true };
  if (verb) return { from: cursor - verb[2].length, items: verbItems(verb[1], verb[2]), eager: verb[2] !== "" };
  return { from: cursor, items: [], eager: false };
}

/** The list of offers over the composer. */
export class Completion {
  constructor(field) {
    this.field = field;
    this.list = el("div", { class: "combo-list completion", role: "listbox", id: freshId("offers"), popover: "manual",
      "aria-label": "Suggestions", "data-testid": "completion" });
    field.setAttribute("aria-controls", this.list.id);
    this.items = [];
    this.active = -1;
  }

  get isOpen() {
    return this.items.length > 0;
  }

  update() {
    const { from, items, eager } = offersAt(this.field.value, this.field.selectionStart);
    this.from = from;
    this.items = items.slice(0, MOST);
    if (!this.isOpen || this.isTyped(this.items[0], this.items.length)) return this.close();
    this.list.isConnected || this.field.after(this.list);
    fill(this.list, this.items.map((item, at) => this.row(item, at)));
    this.list.showPopover();
    this.list.style.minWidth = `${Math.min(this.field.getBoundingClientRect().width, 520)}px`;
    this.mark(eager ? 0 : -1);
    placeBeside(this.field, this.list);
  }

  // What already stands there need not be offered: Enter should send it.
  isTyped(item, howMany) {
    return howMany === 1 && this.field.value.slice(this.from) === item.insert.trimEnd();
  }

  row(item, at) {
    const take = (event) => {
      event.preventDefault();
      this.take(at);
    };
    const detail = item.detail && el("span", { class: "quiet" }, ` ${item.detail}`);
    const hint = item.hint && el("span", { class: "option-hint" }, item.hint);
    return el("div", { class: "option", role: "option", id: freshId("offer"), "aria-label": item.text, onpointerdown: take },
      item.face?.(), el("span", { class: "option-words" }, el("span", { class: "option-text" }, item.text, detail), hint));
  }

  mark(at) {
    this.active = at;
    [...this.list.children].forEach((row, index) => row.classList.toggle("active", index === at));
    const row = this.list.children[at];
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  take(at) {
    const { insert } = this.items[at];
    const rest = this.field.value.slice(this.field.selectionStart);
    this.field.value = this.field.value.slice(0, this.from) + insert + rest.replace(/^ /, "");
    const cursor = this.from + insert.length;
    this.field.setSelectionRange(cursor, cursor);
    this.close();
    this.field.focus();
    this.field.dispatchEvent(new Event("input"));
  }

  close() {
    this.items = [];
    this.active = -1;
    if (this.list.isConnected) this.list.remove();
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Takes a key if the list wants it, and tells whether it did. */
  key(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark((this.active + step + this.items.length) % this.items.length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab") this.take(Math.max(0, this.active));
    else if (event.key === "Enter" && this.active >= 0) return this.enter();
    else return false;
    return true;
  }

  enter() {
    const chosen = this.items[this.active];
    if (this.field.value.slice(this.from).trimEnd() === chosen.insert.trimEnd()) return false;
    this.take(this.active);
    return true;
  }
}
