/**
 * Errors that a browser can meet, and who should hear of them.
 *
 * @typedef {"silent" | "notice" | "blocking"} Severity
 *   silent: we handle it (retry, resume), the person sees nothing more than the state of the connection.
 *   notice: shown once as a sentence.
 *   blocking: shown, and the action cannot be repeated as it is.
 */

/** @type {Readonly<Record<string, Severity>>} Codes that are not worth a sentence, or need more than one. */
const SEVERITIES = Object.freeze({
  disconnected: "silent",
  timeout: "silent",
  network: "silent",
  too_many_messages: "silent",
  unknown_token: "silent",
  unknown_conversation: "silent",
  text_too_long: "blocking",
  conversation_closed: "blocking",
});

/** Passing troubles: the same thing sent a little later can succeed. */
const TRANSIENT = ["disconnected", "timeout", "network", "internal_error"];

/** A refusal by the server, or a failure on the way to it. `code` is stable, `message` can be shown. */
export class WireError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   * @param {number} [status] HTTP status, 0 when there was no answer or no HTTP.
   */
  constructor(code, message = code, status = 0) {
    super(message);
    this.name = "WireError";
    this.code = code;
    this.status = status;
  }

  /** @returns {Severity} */
  get severity() {
    return SEVERITIES[this.code] ?? "notice";
  }

  /** Whether the server asks for a pause. */
  get tooFrequent() {
    return this.code.startsWith("too_many_") || this.status === 429;
  }

  /** Whether sending the same thing again later can succeed. */
  get transient() {
    return TRANSIENT.includes(this.code) || this.tooFrequent || this.status >= 500;
  }
}

/**
 * Finds the refusal in an acknowledgement or in an HTTP answer.
 *
 * @param {unknown} answer
 * @param {number} [status]
 * @returns {WireError | null} `null` when the answer is not a refusal.
 */
export function refusalIn(answer, status = 0) {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return null;
  const error = /** @type {{code?: unknown, message?: unknown}} */ (answer.error ?? {});
  const code = typeof error.code === "string" ? error.code : "unknown";
  return new WireError(code, typeof error.message === "string" ? error.message : code, status);
}

/**
 * Says whether the server no longer knows the conversation, erased or too old, under the key we have.
 *
 * @param {unknown} error
 * @returns {boolean}
 */
export function isGone(error) {
  return error instanceof WireError && ["unknown_token", "unknown_conversation", "unauthorized"].includes(error.code);
}
