// The control API of the sandbox: this page does what a person does, through the same door as the tests.
const UNREACHABLE = { ok: false, error: "The sandbox does not answer." };

async function call(path, options) {
  try {
    const answer = await fetch(`/control/${path}`, options);
    return await answer.json();
  } catch {
    return UNREACHABLE;
  }
}

function read(path, query) {
  const known = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return call(`${path}?${new URLSearchParams(known)}`, { headers: { accept: "application/json" } });
}

function send(path, body) {
  return call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

export const readWorkspace = (as) => read("workspace", { as });
export const readMessages = (as, channel, thread) => read("messages", { as, channel, thread });
export const readModals = (as) => read("modals", { as });
export const runCommand = (as, channel, text) => send("command", { as, channel, text });
export const press = (as, action) => send("press", { as, ...action });
export const submit = (as, view_id, values) => send("submit", { as, view_id, values });
export const closeView = (as, view_id, all) => send("close", { as, view_id, all });
export const suggest = (as, query) => send("suggest", { as, ...query });
export const runShortcut = (as, shortcut) => send("shortcut", { as, ...shortcut });
export const visitHome = (as) => send("home", { as });
export const readHome = (as) => read("home", { as });
export const sendMessage = (as, message) => send("message", { as, ...message });
export const openDirect = (as, user) => send("dm", { as, user });
export const moveClock = (move) => send("clock", move);
export const readConditions = () => read("conditions", {});
export const readProblems = () => read("problems", {});
export const readCalls = (since) => read("calls", { since });
export const addFault = (fault) => send("faults", fault);
export const forgetFaults = (number) => call(number === undefined ? "faults" : `faults?number=${number}`, { method: "DELETE" });
export const changeDelivery = (choice) => send("delivery", choice);
export const changeLimits = (choice) => send("limits", choice);
export const changeApp = (change) => send("app", change);
export const changePerson = (change) => send("person", change);
export const changeChannel = (change) => send("channel", change);
