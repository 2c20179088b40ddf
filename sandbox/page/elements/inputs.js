import { el } from "../dom.js";
import { plainWords } from "../blocks/words.js";

const KINDS = { number_input: "text", email_text_input: "email", url_text_input: "url", plain_text_input: "text" };
const COUNT_FROM = 0.8;
const TOO_SHORT_TO_COUNT = 20;

/** Draws a field for words, a number, an address. */
export function drawTextInput(element, slot) {
  const tall = element.multiline === true;
  const field = el(tall ? "textarea" : "input", {
    ...slot.look, class: "field", type: tall ? null : KINDS[element.type], rows: tall ? 4 : null, autocomplete: "off",
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    placeholder: plainWords(element.placeholder) || null, maxlength: element.max_length || (element.type === "plain_text_input" ? 3000 : null),
    value: slot.state.value ?? "",
  });
  const counter = counterFor(field, element);
  field.addEventListener("input", () => {
    slot.typed({ type: element.type, value: field.value === "" ? null : field.value });
    counter?.update();
  });
  field.addEventListener("keydown", (event) => entered(event, slot, tall));
  return counter ? el("span", { class: "counted" }, field, counter.node) : field;
}

function entered(event, slot, tall) {
  if (event.key !== "Enter" || event.isComposing || (tall && !event.ctrlKey && !event.metaKey)) return;
  if (!slot.entered()) return;
  event.preventDefault();
  event.stopPropagation();
}

function counterFor(field, element) {
  if (!element.max_length || element.max_length < TOO_SHORT_TO_COUNT) return null;
  const node = el("span", { class: "counter", "aria-live": "polite" });
  const update = () => {
    const used = field.value.length;
    node.textContent = used >= element.max_length * COUNT_FROM ? `${used} / ${element.max_length}` : "";
  };
  update();
  return { node, update };
}

function asRichText(text) {
  if (text === "") return null;
  const words = { type: "rich_text_section", elements: [{ type: "text", text }] };
  return { type: "rich_text", elements: [words] };
}

function asWords(value) {
  const parts = (value?.elements || []).flatMap((part) => part.elements || []);
  return parts.map((part) => part.text ?? part.url ?? part.user_id ?? "").join("");
}

/** Draws a field for formatted words; here only plain words can be typed into it. */
export function drawRichInput(element, slot) {
  const field = el("textarea", { ...slot.look, class: "field", rows: 4, placeholder: plainWords(element.placeholder) || null,
    value: asWords(slot.state.rich_text_value) });
  field.addEventListener("input", () => slot.typed({ type: element.type, rich_text_value: asRichText(field.value) }));
  field.addEventListener("keydown", (event) => entered(event, slot, true));
  return field;
}
