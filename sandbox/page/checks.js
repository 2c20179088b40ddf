import { answeringElements, isBlank } from "./elements/answers.js";

// What Slack's own client checks before it sends a form to the app.
const CHECKS = {
  plain_text_input: (element, state) =>
    element.min_length && state.value.length < element.min_length && `Please enter at least ${element.min_length} characters.`,
  number_input: checkNumber,
  email_text_input: (_element, state) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(state.value) && "Please enter a valid email address.",
  url_text_input: (_element, state) => !isAddress(state.value) && "Please enter a valid URL.",
};

function isAddress(text) {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function checkNumber(element, state) {
  const number = Number(state.value);
  if (Number.isNaN(number)) return "Please enter a valid number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) return `Please enter a number of at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `Please enter a number of at most ${element.max_value}.`;
  return null;
}

function errorOf(block, element, answers) {
  const state = answers.read(block, element);
  if (isBlank(state)) return block.optional ? null : "Please complete this required field.";
  return CHECKS[element.type]?.(element, state) || null;
}

/** The errors of a form by block, as far as they can be seen without the app. */
export function errorsOf(blocks, answers) {
  const errors = {};
  for (const block of blocks.filter((one) => one.type === "input")) {
    for (const element of answeringElements(block)) {
      const error = errorOf(block, element, answers);
      if (error) errors[block.block_id] = error;
    }
  }
  return errors;
}
