import { h, textNodes } from "../../shared/dom.js";
import { clock } from "../format.js";
import { STRINGS as T } from "../strings.js";
import { createCard } from "./card.js";
import { createShareButton } from "./share.js";

/**
 * One message of the log. Its node lives from draft to acknowledged message, so nothing is announced twice.
 *
 * @typedef {import("../selectors.js").Line} Line
 * @typedef {object} LineActions
 * @property {(button: import("../../shared/messages.js").Button) => void} onPick
 * @property {() => void} onRetry
 * @property {(button: HTMLButtonElement, seq: number, last: boolean) => void} onShareMenu
 */

/** @param {Line} line @param {LineActions} actions */
export function createLine(line, actions) {
  const name = h("span", { class: "name" });
  const time = h("time", { datetime: line.at }, clock(line.at));
  const bubble = h("div", { class: "bubble", lang: line.sender === "bot" ? "fr" : null }, textNodes(line.text, T.newWindow));
  const status = h("p", { class: "status", hidden: true });
  const { question, card } = line;
  const progress = question?.number && question.of ? h("span", { class: "progress" }, T.question(question.number, question.of)) : null;
  const buttons = createButtons(line, actions);
  const head = h("p", { class: "by" }, name, " ", time);
  const body = line.text || card ? bubble : null;
  if (progress) bubble.prepend(progress);
  if (card) bubble.append(createCard(card));
  /** @type {HTMLButtonElement | null} */
  let share = null;
  const root = h("div", { class: `line ${line.sender}` }, head, body, buttons, status);
  let shown = "";

  /** @param {number | null} seq */
  function updateShare(seq) {
    if (seq !== null && share === null) {
      share = createShareButton((button, last) => actions.onShareMenu(button, seq, last));
      (body ?? head).after(share);
    }
    if (share) share.hidden = seq === null;
  }

  return {
    root,
    /**
     * @param {Line} now
     * @param {{first: boolean, last: boolean, offline: boolean, picked: string | null}} place `first` of its sender's
     *   run, `last` of the log, `picked`: what the customer answered.
     */
    update(now, { first, last, offline, picked }) {
      const text = statusText(now, last, offline);
      const look = [now.name, now.live, now.elsewhere, now.status, now.shareSeq, text, first, picked].join("\n");
      if (look === shown) return; // A long log is walked at each news: what did not change is not touched.
      shown = look;
      const by = now.name ?? T.names[now.sender];
      if (name.textContent !== by) name.textContent = by;
      root.classList.toggle("first", first);
      root.classList.toggle("unsent", now.status === "failed" || now.status === "refused");
      for (const button of buttons?.querySelectorAll("button") ?? []) {
        button.disabled = !now.live;
        button.classList.toggle("picked", !now.live && button.textContent === picked);
      }
      if (buttons) buttons.hidden = now.elsewhere === true;
      updateShare(now.shareSeq);
      status.hidden = text === "";
      // Only a failure is worth interrupting for.
      status.setAttribute("aria-live", now.status === "failed" || now.status === "refused" ? "polite" : "off");
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
  if (line.status === "read") return T.read;
  return line.status === "sent" && last ? T.sent : "";
}

/** @param {Line} line @param {LineActions} actions */
function createButtons(line, { onPick }) {
  if (line.buttons.length === 0) return null;
  const each = line.buttons.map((button) => h("button", { type: "button", onclick: () => onPick(button) }, button.title));
  return h("div", { class: "choices" }, ...each);
}
