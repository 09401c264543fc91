/** An earlier conversation of the same customer, to read beside the one under way. */

import { h } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { errorSentence } from "../api.js";
import { EARLIER } from "../evidence_strings.js";
import { formatTime } from "../format.js";
import { buildDialog } from "./dialog.js";
import { buildMessage } from "./message_view.js";

/** @typedef {(earlier: import("../types.js").EarlierConversation) => void} OpenEarlier */

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts @returns {OpenEarlier} */
export function mountEarlier(root, { desk }) {
  const when = h("p", { class: "help" });
  const status = h("p", { class: "help", role: "status" });
  const lines = h("ol", { class: "earlier-lines", tabindex: "0", "aria-label": EARLIER.title });
  const box = buildDialog("earlier", EARLIER.title, "", "", () => undefined, when, status, lines);
  root.append(box);
  let asked = "";
  return async ({ id, at }) => {
    asked = id;
    lines.replaceChildren();
    setText(when, `${formatTime(at)}. ${EARLIER.readOnly}`);
    setText(status, EARLIER.loading);
    box.showModal();
    try {
      const { messages } = await desk.readEarlier(id);
      if (asked !== id) return; // another one was opened meanwhile
      lines.replaceChildren(...messages.map(buildMessage));
      setText(status, "");
      lines.focus();
    } catch (error) {
      if (asked === id) setText(status, errorSentence(error));
    }
  };
}
