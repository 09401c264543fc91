/** The small clock of the service's next promise, in the lists and above a conversation. */

import { h } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { leftS, promiseSpoken, promiseTone, promiseWords } from "../promise_clock.js";
import { TIME } from "../time_strings.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").QueueItem | import("../types.js").ActiveItem} Item */

/** @param {{left_message?: boolean}} item @returns {HTMLElement} the second line of an item; empty until it is drawn */
export function buildPromise(item) {
  return h("span", { class: "item-time" },
    h("span", { class: "promise" },
      h("span", { class: "promise-words", "aria-hidden": "true" }), h("span", { class: "promise-spoken sr-only" })),
    item.left_message ? h("span", { class: "left-message" }, TIME.leftMessage) : null);
}

/** @param {Element} root holds what `buildPromise` built @param {Item | undefined} item @param {number} saidAt ms @param {number} now ms */
export function drawPromise(root, item, saidAt, now) {
  const mark = root.querySelector(".promise");
  if (!(mark instanceof HTMLElement)) return;
  const promise = item?.promise;
  mark.hidden = !promise;
  if (!promise) return;
  const left = leftS(promise, saidAt, now);
  setAttribute(mark, "data-promise", promiseTone(left));
  setText(/** @type {Element} */ (mark.querySelector(".promise-words")), promiseWords(promise.clock, left));
  // Said in minutes: a screen reader that stands here must not be spoken to every second.
  const minutes = Math.sign(left) * Math.ceil(Math.abs(left) / 60) * 60;
  setText(/** @type {Element} */ (mark.querySelector(".promise-spoken")), promiseSpoken(promise.clock, minutes || -60));
}

/** @param {Element} list @param {Item[]} items @param {number} saidAt ms @param {number} now ms */
export function drawPromises(list, items, saidAt, now) {
  for (const item of items) {
    const row = list.querySelector(`[data-id="${CSS.escape(item.id)}"]`);
    if (row) drawPromise(row, item, saidAt, now);
  }
}

/** @param {State} state @returns {Item | undefined} what the lists say of the open conversation */
export function openItem(state) {
  return [...state.waiting, ...state.active].find(({ id }) => id === state.openId);
}
