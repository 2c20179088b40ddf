// The one list of what this page can draw. The painters below dispatch by it, and a house rule
// compares it with the templates, so a template cannot use a block that nobody would see here.
export const DRAWN = {
  blocks: [
    "section", "header", "context", "actions", "divider", "image", "input", "rich_text", "table", "alert", "markdown",
  ],
  elements: [
    "button", "static_select", "multi_static_select", "users_select", "multi_users_select", "conversations_select",
    "multi_conversations_select", "channels_select", "multi_channels_select", "external_select",
    "multi_external_select", "datepicker", "timepicker", "datetimepicker", "overflow", "checkboxes", "radio_buttons",
    "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "image",
    "plain_text", "mrkdwn",
  ],
  rich_text: [
    "rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote", "text", "link", "user",
    "channel", "usergroup", "emoji", "date", "broadcast", "color",
  ],
};

/** Finds the painter of a type in one family, or null when that type is not on the list. */
export function painterOf(family, painters, type) {
  return DRAWN[family].includes(type) ? painters[type] : null;
}
