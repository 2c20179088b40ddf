/** Runs a reload one at a time; asked again meanwhile, it runs once more, so the last picture is never a stale one. */
export function oneAtATime(load) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await load();
    }
    running = false;
  };
}

/** Makes a node's children these, touching only what differs, so that focus, typing and scrolling stay. */
export function patch(container, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...container.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (container.children[at] !== node) container.insertBefore(node, container.children[at] || null);
  });
}

/** Keeps drawn nodes by what they were drawn from; what is not asked for in a round is forgotten. */
export class Drawings {
  constructor() {
    this.kept = new Map();
    this.next = new Map();
  }

  take(signature, draw) {
    const node = this.next.get(signature) || this.kept.get(signature) || draw();
    this.next.set(signature, node);
    return node;
  }

  endRound() {
    this.kept = this.next;
    this.next = new Map();
  }

  forget() {
    this.kept.clear();
  }
}

/** Redraws one part of a page and puts the cursor back into the field that had it. */
export function keepingCursor(container, redraw) {
  const held = document.activeElement;
  const key = container.contains(held) ? held.dataset.key : null;
  const cursor = key && "selectionStart" in held ? [held.selectionStart, held.selectionEnd] : null;
  redraw();
  if (!key || document.activeElement === held) return;
  const field = container.querySelector(`[data-key="${CSS.escape(key)}"]`);
  field?.focus({ preventScroll: true });
  if (cursor && cursor[0] !== null && field?.setSelectionRange) trySelection(field, cursor);
}

function trySelection(field, [start, end]) {
  try {
    field.setSelectionRange(start, end);
  } catch {
    // Date and number fields have no selection to restore.
  }
}
