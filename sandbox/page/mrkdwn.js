import { el } from "./dom.js";
import { writeDate } from "./dates.js";
import { drawGlyphs, emojiNode } from "./emoji.js";
import { broadcastChip, channelLink, groupChip, linkTo, mentionOf, safeAddress } from "./mentions.js";
import { isDirect, store } from "./store.js";

// A text is read into nodes, never into markup: the worst that a hostile message can do is look odd.
const INLINE = [
  ["code", /`([^`\n]+)`/y],
  ["control", /<([^<>\n]+)>/y],
  ["bold", /\*(?=\S)([^\n*]*[^\s*])\*(?![\p{L}\p{N}])/uy],
  ["italic", /_(?=\S)([^\n_]*[^\s_])_(?![\p{L}\p{N}])/uy],
  ["strike", /~(?=\S)([^\n~]*[^\s~])~(?![\p{L}\p{N}])/uy],
  ["emoji", /:([a-z0-9_+-]+):(?::skin-tone-\d:)?/y],
];
const AUTOMATIC = [
  ["address", /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"\]]/y],
  ["channel", /#([a-z0-9_-]{1,80})/y],
];
const TAGS = { bold: "strong", italic: "em", strike: "s" };
const MARKS = new Set(["bold", "italic", "strike"]);

/** Undoes Slack's three escapes. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Draws Slack's own markup; with verbatim, addresses and names stay plain words. */
export function drawMrkdwn(text, { verbatim = false } = {}) {
  const parts = String(text).split(/```\n?([\s\S]+?)\n?```\n?/);
  return parts.flatMap((part, at) => (at % 2 ? [preformatted(part)] : lines(part, verbatim)));
}

const preformatted = (text) => el("pre", { class: "pre" }, inlineControls(text));

function inlineControls(text) {
  return text.split(/(<[^<>\n]+>)/).map((part, at) => (at % 2 ? control(part.slice(1, -1)) : unescape(part)));
}

function lines(text, verbatim) {
  const drawn = [];
  for (const group of grouped(text)) {
    const words = drawInline(group.lines.join("\n"), verbatim);
    drawn.push(...(group.quoted ? [el("blockquote", { class: "quote" }, words)] : words));
  }
  return drawn;
}

function grouped(text) {
  const groups = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = groups.at(-1);
    if (last && last.quoted === Boolean(quote)) last.lines.push(quote ? quote[1] : line);
    else groups.push({ quoted: Boolean(quote), lines: [quote ? quote[1] : line] });
  }
  return groups.filter((group) => group.quoted || group.lines.join("") !== "" || groups.length === 1);
}

function drawInline(text, verbatim) {
  const rules = verbatim ? INLINE : [...INLINE, ...AUTOMATIC];
  const drawn = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = match(rules, text, at, verbatim);
    plain += found ? "" : text[at];
    at += found ? found.length : 1;
    if (!found) continue;
    drawn.push(...drawGlyphs(unescape(plain)), found.node);
    plain = "";
  }
  return [...drawn, ...drawGlyphs(unescape(plain))];
}

function match(rules, text, at, verbatim) {
  for (const [name, rule] of rules) {
    if ((MARKS.has(name) || name === "channel") && at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1])) continue;
    rule.lastIndex = at;
    const found = rule.exec(text);
    const node = found && nodeFor(name, found, verbatim);
    if (node) return { node, length: found[0].length };
  }
  return null;
}

function nodeFor(name, found, verbatim) {
  if (MARKS.has(name)) return el(TAGS[name], {}, drawInline(found[1], verbatim));
  if (name === "code") return el("code", { class: "code" }, inlineControls(found[1]));
  if (name === "control") return control(found[1]);
  if (name === "emoji") return emojiNode(found[1]);
  if (name === "address") return linkTo(unescape(found[0]));
  return namedChannel(found[1]);
}

function namedChannel(name) {
  const channel = [...store.channels.values()].find((one) => one.name === name && !isDirect(one));
  return channel ? channelLink(channel.id) : null;
}

function control(body) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : unescape(body.slice(bar + 1));
  if (target.startsWith("@")) return mentionOf(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  // What is no address stays as it was written: nothing that an app sends may vanish from sight.
  if (!safeAddress(unescape(target))) return el("span", {}, `<${unescape(body)}>`);
  return linkTo(unescape(target), label || unescape(target).replace(/^mailto:/, ""));
}

function special(target, label) {
  if (target.startsWith("date^")) return dateOf(target.split("^"), label);
  if (target.startsWith("subteam^")) return groupChip(target.slice(8), label);
  if (["here", "channel", "everyone"].includes(target)) return broadcastChip(target);
  return el("span", {}, label || `<!${target}>`);
}

function dateOf([, timestamp, pattern, link], fallback) {
  const words = writeDate(timestamp, pattern, fallback);
  return link ? linkTo(unescape(link), words) : el("time", { title: fallback }, words);
}
