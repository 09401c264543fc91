/** The supervisors' pages, which take the place of the three panes: « Tableau » and « Historique ». */

import { h } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { formatTime } from "../format.js";
import { writeHash } from "../route.js";
import { INITIAL_SUPERVISION, shownSupervision } from "../supervision_state.js";
import { BOARD, HISTORY, SUPERVISION } from "../supervision_strings.js";
import { mountBehind } from "./behind_view.js";
import { drawBoard } from "./board_view.js";
import { historyForm } from "./history_form.js";
import { drawHistory } from "./history_view.js";
import { redraw } from "./redraw.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../supervision_types.js").SupervisionPage} SupervisionPage */

/** @type {("board" | "history" | "query" | "busy" | "error")[]} the list behind a number lies above the page */
const DRAWN = ["board", "history", "query", "busy", "error"];

/** @type {Record<SupervisionPage, string>} */
const TITLES = { board: BOARD.title, history: HISTORY.title };

/**
 * @param {HTMLElement} shell
 * @param {import("./app_view.js").Parts} parts
 * @returns {(state: State, now: number) => void}
 */
export function mountSupervision(shell, { supervision }) {
  const title = h("h2", { tabindex: -1 });
  const status = h("p", { class: "faint", role: "status" });
  const error = h("p", { class: "form-error", role: "alert" });
  const retry = h("button", { class: "button", type: "button", onclick: supervision.retry }, SUPERVISION.retry);
  const back = h("a", { class: "back", href: writeHash(null) }, SUPERVISION.conversations);
  const form = h("div");
  const body = h("div", { class: "supervision-body" });
  const page = h("main", { class: "supervision" },
    h("div", { class: "supervision-head" }, back, title, status), h("div", { class: "period-row" }, error, retry), form, body);
  page.hidden = true;
  shell.append(page);
  const behind = mountBehind(shell, supervision);

  /** @type {SupervisionPage | null} */
  let shown = null;
  let drawn = INITIAL_SUPERVISION;
  let drawnTitles = "";
  return (state, now) => {
    const name = shownSupervision(state);
    supervision.enter(name);
    page.hidden = name === null;
    const current = supervision.store.get();
    behind(current);
    // They may come after the figures that they name.
    const titles = JSON.stringify([state.topics, state.work.closing.tags]);
    if (name === null || (name === shown && isSame(current, drawn) && titles === drawnTitles)) return void (shown = name);
    const isNew = name !== shown;
    [shown, drawn, drawnTitles] = [name, current, titles];
    setText(title, TITLES[name]);
    setAttribute(page, "data-page", name);
    setText(error, current.error ?? "");
    retry.hidden = !current.error;
    const isFirst = name === "board" ? !current.board : !current.history;
    setText(status, isFirst && current.busy ? SUPERVISION.loading : name === "board" && current.board ? BOARD.at(formatTime(current.board.at)) : "");
    draw(name, current, state, new Date(now));
    if (isNew) title.focus();
  };

  /**
   * @param {SupervisionPage} name
   * @param {import("../supervision_types.js").SupervisionState} current
   * @param {any} state the desk's, which knows what topics are called
   * @param {Date} today
   */
  function draw(name, { board, history, query, busy }, state, today) {
    body.setAttribute("aria-busy", String(busy));
    if (name === "board") {
      redraw(form, []);
      return redraw(body, board ? drawBoard(board, supervision) : []);
    }
    if (!history || !query) return redraw(body, []);
    const { choices } = history;
    const titles = {
      agents: Object.fromEntries(choices.agents.map(({ username, name: known }) => [username, known])), topics: state.topics ?? {},
      tags: Object.fromEntries(state.work.closing.tags.map((/** @type {{id: string, title: string}} */ { id, title }) => [id, title])),
    };
    redraw(form, [historyForm({ query, choices, titles, today }, supervision)]);
    redraw(body, drawHistory(history, supervision, titles));
  }
}

/**
 * @param {import("../supervision_types.js").SupervisionState} state
 * @param {import("../supervision_types.js").SupervisionState} other
 */
function isSame(state, other) {
  return DRAWN.every((name) => state[name] === other[name]);
}
