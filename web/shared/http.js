import { WireError, refusalIn } from "./errors.js";

/** A request without an answer after this long is given up, in milliseconds. */
export const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Calls the HTTP contract and gives the JSON of the answer.
 *
 * @param {string} url
 * @param {object} [options]
 * @param {string} [options.method]
 * @param {unknown} [options.body] Sent as JSON.
 * @param {string} [options.token] Sent as bearer.
 * @param {RequestCredentials} [options.credentials] "omit" unless told: customers have no cookie.
 * @param {number} [options.timeoutMs]
 * @returns {Promise<any>} `null` when the answer is empty.
 * @throws {WireError} With the contract's code, or `network`, `timeout`.
 */
export async function call(url, options = {}) {
  const { method = "GET", body, token, credentials = "omit", timeoutMs = REQUEST_TIMEOUT_MS } = options;
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), timeoutMs);
  try {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(url, { method, headers, credentials, body: text, signal: giveUp.signal });
    return await readAnswer(response);
  } catch (error) {
    if (error instanceof WireError) throw error;
    throw new WireError(giveUp.signal.aborted ? "timeout" : "network");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} response */
async function readAnswer(response) {
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    // A proxy's HTML page, for instance: the status speaks for it.
  }
  if (response.ok) return answer;
  throw refusalIn(answer, response.status) ?? new WireError(`http_${response.status}`, undefined, response.status);
}
