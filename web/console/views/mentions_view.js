/** Notes in which a colleague named me: a button with how many are new, and their list. */

import { h, icon } from "../../shared/dom.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { formatTime } from "../format.js";
import { withKey } from "../keyboard.js";
import { MENTIONS } from "../work_strings.js";
import { buildDialog } from "./dialog.js";
import { ICONS } from "./icons.js";

/** @typedef {import("../work_state.js").Mention} Mention */

/**
 * @param {HTMLElement} root where dialogs are
 * @param {import("./app_view.js").Parts} parts
 */
export function mountMentions(root, { desk }) {
  const list = h("ol", { class: "found-list" });
  const nothing = h("p", { class: "nothing" }, MENTIONS.none);
  const box = buildDialog("mentions", MENTIONS.title, "", "", () => undefined, list, nothing);
  root.append(box);
  const open = () => {
    box.showModal();
    list.querySelector("button")?.focus();
  };
  const badge = h("span", { class: "badge", "aria-hidden": "true" });
  const button = h("button", { class: "icon-button badged", type: "button", onclick: open }, icon(ICONS.at), badge);

  const choose = (/** @type {Mention} */ mention) => {
    box.close();
    desk.open(mention.conversation_id);
  };
  return {
    button,
    open,
    /** @param {import("../types.js").State} state */
    render({ work }) {
      setText(badge, work.unseen > 0 ? String(Math.min(work.unseen, 99)) : "");
      setAttribute(button, "aria-label", MENTIONS.open(work.unseen));
      setAttribute(button, "title", withKey(MENTIONS.open(work.unseen), "mentions"));
      nothing.hidden = work.mentions.length > 0;
      keyed(list, work.mentions, {
        key: (mention) => String(mention.id),
        stamp: (mention) => JSON.stringify(mention),
        build: (mention) => h("li", {}, h("button", { class: "found", type: "button", onclick: () => choose(mention) },
          h("span", { class: "found-top" }, h("b", {}, MENTIONS.by(mention.by ?? MENTIONS.somebody)),
            mention.seen ? null : h("span", { class: "fresh" }, MENTIONS.fresh),
            h("time", { datetime: mention.at }, formatTime(mention.at))),
          h("span", { class: "found-words" }, mention.text))),
      });
    },
  };
}
