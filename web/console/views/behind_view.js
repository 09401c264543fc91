/** The conversations behind a number, as a dialog: it takes the focus and gives it back. */

import { h } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { formatTime } from "../format.js";
import { writeHash } from "../route.js";
import { BEHIND, SUPERVISION } from "../supervision_strings.js";

/** @typedef {import("../supervision_types.js").SupervisionState} SupervisionState */
/** @typedef {import("../supervision_types.js").BehindRow} BehindRow */

/**
 * @param {HTMLElement} root
 * @param {import("../supervision.js").Supervision} supervision
 * @returns {(state: SupervisionState) => void}
 */
export function mountBehind(root, supervision) {
  const title = h("h2", { id: "behind-title", tabindex: -1 });
  const list = h("ul", { class: "behind-list" });
  const status = h("p", { class: "faint", role: "status" });
  const more = h("button", { class: "button", type: "button", onclick: () => supervision.more() }, BEHIND.more);
  const close = h("button", { class: "button", type: "button", onclick: () => dialog.close() }, BEHIND.close);
  const dialog = h("dialog", { class: "dialog behind", "aria-labelledby": "behind-title", onclose: onClose },
    title, list, status, h("div", { class: "dialog-end" }, more, close));
  root.append(dialog);
  /** @type {string | null} */
  let openedBy = null;
  /** What opened the list may have been drawn anew under it: the browser then finds nobody to give the focus back to. */
  function onClose() {
    supervision.close();
    const opener = openedBy ? root.querySelector(`[data-key="${CSS.escape(openedBy)}"]`) : null;
    if (opener instanceof HTMLElement) opener.focus();
  }
  // Following a link leaves the page, and the list with it.
  list.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && dialog.close());

  /** @type {SupervisionState["behind"]} */
  let drawn = null;
  return ({ behind }) => {
    if (behind === drawn) return;
    drawn = behind;
    if (!behind) return void (dialog.open && dialog.close());
    setText(title, behind.busy && behind.total === 0 ? behind.title : BEHIND.title(behind.title, behind.total));
    list.replaceChildren(...behind.rows.map(item));
    setText(status, behind.busy ? SUPERVISION.loading : behind.rows.length === 0 ? BEHIND.empty : "");
    more.hidden = behind.next === null;
    if (dialog.open) return;
    openedBy = document.activeElement?.getAttribute("data-key") ?? null;
    dialog.showModal();
    title.focus();
  };
}

/** @param {BehindRow} row */
function item(row) {
  return h("li", {}, h("a", { class: "behind-row", href: writeHash(row.id) },
    h("span", { class: "behind-top" }, h("strong", {}, row.title), h("time", { datetime: row.at, class: "faint" }, formatTime(row.at))),
    row.detail ? h("span", { class: "behind-detail" }, row.detail) : null,
    h("span", { class: "preview" }, row.preview || BEHIND.erased)));
}
