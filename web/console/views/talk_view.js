/** The middle pane: what can be done, then everything that was said, in order. */

import { h, icon } from "../../shared/dom.js";
import { isMine } from "../agents.js";
import { canReopen } from "../conversation_state.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { withKey } from "../keyboard.js";
import { can } from "../people_state.js";
import { hasJoined, othersLooking } from "../queue_state.js";
import { WORK } from "../queue_strings.js";
import { ACTIONS, TALK } from "../strings.js";
import { MODES, SENDERS, reasonWords } from "../words.js";
import { READ } from "../work_strings.js";
import { ICONS } from "./icons.js";
import { mountHeld } from "./held_view.js";
import { buildMessage, buildNote, buildOutgoing, buildReading } from "./message_view.js";
import { buildPromise, drawPromise, openItem } from "./promise_view.js";
import { transcriptLines } from "../transcript.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {import("../transcript.js").Line} Line */

const NEAR_BOTTOM_PX = 80;

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @param {import("./dialogs_view.js").Dialogs} dialogs
 * @param {{openAssign: () => void}} agents
 * @returns {(state: State, now: number) => void}
 */
export function mountTalk(root, { desk }, dialogs, agents) {
  const header = h("div", { class: "talk-head" });
  const list = h("ol");
  const lines = h("div", { class: "lines", role: "log", "aria-label": TALK.log, tabindex: "0" }, list);
  const retry = h("button", { class: "button", type: "button", onclick: () => desk.reload() }, TALK.retry);
  const words = h("h2", { class: "empty-title" });
  const hint = h("p", { class: "empty-hint" }, TALK.noneHint);
  const empty = h("div", { class: "empty" }, icon(ICONS.ear), words, hint, retry);
  let atEnd = true; // as the agent left it
  let height = 0;
  const toEnd = () => {
    atEnd = true;
    below.hidden = true;
    lines.scrollTo({ top: lines.scrollHeight });
  };
  const below = h("button", { class: "below", type: "button", hidden: true, onclick: toEnd }, icon(ICONS.down), TALK.newBelow);
  const typing = h("p", { class: "typing", "aria-live": "polite" });
  lines.addEventListener("scroll", () => {
    if (lines.clientHeight !== height) return; // The composer appeared: nobody scrolled.
    atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < NEAR_BOTTOM_PX;
    below.hidden = below.hidden || atEnd;
  });
  new ResizeObserver(() => {
    height = lines.clientHeight;
    if (atEnd) toEnd();
  }).observe(lines);
  const held = mountHeld({ desk });
  root.append(header, lines, empty, h("div", { class: "below-box" }, below, typing, held.element));

  let headDrawn = "";
  let shownId = "";
  let sending = 0;
  return (state, now) => {
    const { open } = state;
    lines.hidden = !open;
    header.hidden = !open;
    empty.hidden = !!open;
    drawEmpty(state, words, hint, retry);
    held.render(state);
    const isTyping = !!open && (state.typingUntil[open.id] ?? 0) > now;
    setText(typing, isTyping ? TALK.typing : "");
    if (!open) {
      shownId = "";
      below.hidden = true;
      return;
    }
    const look = JSON.stringify([open.id, open.mode, open.agent, open.reason, open.customer, state.command, state.me, openItem(state)?.left_message,
      state.account?.permissions, othersLooking(state, open.id), canReopen(open)]);
    if (look !== headDrawn) drawHead(header, state, open, desk, dialogs, agents);
    headDrawn = look;
    drawPromise(header, openItem(state), state.queueAt, now);
    const last = list.lastElementChild;
    const onItsWay = state.outbox.length;
    // Opening a conversation is not hearing it all: only what is said from then on is read aloud.
    setAttribute(lines, "aria-live", open.id === shownId ? "polite" : "off");
    const stay = open.id !== shownId || atEnd || onItsWay > sending;
    sending = onItsWay;
    const changed = keyed(list, transcriptLines(open, state.outbox), {
      key: (line) => line.key,
      stamp: (line) => JSON.stringify(line),
      build: (line) => buildLine(line, desk),
    });
    if (changed && stay) toEnd();
    else if (changed && list.lastElementChild !== last) below.hidden = false;
    shownId = open.id;
  };
}

/** @param {Line} line @param {import("../desk.js").Desk} desk */
function buildLine(line, desk) {
  if (line.message) return buildMessage(line.message);
  if (line.seen) return h("li", { class: "seen", "aria-live": "off" }, READ.seen);
  if (line.reading) return buildReading(line.reading);
  return line.note ? buildNote(line.note) : buildOutgoing(/** @type {any} */ (line.outgoing), desk);
}

/** @param {State} state @param {HTMLElement} words @param {HTMLElement} hint @param {HTMLElement} retry */
function drawEmpty(state, words, hint, retry) {
  const failed = state.openStatus === "failed";
  setText(words, failed ? (state.openError ?? "") : state.openId ? TALK.loading : TALK.none);
  hint.hidden = state.openId !== null;
  retry.hidden = !failed;
}

/**
 * @param {HTMLElement} header
 * @param {State} state
 * @param {Conversation} open
 * @param {import("../desk.js").Desk} desk
 * @param {import("./dialogs_view.js").Dialogs} dialogs
 * @param {{openAssign: () => void}} agents
 */
function drawHead(header, state, open, desk, dialogs, agents) {
  const focused = header.contains(document.activeElement) ? document.activeElement?.getAttribute("data-action") : null;
  const mine = isMine(open, state.me);
  const action = (/** @type {keyof typeof ACTIONS} */ name, /** @type {string} */ path, /** @type {() => void} */ run, look = "") =>
    h("button", { class: `button ${look}`, type: "button", "data-action": name, title: withKey(ACTIONS[name], name), disabled: state.command !== null, onclick: run },
      icon(path), h("span", {}, ACTIONS[name]));
  const assign = can(state.account, "assign") ? [action("assign", ICONS.people, () => agents.openAssign())] : [];
  const actions = open.mode === "queued" ? [action("claim", ICONS.hand, () => desk.command("claim"), "primary"), ...assign] : mine ? [
    action("return_to_bot", ICONS.bot, () => dialogs.openHandBack()),
    action("transfer", ICONS.swap, () => dialogs.openTransfer()),
    action("release", ICONS.back, () => desk.command("release")),
    action("close", ICONS.close, () => dialogs.openClose(), "danger"),
  ] : can(state.account, "take_over") && open.mode === "human" ? [
    action("take_over", ICONS.lead, () => desk.command("take_over")),
    ...(hasJoined(state, open.id) ? [] : [action("join", ICONS.note, () => desk.command("join"))]),
    ...assign,
  ] : canReopen(open) ? [action("reopen", ICONS.back, () => desk.work.reopen())] : [];
  actions.push(action("export", ICONS.save, () => dialogs.openExport(), "quiet"));
  const looking = othersLooking(state, open.id).map(({ name, joined }) => (joined ? WORK.joined(name) : name));
  header.replaceChildren(
    h("div", { class: "talk-title" },
      h("h2", {}, open.customer?.name ?? `${SENDERS.customer} ${open.id.slice(0, 8)}`),
      open.customer ? h("p", { class: "verified", title: `${TALK.customerId} ${open.customer.id}` }, icon(ICONS.verified), TALK.verified) : null,
      h("p", { class: "mode", "data-mode": open.mode }, mine ? TALK.withYou : (MODES[open.mode] ?? open.mode),
        open.agent && !mine ? ` – ${open.agent.name}` : null),
      open.reason ? h("p", { class: "talk-reason" }, reasonWords(open.reason)) : null,
      buildPromise(openItem(state) ?? {}),
      looking.length > 0 ? h("p", { class: "viewers" }, WORK.alsoHere(looking.join(", "))) : null),
    h("div", { class: "actions", role: "group", "aria-label": ACTIONS.more }, ...actions));
  if (!focused) return;
  const again = header.querySelector(`[data-action="${focused}"]:not(:disabled)`) ?? header.querySelector("button:not(:disabled)");
  if (again instanceof HTMLElement) again.focus();
}
