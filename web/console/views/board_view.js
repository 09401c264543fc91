/** « Tableau »: the desk at this moment. Every number opens its conversations. */

import { h } from "../../shared/dom.js";
import { svg } from "../dom.js";
import { formatDuration, formatTime, waitTone } from "../format.js";
import { AVAILABILITY, BOARD } from "../supervision_strings.js";
import { callRow, durationWords, heldRow, promiseRow, waitingRow } from "../supervision_words.js";
import { reasonWords } from "../words.js";
import { barsTable } from "./charts_view.js";
import { tile } from "./tile_view.js";

/** @typedef {import("../supervision_types.js").Board} Board */
/** @typedef {import("../supervision_types.js").AgentRow} AgentRow */
/** @typedef {import("../supervision.js").Supervision} Supervision */

/** @param {Board} board @param {Supervision} supervision @returns {Node[]} */
export function drawBoard(board, supervision) {
  const parts = [h("div", { class: "tiles" }, ...tiles(board, supervision)), agentsTable(board, supervision)];
  if (board.waiting.count > 0) {
    parts.push(barsTable({
      title: BOARD.whyTheyWait, name: "why", bars: board.waiting.by_reason, words: (key) => reasonWords(String(key)),
      onOpen: ({ key }, words) =>
        supervision.show(BOARD.waitingFor(words), board.waiting.conversations.filter(({ reason }) => reason === key).map(waitingRow)),
    }));
  }
  return parts;
}

/** @param {Board} board @param {Supervision} supervision */
function tiles(board, supervision) {
  const { waiting, held, calls } = board;
  const names = new Map(board.agents.map(({ username, name }) => [username, name]));
  const rest = held.conversations.filter(({ unanswered_s }) => unanswered_s !== null).length;
  const opens = (/** @type {string} */ title, /** @type {import("../supervision_types.js").BehindRow[]} */ rows) =>
    rows.length > 0 ? () => supervision.show(title, rows) : null;
  const longest = waiting.longest_wait_s;
  return [
    tile({
      name: "waiting", title: BOARD.waiting, figure: String(waiting.count),
      detail: longest === null ? BOARD.nobodyWaits : BOARD.longest(formatDuration(longest)),
      tone: longest === null ? "calm" : waitTone(longest), onOpen: opens(BOARD.waiting, waiting.conversations.map(waitingRow)),
    }),
    tile({
      name: "held", title: BOARD.held, figure: String(held.count), detail: held.count > 0 ? BOARD.unanswered(rest) : "",
      onOpen: opens(BOARD.held, held.conversations.map((row) => heldRow(row, names.get(row.agent) ?? row.agent))),
    }),
    promiseTile("broken", BOARD.broken, board, BOARD.brokenAt, "alarm", opens),
    promiseTile("soon", BOARD.soon, board, BOARD.due, "warning", opens),
    tile({
      name: "calls", title: BOARD.callsToday, figure: String(calls.today.length + calls.late.length),
      detail: BOARD.callsLate(calls.late.length), tone: calls.late.length > 0 ? "alarm" : "calm",
      onOpen: opens(BOARD.callsToday, [...calls.late, ...calls.today].map(callRow)),
    }),
  ];
}

/**
 * @param {"broken" | "soon"} name @param {string} title @param {Board} board @param {(time: string) => string} words
 * @param {"alarm" | "warning"} tone @param {(title: string, rows: import("../supervision_types.js").BehindRow[]) => (() => void) | null} opens
 */
function promiseTile(name, title, board, words, tone, opens) {
  const said = new Map([...board.waiting.conversations, ...board.held.conversations].map(({ id, preview }) => [id, preview]));
  const rows = board[name].map((row) => promiseRow(row, words, said.get(row.id) ?? ""));
  return tile({ name, title, figure: String(rows.length), tone: rows.length > 0 ? tone : "calm", onOpen: opens(title, rows) });
}

/** @param {Board} board @param {Supervision} supervision */
function agentsTable(board, supervision) {
  const head = [BOARD.agent, BOARD.availability, BOARD.load, BOARD.oldest].map((words) => h("th", { scope: "col" }, words));
  const rows = board.agents.map((agent) => agentRow(agent, supervision));
  return h("section", { class: "card agents" }, h("h3", { id: "board-agents" }, BOARD.agents),
    rows.length === 0 ? h("p", { class: "nothing" }, BOARD.noAgent)
      : h("table", { class: "agents-table", "aria-labelledby": "board-agents" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)));
}

/** @param {AgentRow} agent @param {Supervision} supervision */
function agentRow(agent, supervision) {
  const load = agent.conversations.length;
  const share = agent.capacity > 0 ? Math.min(100, (load / agent.capacity) * 100) : 0;
  const words = BOARD.loadOf(load, agent.capacity);
  const open = () => supervision.show(BOARD.heldBy(agent.name), agent.conversations.map((row) => heldRow(row, "")));
  const meter = svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", class: "bar-line", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 0, width: 100, height: 8, rx: 2, class: "bar-ground" }),
    svg("rect", { x: 0, y: 0, width: share, height: 8, rx: 2, class: share >= 100 ? "bar-full" : "bar-known" }));
  const seen = agent.seen_at ? formatTime(agent.seen_at) : "";
  return h("tr", { "data-agent": agent.username },
    h("th", { scope: "row" }, agent.name),
    h("td", {}, h("span", { class: "agent-availability", "data-availability": agent.availability, title: seen },
      AVAILABILITY[agent.availability] ?? agent.availability)),
    h("td", { class: "agent-load" }, meter, load === 0 ? h("span", { class: "faint" }, words)
      : h("button", { class: "number", type: "button", "data-key": `agent:${agent.username}`, "aria-label": `${BOARD.heldBy(agent.name)}\u202f: ${words}`, onclick: open }, words)),
    h("td", { class: "wait", "data-wait": waitTone(agent.unanswered_s ?? 0) },
      agent.unanswered_s === null ? h("span", { class: "faint" }, "–") : durationWords(agent.unanswered_s)));
}
