import { readCalls, readProblems } from "./api.js";
import { el, fill } from "./dom.js";

const SHOWN = 40;

/** The newest problems or calls, newest first; what was unfolded stays unfolded. */
export class JournalList {
  constructor() {
    this.kind = "problems";
    this.last = 0;
    this.calls = [];
    this.unfolded = new Set();
    this.list = el("ol", { class: "journal", "data-testid": "journal" });
    this.tabs = el("div", { class: "journal-tabs", role: "tablist" }, this.tab("problems", "Problems"), this.tab("calls", "Calls"));
    this.node = el("div", {}, this.tabs, this.list);
  }

  tab(kind, words) {
    const chosen = () => {
      this.kind = kind;
      this.refresh();
    };
    return el("button", { type: "button", role: "tab", class: "tab", "data-kind": kind, "aria-selected": String(kind === this.kind), "data-testid": `journal-${kind}`, onclick: chosen }, words);
  }

  async refresh() {
    for (const tab of this.tabs.children) tab.setAttribute("aria-selected", String(tab.dataset.kind === this.kind));
    const rows = this.kind === "calls" ? await this.newCalls() : await problems();
    // Drawn only when something is new: what somebody reads must not jump.
    const stamp = [this.kind, ...rows.map(({ key }) => key)].join();
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const drawn = rows.slice(-SHOWN).reverse().map((row) => this.entry(row));
    fill(this.list, drawn.length ? drawn : el("li", { class: "quiet" }, this.kind === "calls" ? "The app has not called yet." : "No problems so far."));
  }

  async newCalls() {
    const answer = await readCalls(this.last);
    if (!answer.ok) return this.calls;
    this.last = answer.last;
    const rows = answer.calls.map((call) => ({ key: `call-${call.number}`, at: call.at, words: call.method, bad: !call.answer.ok && call.answer.error, more: { arguments: call.arguments, answer: call.answer } }));
    this.calls = [...this.calls, ...rows].slice(-SHOWN);
    return this.calls;
  }

  entry({ key, at, words, bad, more }) {
    const time = el("time", { class: "quiet", datetime: at }, at.slice(11, 19));
    const summary = el("summary", {}, time, " ", el("span", {}, words), bad && el("span", { class: "journal-bad" }, ` ${bad}`));
    const unfold = (event) => (event.target.open ? this.unfolded.add(key) : this.unfolded.delete(key));
    return el("li", {}, el("details", { open: this.unfolded.has(key), ontoggle: unfold }, summary, el("pre", {}, JSON.stringify(more, null, 2))));
  }
}

async function problems() {
  const answer = await readProblems();
  return (answer.problems || []).map((one, number) => ({ key: `problem-${one.at}-${number}`, at: one.at, words: one.problem, more: one.details }));
}
