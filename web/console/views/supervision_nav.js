/** The way between conversations, board and history, for those who supervise. */

import { h } from "../../shared/dom.js";
import { setAttribute } from "../dom.js";
import { can } from "../people_state.js";
import { PAGE_HASHES, writeHash } from "../route.js";
import { shownSupervision } from "../supervision_state.js";
import { SUPERVISION } from "../supervision_strings.js";

/** @typedef {import("../types.js").State} State */

export function mountSupervisionNav() {
  const desk = h("a", { href: writeHash(null) }, SUPERVISION.conversations);
  const board = h("a", { href: PAGE_HASHES.board, title: "g b" }, SUPERVISION.board);
  const history = h("a", { href: PAGE_HASHES.history, title: "g h" }, SUPERVISION.history);
  const element = h("nav", { class: "supervision-nav", "aria-label": SUPERVISION.nav }, desk, board, history);
  return {
    element,
    /** @param {State} state */
    render(state) {
      element.hidden = !can(state.account, "see_board");
      const shown = shownSupervision(state);
      const current = shown ? { board, history }[shown] : state.page ? null : desk;
      for (const link of [desk, board, history]) setAttribute(link, "aria-current", link === current ? "page" : null);
      setAttribute(desk, "href", writeHash(state.openId));
    },
  };
}
