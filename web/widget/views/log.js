import { h } from "../../shared/dom.js";
import { typingText } from "../format.js";
import { lines, mustAccept, newestFrom } from "../selectors.js";
import { STRINGS as T } from "../strings.js";
import { hasTouchKeyboard } from "../viewport.js";
import { createLine } from "./line.js";
import { createShareMenu } from "./share.js";
import { createTerms } from "./terms.js";

/** Closer than this, the log follows what arrives, in CSS pixels. */
const NEAR_PX = 80;
/** What is read first stands this far below the edge, in CSS pixels. */
const EDGE_PX = 14;

/**
 * The messages: a polite log that stays quiet while the past of the conversation is loaded.
 *
 * @param {Pick<import("./line.js").LineActions, "onPick" | "onRetry"> & {suggestions: readonly string[], onSuggest: (text: string) => void,
 *   onAccept: () => void, onShare: import("../panel.js").PanelActions["onShare"]}} options
 */
export function createLog({ suggestions, onSuggest, onAccept, onShare, ...rest }) {
  const sharing = createShareMenu(onShare);
  const actions = { ...rest, onShareMenu: sharing.open };
  const choices = suggestions.map((text) => h("button", { type: "button", lang: suggestions === T.suggestions ? "fr" : null, onclick: () => onSuggest(text) }, text));
  const starters = h("div", { class: "choices", role: "group", "aria-label": T.suggestionsLabel }, ...choices);
  const welcome = h("div", { class: "welcome" }, h("h3", {}, T.welcomeTitle), h("p", {}, T.welcome));
  const terms = createTerms({ onAccept });
  const list = h("div", { class: "lines" });
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  const who = h("span", { class: "sr-only", role: "status" });
  const typing = h("div", { class: "typing" }, dots);
  const live = { role: "log", "aria-label": T.log, "aria-live": "off", "aria-relevant": "additions" };
  const log = h("div", { class: "log", tabindex: 0, ...live }, welcome, terms.root, starters, list, typing);
  const root = h("div", { class: "stream" }, log, sharing.root, who);
  /** @type {Map<string, ReturnType<typeof createLine>>} */
  const nodes = new Map();
  /** @type {HTMLElement | null} Where what was said last begins; `null` when the customer said it. */
  let newest = null;
  let follows = true;
  let atEnd = true;
  let accepted = false;

  const newestTop = () => (newest ? newest.offsetTop - EDGE_PX : log.scrollHeight);

  /** Shows what was said last: to its end where there is room, else from its beginning, and never back from where one reads. */
  function toNewest() {
    const top = newestTop();
    if (!accepted) log.scrollTop = 0; // The notice is read from its beginning.
    else log.scrollTop = atEnd && log.scrollTop > top + 1 ? log.scrollHeight : Math.max(log.scrollTop, top);
    look();
  }

  function toEnd() {
    log.scrollTop = log.scrollHeight;
    look();
  }

  const isWriting = () => /** @type {ShadowRoot} */ (log.getRootNode()).activeElement?.localName === "textarea";

  function look() {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    follows = atEnd || log.scrollTop > newestTop() - NEAR_PX;
  }

  log.addEventListener("scroll", () => {
    sharing.scrolled(log.scrollTop);
    look();
  });
  // A banner that appears makes the log shorter; so does the keyboard, and who writes looks at what he answers: the end.
  new ResizeObserver(() => follows && (accepted && hasTouchKeyboard() && isWriting() ? toEnd() : toNewest())).observe(log);

  /** @param {import("../types.js").State} state */
  function sync(state) {
    const shown = lines(state);
    const keys = new Set(shown.map((line) => line.key));
    for (const [key, node] of nodes) {
      if (keys.has(key)) continue;
      sharing.closeMenu();
      node.root.remove();
      nodes.delete(key);
    }
    shown.forEach((line, index) => {
      const node = nodes.get(line.key) ?? createLine(line, actions);
      nodes.set(line.key, node);
      // Moving a node that is already in place would announce it again.
      if (list.children[index] !== node.root) list.insertBefore(node.root, list.children[index] ?? null);
      const before = shown[index - 1];
      const isQuestion = line.buttons.length > 0;
      const answer = isQuestion ? shown.find((next, at) => at > index && next.sender === "customer") : null;
      node.update(line, {
        first: before?.sender !== line.sender || before?.name !== line.name,
        last: index === shown.length - 1,
        offline: state.link === "offline",
        picked: answer?.text ?? null,
      });
    });
    const from = shown[newestFrom(shown)];
    newest = (from && nodes.get(from.key)?.root) ?? null;
    return shown.length;
  }

  return {
    root,
    toNewest,
    focus: () => log.focus(),
    focusTerms: terms.focus,
    closeMenu: sharing.closeMenu,
    clicked: sharing.clicked,
    /** @param {import("../types.js").State} state @param {boolean} ownWords Whether the customer has just written. */
    update(state, ownWords) {
      // A long past is drawn once, when it is whole, rather than once for each of its messages.
      if (!state.loaded && state.messages.length > 0) return;
      follows ||= ownWords;
      const count = sync(state);
      terms.update(state);
      accepted = state.accepted;
      starters.hidden = count > 0 || state.mode !== "bot" || mustAccept(state);
      const text = typingText(state);
      typing.classList.toggle("on", text !== "");
      if (who.textContent !== text) who.textContent = text;
      if (follows) toNewest();
      // After this paint: what was just inserted is the past, and must not be read out.
      if (state.loaded && log.getAttribute("aria-live") === "off") setTimeout(() => log.setAttribute("aria-live", "polite"), 50);
      if (!state.loaded) log.setAttribute("aria-live", "off");
    },
  };
}
