/** The second factor of my account: off, being set up, its recovery codes, on. */

import { h } from "../../shared/dom.js";
import { setText, svg } from "../dom.js";
import { ACCOUNT, COMMON, FACTOR } from "../people_strings.js";
import { errorLine, field, form, input } from "./field.js";

/** @typedef {import("../people_types.js").PeopleState} PeopleState */
/** @typedef {import("../types.js").State} State */

const QUIET = 4; // free modules around a QR code, as its standard asks

/** @param {import("../people.js").People} people */
export function mountFactor(people) {
  const must = h("p", { class: "notice" }, FACTOR.must);
  const body = h("div");
  const error = errorLine();
  const element = h("section", { class: "card factor", "aria-labelledby": "factor-title" },
    h("h3", { id: "factor-title", tabindex: -1 }, FACTOR.title), must, body, error);
  let drawn = "";
  return {
    element,
    /** @param {PeopleState} page @param {State} state */
    render(page, state) {
      must.hidden = !state.account?.must_set_up_second_factor || page.codes.length > 0;
      setText(error, page.errors.factor ?? "");
      const step = page.codes.length > 0 ? "codes" : page.factor ? "set_up" : state.account?.second_factor ? "on" : "off";
      const look = JSON.stringify([step, page.factor?.secret]);
      if (look === drawn) return;
      const isFirst = drawn === "";
      drawn = look;
      body.replaceChildren(...(STEPS[step]?.(page, people) ?? []));
      if (!isFirst) firstField(body)?.focus();
    },
  };
}

/** @param {HTMLElement} body @returns {HTMLElement | null} */
function firstField(body) {
  return body.querySelector("input:not([readonly]), button");
}

/** @type {Record<string, (page: PeopleState, people: import("../people.js").People) => Node[]>} */
const STEPS = {
  off(_page, people) {
    const password = input({ type: "password", autocomplete: "current-password", maxlength: 200 });
    return [h("p", {}, FACTOR.off), form(() => void people.startFactor(password.value), {},
      field("factor-password", FACTOR.confirmPassword, password), h("button", { class: "button primary", type: "submit" }, FACTOR.enable))];
  },
  set_up({ factor }, people) {
    if (!factor) return [];
    const code = codeInput();
    const secret = factor.secret.replace(/(.{4})(?=.)/g, "$1 ");
    return [h("p", {}, FACTOR.scan), qrCode(factor.qr), h("p", { class: "form-row" }, `${FACTOR.manual}\u202f: `, h("code", { class: "secret" }, secret)),
      form(() => void people.confirmFactor(code.value), {}, field("factor-code", FACTOR.code, code),
        h("div", { class: "form-end" }, h("button", { class: "button primary", type: "submit" }, FACTOR.confirm),
          h("button", { class: "button", type: "button", onclick: () => void people.leaveFactor() }, COMMON.cancel)))];
  },
  codes({ codes }, people) {
    const copied = h("span", { role: "status", class: "faint" });
    const copy = () => void navigator.clipboard?.writeText(codes.join("\n")).then(() => setText(copied, COMMON.copied), () => {});
    return [h("h4", {}, FACTOR.codesTitle), h("p", {}, FACTOR.codesHelp),
      h("ol", { class: "codes" }, ...codes.map((code) => h("li", {}, h("code", {}, code)))),
      h("p", { class: "form-end" }, h("button", { class: "button primary", type: "button", onclick: () => void people.leaveFactor() }, FACTOR.codesDone),
        h("button", { class: "button", type: "button", onclick: copy }, FACTOR.codesCopy), copied)];
  },
  on(_page, people) {
    const password = input({ type: "password", autocomplete: "current-password", maxlength: 200 });
    const code = codeInput();
    return [h("p", {}, h("span", { class: "tag good" }, FACTOR.on), ` ${FACTOR.onHelp}`),
      h("details", {}, h("summary", {}, FACTOR.disable), form(() => void people.disableFactor(password.value, code.value), {},
        field("factor-password", ACCOUNT.current, password), field("factor-code", FACTOR.codeOrRecovery, code),
        h("button", { class: "button danger", type: "submit" }, FACTOR.disable)))];
  },
};

/** @returns {HTMLInputElement} */
function codeInput() {
  return input({ autocomplete: "one-time-code", maxlength: 40, size: 14 });
}

/** @param {{size: number, path: string}} qr */
function qrCode({ size, path }) {
  const box = [-QUIET, -QUIET, size + 2 * QUIET, size + 2 * QUIET].join(" ");
  return svg("svg", { class: "qr", viewBox: box, role: "img", "aria-label": FACTOR.qrAlt }, svg("path", { d: path }));
}
