/** One line of the transcript: a message, a private note, or a message still on its way. */

import { h, icon, textNodes } from "../../shared/dom.js";
import { readAgent } from "../agents.js";
import { formatDecimal, formatPercent, formatTime } from "../format.js";
import { intentWords, readingWords } from "../intents.js";
import { polarityTone } from "../sparkline.js";
import { TALK } from "../strings.js";
import { SENDERS, SENTIMENTS } from "../words.js";
import { HELD } from "../work_strings.js";
import { ICONS } from "./icons.js";

/** @typedef {import("../types.js").DeskMessage} DeskMessage */
/** @typedef {import("../types.js").Note} Note */
/** @typedef {import("../types.js").Nlu} Nlu */
/** @typedef {import("../types.js").OutboxItem} OutboxItem */

// Colours only. Near the limits of config.yml: under `understanding.ask` the bot asks what was meant.
const SURE = 0.45;
const DOUBTFUL = 0.2;

/** @param {DeskMessage} message @returns {HTMLElement} */
export function buildMessage(message) {
  const agent = readAgent(message.agent) ?? readAgent(message.custom?.agent);
  const who = message.sender === "agent" && agent ? agent.name : SENDERS[message.sender];
  return h("li", { class: `line ${message.sender}`, "data-seq": message.seq },
    message.sender === "system" ? null : heading(who ?? "", message.at),
    h("div", { class: "bubble" }, body(message)),
    buttons(message));
}

/** @param {Note} note @returns {HTMLElement} */
export function buildNote(note) {
  return h("li", { class: "line private" },
    h("div", { class: "bubble" },
      h("p", { class: "note-label" }, icon(ICONS.lock), TALK.note, h("span", {}, ` – ${TALK.noteHint}`)),
      textNodes(note.text, TALK.newWindow)),
    heading(readAgent(note.agent)?.name ?? "", note.at));
}

/**
 * @param {OutboxItem} item
 * @param {{resend: (id: string) => void, drop: (id: string) => void}} desk
 * @returns {HTMLElement}
 */
export function buildOutgoing(item, desk) {
  const failed = item.status === "failed";
  const label = item.private ? h("p", { class: "note-label" }, icon(ICONS.lock), TALK.note) : null;
  // A screen reader hears the words once they are sent, and a failure at once.
  return h("li", { class: `line ${item.private ? "private" : "agent"} pending`, "aria-live": failed ? null : "off" },
    heading(TALK.you, item.at),
    h("div", { class: "bubble" }, label, textNodes(item.text, TALK.newWindow)),
    h("p", { class: failed ? "fate failed" : "fate" }, failed ? `${TALK.failed} – ${item.error ?? ""}` : item.status === "held" ? HELD.waiting : TALK.sending,
      failed ? h("button", { class: "text-button", type: "button", onclick: () => desk.resend(item.message_id) }, TALK.resend) : null,
      failed ? h("button", { class: "text-button", type: "button", onclick: () => desk.drop(item.message_id) }, TALK.drop) : null));
}

/** @param {string} who @param {string} at */
function heading(who, at) {
  return h("p", { class: "who" }, h("b", {}, who), " ", h("time", { datetime: at }, formatTime(at)));
}

/** @param {DeskMessage} message */
function body(message) {
  if (message.text) return textNodes(message.text, TALK.newWindow);
  return h("i", {}, TALK.rich);
}

/** What the customer could click: an agent must know what was offered. @param {DeskMessage} message */
function buttons(message) {
  if (!message.buttons?.length) return null;
  const items = message.buttons.map(({ title }) => h("li", {}, title));
  return h("ul", { class: "offered", "aria-label": TALK.offered }, ...items);
}

/**
 * @param {{seq: number, nlu: Nlu | null}} reading
 * @returns {HTMLElement} what the bot understood of a turn, and how it sounded
 */
export function buildReading({ seq, nlu }) {
  if (!nlu) return h("li", { class: "reading", "data-of": seq }, TALK.noReading);
  const ranking = (nlu.ranking ?? []).slice(0, 3).map(({ name, confidence }) => `${intentWords(name)} ${formatPercent(confidence)}`);
  return h("li", { class: "reading", "data-of": seq },
    h("span", { class: "intent", title: ranking.join(" · ") }, h("span", { class: "sr-only" }, `${TALK.intent}\u202f: `), readingWords(nlu)),
    nlu.confidence === null || nlu.confidence === undefined ? null : confidenceBar(nlu.confidence),
    nlu.sentiment ? sentimentChip(nlu.sentiment) : null);
}

/** @param {number} confidence in [0, 1] */
function confidenceBar(confidence) {
  const fill = h("span", { class: "fill" });
  fill.style.setProperty("inline-size", `${Math.round(confidence * 100)}%`);
  const tone = confidence < DOUBTFUL ? "low" : confidence < SURE ? "mid" : "high";
  return h("span", { class: "confidence", "data-tone": tone },
    h("span", { class: "sr-only" }, `${TALK.confidence}\u202f: `), h("span", { class: "gauge", "aria-hidden": "true" }, fill), formatPercent(confidence));
}

/** @param {NonNullable<Nlu["sentiment"]>} sentiment */
function sentimentChip({ label, polarity }) {
  return h("span", { class: "mood", "data-tone": polarityTone(polarity) },
    `${SENTIMENTS[label] ?? label} ${formatDecimal(polarity, { signed: true })}`);
}
