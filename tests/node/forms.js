// The desk's three forms.
export const words = (text) => ({ type: "plain_text", text });

const field = (block_id, label, element, more = {}) =>
  ({ type: "input", block_id, label: words(label), element: { action_id: "value", ...element }, ...more });

const button = (action_id, text) => ({ type: "button", action_id, text: words(text) });

const form = (callback_id, title, blocks, more = {}) =>
  ({ type: "modal", callback_id, title: words(title), submit: words("Send"), close: words("Cancel"), blocks, ...more });

export function ticketForm(rows) {
  const steps = Array.from({ length: rows }, (_, number) =>
    field(`step_${number + 1}`, `Step ${number + 1}`, { type: "plain_text_input" }, { optional: true }));
  return form("ticket", "New ticket", [
    field("subject", "Subject", { type: "plain_text_input", max_length: 100 }),
    field("who", "For whom", { type: "users_select" }),
    field("city", "City", { type: "external_select", action_id: "city", min_query_length: 1 }),
    ...steps,
    { type: "actions", block_id: "buttons", elements: [button("add_row", "Add a step"), button("details", "Details")] },
  ], { notify_on_close: true, private_metadata: String(rows) });
}

export function detailsForm() {
  return form("details", "Details", [field("due", "Due", { type: "datepicker" })]);
}

export function noteForm(place, text) {
  return form("note", "Add a note", [
    { type: "section", text: words(text) },
    field("note", "Note", { type: "plain_text_input", multiline: true }),
  ], { private_metadata: JSON.stringify(place) });
}
