import { el, iconButton } from "./dom.js";

/** Says one sentence at the edge of the page for a while. */
export function say(sentence, tone = "plain") {
  const toast = el("div", { class: `toast toast-${tone}`, "data-testid": "toast" }, el("span", {}, sentence));
  toast.append(iconButton("close", "Dismiss", () => toast.remove()));
  const toasts = document.getElementById("toasts");
  toasts.append(toast);
  // Shown anew each time, so that it stands above a dialog that was opened since.
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover();
  setTimeout(() => toast.remove(), tone === "bad" ? 12_000 : 5_000);
}

/** Says what went wrong, if something did, and tells whether all went well. */
export function saidIfFailed(answer) {
  if (!answer.ok) say(answer.error || "That did not work.", "bad");
  return !answer.ok;
}
