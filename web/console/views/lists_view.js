/** The left pane: who waits, most urgent first, then my conversations and those of the others. */

import { h } from "../../shared/dom.js";
import { isMine } from "../agents.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { formatDuration, waitTone, waitedS } from "../format.js";
import { LISTS } from "../strings.js";
import { othersLooking, visibleWaiting } from "../queue_state.js";
import { PRIORITY, WORK } from "../queue_strings.js";
import { MODES, REASON_TONES, plainName, reasonWords } from "../words.js";
import { buildPromise, drawPromises } from "./promise_view.js";
import { mountFilters, subjectWords } from "./queue_filters_view.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").QueueItem} QueueItem */
/** @typedef {import("../types.js").ActiveItem} ActiveItem */

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts @returns {{render: (state: State, now: number) => void, toggleFilters: () => void}} */
export function mountLists(root, parts) {
  const { desk } = parts;
  const waiting = section(root, LISTS.waiting, "waiting", LISTS.nobodyWaits);
  const filters = mountFilters(parts);
  waiting.list.before(filters.bar, filters.note);
  hushOnEscape(root);
  const mine = section(root, LISTS.mine, "mine", LISTS.noneMine);
  const others = section(root, LISTS.others, "others", "");
  const open = (/** @type {string} */ id) => () => desk.open(id);

  const render = (/** @type {State} */ state, /** @type {number} */ now) => {
    const focused = root.contains(document.activeElement) ? document.activeElement?.closest("[data-id]")?.getAttribute("data-id") : null;
    const shown = visibleWaiting(state, now);
    filters.render(state, state.waiting.length - shown.length);
    const mineItems = state.active.filter((item) => isMine(item, state.me));
    const otherItems = state.active.filter((item) => !isMine(item, state.me));
    waiting.show(shown, {
      key: (item) => item.id,
      stamp: (item) => JSON.stringify([item.reason, item.preview, item.left_message, item.id === state.openId, aboutWords(item, state)]),
      build: (item) => buildWaiting(item, state, open(item.id)),
    });
    waiting.nothing(state.waiting.length === 0);
    for (const item of shown) drawWait(waiting.list, item, waitedS(item.waiting_s, state.queueAt, now));
    const activeList = {
      key: (/** @type {ActiveItem} */ item) => item.id,
      stamp: (/** @type {ActiveItem} */ item) =>
        JSON.stringify([item.reason, item.preview, item.mode, item.agent, aboutWords(item, state), state.unread[item.id], item.id === state.openId]),
      build: (/** @type {ActiveItem} */ item) =>
        buildItem(item, state, activeMark(item, state), open(item.id)),
    };
    mine.show(mineItems, activeList);
    others.show(otherItems, activeList);
    others.box.hidden = otherItems.length === 0;
    if (focused && !root.contains(document.activeElement)) follow(root, focused);
    drawPromises(root, [...state.waiting, ...state.active], state.queueAt, now);
  };
  return { render, toggleFilters: filters.toggle };
}

/** A conversation that went to another list keeps the focus. @param {HTMLElement} root @param {string} id */
function follow(root, id) {
  const item = root.querySelector(`[data-id="${CSS.escape(id)}"] .item`);
  if (item instanceof HTMLElement) item.focus();
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
    /** Whether to say that there is nobody. @param {boolean} isEmpty */
    nothing: (isEmpty) => {
      nothing.hidden = !isEmpty;
    },
  };
}

/**
 * @param {QueueItem | ActiveItem} item
 * @param {State} state
 * @param {HTMLElement} mark what the right side of the first line says
 * @param {() => void} onOpen
 */
function buildItem(item, state, mark, onOpen) {
  const isOpen = item.id === state.openId;
  const tone = REASON_TONES[item.reason ?? ""] ?? "low";
  return h("li", { "data-id": item.id },
    h("button", { class: "item", type: "button", "data-tone": tone, "aria-current": isOpen ? "true" : null, onclick: onOpen },
      h("span", { class: "item-top" }, h("span", { class: "reason" }, reasonWords(item.reason)), mark),
      h("span", { class: "preview" }, item.preview || "…"), buildPromise(item),
      h("span", { class: "about" }, ...aboutWords(item, state).map(([look, words]) => h("span", { class: look }, words)))));
}

/** @param {QueueItem} item @param {State} state @param {() => void} onOpen */
function buildWaiting(item, state, onOpen) {
  const row = buildItem(item, state, waitMark(), onOpen);
  const why = h("p", { class: "why-now", id: `why-${item.id}` });
  row.querySelector("button")?.setAttribute("aria-describedby", why.id);
  row.append(why);
  return row;
}

/** @param {QueueItem | ActiveItem} item @param {State} state @returns {[string, string][]} look and words of what else is known */
function aboutWords(item, state) {
  const preferred = "preferred_agent" in item ? item.preferred_agent : null;
  const looking = othersLooking(state, item.id).map(({ name }) => name);
  const subject = (/** @type {"topic" | "region" | "language"} */ field) =>
    item[field] ? subjectWords(state.topics, field, item[field] ?? "") : "";
  /** @type {[string, string][]} */
  const words = [
    ["unhappy", isUnhappy(item) ? PRIORITY.unhappy : ""],
    ["served", preferred ? (preferred.username === state.me?.username ? PRIORITY.preferredMe : PRIORITY.preferred(preferred.name)) : ""],
    ["subject", subject("topic")],
    ["subject", subject("region")],
    ["subject", item.language?.startsWith("fr") ? "" : subject("language")],
    ["viewers", looking.length > 0 ? WORK.alsoHere(looking.join(", ")) : ""],
  ];
  return words.filter(([, said]) => said);
}

/** @param {QueueItem | ActiveItem} item @returns {boolean} words said before or in the queue show it, and the reason does not say it already */
function isUnhappy(item) {
  const mood = "priority_parts" in item ? (item.priority_parts?.mood ?? 0) : 0;
  return mood > 0 && item.reason !== "negative_sentiment" && item.reason !== "distress";
}

/** @param {QueueItem} item @param {number} seconds waited now @returns {string} why it is where it is, in words */
function priorityWords(item, seconds) {
  const parts = { ...item.priority_parts, waiting: Math.floor(seconds / 60) };
  const total = Object.values(parts).reduce((sum, points) => sum + points, 0);
  const words = Object.entries(parts).map(([code, points]) => `${PRIORITY.parts[code] ?? plainName(code)} ${Math.round(points)}`);
  return `${PRIORITY.points(Math.round(total))}\u202f: ${words.join(" + ")}`;
}

/** What shows on hover and focus goes away with Escape, until the mouse or the focus moves. @param {HTMLElement} root */
function hushOnEscape(root) {
  root.addEventListener("keydown", ({ key }) => key === "Escape" && root.classList.add("quiet"));
  for (const moved of ["pointermove", "focusin"]) root.addEventListener(moved, () => root.classList.remove("quiet"));
}

function waitMark() {
  return h("span", { class: "wait" });
}

/** @param {Element} list @param {QueueItem} item @param {number} seconds waited now */
function drawWait(list, item, seconds) {
  const mark = list.querySelector(`[data-id="${CSS.escape(item.id)}"] .wait`);
  if (!mark) return;
  setText(mark, formatDuration(seconds));
  const why = list.querySelector(`#${CSS.escape(`why-${item.id}`)}`);
  if (why) setText(why, priorityWords(item, seconds));
  setAttribute(mark, "data-wait", waitTone(seconds));
}

/** @param {ActiveItem} item @param {State} state */
function activeMark(item, state) {
  const unread = state.unread[item.id] ?? 0;
  if (unread > 0) return h("span", { class: "unread" }, String(unread), h("span", { class: "sr-only" }, ` ${LISTS.unread(unread)}`));
  if (isMine(item, state.me)) return h("span", { class: "chip" }, item.mode === "wrap_up" ? MODES.wrap_up ?? "" : "");
  return h("span", { class: "chip" }, item.agent ? LISTS.withAgent(item.agent.name) : "");
}
