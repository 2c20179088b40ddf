import { el, freshId } from "../dom.js";
import { painterOf } from "../drawn.js";
import { drawElement, drawSmall } from "../elements/draw.js";
import { drawPicture } from "./picture.js";
import { drawRichText } from "./rich_text.js";
import { drawText, notDrawn, plainWords } from "./words.js";

/** Draws the blocks of a message, a modal or a Home, one node a block. */
export const drawBlocks = (blocks, host) => (blocks || []).map((block) => drawBlock(block, host));

/** Draws one block, or says that it cannot. */
export function drawBlock(block, host) {
  const painter = painterOf("blocks", PAINTERS, block.type);
  const node = painter ? painter(block, host) : notDrawn(block.type);
  if (block.block_id) node.dataset.blockId = block.block_id;
  return node;
}

function section(block, host) {
  const fields = block.fields && el("div", { class: "section-fields" }, block.fields.map((field) => drawText(field, "div")));
  const words = el("div", { class: "section-words" }, drawText(block.text, "div"), fields);
  const beside = block.accessory && el("div", { class: `accessory accessory-${block.accessory.type}` }, drawElement(block.accessory, block, host));
  return el("div", { class: "block section" }, words, beside);
}

const header = (block) => drawText(block.text, "h3", { class: "block block-header" });

const context = (block, host) => el("div", { class: "block context" }, (block.elements || []).map((part) => drawSmall(part, block, host)));

const actions = (block, host) =>
  el("div", { class: "block actions" }, (block.elements || []).map((element) => drawElement(element, block, host)));

const divider = () => el("hr", { class: "block block-divider" });

function image(block) {
  const title = block.title && drawText(block.title, "figcaption", { class: "quiet" });
  return el("figure", { class: "block figure" }, title, drawPicture(block, null, "picture"));
}

function input(block, host) {
  const label = plainWords(block.label);
  const error = host.errors?.[block.block_id];
  const hintId = freshId("hint");
  const errorId = freshId("error");
  const optional = block.optional === true && el("span", { class: "quiet" }, " (optional)");
  const drawn = drawElement(block.element, block, host, { label, describedBy: `${error ? errorId : ""} ${block.hint ? hintId : ""}`.trim() || null });
  return el("div", { class: `block input ${error ? "has-error" : ""}`, "data-testid": "field" },
    el("div", { class: "label", "aria-hidden": "true", onclick: () => drawn.querySelector?.("input, textarea")?.focus() ?? drawn.focus() }, label, optional),
    drawn,
    error && el("div", { class: "field-error", id: errorId, role: "alert", "data-testid": "field-error" }, error),
    block.hint && drawText(block.hint, "div", { class: "hint", id: hintId }));
}

function cell(part, settings, tag) {
  const drawn = part.type === "rich_text" ? drawRichText(part) : el("span", { class: "words" }, String(part.text ?? part.value ?? ""));
  return el(tag, { class: `align-${settings?.align || "left"} ${settings?.is_wrapped ? "wrapped" : ""}` }, drawn);
}

function table(block) {
  const rows = (block.rows || []).map((row, at) =>
    el("tr", {}, row.map((part, column) => cell(part, block.column_settings?.[column], at === 0 ? "th" : "td"))));
  return el("div", { class: "block table-frame", tabindex: "0", role: "region", "aria-label": "Table" }, el("table", {}, rows));
}

const SIGNS = { info: "ℹ️", warning: "⚠️", error: "⛔", success: "✅", default: "💬" };

function alert(block) {
  const level = SIGNS[block.level] ? block.level : "default";
  return el("div", { class: `block alert alert-${level}`, role: "note" },
    el("span", { "aria-hidden": "true" }, SIGNS[level]), drawText(block.text, "div"));
}

function markdown(block) {
  return el("div", { class: "block markdown" }, String(block.text || "").split("\n").map((line) => el("p", {}, line || " ")));
}

const PAINTERS = { section, header, context, actions, divider, image, input, rich_text: drawRichText, table, alert, markdown };
