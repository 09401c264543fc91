/** The way to the accessibility statement, from the login screen and from the help. */

import { h } from "../../shared/dom.js";
import { ACCESSIBILITY } from "../accessibility_strings.js";

/** @returns {HTMLParagraphElement} */
export const accessibilityLink = () => h("p", { class: "help statement" }, h("a", { href: ACCESSIBILITY.page, target: "_blank", rel: "noopener" }, ACCESSIBILITY.link));
