import { h, textNodes } from "../../shared/dom.js";
import { clock } from "../format.js";
import { STRINGS as T } from "../strings.js";

/**
 * One message of the log. Its node lives from draft to acknowledged message, so nothing is announced twice.
 *
 * @typedef {import("../selectors.js").Line} Line
 * @typedef {{onPick: (button: import("../../shared/messages.js").Button) => void, onRetry: () => void}} LineActions
 */

/** @param {Line} line @param {LineActions} actions */
export function createLine(line, actions) {
  const name = h("span", { class: "name" });
  const time = h("time", { datetime: line.at }, clock(line.at));
  const bubble = h("div", { class: "bubble" }, textNodes(line.text, T.newWindow));
  const head = h("p", { class: "by" }, name, " ", time);
  const status = h("p", { class: "status", hidden: true });
  const buttons = createButtons(line, actions);
  const body = line.text ? bubble : null;
  const root = h("div", { class: `line ${line.sender}` }, head, body, buttons, status);
  let shown = "";

  return {
    root,
    /**
     * @param {Line} now
     * @param {{first: boolean, last: boolean, offline: boolean, picked: string | null}} place `first` of its sender's
     *   run, `last` of the log, `picked`: what the customer answered.
     */
    update(now, { first, last, offline, picked }) {
      const text = statusText(now, last, offline);
      const look = [now.name, now.live, now.status, text, first, picked].join("\n");
      if (look === shown) return; // A long log is walked at each news: what did not change is not touched.
      shown = look;
      name.textContent = now.name ?? T.names[now.sender];
      root.classList.toggle("first", first);
      root.classList.toggle("unsent", now.status === "failed" || now.status === "refused");
      for (const button of buttons?.querySelectorAll("button") ?? []) {
        button.disabled = !now.live;
        button.classList.toggle("picked", !now.live && button.textContent === picked);
      }
      status.hidden = text === "";
      status.replaceChildren(text);
      if (now.status === "failed") status.append(" · ", h("button", { type: "button", onclick: actions.onRetry }, T.retry));
    },
  };
}

/**
 * @param {Line} line
 * @param {boolean} last Only the latest message says that it was sent.
 * @param {boolean} offline
 * @returns {string}
 */
function statusText(line, last, offline) {
  if (line.status === "sending") return offline ? T.waitingForLink : T.sending;
  if (line.status === "failed") return T.failed;
  if (line.status === "refused") return line.reason ? `${T.failed} : ${line.reason}` : T.failed;
  return line.status === "sent" && last ? T.sent : "";
}

/** @param {Line} line @param {LineActions} actions */
function createButtons(line, { onPick }) {
  if (line.buttons.length === 0) return null;
  const each = line.buttons.map((button) => h("button", { type: "button", onclick: () => onPick(button) }, button.title));
  return h("div", { class: "choices" }, ...each);
}
