import { el } from "../dom.js";
import { painterOf } from "../drawn.js";
import { drawText, notDrawn, plainWords } from "../blocks/words.js";
import { drawButton, drawOverflow } from "./buttons.js";
import { drawSelect } from "./choices.js";
import { drawRichInput, drawTextInput } from "./inputs.js";
import { drawDate, drawDateTime, drawTime } from "./pickers.js";
import { Slot } from "./slot.js";
import { drawCheckboxes, drawRadios } from "./ticks.js";
import { drawPicture } from "../blocks/picture.js";

const PAINTERS = {
  button: drawButton,
  overflow: drawOverflow,
  static_select: drawSelect,
  multi_static_select: drawSelect,
  users_select: drawSelect,
  multi_users_select: drawSelect,
  conversations_select: drawSelect,
  multi_conversations_select: drawSelect,
  channels_select: drawSelect,
  multi_channels_select: drawSelect,
  external_select: drawSelect,
  multi_external_select: drawSelect,
  datepicker: drawDate,
  timepicker: drawTime,
  datetimepicker: drawDateTime,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  plain_text_input: drawTextInput,
  number_input: drawTextInput,
  email_text_input: drawTextInput,
  url_text_input: drawTextInput,
  rich_text_input: drawRichInput,
  image: drawPicture,
  plain_text: (element) => drawText(element),
  mrkdwn: (element) => drawText(element),
};

/** Draws one element of a block, or says that it cannot. */
export function drawElement(element, block, host, { label, describedBy } = {}) {
  const painter = painterOf("elements", PAINTERS, element.type);
  if (!painter) return notDrawn(element.type);
  const name = label || plainWords(element.placeholder) || plainWords(block.text) || plainWords(element.text) || element.type;
  return painter(element, new Slot({ host, block, element, label: name, describedBy }));
}

/** Draws the elements of a context: small pictures and words. */
export const drawSmall = (element, block, host) => el("span", { class: "context-part" }, drawElement(element, block, host));
