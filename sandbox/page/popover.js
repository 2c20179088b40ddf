import { el } from "./dom.js";

let open = null;

/** Shows a small panel beside what was pressed, above everything else; one at a time. */
export function showPopover(anchor, content, { label, className = "", align = "start", onclose } = {}) {
  closePopover();
  const panel = el("div", { class: `popover ${className}`, popover: "manual", role: "dialog", "aria-label": label }, content);
  // It stands beside its anchor in the document: inside a dialog, anything elsewhere cannot be pressed.
  (anchor.closest("dialog") || document.body).append(panel);
  panel.showPopover();
  placeBeside(anchor, panel, align);
  anchor.setAttribute("aria-expanded", "true");
  open = { anchor, panel, onclose };
  setTimeout(() => document.addEventListener("pointerdown", pressedElsewhere), 0);
  document.addEventListener("keydown", escaped, true);
  panel.querySelector("[autofocus], input, button, [tabindex]")?.focus();
  return panel;
}

/** Closes the panel that is open, if one is. */
export function closePopover({ refocus = false } = {}) {
  if (!open) return;
  const { anchor, panel, onclose } = open;
  open = null;
  panel.remove();
  anchor.setAttribute("aria-expanded", "false");
  document.removeEventListener("pointerdown", pressedElsewhere);
  document.removeEventListener("keydown", escaped, true);
  if (refocus && anchor.isConnected) anchor.focus();
  onclose?.();
}

function pressedElsewhere(event) {
  if (open && !open.panel.contains(event.target) && !open.anchor.contains(event.target)) closePopover();
}

function escaped(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  closePopover({ refocus: true });
}

/** Puts a panel under (or, with no room there, over) its anchor, inside the window. */
export function placeBeside(anchor, panel, align = "start") {
  const at = anchor.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const wanted = align === "end" ? at.right - size.width : at.left;
  const left = Math.max(8, Math.min(wanted, innerWidth - size.width - 8));
  const below = at.bottom + 4 + size.height <= innerHeight - 8;
  const top = below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}

/** Shows a menu of named things to do. */
export function showMenu(anchor, items, { label, align = "start", onclose } = {}) {
  const list = el("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: walkMenu });
  list.append(...items.map(menuItem));
  return showPopover(anchor, list, { label, align, onclose });
}

function menuItem(item) {
  if (item === "-") return el("hr", { class: "menu-line" });
  const chosen = () => {
    closePopover();
    item.run();
  };
  const hint = item.hint && el("span", { class: "menu-hint" }, item.hint);
  const look = { type: "button", role: "menuitem", class: `menu-item ${item.danger ? "danger" : ""}`, onclick: chosen };
  return el("button", look, el("span", {}, item.text), hint);
}

function walkMenu(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("button")];
  const next = items.indexOf(document.activeElement) + step;
  items[(next + items.length) % items.length]?.focus();
}
