import { knownZone } from "./zones.js";

/** What this page knows now: who acts, where they are, and the last picture of the workspace. */
export const store = {
  workspace: null,
  me: null,
  zone: "UTC",
  clockOffset: 0,
  people: new Map(),
  channels: new Map(),
};

const listeners = new Map();

/** Calls a function whenever something of this name was told. */
export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, []);
  listeners.get(name).push(listener);
}

/** Tells everyone who listens that something of this name happened. */
export function tell(name, fact) {
  for (const listener of listeners.get(name) || []) listener(fact);
}

/** The time in the workspace, which may have been moved ahead of real time. */
export function now() {
  return new Date(Date.now() + store.clockOffset);
}

/** Takes in a fresh picture of the workspace. */
export function remember(workspace, as) {
  store.workspace = workspace;
  store.people = new Map(workspace.people.map((person) => [person.id, person]));
  store.channels = new Map(workspace.channels.map((channel) => [channel.id, channel]));
  store.me = store.people.get(as) || null;
  store.zone = knownZone(store.me?.tz);
  store.clockOffset = Date.parse(workspace.clock) - Date.now();
}

/** The name by which people call somebody. */
export function nameOf(id) {
  const person = store.people.get(id);
  if (person) return person.real_name || person.name;
  if (id === store.workspace?.app?.bot_user) return store.workspace.app.name;
  return id || "Somebody";
}

/** The handle of somebody, as it stands after an @. */
export function handleOf(id) {
  return store.people.get(id)?.name || id;
}

export const isBotUser = (id) => id === store.workspace?.app?.bot_user;

/** The person on the other side of a direct message. */
export function partnerOf(channel) {
  return channel.user || channel.members?.find((id) => id !== store.me?.id) || store.me?.id;
}

/** Whether a channel is a direct message, with one person or with a few. */
export const isDirect = (channel) => channel.kind === "dm" || channel.kind === "mpim";

/** A channel's name as people see it; a direct message is named after the others in it. */
export function titleOf(channel) {
  if (channel.kind === "dm") return nameOf(partnerOf(channel));
  if (channel.kind === "mpim") return channel.members.filter((id) => id !== store.me?.id).map(nameOf).join(", ");
  return channel.name;
}

/** Whether a channel is the app's direct message and the app takes no messages there. */
export const isReadOnly = (channel) => channel.kind === "dm" && isBotUser(partnerOf(channel)) && store.workspace.app.messages_read_only;

/** The direct message between the acting person and the app, if it was ever opened. */
export function appConversation() {
  return [...store.channels.values()].find((channel) => channel.kind === "dm" && isBotUser(partnerOf(channel)));
}
