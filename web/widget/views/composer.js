import { h, icon } from "../../shared/dom.js";
import { SEND } from "../icons.js";
import { MAX_CHARS, canWrite, keyboardFor, measure } from "../selectors.js";
import { STRINGS as T } from "../strings.js";
import { hasTouchKeyboard } from "../viewport.js";

/**
 * Where the customer writes. Too long a text is kept and said, never cut.
 *
 * @param {{onSend: (text: string) => void, onTyping: () => void}} options
 */
export function createComposer({ onSend, onTyping }) {
  const area = h("textarea", { id: "text", rows: 1, placeholder: T.placeholder, enterkeyhint: "send", autocomplete: "off", "aria-describedby": "count", oninput, onkeydown });
  const label = h("label", { for: "text", class: "sr-only" }, T.composer);
  const button = h("button", { type: "submit", class: "send", "aria-label": T.send }, icon(SEND));
  const count = h("p", { id: "count", class: "count", role: "status" });
  const form = h("form", { novalidate: true, onsubmit }, label, area, button);
  // A keyboard of digits has no letters: who wants to answer in words asks for the other one.
  const letters = h("button", { type: "button", class: "letters", hidden: true, onclick: () => (use("text"), area.focus()) }, T.fullKeyboard);
  const privacy = h("p", { class: "privacy" }, T.privacy);
  const root = h("div", { class: "composer" }, count, letters, form, privacy);

  function refresh() {
    const { chars, ok, count: isCounted } = measure(area.value);
    const left = MAX_CHARS - chars;
    button.setAttribute("aria-disabled", String(!ok));
    const text = !isCounted ? "" : left < 0 ? T.over(-left) : T.left(left);
    if (count.textContent !== text) count.textContent = text;
    count.classList.toggle("over", left < 0);
    area.setAttribute("aria-invalid", String(left < 0));
    area.style.setProperty("height", "auto");
    if (area.value !== "") area.style.setProperty("height", `${area.scrollHeight}px`);
  }

  /** @param {string} keyboard */
  function use(keyboard) {
    letters.hidden = keyboard === "text" || !hasTouchKeyboard();
    area.inputMode = keyboard;
  }

  function oninput() {
    refresh();
    if (area.value.trim() !== "") onTyping();
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    // While an accent or a word is being composed, Enter accepts it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  }

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    if (!measure(area.value).ok) return area.focus();
    const text = area.value.trim();
    area.value = "";
    refresh();
    area.focus();
    onSend(text);
  }

  let wanted = "text";
  refresh();
  return {
    root,
    focus: () => area.focus({ preventScroll: true }),
    /** @param {import("../types.js").State} state */
    update(state) {
      root.hidden = !canWrite(state);
      privacy.hidden = !state.accepted; // The notice says it, and needs the room.
      if (wanted !== keyboardFor(state)) use((wanted = keyboardFor(state)));
      area.setAttribute("aria-describedby", state.accepted ? "count" : "terms count");
    },
  };
}
