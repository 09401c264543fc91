/** My name in the bar, and behind it the pages that are not about conversations. */

import { h } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { pagesOf } from "../people_state.js";
import { MENU } from "../people_strings.js";
import { PAGE_HASHES } from "../route.js";

/** @typedef {import("../types.js").State} State */

/** A disclosure of links: the browser's own keyboard and names. */
export function mountAccountMenu() {
  const name = h("span", { class: "me" });
  const summary = h("summary", { title: MENU.title }, name);
  const links = h("ul", { class: "menu-links" });
  const element = h("details", { class: "account-menu" }, summary, links);
  const shut = () => { element.open = false; };
  links.addEventListener("click", shut);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !element.contains(event.target)) shut();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.stopPropagation();
    shut();
    summary.focus();
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) shut();
  });
  let drawn = "";
  return {
    element,
    /** @param {State} state */
    render(state) {
      setText(name, state.me?.name ?? "");
      const pages = pagesOf(state.account);
      const look = JSON.stringify([pages, state.page]);
      if (look === drawn) return;
      drawn = look;
      links.replaceChildren(...pages.map((page) => {
        const link = h("a", { href: PAGE_HASHES[page] ?? "#/" }, MENU[page]);
        setAttribute(link, "aria-current", state.page === page ? "page" : null);
        return h("li", {}, link);
      }));
    },
  };
}
