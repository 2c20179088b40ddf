import { readConditions } from "./api.js";
import { appPart, peoplePart } from "./condition_acts.js";
import { el, fill, iconButton } from "./dom.js";
import { faultForm, paceForm, standing } from "./faults.js";
import { JournalList } from "./journal.js";

const LOOK_EVERY = 1_500;
let open = null;

/** Shows what disturbs the app now, and lets the person at the keyboard disturb it. */
export async function showConditions() {
  if (open) return;
  const answer = await readConditions();
  if (!answer.ok) return;
  open = new Panel(answer);
  await open.look();
}

class Panel {
  constructor(conditions) {
    const close = iconButton("close", "Close", () => this.close(), { "data-testid": "conditions-close" });
    const again = () => this.look();
    this.now = el("div", { "data-testid": "standing" });
    this.journal = new JournalList();
    const body = el("div", { class: "dialog-body" },
      part("Standing now", this.now),
      part("Let calls go wrong", faultForm(conditions.methods, again)),
      part("The app", appPart(again)),
      part("Channels and people", peoplePart(again)),
      part("Pace", [paceForm(conditions, again), el("p", { class: "quiet" }, "The clock is moved by “Jump to …” at the top of the page.")]),
      part("Journal", this.journal.node));
    const head = el("header", { class: "dialog-head" }, el("h2", {}, "Faults and conditions"), close);
    this.dialog = el("dialog", { class: "dialog conditions", "aria-label": "Faults and conditions", "data-testid": "conditions" },
      el("div", { class: "dialog-form" }, head, body));
    this.dialog.addEventListener("close", () => this.gone());
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.timer = setInterval(again, LOOK_EVERY);
  }

  async look() {
    const [conditions] = await Promise.all([readConditions(), this.journal.refresh()]);
    const stamp = JSON.stringify(conditions);
    if (!conditions.ok || stamp === this.stamp) return;
    this.stamp = stamp;
    fill(this.now, standing(conditions, () => this.look()));
  }

  close() {
    this.dialog.close();
  }

  gone() {
    clearInterval(this.timer);
    this.dialog.remove();
    open = null;
  }
}

function part(title, content) {
  return el("section", { class: "condition-part" }, el("h3", {}, title), content);
}
