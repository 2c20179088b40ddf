import { el } from "../dom.js";
import { drawGlyphs, withEmoji } from "../emoji.js";
import { drawMrkdwn } from "../mrkdwn.js";

/** Draws a text object: plain text exactly as typed, mrkdwn with Slack's markup. */
export function drawText(text, tag = "span", look = {}) {
  if (!text) return null;
  if (text.type === "mrkdwn") return el(tag, { ...look, class: `words ${look.class || ""}` }, drawMrkdwn(text.text, text));
  return el(tag, { ...look, class: `words ${look.class || ""}` }, drawGlyphs(plainWords(text)));
}

/** The words of a text object for names and labels, without any drawing. */
export function plainWords(text) {
  if (!text) return "";
  return text.type === "plain_text" && text.emoji !== true ? text.text : withEmoji(text.text);
}

/** A visible box instead of something this page cannot draw. */
export function notDrawn(type) {
  return el("div", { class: "not-drawn", "data-testid": "not-drawn" }, `not drawn: ${type}`);
}
