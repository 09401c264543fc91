/** The list that opens while one writes: ready answers after « / », colleagues after « @ ». Keys stay in the text. */

import { h } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { cannedChoices, colleagueChoices, filterChoices, readTrigger } from "../picker.js";
import { draftOf } from "../drafts.js";
import { colleaguesOf } from "../work.js";
import { PICKER } from "../work_strings.js";

/** @typedef {import("../picker.js").Choice} Choice */

/**
 * @param {HTMLTextAreaElement} text
 * @param {Pick<import("./app_view.js").Parts, "desk" | "store" | "memory">} parts
 * @param {(start: number, end: number, words: string) => void} replace
 */
export function mountPicker(text, { desk, store }, replace) {
  const list = h("ul", { class: "picker", id: "picker", role: "listbox", hidden: true });
  const count = h("p", { class: "sr-only", role: "status" });
  setAttribute(text, "aria-autocomplete", "list");
  /** @type {Choice[]} */
  let choices = [];
  let at = 0;
  /** @type {import("../picker.js").Trigger | null} */
  let trigger = null;
  let dismissed = "";

  const show = () => {
    list.hidden = choices.length === 0;
    setAttribute(text, "aria-controls", list.hidden ? null : "picker");
    setAttribute(text, "aria-activedescendant", list.hidden ? null : `picker-${at}`);
    setAttribute(list, "aria-label", trigger?.what === "colleague" ? PICKER.colleagues : PICKER.canned);
    setText(count, PICKER.found(choices.length));
    list.replaceChildren(...choices.map((choice, index) => h("li", {
      id: `picker-${index}`, role: "option", "aria-selected": String(index === at), class: "choice",
      onmousedown: (/** @type {Event} */ event) => event.preventDefault(), // The text keeps the focus.
      onclick: () => take(index),
    }, h("b", {}, choice.title), h("span", {}, choice.detail))));
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  };

  /** What the text and the state ask for now. */
  const update = () => {
    const state = store.get();
    const { kind } = draftOf(state, state.openId);
    const wasOpen = trigger?.what === "canned";
    trigger = document.activeElement === text ? readTrigger(kind, text.value, text.selectionStart) : null;
    if (!trigger) dismissed = "";
    if (trigger?.what === "canned" && !wasOpen) desk.work.loadCanned();
    const { canned } = state.work;
    const known = trigger?.what === "canned" ? (canned.id === state.openId ? cannedChoices(canned.answers) : [])
      : trigger ? colleagueChoices(colleaguesOf(state)) : [];
    const found = trigger && dismissed !== trigger.what ? filterChoices(known, trigger.query) : [];
    if (JSON.stringify(found) === JSON.stringify(choices)) return;
    choices = found;
    at = 0;
    show();
  };

  const take = (/** @type {number} */ index) => {
    const choice = choices[index];
    const place = trigger;
    choices = [];
    trigger = null;
    show();
    if (choice && place) replace(place.start, place.end, choice.insert);
  };

  const move = (/** @type {number} */ step) => {
    at = (at + step + choices.length) % choices.length;
    show();
  };

  text.addEventListener("blur", update);
  return {
    list,
    count,
    update,
    /** « /mot » looks for a ready answer: nobody means to send it, unless he left the list with Escape. */
    isLooking: () => trigger?.what === "canned" && dismissed !== "canned",
    /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the list */
    onKey(event) {
      if (event.isComposing) return false;
      if (event.key === "Escape" && trigger && dismissed !== trigger.what) {
        dismissed = trigger.what;
        choices = [];
        show();
        return true;
      }
      if (choices.length === 0) return false;
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) take(at);
      else return false;
      return true;
    },
  };
}
