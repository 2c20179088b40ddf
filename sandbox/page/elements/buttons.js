import { askFirst } from "../confirm.js";
import { el, icon } from "../dom.js";
import { drawGlyphs } from "../emoji.js";
import { safeAddress } from "../mentions.js";
import { showMenu } from "../popover.js";
import { plainWords } from "../blocks/words.js";

/** Draws a button; one with an address also opens it. */
export function drawButton(element, slot) {
  const words = plainWords(element.text);
  const button = el("button", {
    type: "button", class: `button ${element.style || ""}`, "aria-label": element.accessibility_label || null,
    "data-testid": "block-button", "data-key": slot.look["data-key"],
    onclick: () => pressed(button, element, slot),
  }, el("span", {}, drawGlyphs(words)), element.url ? icon("link", 14) : null);
  return button;
}

async function pressed(button, element, slot) {
  if (button.getAttribute("aria-busy") === "true" || !(await askFirst(element.confirm))) return;
  const address = element.url && safeAddress(element.url);
  if (address) open(address, "_blank", "noopener,noreferrer");
  button.setAttribute("aria-busy", "true");
  await slot.tellApp({ value: element.value });
  button.removeAttribute("aria-busy");
}

/** Draws the three dots with a short menu. */
export function drawOverflow(element, slot) {
  const run = async (option) => {
    const address = option.url && safeAddress(option.url);
    if (!(await askFirst(element.confirm))) return;
    if (address) open(address, "_blank", "noopener,noreferrer");
    slot.tellApp({ selected_option: option });
  };
  const items = element.options.map((option) => ({ text: plainWords(option.text), hint: plainWords(option.description), run: () => run(option) }));
  const look = { type: "button", class: "button overflow", "aria-haspopup": "menu", "aria-label": "More actions", "data-testid": "overflow" };
  const button = el("button", { ...look, onclick: () => showMenu(button, items, { label: "More actions", align: "end" }) }, icon("more"));
  return button;
}
