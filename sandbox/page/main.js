import { openDirect, readWorkspace } from "./api.js";
import { ChannelView } from "./channel_view.js";
import { el, fill } from "./dom.js";
import { HomeView } from "./home_view.js";
import { forgetModals, refreshModals } from "./modals.js";
import { go, openChannel, place, readPlace, settle } from "./place.js";
import { oneAtATime } from "./redraw.js";
import { drawSidebar } from "./sidebar.js";
import { appConversation, isDirect, on, remember, store, titleOf } from "./store.js";
import { follow } from "./stream.js";
import { ThreadView } from "./thread_view.js";
import { saidIfFailed } from "./toasts.js";
import { drawTopbar } from "./topbar.js";

const main = document.getElementById("main");
const side = document.getElementById("thread");
let view = null;
let thread = null;

const refreshWorkspace = oneAtATime(async () => {
  const as = place.as;
  const answer = await readWorkspace(as);
  if (as !== place.as) return;
  if (!answer.ok) return trouble(answer.error);
  remember(answer, as);
  drawTopbar();
  drawSidebar();
  if (!view || !isShown()) showPlace();
  else view.drawHead();
  drawTitle();
});

function trouble(sentence) {
  if (view) return;
  const again = () => start();
  fill(main, el("div", { class: "trouble" }, el("p", {}, sentence), el("button", { class: "button primary", onclick: again }, "Try again")));
}

function drawTitle() {
  const unread = [...store.channels.values()].some((channel) => channel.unread && channel.is_member);
  const channel = store.channels.get(place.channel);
  const where = place.home ? store.workspace.app.name : channel ? `${isDirect(channel) ? "" : "#"}${titleOf(channel)}` : "";
  document.title = `${unread ? "● " : ""}${where} · ${store.workspace.team.name}`;
}

function isShown() {
  if (view.as !== place.as) return false;
  return place.home ? view instanceof HomeView : view.channelId === place.channel && store.channels.has(place.channel);
}

/** The channel of the address, else the general one, else the first that the person is in. */
function channelToShow() {
  if (store.channels.has(place.channel)) return place.channel;
  const named = [...store.channels.values()].find((channel) => place.channel && channel.name === place.channel);
  if (named) return named.id;
  const all = [...store.channels.values()].filter((channel) => !isDirect(channel) && !channel.archived);
  const first = all.find((channel) => channel.is_general || channel.name === "general") || all.find((channel) => channel.is_member) || all[0];
  return first?.id || null;
}

function showPlace() {
  if (!place.home && place.channel !== channelToShow()) return go({ channel: channelToShow(), thread: null }, { replace: true });
  if (!view || !isShown()) {
    view = place.home ? new HomeView() : place.channel ? new ChannelView(place.channel) : null;
    fill(main, view ? view.node : el("p", { class: "empty" }, "There is no channel yet."));
    if (matchMedia("(min-width: 720px)").matches) view?.focus();
  }
  showThread();
}

function showThread() {
  const wanted = !place.home && place.thread && place.channel ? place.thread : null;
  const same = thread && thread.ts === wanted && thread.channelId === place.channel && thread.as === place.as;
  document.body.classList.toggle("thread-open", Boolean(wanted));
  side.hidden = !wanted;
  if (same) return;
  thread = wanted ? new ThreadView(place.channel, wanted) : null;
  fill(side, thread?.node);
  thread?.focus();
}

on("place", (before) => {
  if (before.as === place.as) {
    // A channel that was made a moment ago may not have been heard of yet.
    if (place.channel && !store.channels.has(place.channel) && !place.home && view?.channelId !== place.channel) return refreshWorkspace();
    showPlace();
    drawSidebar();
    drawTitle();
    return;
  }
  forgetModals();
  follow(place.as);
  refreshWorkspace();
  refreshModals();
});

const touches = (topics, name) => topics.some((topic) => topic === name || topic === "all");

on("changed", (topics) => {
  if (touches(topics, "workspace")) refreshWorkspace();
  if (touches(topics, "modals")) refreshModals();
  const here = touches(topics, `messages:${place.channel}`) || touches(topics, "messages");
  if (here && view instanceof ChannelView) view.refresh();
  if (here) thread?.refresh();
  if (touches(topics, "home") && view instanceof HomeView) view.refresh();
});

on("connected", (isConnected) => {
  const state = document.getElementById("line-state");
  if (state) state.hidden = isConnected;
});

main.addEventListener("pointerdown", () => document.body.classList.remove("sidebar-open"));

addEventListener("show-message", (event) => view instanceof ChannelView && view.reveal(event.detail));

addEventListener("open-app-messages", async () => {
  const known = appConversation();
  if (known) return openChannel(known.id);
  const answer = await openDirect(place.as, store.workspace.app.bot_user);
  if (saidIfFailed(answer)) return;
  await refreshWorkspace();
  openChannel(answer.channel.id || answer.channel);
});

/** Somebody has to be at the keyboard: whom the address names, else an administrator, else anybody. */
async function whoActs() {
  const answer = await readWorkspace(place.as);
  const people = answer.ok ? answer.people.filter((person) => !person.is_bot && !person.deleted && person.id !== "USLACKBOT") : [];
  // The address may name somebody by handle; the answer says who that is.
  if (place.as && people.some((person) => person.id === answer.as)) return answer.as;
  return (people.find((person) => !person.is_restricted) || people[0])?.id || place.as;
}

async function start() {
  readPlace();
  const wanted = new URLSearchParams(location.search).get("message");
  const as = await whoActs();
  if (!as) return trouble("The sandbox does not answer, or nobody is in this workspace.");
  place.as = as;
  settle();
  await refreshWorkspace();
  follow(place.as);
  refreshModals();
  if (wanted && view instanceof ChannelView) view.reveal(wanted);
}

start();
