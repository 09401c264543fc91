import { h } from "../../shared/dom.js";
import { safeHref } from "../../shared/text.js";
import { STRINGS as T } from "../strings.js";

/**
 * Facts in lines, such as where a file stands. What its links are called cannot hide where they lead.
 *
 * @param {import("../../shared/messages.js").Card} card
 */
export function createCard({ title, lines, links }) {
  const facts = lines.map(({ label, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, value)));
  const root = h("div", { class: "card" }, h("h3", {}, title), h("dl", {}, ...facts));
  for (const link of links) root.append(cardLink(link.title, safeHref(link.url)) ?? "");
  return root;
}

/** @param {string} title @param {string | null} href */
function cardLink(title, href) {
  if (href === null) return null;
  const { hostname } = new URL(href);
  if (!hostname) return h("a", { href }, title);
  const window = { target: "_blank", rel: "noopener noreferrer nofollow" };
  return h("a", { href, ...window }, `${title} (${hostname})`, h("span", { class: "sr-only" }, ` ${T.newWindow}`));
}
