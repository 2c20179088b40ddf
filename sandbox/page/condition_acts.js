import { changeApp, changeChannel, changePerson } from "./api.js";
import { el } from "./dom.js";
import { isDirect, store } from "./store.js";
import { say, saidIfFailed } from "./toasts.js";

const GOODBYES = [
  ["refresh_requested", "Connections renewed, as every few hours"], ["warning", "Connections renewed, with a warning first"], ["link_disabled", "Socket Mode turned off"], ["cut", "Connections cut without a word"],
];

function button(words, testid, act, { danger = false } = {}) {
  return el("button", { type: "button", class: `button ${danger ? "danger" : ""}`, "data-testid": testid, onclick: act }, words);
}

async function run(asked, sentence, done) {
  if (!saidIfFailed(await asked)) say(sentence);
  done();
}

/** Draws what can be done to the app itself. */
export function appPart(done) {
  const reason = el("select", { class: "field", "aria-label": "How the connections end", "data-testid": "goodbye" }, GOODBYES.map(([value, words]) => el("option", { value }, words)));
  return el("div", { class: "condition-rows" },
    el("div", { class: "condition-row" }, reason, button("Disconnect", "disconnect", () => run(changeApp({ op: "disconnect", reason: reason.value }), "The app's connections were told to end.", done))),
    el("div", { class: "condition-row" },
      button("Revoke its tokens", "revoke", () => run(changeApp({ op: "revoke" }), "Every token of the app is revoked.", done), { danger: true }),
      button("Uninstall", "uninstall", () => run(changeApp({ op: "uninstall" }), "The app is uninstalled.", done), { danger: true }),
      button("Install again", "install", () => run(changeApp({ op: "install" }), "The app is installed, its token works again.", done))));
}

function select(label, testid, rows) {
  return el("select", { class: "field", "aria-label": label, "data-testid": testid }, rows.map(([value, words]) => el("option", { value }, words)));
}

/** Draws what can be taken from the app: a channel that it is in, or a person. */
export function peoplePart(done) {
  const app = store.workspace.app;
  const channels = [...store.channels.values()].filter((one) => !isDirect(one) && one.members.includes(app.bot_user)).map((one) => [one.id, `#${one.name}`]);
  const people = [...store.people.values()].filter((one) => !one.is_bot && one.id !== "USLACKBOT").map((one) => [one.id, one.real_name]);
  const channel = select(`A channel that ${app.name} is in`, "bot-channel", channels);
  const person = select("A person", "some-person", people);
  const name = (rows, field) => rows.find(([id]) => id === field.value)?.[1];
  const remove = () => run(changeChannel({ op: "kick", channel: channel.value, user: app.bot_user }), `${app.name} is no longer in ${name(channels, channel)}.`, done);
  const change = (op) => () => run(changePerson({ op, user: person.value }), `${name(people, person)} is ${op === "deactivate" ? "deactivated" : "active again"}.`, done);
  const inChannels = channels.length ? [channel, button(`Remove ${app.name}`, "remove-bot", remove, { danger: true })] : el("p", { class: "quiet" }, `${app.name} is in none of the channels that you see.`);
  return el("div", { class: "condition-rows" }, el("div", { class: "condition-row" }, inChannels),
    el("div", { class: "condition-row" }, person, button("Deactivate", "deactivate", change("deactivate"), { danger: true }), button("Reactivate", "reactivate", change("reactivate"))));
}
