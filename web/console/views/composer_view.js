/** The composer: a reply that the customer reads, or a private note that nobody outside the team sees. */

import { h, icon } from "../../shared/dom.js";
import { writableKinds } from "../agents.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { readComposerKey } from "../keyboard.js";
import { MAX_TEXT_CHARS } from "../sending.js";
import { draftOf } from "../drafts.js";
import { COMPOSER } from "../strings.js";
import { findGap } from "../picker.js";
import { PICKER } from "../work_strings.js";
import { sourceBadge } from "./suggestion_source.js";
import { ICONS } from "./icons.js";
import { mountPicker } from "./picker_view.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").ComposerKind} ComposerKind */

const WARN_UNDER_CHARS = 200; // how many are left is said from here on

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @returns {{render: (state: State) => void, focus: (kind: ComposerKind | null) => boolean}}
 */
export function mountComposer(root, { desk, store, memory }) {
  const kinds = /** @type {ComposerKind[]} */ (["reply", "note"]);
  const modes = kinds.map((kind) => h("button",
    { class: `mode-tab ${kind}`, type: "button", onclick: () => focus(kind) },
    kind === "note" ? icon(ICONS.lock) : null, COMPOSER[kind]));
  const hint = h("p", { class: "composer-hint", id: "composer-hint" });
  const left = h("p", { class: "left", role: "status" });
  const text = h("textarea", {
    id: "composer-text", rows: 3, "aria-describedby": "composer-hint", oninput: () => desk.write(text.value),
    onkeydown: (/** @type {KeyboardEvent} */ event) => onKey(event),
  });
  const submit = h("button", { class: "button primary", type: "submit" });
  const suggestions = h("ul", { class: "suggestions" });
  const proposed = h("div", { class: "proposed", role: "group", "aria-label": COMPOSER.suggestions },
    h("span", { class: "proposed-title" }, COMPOSER.suggestions), suggestions);
  const send = () => {
    const draft = draftOf(store.get(), store.get().openId);
    const why = draft.kind === "note" ? "" : picker.isLooking() ? PICKER.noneFound : toGap(0) ? PICKER.gap : "";
    setText(gap, why);
    return !why && desk.send();
  };
  const onSubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    send();
    text.focus();
  };
  const gap = h("p", { class: "gap", role: "alert" });
  const form = h("form", { class: "composer", onsubmit: onSubmit, "aria-label": COMPOSER.modes },
    proposed, h("div", { class: "modes", role: "group", "aria-label": COMPOSER.modes }, ...modes, hint), text,
    h("div", { class: "composer-end" }, h("span", { class: "keys" }), gap, left, submit));
  root.append(form);

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (picker.onKey(event) || (event.key === "Tab" && !event.shiftKey && toGap(text.selectionEnd))) return event.preventDefault();
    const command = readComposerKey(event);
    if (!command) return;
    event.preventDefault();
    if (send() && command === "send_and_next") desk.move(1);
  };

  /** @param {ComposerKind | null} kind `null` keeps the one chosen @returns {boolean} false when I may not write here */
  const focus = (kind) => {
    const allowed = writableKinds(store.get().open, store.get().me);
    if (form.hidden || (kind && !allowed.includes(kind))) return false;
    if (kind) desk.compose(kind);
    text.focus();
    return true;
  };

  /** Selects what is still to be filled in, so that typing replaces it. @param {number} from @returns {boolean} false when nothing is */
  const toGap = (from) => {
    const found = findGap(text.value, from);
    if (!found || (found.start < from && from > 0 && text.selectionEnd > found.end)) return false;
    text.focus();
    text.setSelectionRange(found.start, found.end);
    return true;
  };
  const picker = mountPicker(text, { desk, store, memory }, (start, end, words) => {
    desk.write(text.value.slice(0, start) + words + text.value.slice(end));
    text.value = draftOf(store.get(), store.get().openId)[draftOf(store.get(), store.get().openId).kind];
    if (!toGap(0)) text.setSelectionRange(start + words.length, start + words.length);
  });
  form.prepend(picker.list);
  form.append(picker.count);

  /** @param {string} words */
  const insert = (words) => {
    desk.compose("reply");
    const draft = draftOf(store.get(), store.get().openId).reply;
    desk.write(draft.trim() ? `${draft.trimEnd()} ${words}` : words);
    text.focus();
  };

  const render = (/** @type {State} */ state) => {
    const allowed = writableKinds(state.open, state.me);
    form.hidden = allowed.length === 0;
    if (form.hidden || !state.open) return;
    const draft = draftOf(state, state.openId);
    const isNote = draft.kind === "note";
    setAttribute(form, "data-kind", draft.kind);
    modes.forEach((button, index) => {
      setAttribute(button, "aria-pressed", String(kinds[index] === draft.kind));
      button.hidden = !allowed.includes(/** @type {ComposerKind} */ (kinds[index]));
    });
    setText(hint, isNote ? COMPOSER.noteHint : COMPOSER.replyHint);
    setAttribute(text, "aria-label", isNote ? COMPOSER.note : COMPOSER.reply);
    setAttribute(text, "placeholder", isNote ? COMPOSER.notePlaceholder : COMPOSER.replyPlaceholder);
    setText(submit, isNote ? COMPOSER.sendNote : COMPOSER.sendReply);
    if (text.value !== draft[draft.kind]) text.value = draft[draft.kind];
    const keys = form.querySelector(".keys");
    if (keys) setText(keys, `${COMPOSER.keys} · ${isNote ? PICKER.at : PICKER.slash}`);
    if (!findGap(text.value) && !picker.isLooking()) setText(gap, "");
    picker.update();
    const room = MAX_TEXT_CHARS - text.value.trim().length;
    setText(left, room < WARN_UNDER_CHARS ? COMPOSER.left(room) : "");
    setAttribute(left, "data-over", String(room < 0));
    submit.disabled = room < 0 || !text.value.trim();
    proposed.hidden = isNote || state.open.suggestions.length === 0;
    keyed(suggestions, state.open.suggestions, {
      key: (item) => `${item.intent}/${item.text}`,
      stamp: () => "",
      build: (item) => h("li", {}, h("button",
        { class: "suggestion", type: "button", title: item.text, "aria-label": COMPOSER.insert(item.text), onclick: () => insert(item.text) },
        sourceBadge(item), item.text)),
    });
  };
  return { render, focus };
}
