const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "readOnly", "indeterminate", "hidden"]);

const ICONS = {
  hash: "M4 9h16M4 15h16M10 4 8 20M16 4l-2 16",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  reply: "M5 5h14v10h-8l-4 4v-4H5z",
  send: "M4 5l16 7-16 7 3-7zM7 12h13",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2",
  forward: "M5 6l6 6-6 6M12 6l6 6-6 6",
  down: "M6 9l6 6 6-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  check: "M5 12l5 5 9-10",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17 14c3 .5 4 3 4 6",
  eye: "M3 12c3-5 6-6.5 9-6.5s6 1.5 9 6.5c-3 5-6 6.5-9 6.5s-6-1.5-9-6.5M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  bookmark: "M7 4h10v16l-5-4-5 4z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  link: "M10 14l4-4M8 12l-2 2a3 3 0 0 0 4 4l2-2M16 12l2-2a3 3 0 0 0-4-4l-2 2",
  smile: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9 10h.01M15 10h.01M8.5 14c2 2.5 5 2.5 7 0",
};

/** Makes one element; children are only ever text or nodes, so nothing that people type can become markup. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(...present(children));
  return node;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "class") node.className = value;
  else if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** Puts these children in place of what a node held. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** Makes a line icon that screen readers skip. */
export function icon(name, size = 18) {
  const picture = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", ICONS[name]);
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, class: "icon" })) {
    picture.setAttribute(key, value);
  }
  picture.setAttribute("aria-hidden", "true");
  picture.append(line);
  return picture;
}

/** Makes a button that holds only an icon and is named for those who cannot see it. */
export function iconButton(name, label, onclick, attributes = {}) {
  const look = { type: "button", class: "icon-button", "aria-label": label, title: label, onclick };
  return el("button", { ...look, ...attributes }, icon(name));
}

/** Redraws part of the page and gives the keyboard back to the same thing in it. */
export function keepingFocus(container, redraw) {
  const held = container.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  redraw();
  if (held) container.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

let lastId = 0;

/** Gives an id that no other element of this page has. */
export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}
