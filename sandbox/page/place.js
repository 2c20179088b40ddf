import { tell } from "./store.js";

/** Where the person is; it stands in the address, so that a link opens the same view. */
export const place = { as: null, channel: null, thread: null, home: false };

/** Reads the place from the address. */
export function readPlace() {
  const query = new URLSearchParams(location.search);
  place.as = query.get("as");
  place.channel = query.get("channel");
  place.thread = query.get("thread");
  place.home = query.get("app") === "home";
}

function address(of) {
  const query = new URLSearchParams();
  if (of.as) query.set("as", of.as);
  if (of.home) query.set("app", "home");
  else if (of.channel) query.set("channel", of.channel);
  if (of.thread && !of.home) query.set("thread", of.thread);
  return `${location.pathname}?${query}`;
}

/** Writes the place into the address without a step in the history. */
export function settle() {
  history.replaceState(null, "", address(place));
}

/** Goes somewhere: what is not named stays as it is. */
export function go(changes, { replace = false } = {}) {
  const before = { ...place };
  Object.assign(place, changes);
  if (address(before) !== location.pathname + location.search || address(place) !== address(before)) {
    history[replace ? "replaceState" : "pushState"](null, "", address(place));
  }
  tell("place", before);
}

export const openChannel = (channel) => go({ channel, home: false, thread: null });

export const openHome = () => go({ home: true, thread: null });

export const openThread = (thread) => go({ thread });

export const closeThread = () => go({ thread: null });

addEventListener("popstate", () => {
  const before = { ...place };
  readPlace();
  tell("place", before);
});
