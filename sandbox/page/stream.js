import { tell } from "./store.js";

let socket = null;
let pause = 300;

/** Listens to what changes for one person, and comes back by itself when the line drops. */
export function follow(as) {
  if (socket) socket.onclose = null;
  socket?.close();
  pause = 300;
  connect(as);
}

function connect(as) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const line = new WebSocket(`${scheme}://${location.host}/control/stream?as=${encodeURIComponent(as)}`);
  socket = line;
  line.onopen = opened;
  line.onmessage = (message) => heard(message.data);
  line.onclose = () => dropped(as, line);
}

function opened() {
  pause = 300;
  tell("connected", true);
  // What happened before anybody listened is unknown, so everything may have changed.
  tell("changed", ["workspace", "messages", "modals", "home"]);
}

function heard(text) {
  try {
    tell("changed", JSON.parse(text).changed || []);
  } catch {
    tell("changed", []);
  }
}

function dropped(as, line) {
  if (line !== socket) return;
  tell("connected", false);
  setTimeout(() => line === socket && connect(as), pause);
  pause = Math.min(pause * 2, 5_000);
}
