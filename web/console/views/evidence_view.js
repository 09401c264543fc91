/**
 * The right pane: why a human is here, and all that is already known, so that the customer repeats nothing.
 * What matters most comes first; a section that has nothing to say is not there.
 */

import { h } from "../../shared/dom.js";
import { readAgent } from "../agents.js";
import { wantsInOrder } from "../conversation_state.js";
import { keyed } from "../dom.js";
import { CARD } from "../evidence_strings.js";
import { formatTime } from "../format.js";
import { describeSignal } from "../signals.js";
import { handsWords } from "../queue_strings.js";
import { EVIDENCE, FILES } from "../strings.js";
import { MODES, REASONS, REASON_TONES, actorWords, reasonWords } from "../words.js";
import { buildEarlier, buildKnown, buildLeft, buildMood, buildRunnersUp, buildSummary, buildTold, buildWants } from "./evidence_cards.js";
import { buildFiles } from "./files_view.js";
import { jumpTo } from "./jump.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {{name: string, title: string, data: unknown, build: () => (Node | null)[]}} Section */

/** Folded until the agent unfolds them. */
const FOLDED_AT_FIRST = new Set(["context", "history"]);

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @param {import("./dialogs_view.js").Dialogs} dialogs
 * @param {import("./earlier_dialog.js").OpenEarlier} openEarlier
 * @returns {(state: State) => void}
 */
export function mountEvidence(root, { store, memory }, dialogs, openEarlier) {
  /** @type {Conversation | null} */
  let drawn = null;
  let folded = memory.folded();
  const content = h("div", { class: "cards" });
  // It scrolls: without a stop of its own the keyboard could not reach its end.
  root.tabIndex = 0;
  root.append(content);
  const isFolded = (/** @type {string} */ name) => folded[name] ?? FOLDED_AT_FIRST.has(name);
  const fold = (/** @type {string} */ name) => {
    folded = { ...folded, [name]: !isFolded(name) };
    memory.setFolded(folded);
    draw();
  };
  const jump = (/** @type {number} */ seq) => jumpTo(store, seq);
  const draw = () => {
    const sections = drawn ? sectionsOf(drawn, { jump, openEarlier, decide: dialogs.openDecide }) : [];
    keyed(content, sections, {
      key: ({ name }) => name,
      stamp: ({ name, title, data }) => JSON.stringify([drawn?.id, title, data, isFolded(name)]),
      build: (section) => card(section, isFolded(section.name), () => fold(section.name)),
    });
  };
  return ({ open }) => {
    if (open === drawn) return;
    const isOther = open?.id !== drawn?.id;
    drawn = open;
    draw();
    if (isOther) root.scrollTop = 0;
  };
}

/**
 * @param {Conversation} open
 * @param {{jump: (seq: number) => void, openEarlier: import("./earlier_dialog.js").OpenEarlier,
 *   decide: import("./files_view.js").OnDecide}} on
 * @returns {Section[]} from the most to the least pressing
 */
function sectionsOf(open, { jump, openEarlier, decide }) {
  const { left, reason, signals, wants, summary, known, files, messages, runners_up, told, earlier, notes, mode_changes } = open;
  const turns = messages.map(({ seq, nlu }) => [seq, nlu?.sentiment]);
  return [
    section("left", CARD.left, left, () => (left ? buildLeft(left) : []), !!left),
    section("why", EVIDENCE.why, [reason, signals], () => buildWhy(open)),
    section("wants", CARD.wants, wants, () => buildWants(wantsInOrder(wants), jump), wants.length > 0),
    section("summary", CARD.summary, summary, () => buildSummary(summary, jump), summary.length > 0),
    section("known", CARD.known, known, () => buildKnown(known, jump)),
    section("files", FILES.title, files, () => buildFiles(files, decide), files.length > 0),
    section("mood", EVIDENCE.mood, turns, () => buildMood(messages, jump)),
    section("runners-up", CARD.runnersUp, runners_up, () => buildRunnersUp(runners_up), runners_up.length > 0),
    section("told", CARD.told, told, () => buildTold(told, jump), told.length > 0),
    section("earlier", CARD.earlier, earlier, () => buildEarlier(earlier, openEarlier), earlier.length > 0),
    section("notes", `${EVIDENCE.notes} (${notes.length})`, notes, () => buildNotes(open), notes.length > 0),
    section("context", EVIDENCE.context, [open.page_url, open.locale, open.feedback], () => [buildContext(open)]),
    section("history", EVIDENCE.history, mode_changes, () => [buildHistory(open)]),
  ].flat();
}

/** @param {string} name @param {string} title @param {unknown} data what it shows @param {Section["build"]} build @param {boolean} [isThere] */
function section(name, title, data, build, isThere = true) {
  return isThere ? [{ name, title, data, build }] : [];
}

/** @param {Section} section @param {boolean} isFolded @param {() => void} onFold */
function card({ name, title, build }, isFolded, onFold) {
  const toggle = h("button", {
    class: "fold", type: "button", "aria-expanded": String(!isFolded), "aria-controls": `card-${name}-body`, onclick: onFold,
  }, title);
  return h("section", { class: `card ${name}`, "aria-labelledby": `card-${name}` },
    h("h2", { id: `card-${name}` }, toggle),
    h("div", { class: "card-body", id: `card-${name}-body`, hidden: isFolded }, ...build()));
}

/** @param {string} words */
const nothing = (words) => h("p", { class: "nothing" }, words);

/** @param {Conversation} open */
function buildWhy({ reason, signals }) {
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
function buildNotes({ notes }) {
  return [h("ul", { class: "note-list" }, ...notes.map(({ text, agent, at }) => h("li", {},
    h("p", { class: "note-text" }, text), h("p", { class: "who" }, h("b", {}, readAgent(agent)?.name ?? ""), " ", h("time", { datetime: at }, formatTime(at))))))];
}

/** @param {Conversation} open */
function buildContext({ page_url, locale, created_at, feedback }) {
  /** @type {[string, string][]} */
  const rows = [];
  if (page_url) rows.push([EVIDENCE.page, page_url.replace(/^https?:\/\//, "")]);
  if (created_at) rows.push([EVIDENCE.opened, formatTime(created_at)]);
  if (locale) rows.push([EVIDENCE.locale, locale]);
  if (feedback) rows.push([EVIDENCE.feedback, `${feedback.score} / 5${feedback.comment ? ` – ${feedback.comment}` : ""}`]);
  return h("dl", { class: "pairs" }, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** @param {Conversation} open */
function buildHistory({ mode_changes }) {
  const items = mode_changes.map(({ at, to, actor, reason }) => {
    // Other reasons ("claimed", "settled") say again what the mode says.
    const details = [actorWords(actor), reason && reason in REASONS ? reasonWords(reason) : handsWords(reason)].filter(Boolean);
    return h("li", { "data-mode": to },
      h("time", { datetime: at }, formatTime(at)), " ", h("b", {}, MODES[to] ?? to),
      details.length > 0 ? h("span", { class: "faint" }, ` – ${details.join(" – ")}`) : null);
  });
  return items.length > 0 ? h("ol", { class: "history-list" }, ...items) : nothing(EVIDENCE.noHistory);
}
