import { addFault, changeDelivery, changeLimits, forgetFaults } from "./api.js";
import { el, freshId, iconButton } from "./dom.js";
import { saidIfFailed } from "./toasts.js";

const EVERYTHING = "*";
/** What can go wrong: words for people, what the control API is told, and which detail it wants. */
const KINDS = [
  { words: "No answer; nothing happened", act: { kind: "drop_before" } },
  { words: "No answer, but it happened", act: { kind: "drop_after" } },
  { words: "429 ratelimited", act: { kind: "status", status: 429 }, detail: ["retry_after", "Retry after (seconds)", 5] },
  { words: "500 internal error", act: { kind: "status", status: 500 } },
  { words: "500, but it happened", act: { kind: "status", status: 500, after: true } },
  { words: "Not JSON", act: { kind: "garbage" } },
  { words: "An error by name", act: { kind: "error" }, detail: ["error", "Name of the error", "internal_error"] },
  { words: "Late", act: { kind: "latency" }, detail: ["seconds", "Seconds late", 2] },
];

/** Draws what stands between the app and a quiet day. */
export function standing(conditions, done) {
  const rows = [...conditions.faults.map((fault) => faultRow(fault, done)), ...others(conditions)];
  const clear = conditions.faults.length > 1 && el("button", { type: "button", class: "button", "data-testid": "clear-faults", onclick: () => run(forgetFaults(), done) }, "Clear all faults");
  return rows.length ? [el("ul", { class: "standing" }, rows), clear] : el("p", { class: "quiet" }, "Nothing: every call and every delivery goes as it should.");
}

function others({ delivery, rate_scale: rate, refusal }) {
  const words = [
    refusal && `The app's token is refused: ${refusal}.`,
    !delivery.request_url && delivery.connections === 0 && "The app is not connected.",
    rate > 0 && (rate === 1 ? "Rate limits as in Slack." : `Rate limits ${rate} times as wide as Slack's.`),
    delivery.retry_scale !== 1 && `Pauses before an event's repeats are multiplied by ${delivery.retry_scale}.`,
    delivery.ack_seconds !== 3 && `The app has ${delivery.ack_seconds} s to acknowledge.`,
  ];
  return words.filter(Boolean).map((line) => el("li", {}, line));
}

function faultRow(fault, done) {
  const kind = KINDS.find(({ act }) => act.kind === fault.kind && (act.status ?? fault.status) === fault.status && Boolean(act.after || act.kind === "drop_after") === fault.after);
  const what = kind ? kind.words : `${fault.status || fault.kind}`;
  const detail = { latency: `, ${fault.seconds} s`, error: `, ${fault.error}`, status: fault.status === 429 ? `, after ${fault.retry_after} s` : "" }[fault.kind] || "";
  const often = fault.times === null ? "until it is taken away" : fault.times === 1 ? "once" : `${fault.times} times`;
  const where = fault.method === EVERYTHING ? "Every call" : fault.method;
  return el("li", { "data-testid": "fault" }, el("span", { class: "standing-words" }, el("b", {}, where), ` · ${what}${detail} · ${often}`),
    iconButton("close", `Take away: ${where}, ${what}`, () => run(forgetFaults(fault.number), done)));
}

/** Draws the form that arms a fault. */
export function faultForm(methods, done) {
  const names = freshId("methods");
  const list = el("datalist", { id: names }, ["response_url", ...methods].map((name) => el("option", { value: name })));
  const method = el("input", { class: "field", list: names, placeholder: "Every call", "data-testid": "fault-method", autocomplete: "off", spellcheck: "false" });
  const kind = el("select", { class: "field", "data-testid": "fault-kind" }, KINDS.map(({ words }, at) => el("option", { value: at }, words)));
  const detail = el("input", { class: "field", "data-testid": "fault-detail" });
  const detailWords = el("span", {});
  const detailLabel = el("label", {}, detailWords, detail);
  const times = el("input", { class: "field", type: "number", min: 1, value: "1", placeholder: "until it is taken away", "data-testid": "fault-times" });
  const chosen = () => KINDS[Number(kind.value)];
  const drawDetail = () => {
    const [, words, usual] = chosen().detail || [];
    detailLabel.hidden = !words;
    detailWords.textContent = words || "";
    detail.value = usual ?? "";
    detail.type = typeof usual === "number" ? "number" : "text";
  };
  kind.addEventListener("change", drawDetail);
  drawDetail();
  const sent = (event) => {
    event.preventDefault();
    const [name, , usual] = chosen().detail || [];
    const more = name ? { [name]: typeof usual === "number" ? Number(detail.value) : detail.value.trim() } : {};
    run(addFault({ method: method.value.trim() || EVERYTHING, ...chosen().act, ...more, times: times.value ? Number(times.value) : null }), done);
  };
  return el("form", { class: "condition-form", onsubmit: sent }, list, el("label", {}, "Method", method), el("label", {}, "What happens", kind), detailLabel,
    el("label", {}, "How many times (empty: until taken away)", times), el("button", { class: "button primary", "data-testid": "fault-arm" }, "Arm"));
}

/** Draws the form for how fast Slack limits, repeats and gives up. */
export function paceForm({ rate_scale: rate, delivery }, done) {
  const rates = number("Rate limits (1 as Slack, 0 none)", rate, "rate-scale");
  const retries = number("Pauses before repeats (1 as Slack)", delivery.retry_scale, "retry-scale");
  const acks = number("Seconds to acknowledge", delivery.ack_seconds, "ack-seconds");
  const sent = async (event) => {
    event.preventDefault();
    const paced = await changeLimits({ rate_scale: rates.held() });
    run(paced.ok ? changeDelivery({ retry_scale: retries.held(), ack_seconds: acks.held() }) : Promise.resolve(paced), done);
  };
  return el("form", { class: "condition-form", onsubmit: sent }, rates.node, retries.node, acks.node, el("button", { class: "button", "data-testid": "pace-set" }, "Set"));
}

function number(words, value, testid) {
  const field = el("input", { class: "field", type: "number", step: "any", min: 0, value: String(value), required: true, "data-testid": testid });
  return { node: el("label", {}, words, field), held: () => Number(field.value) };
}

async function run(asked, done) {
  saidIfFailed(await asked);
  done();
}
