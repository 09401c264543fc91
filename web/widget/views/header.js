import { h, icon } from "../../shared/dom.js";
import { counterpart } from "../format.js";
import { EAR, MINIMISE, MORE, PERSON } from "../icons.js";
import { STRINGS as T } from "../strings.js";

/**
 * The head of the panel: who is there, the options, the way out.
 *
 * @param {{title: string, onClose: () => void, onAskHuman: () => void, onDownload: () => void, onErase: () => void}} options
 */
export function createHeader({ title, onClose, onAskHuman, onDownload, onErase }) {
  const who = h("p", { class: "who" });
  const face = h("span", { class: "face" }, icon(EAR));
  const more = h("button", { type: "button", class: "tool more", "aria-label": T.menu, "aria-expanded": "false", "aria-controls": "menu", onclick: toggle }, icon(MORE));
  const human = h("button", { type: "button", onclick: () => choose(onAskHuman) }, T.askHuman);
  const download = h("button", { type: "button", onclick: () => choose(onDownload) }, T.download);
  const erase = h("button", { type: "button", onclick: () => choose(onErase) }, T.erase);
  const menu = h("div", { id: "menu", class: "menu", hidden: true }, human, download, erase);
  const close = h("button", { type: "button", class: "tool", "aria-label": T.minimise, onclick: onClose }, icon(MINIMISE));
  const names = h("div", { class: "names" }, h("h2", { id: "title" }, title), who);
  const root = h("div", { class: "head" }, face, names, more, close, menu);
  root.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !menu.contains(next) && next !== more) show(false);
  });

  /** @param {boolean} open */
  function show(open) {
    menu.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
  }

  function toggle() {
    show(menu.hidden);
    if (!menu.hidden) (human.hidden ? download : human).focus();
  }

  /** @param {() => void} act */
  function choose(act) {
    show(false);
    more.focus();
    act();
  }

  return {
    root,
    /** @returns {boolean} Whether the menu was open, and is now closed. */
    closeMenu() {
      if (menu.hidden) return false;
      show(false);
      more.focus();
      return true;
    },
    /** Closes the menu when something else is clicked. @param {EventTarget | null} target */
    clicked(target) {
      const node = /** @type {Node | null} */ (target);
      if (!menu.contains(node) && !more.contains(node)) show(false);
    },
    /** @param {import("../types.js").State} state */
    update(state) {
      const text = counterpart(state);
      if (who.textContent !== text) who.textContent = text;
      const isHuman = state.mode === "human";
      if (face.classList.toggle("human", isHuman) !== (face.dataset.human === "1")) {
        face.dataset.human = isHuman ? "1" : "0";
        face.replaceChildren(icon(isHuman ? PERSON : EAR));
      }
      human.hidden = state.mode !== "bot";
      more.hidden = state.token === null;
      if (more.hidden) show(false);
    },
  };
}
