/** The left pane: who waits, most urgent first, then my conversations and those of the others. */

import { h } from "../../shared/dom.js";
import { isMine } from "../agents.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { formatDuration, waitTone, waitedS } from "../format.js";
import { LISTS } from "../strings.js";
import { buildPromise, drawPromises } from "./promise_view.js";
import { MODES, REASON_TONES, reasonWords } from "../words.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").QueueItem} QueueItem */
/** @typedef {import("../types.js").ActiveItem} ActiveItem */

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts @returns {(state: State, now: number) => void} */
export function mountLists(root, { desk }) {
  const waiting = section(root, LISTS.waiting, "waiting", LISTS.nobodyWaits);
  const mine = section(root, LISTS.mine, "mine", LISTS.noneMine);
  const others = section(root, LISTS.others, "others", "");
  const open = (/** @type {string} */ id) => () => desk.open(id);

  return (state, now) => {
    const mineItems = state.active.filter((item) => isMine(item, state.me));
    const otherItems = state.active.filter((item) => !isMine(item, state.me));
    waiting.show(state.waiting, {
      key: (item) => item.id,
      stamp: (item) => JSON.stringify([item.reason, item.preview, item.left_message, item.id === state.openId]),
      build: (item) => buildItem(item, item.id === state.openId, waitMark(), open(item.id)),
    });
    for (const item of state.waiting) drawWait(waiting.list, item, waitedS(item.waiting_s, state.queueAt, now));
    const activeList = {
      key: (/** @type {ActiveItem} */ item) => item.id,
      stamp: (/** @type {ActiveItem} */ item) =>
        JSON.stringify([item.reason, item.preview, item.mode, item.agent, state.unread[item.id], item.id === state.openId]),
      build: (/** @type {ActiveItem} */ item) =>
        buildItem(item, item.id === state.openId, activeMark(item, state), open(item.id)),
    };
    mine.show(mineItems, activeList);
    others.show(otherItems, activeList);
    others.box.hidden = otherItems.length === 0;
    drawPromises(root, [...state.waiting, ...state.active], state.queueAt, now);
  };
}

/** @param {HTMLElement} root @param {string} title @param {string} name @param {string} empty said when there is nobody */
function section(root, title, name, empty) {
  const count = h("span", { class: "count" });
  const list = h("ul", { class: "items" });
  const nothing = h("p", { class: "nothing" }, empty);
  const box = h("section", { class: `list ${name}`, "aria-labelledby": `list-${name}` },
    h("h2", { id: `list-${name}` }, title, " ", count), list, nothing);
  root.append(box);
  return {
    box,
    list,
    /** @template {{id: string}} T @param {T[]} items @param {Parameters<typeof keyed<T>>[2]} how */
    show(items, how) {
      keyed(list, items, how);
      setText(count, String(items.length));
      nothing.hidden = items.length > 0 || !empty;
      list.hidden = items.length === 0;
    },
  };
}

/**
 * @param {QueueItem | ActiveItem} item
 * @param {boolean} isOpen
 * @param {HTMLElement} mark what the right side of the first line says
 * @param {() => void} onOpen
 */
function buildItem(item, isOpen, mark, onOpen) {
  const tone = REASON_TONES[item.reason ?? ""] ?? "low";
  return h("li", { "data-id": item.id },
    h("button", { class: "item", type: "button", "data-tone": tone, "aria-current": isOpen ? "true" : null, onclick: onOpen },
      h("span", { class: "item-top" }, h("span", { class: "reason" }, reasonWords(item.reason)), mark),
      h("span", { class: "preview" }, item.preview || "…"), buildPromise(item)));
}

function waitMark() {
  return h("span", { class: "wait" });
}

/** @param {Element} list @param {QueueItem} item @param {number} seconds waited now */
function drawWait(list, item, seconds) {
  const mark = list.querySelector(`[data-id="${CSS.escape(item.id)}"] .wait`);
  if (!mark) return;
  setText(mark, formatDuration(seconds));
  setAttribute(mark, "data-wait", waitTone(seconds));
}

/** @param {ActiveItem} item @param {State} state */
function activeMark(item, state) {
  const unread = state.unread[item.id] ?? 0;
  if (unread > 0) return h("span", { class: "unread" }, String(unread), h("span", { class: "sr-only" }, ` ${LISTS.unread(unread)}`));
  if (isMine(item, state.me)) return h("span", { class: "chip" }, item.mode === "wrap_up" ? MODES.wrap_up ?? "" : "");
  return h("span", { class: "chip" }, item.agent ? LISTS.withAgent(item.agent.name) : "");
}
