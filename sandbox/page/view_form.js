import { press, suggest } from "./api.js";
import { drawBlock } from "./blocks/draw.js";
import { plainWords } from "./blocks/words.js";
import { el } from "./dom.js";
import { Answers } from "./elements/answers.js";
import { Drawings, keepingCursor, patch } from "./redraw.js";
import { place } from "./place.js";
import { tell } from "./store.js";
import { say } from "./toasts.js";

/** The blocks of one view (a modal or a Home) with what is typed into them, kept while the view lives. */
export class ViewForm {
  constructor(view, { label } = {}) {
    this.answers = new Answers();
    this.drawings = new Drawings();
    this.errors = {};
    this.failure = null;
    this.node = el("div", { class: "view-blocks", "data-testid": label || "view" });
    this.update(view);
  }

  update(view) {
    this.view = view;
    this.answers.adopt(view.blocks, view.state?.values);
    this.draw();
  }

  draw() {
    keepingCursor(this.node, () => patch(this.node, this.view.blocks.map((block, at) => this.blockNode(block, at))));
    this.drawings.endRound();
  }

  blockNode(block, at) {
    const error = this.errors[block.block_id] || "";
    return this.drawings.take(`${block.block_id || at} ${error} ${JSON.stringify(block)}`, () => drawBlock(block, this));
  }

  /** Forgets an error as soon as its field is changed. */
  answered(block) {
    if (!this.errors[block.block_id]) return;
    delete this.errors[block.block_id];
    this.node.querySelector(`[data-block-id="${CSS.escape(block.block_id)}"] .field-error`)?.remove();
    this.node.querySelector(`[data-block-id="${CSS.escape(block.block_id)}"]`)?.classList.remove("has-error");
  }

  values() {
    return this.answers.all(this.view.blocks);
  }

  /** Sends a press inside this view, with everything typed so far. */
  async perform(action) {
    const answer = await press(place.as, { view_id: this.view.id, ...action, values: this.values() });
    this.failure = answer.ok ? answer.failure : answer.error;
    if (this.failure && this.view.type === "home") say(this.failure, "bad");
    tell("answered", { answer, form: this });
    return answer;
  }

  suggest(query) {
    return suggest(place.as, { view_id: this.view.id, ...query });
  }

  showErrors(errors) {
    this.errors = { ...errors };
    this.draw();
    const first = this.view.blocks.find((block) => this.errors[block.block_id]);
    if (first) this.focusBlock(first.block_id);
  }

  focusBlock(blockId) {
    const block = this.node.querySelector(`[data-block-id="${CSS.escape(blockId)}"]`);
    block?.scrollIntoView({ block: "center" });
    block?.querySelector("input, textarea, select, button")?.focus({ preventScroll: true });
  }

  focusFirst() {
    const wanted = this.node.querySelector("[data-focus-first]") || this.node.querySelector(".input input, .input textarea");
    wanted?.focus();
  }

  get title() {
    return plainWords(this.view.title);
  }
}
