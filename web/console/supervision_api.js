/** The gateway's calls for supervisors. */

import { queryString } from "./periods.js";

/** @typedef {import("./supervision_types.js").Query} Query */
/** @typedef {import("./supervision_types.js").Choice} Choice */

const BASE = "/api/v1/desk";

/** @param {(method: string, path: string, body?: unknown) => Promise<any>} call */
export function supervisionCalls(call) {
  return {
    /** @returns {Promise<import("./supervision_types.js").Board>} */
    board: () => call("GET", "/board"),
    /** @param {Query} query @returns {Promise<import("./supervision_types.js").History>} */
    history: (query) => call("GET", `/history?${queryString(query)}`),
    /** @param {Query} query @param {Choice} choice @param {number} offset */
    conversations: (query, { number, value }, offset) =>
      call("GET", `/history/conversations?${queryString({ ...query, number, value: value ?? "", offset: String(offset) })}`),
  };
}

/** @param {"history.csv" | "history/conversations.csv"} name @param {Query} query @returns {string} address of a table */
export function tableAddress(name, query) {
  return `${BASE}/${name}?${queryString(query)}`;
}

/** @typedef {ReturnType<typeof supervisionCalls>} SupervisionCalls */
