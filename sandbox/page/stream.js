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

function connect(as, again = false) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const line = new WebSocket(`${scheme}://${location.host}/control/stream?as=${encodeURIComponent(as)}`);
  socket = line;
  line.onopen = () => opened(again);
  line.onmessage = (message) => heard(message.data);
  line.onclose = () => dropped(as, line);
}

function opened(again) {
  pause = 300;
  tell("connected", true);
  // What happened while nobody listened is unknown; at first that is little, after a break everything may have changed.
  tell("changed", again ? ["workspace", "messages", "modals", "home"] : ["workspace", "modals"]);
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
  setTimeout(() => line === socket && connect(as, true), pause);
  pause = Math.min(pause * 2, 5_000);
}
