import { el, freshId } from "../dom.js";
import { drawText, plainWords } from "../blocks/words.js";

/** Draws checkboxes. */
export function drawCheckboxes(element, slot) {
  const chosen = () => new Set(slot.state.selected_options.map((option) => option.value));
  const changed = async (option, event) => {
    const next = new Set(chosen());
    next[event.target.checked ? "add" : "delete"](option.value);
    const selected_options = element.options.filter((one) => next.has(one.value));
    if (!(await slot.change({ type: element.type, selected_options }))) event.target.checked = chosen().has(option.value);
  };
  const rows = element.options.map((option) => tick("checkbox", option, chosen().has(option.value), (event) => changed(option, event)));
  return groupOf(slot, "group", rows);
}

/** Draws radio buttons. */
export function drawRadios(element, slot) {
  const name = freshId("radio");
  const chosen = () => slot.state.selected_option?.value;
  const changed = async (option, event) => {
    const said = await slot.change({ type: element.type, selected_option: option });
    if (!said) event.target.checked = chosen() === option.value;
  };
  const rows = element.options.map((option) =>
    tick("radio", option, chosen() === option.value, (event) => changed(option, event), name));
  return groupOf(slot, "radiogroup", rows);
}

function groupOf(slot, role, rows) {
  const { "data-key": key, "data-focus-first": first, ...look } = slot.look;
  const group = el("div", { role, class: "ticks", ...look }, rows);
  const box = group.querySelector("input");
  if (box && first !== null) box.dataset.focusFirst = "";
  if (box) box.dataset.key = key;
  return group;
}

function tick(type, option, checked, onchange, name = null) {
  const box = el("input", { type, name, checked, onchange, "aria-label": plainWords(option.text) });
  const about = option.description && drawText(option.description, "span", { class: "quiet" });
  return el("label", { class: "tick" }, box, el("span", { class: "tick-words" }, drawText(option.text), about));
}
