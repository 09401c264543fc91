/** The right pane: why a human is here, and all that is already known, so that the customer repeats nothing. */

import { h } from "../../shared/dom.js";
import { readAgent } from "../agents.js";
import { declaredWords } from "../file_words.js";
import { formatSlot, formatTime } from "../format.js";
import { describeSignal } from "../signals.js";
import { sentimentTurns } from "../sparkline.js";
import { handsWords } from "../queue_strings.js";
import { EVIDENCE, FILES } from "../strings.js";
import { HIDDEN_SLOTS, MODES, REASONS, REASON_TONES, SLOTS, actorWords, plainName, reasonWords } from "../words.js";
import { buildCurve } from "./curve_view.js";
import { buildFiles } from "./files_view.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Conversation} Conversation */

/**
 * @param {HTMLElement} root
 * @param {import("./dialogs_view.js").Dialogs} dialogs
 * @returns {(state: State) => void}
 */
export function mountEvidence(root, dialogs) {
  /** @type {Conversation | null} */
  let drawn = null;
  const content = h("div", { class: "cards" });
  // It scrolls: without a stop of its own the keyboard could not reach its end.
  root.tabIndex = 0;
  root.append(content);
  return ({ open }) => {
    if (open === drawn) return;
    const isOther = open?.id !== drawn?.id;
    drawn = open;
    content.replaceChildren(...(open ? cards(open, dialogs.openDecide) : []));
    if (isOther) root.scrollTop = 0;
  };
}

/** @param {Conversation} open @param {import("./files_view.js").OnDecide} onDecide @returns {HTMLElement[]} */
function cards(open, onDecide) {
  return [
    card("why", EVIDENCE.why, ...why(open)),
    card("mood", EVIDENCE.mood, mood(open)),
    card("known", EVIDENCE.known, known(open)),
    card("files", FILES.title, ...buildFiles(open.files, onDecide)),
    card("notes", `${EVIDENCE.notes} (${open.notes.length})`, notes(open)),
    card("context", EVIDENCE.context, context(open)),
    card("history", EVIDENCE.history, history(open)),
  ];
}

/** @param {string} name @param {string} title @param {...Node} content */
function card(name, title, ...content) {
  return h("section", { class: `card ${name}`, "aria-labelledby": `card-${name}` }, h("h2", { id: `card-${name}` }, title), ...content);
}

/** @param {string} words */
const nothing = (words) => h("p", { class: "nothing" }, words);

/** @param {Conversation} open */
function why({ reason, signals }) {
  if (!reason && signals.length === 0) return [nothing(EVIDENCE.noReason)];
  const items = signals.map(describeSignal).map(({ rule, label, value, threshold }) => h("li", { title: rule, class: value.length > 12 ? "words" : null },
    h("span", { class: "signal-label" }, label),
    value ? h("span", { class: "signal-value" }, value) : null,
    threshold ? h("span", { class: "signal-limit" }, EVIDENCE.threshold(threshold)) : null));
  return [
    h("p", { class: "why-reason", "data-tone": REASON_TONES[reason ?? ""] ?? "low" }, reasonWords(reason)),
    h("ul", { class: "signals", "aria-label": EVIDENCE.signals }, ...items),
  ];
}

/** @param {Conversation} open */
function mood({ messages }) {
  const turns = sentimentTurns(messages);
  return turns.length > 0 ? buildCurve(turns) : nothing(EVIDENCE.noMood);
}

/** @param {[string, Node | string][]} rows */
function pairs(rows) {
  return h("dl", { class: "pairs" }, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** @param {Conversation} open */
function known({ slots }) {
  const rows = Object.entries(slots).flatMap(([name, value]) => {
    const words = HIDDEN_SLOTS.has(name) ? "" : formatSlot(value);
    return words ? [/** @type {[string, string]} */ ([SLOTS[name] ?? plainName(name), words])] : [];
  });
  const declared = declaredWords(slots);
  if (declared) rows.push([EVIDENCE.declaredOwners, declared]);
  return rows.length > 0 ? pairs(rows) : nothing(EVIDENCE.nothingKnown);
}

/** @param {Conversation} open */
function notes({ notes: items }) {
  if (items.length === 0) return nothing(EVIDENCE.noNotes);
  return h("ul", { class: "note-list" }, ...items.map(({ text, agent, at }) => h("li", {},
    h("p", { class: "note-text" }, text), h("p", { class: "who" }, h("b", {}, readAgent(agent)?.name ?? ""), " ", h("time", { datetime: at }, formatTime(at))))));
}

/** @param {Conversation} open */
function context({ page_url, locale, created_at, feedback }) {
  /** @type {[string, string][]} */
  const rows = [];
  if (page_url) rows.push([EVIDENCE.page, page_url.replace(/^https?:\/\//, "")]);
  if (created_at) rows.push([EVIDENCE.opened, formatTime(created_at)]);
  if (locale) rows.push([EVIDENCE.locale, locale]);
  if (feedback) rows.push([EVIDENCE.feedback, `${feedback.score} / 5${feedback.comment ? ` – ${feedback.comment}` : ""}`]);
  return pairs(rows);
}

/** @param {Conversation} open */
function history({ mode_changes }) {
  const items = mode_changes.map(({ at, to, actor, reason }) => {
    // Other reasons ("claimed", "settled") say again what the mode says.
    const details = [actorWords(actor), reason && reason in REASONS ? reasonWords(reason) : handsWords(reason)].filter(Boolean);
    return h("li", { "data-mode": to },
      h("time", { datetime: at }, formatTime(at)), " ", h("b", {}, MODES[to] ?? to),
      details.length > 0 ? h("span", { class: "faint" }, ` – ${details.join(" – ")}`) : null);
  });
  return items.length > 0 ? h("ol", { class: "history-list" }, ...items) : nothing(EVIDENCE.noHistory);
}
