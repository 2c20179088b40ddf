import { readMessages } from "./api.js";
import { stampOf } from "./channel_view.js";
import { Composer } from "./composer.js";
import { el, iconButton } from "./dom.js";
import { closeThread, place } from "./place.js";
import { oneAtATime } from "./redraw.js";
import { isDirect, isReadOnly, store, titleOf } from "./store.js";
import { Timeline } from "./timeline.js";

/** The pane at the right: one message and what was said under it. */
export class ThreadView {
  constructor(channelId, ts) {
    Object.assign(this, { channelId, ts, as: place.as });
    this.timeline = new Timeline(channelId, { inThread: true });
    const channel = store.channels.get(channelId);
    this.composer = channel && isReadOnly(channel) ? null : new Composer(channelId, { thread: ts, label: "Reply in thread" });
    this.refresh = oneAtATime(() => this.load());
    this.node = el("div", { class: "thread-view", "data-testid": "thread" }, this.header(), this.timeline.node,
      el("div", { class: "channel-foot" }, this.composer?.node));
    this.refresh();
  }

  header() {
    const channel = store.channels.get(this.channelId);
    const where = channel && (isDirect(channel) ? titleOf(channel) : `#${channel.name}`);
    return el("header", { class: "head-row" }, el("h2", { class: "channel-title" }, "Thread", el("span", { class: "quiet title-words" }, where)),
      iconButton("close", "Close thread", closeThread, { "data-testid": "close-thread" }));
  }

  async load() {
    const answer = await readMessages(this.as, this.channelId, this.ts);
    if (answer.ok) this.timeline.update(answer.messages, stampOf());
  }

  focus() {
    this.composer?.focus();
  }
}
