import { askFirst } from "../confirm.js";

const TYPING_PAUSE = 300;

/** The place of one element: what it is called, what is answered in it, and how it reaches the app. */
export class Slot {
  constructor({ host, block, element, label, describedBy }) {
    Object.assign(this, { host, block, element, label, describedBy });
    this.inForm = block.type === "input";
    this.live = !this.inForm || block.dispatch_action === true;
    this.required = this.inForm && block.optional !== true;
  }

  get state() {
    return this.host.answers.read(this.block, this.element);
  }

  /** What every drawn field says of itself to a keyboard, a screen reader and a test. */
  get look() {
    return {
      "aria-label": this.label,
      "aria-describedby": this.describedBy,
      "aria-required": this.required ? "true" : null,
      "data-key": `${this.block.block_id}/${this.element.action_id}`,
      "data-focus-first": this.element.focus_on_load ? "" : null,
    };
  }

  /** Keeps an answer without telling the app. */
  keep(state) {
    this.host.answers.write(this.block, this.element, state);
    if (this.inForm) this.host.answered?.(this.block);
  }

  /** Keeps an answer and tells the app if the field is one that tells; false when the person thought better of it. */
  async change(state) {
    if (this.live && !(await askFirst(this.element.confirm))) return false;
    this.keep(state);
    if (this.live) this.tellApp(state);
    return true;
  }

  /** Sends a press to the app. */
  tellApp(fields) {
    const { type: _type, ...said } = fields;
    return this.host.perform({ block_id: this.block.block_id, action_id: this.element.action_id, ...said }, this.element);
  }

  triggers(name) {
    if (!this.live) return false;
    return (this.element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"]).includes(name);
  }

  /** Keeps what was typed and tells the app, a moment later, if the field tells at every letter. */
  typed(state) {
    this.keep(state);
    clearTimeout(this.timer);
    if (this.triggers("on_character_entered")) this.timer = setTimeout(() => this.tellApp(state), TYPING_PAUSE);
  }

  /** Tells the app that Enter was pressed; false when the field does not tell. */
  entered() {
    if (!this.triggers("on_enter_pressed")) return false;
    this.tellApp(this.state);
    return true;
  }
}
