import { el, fill, freshId, icon } from "../dom.js";
import { placeBeside } from "../popover.js";

const TYPING_PAUSE = 150;

/** A field with a list under it, from which one or several things are chosen by typing, arrows or pointer. */
export class Combobox {
  constructor(settings) {
    Object.assign(this, { chosen: [], max: Infinity, clearable: true, waits: false, ...settings });
    this.options = [];
    this.active = -1;
    this.listId = freshId("list");
    this.node = el("div", { class: `combo ${this.multiple ? "combo-many" : ""}` });
    this.chips = el("span", { class: "combo-chips" });
    this.input = this.makeInput();
    this.list = el("div", { class: "combo-list", id: this.listId, role: "listbox", popover: "manual", "aria-label": "Choices" });
    this.clear = el("button", { type: "button", class: "combo-clear", "aria-label": "Clear", tabindex: "-1",
      onclick: () => this.choose([]) }, icon("close", 14));
    this.node.append(this.chips, this.input, this.clear, el("span", { class: "combo-arrow" }, icon("down", 14)), this.list);
    this.show();
  }

  makeInput() {
    return el("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-label": this.label,
      "aria-expanded": "false", "aria-controls": this.listId, "aria-autocomplete": "list", ...this.inputLook,
      onclick: () => this.open(""), oninput: () => this.typed(), onkeydown: (event) => this.key(event),
      onfocus: () => this.input.select(), onblur: () => this.left(),
    });
  }

  /** Shows what is chosen now. */
  show() {
    const none = this.chosen.length === 0;
    this.input.value = this.multiple || none ? "" : this.chosen[0].text;
    this.input.placeholder = this.multiple && !none ? "" : this.placeholder || "";
    this.clear.hidden = none || !this.clearable || this.multiple;
    fill(this.chips, this.multiple ? this.chosen.map((one) => this.chip(one)) : []);
  }

  chip(one) {
    const drop = () => this.choose(this.chosen.filter((other) => other.key !== one.key));
    const remove = el("button", { type: "button", "aria-label": `Remove ${one.text}`, onclick: drop }, icon("close", 12));
    return el("span", { class: "chip", "data-testid": "chip" }, one.text, remove);
  }

  get isOpen() {
    return this.input.getAttribute("aria-expanded") === "true";
  }

  async open(query) {
    if (!this.isOpen) this.list.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    if (this.waits) this.explain("Looking …");
    const asked = (this.asked = {});
    const groups = await this.load(query);
    if (asked !== this.asked || !this.isOpen) return;
    this.fillList(groups);
  }

  explain(sentence) {
    this.options = [];
    fill(this.list, el("div", { class: "combo-empty" }, sentence));
    this.place();
  }

  fillList(groups) {
    const held = new Set(this.chosen.map((one) => one.key));
    this.options = [];
    const parts = groups.flatMap((group) => this.groupNodes(group, held));
    if (this.options.length === 0) return this.explain(groups.hint || "No results");
    fill(this.list, parts);
    this.place();
    const at = this.options.findIndex((one) => held.has(one.key));
    this.activate(Math.max(0, this.multiple ? 0 : at));
  }

  groupNodes(group, held) {
    const shown = this.multiple ? group.options.filter((one) => !held.has(one.key)) : group.options;
    if (shown.length === 0) return [];
    const head = group.label ? [el("div", { class: "combo-group", role: "presentation" }, group.label)] : [];
    return [...head, ...shown.map((one) => this.optionNode(one, held.has(one.key)))];
  }

  optionNode(one, selected) {
    this.options.push(one);
    const hint = one.hint && el("span", { class: "option-hint" }, one.hint);
    const take = (event) => {
      event.preventDefault();
      this.take(one);
    };
    const words = el("span", { class: "option-words" }, el("span", { class: "option-text" }, one.text), hint);
    one.node = el("div", { class: "option", role: "option", id: freshId("option"), "aria-selected": String(selected),
      "aria-label": one.text, onpointerdown: (event) => event.preventDefault(), onclick: take }, one.face?.(), words);
    return one.node;
  }

  place() {
    this.list.style.minWidth = `${this.node.getBoundingClientRect().width}px`;
    placeBeside(this.node, this.list);
  }

  activate(at) {
    this.options[this.active]?.node?.classList.remove("active");
    this.active = Math.max(0, Math.min(at, this.options.length - 1));
    const node = this.options[this.active]?.node;
    if (!node) return;
    node.classList.add("active");
    node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", node.id);
  }

  take(one) {
    const more = this.multiple ? [...this.chosen, one].slice(0, this.max) : [one];
    this.close();
    this.choose(more);
  }

  async choose(chosen) {
    const before = this.chosen;
    this.chosen = chosen;
    this.show();
    if (!(await this.change(chosen))) this.chosen = before;
    this.show();
  }

  typed() {
    clearTimeout(this.timer);
    const query = this.input.value;
    this.timer = setTimeout(() => this.open(query), this.waits ? TYPING_PAUSE : 0);
  }

  left() {
    clearTimeout(this.timer);
    const emptied = !this.multiple && this.input.value === "" && this.chosen.length > 0 && this.clearable;
    this.close();
    if (emptied) this.choose([]);
    else this.show();
  }

  close() {
    if (!this.isOpen) return;
    this.asked = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.list.hidePopover();
    fill(this.list);
  }

  key(event) {
    const act = { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), Enter: () => this.enter(), Escape: () => this.escape(),
      Backspace: () => this.backspace() }[event.key];
    if (!act || act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  step(by) {
    if (this.isOpen) this.activate(this.active + by);
    else this.open("");
  }

  enter() {
    if (!this.isOpen) return false;
    const one = this.options[this.active];
    if (one) this.take(one);
    return true;
  }

  escape() {
    if (!this.isOpen) return false;
    this.close();
    this.show();
    return true;
  }

  backspace() {
    if (!this.multiple || this.input.value !== "" || this.chosen.length === 0) return false;
    this.choose(this.chosen.slice(0, -1));
    return true;
  }
}
