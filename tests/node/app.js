// A help desk for tests: every way in which people reach an app, answered with Bolt for JavaScript as it comes.
// node app.js socket|http API_URL; says {"listening": port} when it can be reached.
import bolt from "@slack/bolt";
import { ticketForm, detailsForm, noteForm, words } from "./forms.js";
import { tour } from "./tour.js";

const [transport, slackApiUrl] = process.argv.slice(2);
const overSocket = transport === "socket";

// After a goodbye it waits for one ping's time; the usual five seconds would only make the tests slow.
function socketReceiver() {
  const logLevel = bolt.LogLevel.ERROR;
  return new bolt.SocketModeReceiver({
    appToken: "xapp-sandbox", clientPingTimeout: 1000, logLevel, installerOptions: { clientOptions: { slackApiUrl } },
  });
}

const app = new bolt.App({
  token: "xoxb-sandbox",
  signingSecret: "sandbox",
  clientOptions: { slackApiUrl },
  ...(overSocket ? { receiver: socketReceiver() } : {}),
  logLevel: bolt.LogLevel.ERROR,
});

app.command("/desk", async ({ command, ack, client, say, respond }) => {
  const [verb, argument] = command.text.split(" ");
  if (verb === "open") {
    await client.views.open({ trigger_id: command.trigger_id, view: ticketForm(1) });
    await ack();
  } else if (verb === "tour") {
    await ack("Off we go.");
    await respond({ response_type: "in_channel", text: JSON.stringify(await tour(client, argument, command.user_id)) });
  } else if (verb === "say") {
    await ack();
    await say({ text: "Who takes it?", blocks: [{ type: "actions", block_id: "offer", elements: [
      { type: "button", action_id: "take", text: words("Take it"), value: argument, style: "primary" },
      { type: "external_select", action_id: "city", placeholder: words("Where"), min_query_length: 0 },
      { type: "overflow", action_id: "more", options: [{ text: words("Not me"), value: "no" }, { text: words("Later"), value: "later" }] },
    ] }] });
  } else {
    await ack({ text: `I do not know *${verb}*.`, response_type: "ephemeral" });
  }
});

app.action("take", async ({ ack, action, body, respond }) => {
  await ack();
  await respond({ replace_original: true, text: `<@${body.user.id}> takes ${action.value}.` });
  await respond({ replace_original: false, text: "It is yours." });
});

app.action("more", async ({ ack, action, body, client }) => {
  await ack();
  const { message, channel } = body;
  await client.chat.postEphemeral({ channel: channel.id, user: body.user.id, text: `Noted: ${action.selected_option.value}` });
  await client.chat.update({ channel: channel.id, ts: message.ts, text: "Somebody else?", blocks: [] });
});

app.action({ type: "block_actions", action_id: "city" }, async ({ ack, action, respond }) => {
  await ack();
  await respond({ replace_original: false, text: `City: ${action.selected_option.text.text}` });
});

app.action("add_row", async ({ ack, body, client }) => {
  await ack();
  const { id, hash, private_metadata } = body.view;
  await client.views.update({ view_id: id, hash, view: ticketForm(Number(private_metadata) + 1) });
});

app.action("details", async ({ ack, body, client }) => {
  await ack();
  await client.views.push({ trigger_id: body.trigger_id, view: detailsForm() });
});

const CITIES = ["Lisbon", "London", "Lyon", "Berlin"];

app.options("city", async ({ ack, options }) => {
  const found = CITIES.filter((city) => city.toLowerCase().startsWith(options.value.toLowerCase()));
  await ack({ options: found.map((city) => ({ text: words(city), value: city.toLowerCase() })) });
});

app.view("ticket", async ({ ack, view, body, client }) => {
  const { values } = view.state;
  const subject = values.subject.value.value;
  if (subject === "nothing") {
    await ack({ response_action: "errors", errors: { subject: "Say what is broken." } });
  } else if (subject === "more") {
    await ack({ response_action: "update", view: ticketForm(3) });
  } else {
    await ack({ response_action: "clear" });
    const who = values.who.value.selected_user, city = values.city.city.selected_option.text.text;
    await client.chat.postMessage({ channel: body.user.id, text: `${subject} in ${city}, for <@${who}>` });
  }
});

app.view("details", async ({ ack }) => ack());

app.view("note", async ({ ack, view, client }) => {
  await ack();
  const { channel, ts } = JSON.parse(view.private_metadata);
  await client.chat.postMessage({ channel, thread_ts: ts, text: `Note: ${view.state.values.note.value.value}` });
});

app.view({ type: "view_closed", callback_id: "ticket" }, async ({ ack, body, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `Closed${body.is_cleared ? " all" : ""}.` });
});

app.shortcut({ type: "shortcut", callback_id: "new_ticket" }, async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: ticketForm(1) });
});

app.shortcut({ type: "message_action", callback_id: "add_note" }, async ({ ack, shortcut, client }) => {
  const place = { channel: shortcut.channel.id, ts: shortcut.message.ts };
  await client.views.open({ trigger_id: shortcut.trigger_id, view: noteForm(place, shortcut.message.text) });
  await ack();
});

app.event("app_home_opened", async ({ event, client }) => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: `Hello <@${event.user}>` } }];
  await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
});

app.event("member_joined_channel", async ({ event, say }) => {
  await say(`Welcome, <@${event.user}>.`);
});

app.error(async (error) => {
  console.log(JSON.stringify({ error: String(error) }));
});

const server = await app.start(overSocket ? undefined : { port: 0, host: "127.0.0.1" });
console.log(JSON.stringify({ listening: overSocket ? null : server.address().port }));
