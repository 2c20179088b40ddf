import { el } from "../dom.js";
import { painterOf } from "../drawn.js";
import { writeDate } from "../dates.js";
import { drawGlyphs, emojiNode } from "../emoji.js";
import { broadcastChip, channelLink, groupChip, linkTo, mentionOf } from "../mentions.js";
import { notDrawn } from "./words.js";

const PAINTERS = {
  rich_text_section: (part) => el("div", { class: "rich-section" }, inline(part)),
  rich_text_preformatted: (part) => el("pre", { class: "pre" }, inline(part)),
  rich_text_quote: (part) => el("blockquote", { class: "quote" }, inline(part)),
  rich_text_list: list,
  text: (part) => styled(drawGlyphs(part.text), part.style),
  link: (part) => linkTo(part.url, styled(part.text || part.url, part.style)),
  user: (part) => styled(mentionOf(part.user_id), part.style),
  channel: (part) => styled(channelLink(part.channel_id), part.style),
  usergroup: (part) => styled(groupChip(part.usergroup_id), part.style),
  broadcast: (part) => styled(broadcastChip(part.range), part.style),
  emoji,
  date: (part) => styled(dateOf(part), part.style),
  color,
};

/** Draws one part of a rich text, or says that it cannot. */
function drawPart(part) {
  const painter = painterOf("rich_text", PAINTERS, part.type);
  return painter ? painter(part) : notDrawn(part.type);
}

const inline = (part) => (part.elements || []).map((one, at, all) => drawPart(withinSentence(all[at - 1], one)));

const ENDS_A_SENTENCE = /[.:!?]\s*$/;

/** A date says whether it goes on with a sentence: "open until today at 15:30". */
function withinSentence(before, part) {
  const goesOn = part.type === "date" && before?.type === "text" && before.text.trim() && !ENDS_A_SENTENCE.test(before.text);
  return goesOn ? { ...part, goesOn } : part;
}

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function styled(content, style = {}) {
  let node = content;
  for (const name of ["code", "strike", "italic", "bold", "underline"]) {
    if (style?.[name]) node = el(TAGS[name], { class: name === "code" ? "code" : "" }, node);
  }
  return node;
}

function list(part) {
  const ordered = part.style === "ordered";
  const look = { class: `rich-list indent-${Math.min(part.indent || 0, 8)}`, start: ordered ? (part.offset || 0) + 1 : null };
  return el(ordered ? "ol" : "ul", look, (part.elements || []).map((item) => el("li", {}, drawPart(item))));
}

function emoji(part) {
  return emojiNode(part.name || "") || el("span", { class: "emoji" }, signOf(part.unicode) || `:${part.name}:`);
}

function signOf(unicode) {
  const codes = (unicode || "").split("-").map((code) => parseInt(code, 16));
  return codes.every((code) => code > 0 && code <= 0x10ffff) ? String.fromCodePoint(...codes) : null;
}

function dateOf(part) {
  const words = writeDate(part.timestamp, part.format, part.fallback, part.goesOn);
  return part.url ? linkTo(part.url, words) : el("time", { title: part.fallback || null }, words);
}

function color(part) {
  const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(part.value)) swatch.style.background = part.value;
  return el("span", {}, swatch, part.value);
}

/** Draws a rich text block. */
export function drawRichText(block) {
  return el("div", { class: "block rich-text words" }, (block.elements || []).map(drawPart));
}
