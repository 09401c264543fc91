/** The gateway's HTTP contract for agents: cookie session, JSON, one shape of error. */

import { ERRORS } from "./strings.js";
import { workCalls } from "./work_api.js";
import { formatDuration } from "./format.js";
import { peopleCalls } from "./people_api.js";
import { supervisionCalls } from "./supervision_api.js";

/** @typedef {import("./types.js").Conversation} Conversation */

const BASE = "/api/v1/desk";
const TIMEOUT_MS = 12_000; // longer than any answer of the gateway that still makes sense to wait for

/** A refusal or a failure, with its stable code. `status` 0 means that no answer came. */
export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} message @param {number | null} [retryAfterS] seconds */
  constructor(status, code, message, retryAfterS = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }

  /** True when the same request may pass later: nothing was refused for good. */
  get canRetry() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * @param {unknown} error
 * @param {"login" | "desk"} [place] where the sentence is read
 * @returns {string} a French sentence an agent can act on
 */
export function errorSentence(error, place = "desk") {
  if (!(error instanceof ApiError)) return ERRORS.unexpected;
  if (error.status === 0) return ERRORS.network;
  if (error.status === 429) {
    if (error.retryAfterS) return ERRORS.tooManyFor(formatDuration(error.retryAfterS));
    return error.message || ERRORS.tooMany;
  }
  if (error.code === "second_factor_needed" || error.code === "wrong_code") return error.message || ERRORS.unexpected;
  if (error.status === 401) return place === "login" ? ERRORS.badLogin : ERRORS.sessionOver;
  if (error.status >= 500) return ERRORS.server;
  return error.message || ERRORS.unexpected;
}

/**
 * @param {unknown} error of a login
 * @returns {{error: string | null, needsCode: boolean}} a right password that wants a code too is no error
 */
export function readLoginError(error) {
  const code = error instanceof ApiError ? error.code : "";
  const isAsked = code === "second_factor_needed";
  return { error: isAsked ? null : errorSentence(error, "login"), needsCode: isAsked || code === "wrong_code" || code === "second_factor_unreadable" };
}

/**
 * @param {typeof globalThis.fetch} [fetchFn]
 * @param {{timeoutMs?: number}} [options]
 */
export function createApi(fetchFn = (...args) => globalThis.fetch(...args), { timeoutMs = TIMEOUT_MS } = {}) {
  /** @param {string} method @param {string} path @param {unknown} [body] @param {RequestInit} [more] @returns {Promise<any>} */
  const call = async (method, path, body, more = {}) => {
    /** @type {Response} */
    let response;
    try {
      response = await fetchFn(BASE + path, {
        method,
        credentials: "same-origin",
        headers: body === undefined ? {} : { "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
        ...more,
      });
    } catch {
      throw new ApiError(0, "network", "");
    }
    const data = await response.json().catch(() => null);
    if (!response.ok) throw readError(response, data);
    return data ?? {};
  };
  const at = (/** @type {string} */ id, verb = "") => `/conversations/${encodeURIComponent(id)}${verb}`;
  return {
    /** @param {string} username @param {string} password @param {string} [code] of the second factor */
    login: (username, password, code) => call("POST", "/session", { username, password, ...(code ? { code } : {}) }),
    logout: () => call("DELETE", "/session"),
    me: () => call("GET", "/me"),
    queue: () => call("GET", "/queue"),
    /** @param {string} id @returns {Promise<Conversation>} */
    conversation: (id) => call("GET", at(id)),
    /** @param {string} id @param {"claim" | "release" | "reopen" | "take_over" | "join"} verb */
    command: (id, verb) => call("POST", at(id, `/${verb}`), {}),
    /** @param {string} id @param {{summary: string | null, settled: string[]}} left for the next human */
    handBack: (id, left) => call("POST", at(id, "/return_to_bot"), left),
    /** @param {string} id @param {string} to username */
    assign: (id, to) => call("POST", at(id, "/assign"), { to }),
    /** @param {"available" | "away"} availability */
    availability: (availability) => call("POST", "/me/availability", { availability }),
    /** @param {string} username @param {{capacity?: number, skills?: import("./types.js").Skills}} change */
    changeAgent: (username, change) => call("PATCH", `/agents/${encodeURIComponent(username)}`, change),
    /** @param {string} id of an alert @param {"lift" | "confirm"} verb @param {string} reason */
    decide: (id, verb, reason) => call("POST", `/alerts/${encodeURIComponent(id)}/${verb}`, { reason }),
    /** Goes on when the page is closed. @param {string} id @param {{message_id: string, text: string, private: boolean}} message */
    send: (id, message) => call("POST", at(id, "/messages"), message, { keepalive: true }),
    ...workCalls(call, at),
    people: peopleCalls(call),
    supervision: supervisionCalls(call),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/** @param {Response} response @param {any} data @returns {ApiError} */
function readError(response, data) {
  const error = data && typeof data === "object" ? data.error : null;
  const after = Number(response.headers.get("Retry-After"));
  return new ApiError(
    response.status,
    typeof error?.code === "string" ? error.code : "unknown",
    typeof error?.message === "string" ? error.message : "",
    Number.isFinite(after) && after > 0 ? after : null,
  );
}
