// A channel from its creation to its archive, by the Web API's own client for JavaScript.
async function refusalOf(call) {
  try {
    await call;
    return null;
  } catch (error) {
    return error.data?.error ?? String(error);
  }
}

/** The workspace keeps its own time: an hour after what was said last. */
async function inAnHour(client, channel) {
  const { messages } = await client.conversations.history({ channel: channel.id, limit: 1 });
  return Math.floor(Number(messages[0].ts)) + 3600;
}

async function others(client) {
  const { members } = await client.users.list();
  const people = members.filter((person) => !person.is_bot && person.id !== "USLACKBOT");
  return people.map((person) => person.id).join(",");
}

async function everyName(client) {
  const names = [];
  for await (const page of client.paginate("conversations.list", { limit: 1 })) {
    names.push(...page.channels.map((channel) => channel.name));
  }
  return names;
}

export async function tour(client, name, person) {
  const { channel } = await client.conversations.create({ name });
  await client.conversations.invite({ channel: channel.id, users: person });
  await client.conversations.setTopic({ channel: channel.id, topic: "Printers & <cables>" });
  const posted = await client.chat.postMessage({
    channel: channel.id, text: "Plan", metadata: { event_type: "planned", event_payload: { step: 1 } },
  });
  const place = { channel: channel.id, ts: posted.ts };
  await client.chat.update({ ...place, text: "Plan, second edition" });
  await client.chat.postMessage({ channel: channel.id, thread_ts: posted.ts, text: "A detail" });
  await client.pins.add({ channel: channel.id, timestamp: posted.ts });
  await client.reactions.add({ channel: channel.id, timestamp: posted.ts, name: "eyes" });
  await client.bookmarks.add({ channel_id: channel.id, title: "Handbook", type: "link", link: "https://example.com/h" });
  const paper = { filename: "plan.txt", title: "The plan", file: Buffer.from("Step 1") };
  await client.filesUploadV2({ channel_id: channel.id, thread_ts: posted.ts, initial_comment: "On paper", ...paper });
  const later = await client.chat.scheduleMessage({ channel: channel.id, text: "Later", post_at: await inAnHour(client, channel) });
  const group = await client.conversations.open({ users: await others(client), return_im: true });
  const { permalink } = await client.chat.getPermalink({ channel: channel.id, message_ts: posted.ts });
  const history = await client.conversations.history({ channel: channel.id, include_all_metadata: true });
  const shown = history.messages.find((message) => message.ts === posted.ts);
  return {
    channel: channel.id,
    permalink,
    metadata: shown.metadata,
    replies: shown.reply_count,
    scheduled: later.scheduled_message_id,
    group: group.channel.is_mpim,
    files: (await client.files.list({ channel: channel.id })).files.map((file) => file.name),
    names: await everyName(client),
    who: (await client.users.info({ user: person })).user.real_name,
    taken: await refusalOf(client.conversations.create({ name })),
    nowhere: await refusalOf(client.chat.postMessage({ channel: "C0NOWHERE", text: "?" })),
    wordless: await refusalOf(client.chat.postMessage({ channel: channel.id })),
    unknown: await refusalOf(client.apiCall("coffee.make")),
  };
}
