import { closeView, readModals, submit } from "./api.js";
import { plainWords } from "./blocks/words.js";
import { errorsOf } from "./checks.js";
import { el, fill, iconButton } from "./dom.js";
import { place } from "./place.js";
import { closePopover } from "./popover.js";
import { oneAtATime } from "./redraw.js";
import { on } from "./store.js";
import { say } from "./toasts.js";
import { ViewForm } from "./view_form.js";

const TROUBLE = "We had some trouble connecting. Try again?";
const forms = new Map();
let dialog = null;
let top = null;
let backTo = null;

/** Asks the sandbox which modals the acting person has open, and shows them. */
export const refreshModals = oneAtATime(async () => {
  const as = place.as;
  const answer = await readModals(as);
  if (answer.ok && as === place.as) showStack(answer.modals || []);
});

on("answered", ({ answer, form }) => {
  if (answer.modals) showStack(answer.modals);
  if (form && form === top && dialog) drawFrame(form);
});

/** Shows the top of a stack of modals; what was typed into the ones below waits there. */
export function showStack(stack) {
  const alive = new Set(stack.map((view) => view.id));
  for (const id of [...forms.keys()]) if (!alive.has(id)) forms.delete(id);
  if (stack.length === 0) return hide();
  const view = stack.at(-1);
  const known = forms.get(view.id);
  if (known && known.view.hash !== view.hash) known.update(view);
  if (!known) forms.set(view.id, new ViewForm(view, { label: "modal-blocks" }));
  show(forms.get(view.id), stack);
}

function hide() {
  top = null;
  if (!dialog) return;
  closePopover();
  dialog.close();
  dialog.remove();
  dialog = null;
  backTo?.isConnected && backTo.focus();
}

function show(form, stack) {
  const isNew = form !== top;
  top = form;
  if (!dialog) openDialog();
  dialog.setAttribute("aria-label", form.title);
  if (!isNew) return drawFrame(form, stack);
  form.stack = stack;
  fill(dialog, frame(form, stack));
  form.focusFirst();
}

function openDialog() {
  backTo = document.activeElement;
  dialog = el("dialog", { class: "dialog", "data-testid": "modal" });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave(top, false);
  });
  document.body.append(dialog);
  dialog.showModal();
}

function frame(form, stack) {
  form.head = el("h2", { class: "dialog-title" });
  form.trouble = el("div", { class: "dialog-trouble", role: "alert", "data-testid": "modal-failure", hidden: true });
  form.foot = el("footer", { class: "dialog-foot" });
  const close = iconButton("close", "Close", () => leave(form, true), { "data-testid": "modal-close" });
  const back = stack.length > 1 && el("span", { class: "quiet depth" }, `${stack.length} of ${stack.length} open`);
  const box = el("form", { class: "dialog-form", novalidate: true, onsubmit: (event) => submitted(event, form) },
    el("header", { class: "dialog-head" }, form.head, back, close),
    el("div", { class: "dialog-body" }, form.node),
    form.trouble, form.foot);
  drawFrame(form);
  return box;
}

function drawFrame(form) {
  form.head.textContent = form.title;
  form.trouble.hidden = !form.failure;
  form.trouble.textContent = form.failure || "";
  const closeWords = plainWords(form.view.close) || (form.view.submit ? "Cancel" : "Close");
  const cancel = el("button", { type: "button", class: "button", "data-testid": "modal-cancel", onclick: () => leave(form, false) }, closeWords);
  const send = form.view.submit && el("button", { type: "submit", class: "button primary", "data-testid": "modal-submit",
    "aria-busy": form.busy ? "true" : null, disabled: Boolean(form.busy) }, plainWords(form.view.submit));
  fill(form.foot, cancel, send);
}

async function submitted(event, form) {
  event.preventDefault();
  if (form.busy || !form.view.submit) return;
  const errors = errorsOf(form.view.blocks, form.answers);
  form.failure = null;
  form.showErrors(errors);
  if (Object.keys(errors).length > 0) return drawFrame(form);
  form.busy = true;
  drawFrame(form);
  const answer = await submit(place.as, form.view.id, form.values());
  form.busy = false;
  settle(form, answer);
}

function settle(form, answer) {
  form.failure = answer.ok ? answer.failure : answer.error || TROUBLE;
  if (answer.errors) form.showErrors(answer.errors);
  if (top === form && dialog) drawFrame(form);
  if (answer.modals) showStack(answer.modals);
}

async function leave(form, everything) {
  if (!form || form.busy) return;
  const answer = await closeView(place.as, form.view.id, everything);
  if (answer.ok && answer.modals) showStack(answer.modals);
  else if (answer.ok) refreshModals();
  else {
    say(answer.error, "bad");
    refreshModals();
  }
}

/** Puts every modal away, for another person comes to the keyboard. */
export function forgetModals() {
  forms.clear();
  hide();
}
