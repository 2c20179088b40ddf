import { el } from "./dom.js";
import { drawText, plainWords } from "./blocks/words.js";

/** Asks "are you sure?" where an element wants that; true when there is nothing to ask. */
export function askFirst(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((answer) => {
    const dialog = el("dialog", { class: "dialog dialog-small", "data-testid": "confirm", "aria-label": plainWords(question.title) });
    const close = (yes) => {
      dialog.close();
      dialog.remove();
      answer(yes);
    };
    dialog.append(questionForm(question, close));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function questionForm(question, close) {
  const yesLook = question.style === "danger" ? "danger" : "primary";
  const no = { type: "button", class: "button", "data-testid": "confirm-no", onclick: () => close(false) };
  const yes = { type: "button", class: `button ${yesLook}`, "data-testid": "confirm-yes", autofocus: true, onclick: () => close(true) };
  return el("div", { class: "dialog-form" },
    el("header", { class: "dialog-head" }, el("h2", {}, plainWords(question.title))),
    el("div", { class: "dialog-body" }, drawText(question.text, "p")),
    el("footer", { class: "dialog-foot" },
      el("button", no, plainWords(question.deny) || "Cancel"),
      el("button", yes, plainWords(question.confirm) || "Yes")));
}
