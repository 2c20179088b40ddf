// What people have answered in the fields of one surface, in the shape of Slack's view.state.values.
const EMPTY = {
  plain_text_input: (e) => ({ value: e.initial_value ?? null }),
  number_input: (e) => ({ value: e.initial_value ?? null }),
  email_text_input: (e) => ({ value: e.initial_value ?? null }),
  url_text_input: (e) => ({ value: e.initial_value ?? null }),
  rich_text_input: (e) => ({ rich_text_value: e.initial_value ?? null }),
  datepicker: (e) => ({ selected_date: e.initial_date ?? null }),
  timepicker: (e) => ({ selected_time: e.initial_time ?? null, ...(e.timezone ? { timezone: e.timezone } : {}) }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time ?? null }),
  static_select: (e) => ({ selected_option: e.initial_option ?? null }),
  external_select: (e) => ({ selected_option: e.initial_option ?? null }),
  radio_buttons: (e) => ({ selected_option: e.initial_option ?? null }),
  multi_static_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  multi_external_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  checkboxes: (e) => ({ selected_options: e.initial_options ?? [] }),
  users_select: (e) => ({ selected_user: e.initial_user ?? null }),
  multi_users_select: (e) => ({ selected_users: e.initial_users ?? [] }),
  channels_select: (e) => ({ selected_channel: e.initial_channel ?? null }),
  multi_channels_select: (e) => ({ selected_channels: e.initial_channels ?? [] }),
  conversations_select: (e) => ({ selected_conversation: e.initial_conversation ?? null }),
  multi_conversations_select: (e) => ({ selected_conversations: e.initial_conversations ?? [] }),
};

function start(element, here) {
  const state = { type: element.type, ...EMPTY[element.type](element) };
  const current = element.default_to_current_conversation && here;
  if (current && "selected_conversation" in state) state.selected_conversation ??= here;
  if (current && "selected_conversations" in state && !element.initial_conversations) state.selected_conversations = [here];
  return state;
}

/** The part of a state value that says what was chosen. */
export function chosenIn(state) {
  const { type: _type, timezone: _zone, ...rest } = state;
  return Object.values(rest)[0];
}

/** Whether nothing was filled in. */
export function isBlank(state) {
  const chosen = chosenIn(state);
  return chosen === null || chosen === undefined || chosen === "" || (Array.isArray(chosen) && chosen.length === 0);
}

/** The elements of a block that keep an answer. */
export function answeringElements(block) {
  const elements = [block.element, block.accessory, ...(block.type === "actions" ? block.elements || [] : [])];
  return elements.filter((element) => element && element.type in EMPTY);
}

/** The answers given on one surface; they outlive redrawing while block, action and kind of field stay the same. */
export class Answers {
  constructor(here = null) {
    this.here = here;
    this.held = new Map();
  }

  key(block, element) {
    return `${block.block_id}\n${element.action_id}\n${element.type}`;
  }

  read(block, element) {
    return this.held.get(this.key(block, element)) || start(element, this.here);
  }

  write(block, element, state) {
    this.held.set(this.key(block, element), { type: element.type, ...state });
  }

  /** Takes over what the server already knows of this surface, where nothing was typed here. */
  adopt(blocks, values) {
    for (const block of blocks) {
      for (const element of answeringElements(block)) {
        const known = values?.[block.block_id]?.[element.action_id];
        const fresh = known && known.type === element.type && !this.held.has(this.key(block, element));
        if (fresh) this.held.set(this.key(block, element), known);
      }
    }
  }

  /** Everything answered, as Slack sends it to an app; answers of blocks that went away are forgotten. */
  all(blocks) {
    const values = {};
    const kept = new Map();
    for (const block of blocks) {
      for (const element of answeringElements(block)) {
        const state = this.read(block, element);
        if (this.held.has(this.key(block, element))) kept.set(this.key(block, element), state);
        (values[block.block_id] ??= {})[element.action_id] = state;
      }
    }
    this.held = kept;
    return values;
  }
}
