import { readHome, visitHome } from "./api.js";
import { appTabs } from "./channel_header.js";
import { stampOf } from "./channel_view.js";
import { el, fill } from "./dom.js";
import { place } from "./place.js";
import { oneAtATime } from "./redraw.js";
import { store } from "./store.js";
import { say } from "./toasts.js";
import { ViewForm } from "./view_form.js";

/** The Home that the app publishes for the acting person. */
export class HomeView {
  constructor() {
    this.as = place.as;
    this.stamp = stampOf();
    this.head = el("div", { class: "channel-head" }, appTabs("home"));
    this.page = el("div", { class: "home-page" }, el("p", { class: "empty" }, "Opening …"));
    this.node = el("section", { class: "channel-view home", "data-testid": "home", "aria-label": `${store.workspace.app.name} Home` },
      this.head, el("div", { class: "home-scroll" }, this.page));
    this.refresh = oneAtATime(async () => this.take(await readHome(this.as)));
    this.visit();
  }

  async visit() {
    this.take(await visitHome(this.as));
  }

  take(answer) {
    if (!answer.ok) return say(answer.error, "bad");
    if (!answer.view) return fill(this.page, el("p", { class: "empty" }, `${store.workspace.app.name} has not published a Home for you yet.`));
    if (this.form) this.form.update(answer.view);
    else this.form = new ViewForm(answer.view, { label: "home-blocks" });
    if (this.form.node.parentNode !== this.page) fill(this.page, this.form.node);
  }

  /** Draws again what depends on the workspace: names, zone, day. */
  drawHead() {
    const stamp = stampOf();
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    fill(this.head, appTabs("home"));
    this.form?.drawings.forget();
    this.form?.draw();
  }

  focus() {}
}
