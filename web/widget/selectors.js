import { asCard, asQuestion } from "../shared/messages.js";

/**
 * What the views and the connection ask of the state. Pure.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("../shared/messages.js").Message} Message
 *
 * @typedef {object} Line A message as the log shows it.
 * @property {string} key Stays the same from draft to message.
 * @property {import("../shared/messages.js").Sender} sender
 * @property {string | null} name Of the agent who wrote it.
 * @property {string} text
 * @property {string} at
 * @property {import("../shared/messages.js").Button[]} buttons
 * @property {boolean} live Whether its buttons can be used.
 * @property {boolean} [elsewhere] Whether the banner offers them.
 * @property {number | null} shareSeq By which the answer can be shared; `null` when it cannot.
 * @property {import("../shared/messages.js").Card | null} card
 * @property {import("../shared/messages.js").Question | null} question
 * @property {"sending" | "sent" | "read" | "failed" | "refused" | null} status `null` for what others wrote.
 * @property {string} [reason]
 */

/** Longest message, in characters (Unicode code points), as the gateway counts them. */
export const MAX_CHARS = 2000;

/** From here on the composer counts, in characters. */
export const COUNT_FROM = 1800;

/** Whether something is missing between what is shown and what the server has. @param {State} state */
export const hasGap = (state) => state.held.length > 0 || state.knownSeq > state.lastSeq;

/** What the customer has not seen of others, as a count. @param {State} state */
export const unread = (state) =>
  state.messages.filter((message) => message.seq > state.seen && message.sender !== "customer").length;

/** The next draft to send. @param {State} state */
export const nextDraft = (state) => state.outbox.find((draft) => draft.status === "sending") ?? null;

/** Whether the notice must be accepted before anything is written; until it is known, it must. @param {State} state */
export const mustAccept = (state) => !state.accepted && (state.terms?.required ?? true);

/** Whether the customer can write. @param {State} state */
export const canWrite = (state) => state.mode !== "closed" && !mustAccept(state);

/**
 * Lists what the log shows, in order: messages, then one's own that came ahead of a gap, then drafts.
 *
 * @param {State} state
 * @returns {Line[]}
 */
export function lines(state) {
  const early = state.held.filter((message) => message.sender === "customer");
  const said = [...state.messages, ...early];
  const liveKey = state.outbox.length > 0 ? null : liveButtons(state, said);
  const readKey = state.mode === "human" ? said.filter((message) => isRead(message, state.agentRead)).at(-1)?.message_id : null;
  const shown = said.filter((message) => message.text || message.buttons.length > 0 || asCard(message.custom));
  const elsewhere = state.mode === "queued" && state.hours !== null;
  const there = shown.map((message, at) => ({
    ...messageLine(message, liveKey, readKey, canShare(message, shown[at + 1])),
    elsewhere: elsewhere && message.sender === "system",
  }));
  return [...there, ...state.outbox.map(draftLine)];
}

/** Said within this long of one another, messages are read as one, in milliseconds. */
const TOGETHER_MS = 15_000;

/**
 * Finds where what others said last begins, to be read from there.
 *
 * @param {readonly Pick<Line, "sender" | "at">[]} shown
 * @returns {number} Its place; -1 when the customer spoke last, or nobody.
 */
export function newestFrom(shown) {
  const end = Date.parse(shown.at(-1)?.at ?? "");
  let from = shown.length;
  for (; from > 0; from--) {
    const { sender, at } = shown[from - 1];
    if (sender === "customer" || end - Date.parse(at) > TOGETHER_MS) break;
    // What the bot said last is no beginning of what a person answers, however quickly.
    if (sender === "bot" && shown.at(-1)?.sender === "agent") break;
  }
  return from < shown.length ? from : -1;
}

/** @param {Message} message @param {number} seq */
const isRead = (message, seq) => message.sender === "customer" && message.seq <= seq;

/** Which keyboard helps to answer what the bot has just asked. @param {State} state */
export const keyboardFor = (state) => (state.outbox.length === 0 && asQuestion(state.messages.at(-1)?.custom ?? null)?.input) || "text";

/**
 * Finds the message whose buttons can still be used: the last one with buttons, unless somebody answered after it.
 *
 * The bot may end its turn with a sentence after the buttons; that alone does not make them stale.
 *
 * @param {State} state
 * @param {Message[]} said
 * @returns {string | null} Its `message_id`.
 */
function liveButtons(state, said) {
  if (state.mode === "human" || state.mode === "closed") return null;
  for (const message of [...said].reverse()) {
    if (message.sender === "customer" || message.sender === "agent") return null;
    if (message.buttons.length > 0) return message.message_id;
  }
  return null;
}

/**
 * Whether an answer ends here that may be shared: one of several messages has its button under the last.
 *
 * @param {Message} message
 * @param {Message | undefined} next
 */
function canShare({ sender, custom }, next) {
  const response = custom?.shareable;
  return sender === "bot" && typeof response === "string" && next?.custom?.shareable !== response;
}

/** @param {Message} message @param {string | null} liveKey @param {string | null | undefined} readKey @param {boolean} canBeShared @returns {Line} */
function messageLine(message, liveKey, readKey, canBeShared) {
  const { message_id: key, sender, text, at, buttons } = message;
  const name = typeof message.custom?.agent === "string" ? message.custom.agent : null;
  const status = sender !== "customer" ? null : key === readKey ? "read" : "sent";
  const shareSeq = canBeShared ? message.seq : null;
  return { key, sender, name, text, at, buttons, live: key === liveKey, shareSeq, card: asCard(message.custom), question: asQuestion(message.custom), status };
}

/** @param {import("./types.js").Draft} draft @returns {Line} */
function draftLine({ message_id: key, text, at, status, reason }) {
  return { key, sender: "customer", name: null, text, at, buttons: [], live: false, shareSeq: null, card: null, question: null, status, reason };
}

/**
 * Says whether a text can be sent.
 *
 * @param {string} text
 * @returns {{chars: number, ok: boolean, count: boolean}} `count`: whether to show the number.
 */
export function measure(text) {
  const chars = [...text].length;
  return { chars, ok: text.trim() !== "" && chars <= MAX_CHARS, count: chars >= COUNT_FROM };
}
