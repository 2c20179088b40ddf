import { badgesOf, face } from "../faces.js";
import { store, titleOf } from "../store.js";
import { plainWords } from "../blocks/words.js";
import { chosenIn } from "./answers.js";
import { Combobox } from "./combobox.js";

const DEFAULT_MIN_QUERY = 3;

/** Draws a select of any kind; `multiple` and where its options come from follow from its type. */
export function drawSelect(element, slot) {
  const source = sourceOf(element, slot);
  const combo = new Combobox({
    label: slot.label,
    placeholder: plainWords(element.placeholder) || "Choose …",
    multiple: element.type.startsWith("multi_"),
    max: element.max_selected_items || Infinity,
    clearable: slot.inForm,
    chosen: chosenNow(slot.state, source),
    inputLook: slot.look,
    change: (chosen) => slot.change(stateFrom(element, chosen)),
    ...source,
  });
  combo.node.dataset.testid = "select";
  return combo.node;
}

function sourceOf(element, slot) {
  if (element.type.includes("external")) return external(element, slot);
  if (element.type.includes("static")) return listed(staticGroups(element));
  if (element.type.includes("users")) return listed([{ options: people() }], personOption);
  const filter = element.type.includes("channels") ? { include: ["public"] } : element.filter;
  return listed([{ options: conversations(filter) }], channelOption);
}

function listed(groups, named) {
  return { named, load: async (query) => matching(groups, query) };
}

function matching(groups, query) {
  const wanted = query.trim().toLowerCase();
  const fits = (option) => `${option.text} ${option.hint || ""} ${option.also || ""}`.toLowerCase().includes(wanted);
  return groups.map((group) => ({ ...group, options: group.options.filter(fits) }));
}

const fromSlack = (option) => ({
  key: option.value, text: plainWords(option.text), hint: plainWords(option.description), raw: option,
});

function staticGroups(element) {
  if (!element.option_groups) return [{ options: (element.options || []).map(fromSlack) }];
  return element.option_groups.map((group) => ({ label: plainWords(group.label), options: group.options.map(fromSlack) }));
}

function external(element, slot) {
  const least = element.min_query_length ?? DEFAULT_MIN_QUERY;
  const load = async (query) => {
    if (query.length < least) return Object.assign([], { hint: `Type at least ${least} letters` });
    return offered(await slot.host.suggest({ block_id: slot.block.block_id, action_id: element.action_id, value: query }));
  };
  return { load, waits: true };
}

function offered(answer) {
  if (!answer.ok || answer.failure) return Object.assign([], { hint: "No results" });
  const groups = answer.option_groups?.length ? answer.option_groups : [{ options: answer.options || [] }];
  return groups.map((group) => ({ label: plainWords(group.label), options: group.options.map(fromSlack) }));
}

export function personOption(id) {
  const person = store.people.get(id);
  if (!person) return { key: id, text: id };
  const about = [person.title, ...badgesOf(person)].filter(Boolean).join(" · ");
  return { key: id, text: person.real_name || person.name, hint: about, also: person.name, face: () => face(id, "face-small") };
}

// Slack lists guests, bots and people from outside here too, so that an app has to check whom it was given.
function people() {
  const active = [...store.people.values()].filter((person) => !person.deleted);
  active.sort((one, other) => isApp(one) - isApp(other) || one.real_name.localeCompare(other.real_name));
  return active.map((person) => personOption(person.id));
}

const isApp = (person) => Number(person.is_bot || person.id === "USLACKBOT");

const KINDS = { channel: "public", private: "private", dm: "im" };

function channelOption(id) {
  const channel = store.channels.get(id);
  if (!channel) return { key: id, text: id };
  const sign = channel.kind === "channel" ? "#" : "";
  return { key: id, text: `${sign}${titleOf(channel)}`, hint: channel.kind === "private" ? "private channel" : "" };
}

function conversations(filter) {
  const wanted = filter?.include || ["public", "private", "im"];
  const open = [...store.channels.values()].filter((channel) => !channel.archived && wanted.includes(KINDS[channel.kind]));
  return open.map((channel) => channelOption(channel.id));
}

function chosenNow(state, source) {
  const chosen = chosenIn(state);
  const list = Array.isArray(chosen) ? chosen : chosen ? [chosen] : [];
  return list.map((one) => (typeof one === "string" ? source.named(one) : fromSlack(one)));
}

function stateFrom(element, chosen) {
  const many = element.type.startsWith("multi_");
  const values = chosen.map((one) => one.raw || one.key);
  const kind = element.type.replace("multi_", "").replace("_select", "");
  const stem = { static: "option", external: "option", users: "user", channels: "channel", conversations: "conversation" }[kind];
  return many ? { type: element.type, [`selected_${stem}s`]: values } : { type: element.type, [`selected_${stem}`]: values[0] ?? null };
}
