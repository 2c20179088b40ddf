// A channel from its creation to its archive, by the Web API's own client for JavaScript.
async function refusalOf(call) {
  try {
    await call;
    return null;
  } catch (error) {
    return error.data?.error ?? String(error);
  }
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
  const { permalink } = await client.chat.getPermalink({ channel: channel.id, message_ts: posted.ts });
  const history = await client.conversations.history({ channel: channel.id, include_all_metadata: true });
  const shown = history.messages.find((message) => message.ts === posted.ts);
  return {
    channel: channel.id,
    permalink,
    metadata: shown.metadata,
    replies: shown.reply_count,
    names: await everyName(client),
    who: (await client.users.info({ user: person })).user.real_name,
    taken: await refusalOf(client.conversations.create({ name })),
    nowhere: await refusalOf(client.chat.postMessage({ channel: "C0NOWHERE", text: "?" })),
    wordless: await refusalOf(client.chat.postMessage({ channel: channel.id })),
    unknown: await refusalOf(client.apiCall("coffee.make")),
  };
}
