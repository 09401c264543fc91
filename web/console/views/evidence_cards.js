/** What stands in the cards of the evidence that the rules of bot/desk fill. */

import { h } from "../../shared/dom.js";
import { CARD } from "../evidence_strings.js";
import { formatPercent, formatTime } from "../format.js";
import { biggestFall, sentimentTurns } from "../sparkline.js";
import { EVIDENCE } from "../strings.js";
import { MODES, RESOLUTIONS, reasonWords } from "../words.js";
import { buildCurve } from "./curve_view.js";

/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {(seq: number) => void} OnJump */

/** Three lines of the card hold about as much. */
const CUT_FROM_CHARS = 90;

/** @param {NonNullable<Conversation["left"]>} left */
export function buildLeft({ text, agent, at }) {
  return [h("p", { class: "left-text" }, text), h("p", { class: "who" }, CARD.leftBy(agent ?? "", formatTime(at)))];
}

/** @param {Conversation["wants"]} wants @param {OnJump} onJump */
export function buildWants(wants, onJump) {
  return [h("ul", { class: "wants" }, ...wants.map(({ label, confidence, seq, text }) => h("li", {},
    h("p", { class: "want" }, h("b", {}, label), gauge(confidence)), jump(seq, `«\u00a0${text}\u00a0»`, onJump))))];
}

/** @param {Conversation["summary"]} sentences @param {OnJump} onJump */
export function buildSummary(sentences, onJump) {
  return [h("ol", { class: "summary-list" }, ...sentences.map(({ seq, text }) => h("li", {}, jump(seq, text, onJump))))];
}

/** @param {Conversation["known"]} known @param {OnJump} onJump */
export function buildKnown(known, onJump) {
  return known.length > 0
    ? [h("dl", { class: "pairs" }, ...known.map(({ slot, label, value, seq }) =>
      h("div", { "data-slot": slot }, h("dt", {}, label), h("dd", {}, seq ? jump(seq, value, onJump) : value))))]
    : [h("p", { class: "nothing" }, EVIDENCE.nothingKnown)];
}

/** @param {Conversation["runners_up"]} readings */
export function buildRunnersUp(readings) {
  return [h("p", { class: "faint" }, CARD.runnersUpOf),
    h("ul", { class: "runners" }, ...readings.map(({ label, confidence }) => h("li", {}, h("span", {}, label), gauge(confidence))))];
}

/** @param {Conversation["told"]} told @param {OnJump} onJump */
export function buildTold(told, onJump) {
  return [h("ol", { class: "told" }, ...told.map(({ seq, text }) => h("li", {}, jump(seq, text.replaceAll("**", ""), onJump))))];
}

/** @param {Conversation["messages"]} messages @param {OnJump} onJump */
export function buildMood(messages, onJump) {
  const turns = sentimentTurns(messages);
  if (turns.length === 0) return [h("p", { class: "nothing" }, EVIDENCE.noMood)];
  const fall = biggestFall(turns);
  const words = fall
    ? jump(fall.seq, CARD.fall(fall.seq, fall.from, fall.to), onJump)
    : turns.length > 1 ? h("p", { class: "faint" }, CARD.noFall) : null;
  return [buildCurve(turns, fall), ...(words ? [words] : [])];
}

/** @param {Conversation["earlier"]} earlier @param {import("./earlier_dialog.js").OpenEarlier} onOpen */
export function buildEarlier(earlier, onOpen) {
  return [h("ul", { class: "earlier-list" }, ...earlier.map((one) => {
    const outcome = one.reason ? (RESOLUTIONS[one.resolution ?? ""] ?? MODES[one.mode]) : CARD.unhandled;
    const details = [outcome, ...one.tags, one.score ? CARD.listened(one.score) : ""].filter(Boolean);
    const when = formatTime(one.at);
    return h("li", {},
      h("button", { class: "text-button", type: "button", "aria-label": CARD.seeEarlier(when), onclick: () => onOpen(one) }, when),
      one.reason ? h("span", {}, ` ${reasonWords(one.reason)}`) : null,
      h("p", { class: "faint" }, details.join(" · ")),
      one.summary ? h("p", { class: "left-text" }, one.summary) : null);
  }))];
}

/** Words of the conversation that lead to where they were said. @param {number} seq @param {string} text @param {OnJump} onJump */
function jump(seq, text, onJump) {
  // Only words that may be cut need to be whole somewhere.
  const whole = text.length > CUT_FROM_CHARS ? text : null;
  return h("button", { class: "jump", type: "button", title: whole, onclick: () => onJump(seq) },
    h("span", { class: "jump-text" }, text), h("span", { class: "sr-only" }, ` – ${CARD.seeMessage}`));
}

/** @param {number} confidence in [0, 1] */
function gauge(confidence) {
  const fill = h("span", { class: "fill" });
  fill.style.setProperty("inline-size", `${Math.round(confidence * 100)}%`);
  return h("span", { class: "confidence" }, h("span", { class: "gauge", "aria-hidden": "true" }, fill), formatPercent(confidence));
}
