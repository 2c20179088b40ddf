import { el } from "./dom.js";
import { drawMessage, momentOf } from "./message.js";
import { Drawings, keepingCursor, patch } from "./redraw.js";
import { now, store } from "./store.js";
import { dayIn, dividerDay } from "./zones.js";

const SHOWN_AT_FIRST = 150;
const NEAR_THE_END = 80;
const TOGETHER = 5 * 60;

/** A list of messages that grows at the bottom and stays where the reader is. */
export class Timeline {
  constructor(channel, { inThread = false, emptyWords = "" } = {}) {
    Object.assign(this, { channel, inThread, emptyWords });
    this.drawings = new Drawings();
    this.messages = [];
    this.shown = SHOWN_AT_FIRST;
    this.list = el("div", { class: "timeline-list", role: "log", "aria-label": inThread ? "Thread" : "Messages", "data-testid": inThread ? "thread-messages" : "messages" });
    this.pill = el("button", { type: "button", class: "new-pill", hidden: true, onclick: () => this.toEnd("smooth") }, "↓ New messages");
    this.scroller = el("div", { class: "timeline", tabindex: "-1", onscroll: () => this.scrolled() }, this.list);
    this.node = el("div", { class: "timeline-frame" }, this.scroller, this.pill);
    new ResizeObserver(() => this.following && this.toEnd()).observe(this.scroller);
    new ResizeObserver(() => this.following && this.toEnd()).observe(this.list);
    this.following = true;
  }

  get atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR_THE_END;
  }

  toEnd(behavior = "instant") {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  scrolled() {
    this.following = this.atEnd;
    if (this.following) this.pill.hidden = true;
  }

  /** Shows these messages; what did not change is left alone. */
  update(messages, stamp = "") {
    if (stamp !== this.stamp) this.drawings.forget();
    this.stamp = stamp;
    const grew = messages.at(-1)?.ts > (this.messages.at(-1)?.ts || "");
    const mine = grew && messages.at(-1).user === store.me?.id;
    this.messages = messages;
    this.draw();
    if (mine) this.following = true;
    if (this.following) this.toEnd();
    else if (grew) this.pill.hidden = false;
  }

  draw() {
    const visible = this.messages.slice(-this.shown);
    const nodes = visible.flatMap((message, at) => this.nodesFor(message, visible[at - 1]));
    if (this.messages.length > visible.length) nodes.unshift(this.earlier());
    if (nodes.length === 0) nodes.push(this.drawings.take("empty", () => el("p", { class: "empty" }, this.emptyWords)));
    keepingCursor(this.list, () => patch(this.list, nodes));
    this.drawings.endRound();
  }

  earlier() {
    const more = () => {
      const height = this.scroller.scrollHeight;
      this.shown += SHOWN_AT_FIRST * 2;
      this.draw();
      this.scroller.scrollTop += this.scroller.scrollHeight - height;
    };
    return this.drawings.take("earlier", () => el("button", { type: "button", class: "earlier", onclick: more }, "Show earlier messages"));
  }

  nodesFor(message, before) {
    const day = dayIn(store.zone, momentOf(message));
    const newDay = !this.inThread && (!before || dayIn(store.zone, momentOf(before)) !== day);
    const afterParent = this.inThread && before === this.messages[0];
    const follows = !newDay && !afterParent && goesOn(before, message);
    const style = { follows, inThread: this.inThread };
    const node = this.drawings.take(`${follows} ${JSON.stringify(message)}`, () => drawMessage(message, this.channel, style));
    if (afterParent) return [this.repliesLine(), node];
    return newDay ? [this.divider(day, momentOf(message)), node] : [node];
  }

  divider(day, moment) {
    const words = dividerDay(store.zone, now(), moment);
    const draw = () => el("div", { class: "day", role: "separator", "aria-label": words }, el("span", {}, words));
    return this.drawings.take(`day ${day} ${words}`, draw);
  }

  repliesLine() {
    const replies = this.messages.length - 1;
    const words = `${replies} ${replies === 1 ? "reply" : "replies"}`;
    return this.drawings.take(words, () => el("div", { class: "replies-line" }, el("span", {}, words)));
  }

  /** Scrolls to one message and lets it glow for a moment. */
  reveal(ts) {
    if (!this.messages.some((message) => message.ts === ts)) return false;
    this.shown = Math.max(this.shown, this.messages.length);
    this.following = false;
    this.draw();
    const node = this.list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    node?.scrollIntoView({ block: "center" });
    node?.classList.add("glow");
    setTimeout(() => node?.classList.remove("glow"), 2_000);
    return true;
  }
}

function goesOn(before, message) {
  if (!before || before.subtype || message.subtype || before.ephemeral || message.ephemeral || message.pinned) return false;
  return before.user === message.user && before.username === message.username && Number(message.ts) - Number(before.ts) < TOGETHER;
}
