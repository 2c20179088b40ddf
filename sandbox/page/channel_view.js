import { readMessages } from "./api.js";
import { channelHeader } from "./channel_header.js";
import { Composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { place } from "./place.js";
import { oneAtATime } from "./redraw.js";
import { isDirect, isReadOnly, now, store, titleOf } from "./store.js";
import { Timeline } from "./timeline.js";
import { dayIn } from "./zones.js";

/** Whatever changes how every message looks: names, zone, day, a moved clock. */
export function stampOf() {
  const names = store.workspace.people.map((person) => person.real_name).join();
  const channels = store.workspace.channels.map((channel) => channel.name).join();
  return [store.zone, dayIn(store.zone, now()), Math.round(store.clockOffset / 60_000), names, channels].join("|");
}

/** One channel or direct message: what it is, what was said, and where to say more. */
export class ChannelView {
  constructor(channelId) {
    this.channelId = channelId;
    this.as = place.as;
    this.head = el("div", { class: "channel-head" });
    this.timeline = new Timeline(channelId, { emptyWords: this.emptyWords() });
    this.foot = el("div", { class: "channel-foot" });
    this.node = el("section", { class: "channel-view", "data-testid": "channel-view", "aria-label": this.title() });
    this.node.append(this.head, this.timeline.node, this.foot);
    this.refresh = oneAtATime(() => this.load());
    this.drawHead();
    this.refresh();
  }

  get channel() {
    return store.channels.get(this.channelId);
  }

  title() {
    return this.channel ? titleOf(this.channel) : "Channel";
  }

  emptyWords() {
    if (this.channel && isDirect(this.channel)) return `This is the beginning of your conversation with ${this.title()}.`;
    return `This is the very beginning of #${this.title()}.`;
  }

  /** Draws again what the workspace says about the channel. */
  drawHead() {
    if (!this.channel) return;
    fill(this.head, channelHeader(this.channel, this));
    const why = this.whyNot();
    if (why !== this.drawnWhy || !this.foot.firstChild) this.drawFoot(why);
    if (this.messages) this.timeline.update(this.messages, stampOf());
  }

  whyNot() {
    if (this.channel.archived) return "This channel is archived. It can be read, but nothing new can be said here.";
    if (isReadOnly(this.channel)) return "Sending messages to this app has been turned off.";
    if (!isDirect(this.channel) && !this.channel.is_member) return `You are looking at #${this.channel.name}; ${store.me?.real_name || "this person"} is not a member.`;
    return "";
  }

  drawFoot(why) {
    this.drawnWhy = why;
    const sign = isDirect(this.channel) ? "" : "#";
    this.composer = this.channel.archived || isReadOnly(this.channel) ? null : new Composer(this.channelId, { label: `Message ${sign}${this.title()}` });
    const sentence = why && el("p", { class: "foot-note" }, why);
    fill(this.foot, sentence, this.composer?.node);
  }

  async load() {
    const answer = await readMessages(this.as, this.channelId);
    if (!answer.ok) return;
    this.messages = answer.messages;
    this.timeline.update(this.messages, stampOf());
    if (this.wanted && this.timeline.reveal(this.wanted)) this.wanted = null;
  }

  /** Scrolls to a message, now or as soon as it is loaded. */
  reveal(ts) {
    if (!this.timeline.reveal(ts)) this.wanted = ts;
  }

  focus() {
    this.composer?.focus();
  }
}
