/**
 * The shapes of docs/events.md, checked on arrival: whatever is not one of them is dropped before it reaches a state.
 *
 * @typedef {"customer" | "bot" | "agent" | "system"} Sender
 * @typedef {"bot" | "queued" | "human" | "wrap_up" | "closed"} Mode
 *
 * @typedef {object} Button
 * @property {string} title
 * @property {string} payload
 *
 * @typedef {object} Message
 * @property {number} seq 1, 2, 3 … in a conversation.
 * @property {string} message_id
 * @property {Sender} sender
 * @property {string} text
 * @property {Button[]} buttons
 * @property {Record<string, unknown> | null} custom
 * @property {string} at ISO 8601 with offset.
 *
 * @typedef {object} Conversation
 * @property {string} id
 * @property {Mode} mode
 * @property {number | null} position 1 = next; only while queued.
 * @property {number | null} estimated_wait_s Seconds.
 * @property {{name: string} | null} agent
 * @property {number} seq The last one used.
 * @property {number} agent_read_seq The last that an agent has read, 0 for none.
 * @property {Hours | null} hours `null` when the server does not tell them.
 * @property {boolean} anybody Whether an agent is there; only while queued.
 * @property {boolean} left_message Whether the customer said that he writes and does not wait; only while queued.
 *
 * @typedef {object} Hours
 * @property {boolean} open
 * @property {string | null} next_opening ISO 8601; `null` when none is known.
 * @property {string} [time_zone] By whose clock that is said; left out when the browser does not know the zone.
 *
 * @typedef {object} Card
 * @property {string} title
 * @property {{label: string, value: string}[]} lines
 * @property {{title: string, url: string}[]} links
 *
 * @typedef {object} Question Where a form stands, and what it asks for.
 * @property {number | null} number 1, 2, 3 …; `null` when the bot does not count.
 * @property {number | null} of
 * @property {"numeric" | "tel" | null} input Which keyboard helps to answer it.
 *
 * @typedef {object} Typing
 * @property {"bot" | "agent" | "customer"} sender
 * @property {boolean} typing
 */

const SENDERS = new Set(["customer", "bot", "agent", "system"]);
const MODES = new Set(["bot", "queued", "human", "wrap_up", "closed"]);

/**
 * @param {unknown} value
 * @returns {Record<string, unknown> | null}
 */
export function asObject(value) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? /** @type {Record<string, unknown>} */ (value) : null;
}

/** @param {unknown} value @returns {value is number} Whether it can be a `seq`. */
const isSeq = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** @param {unknown} value @returns {number | null} */
const positive = (value) => (typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null);

/** @param {unknown} value @returns {value is Mode} */
export const isMode = (value) => typeof value === "string" && MODES.has(value);

/**
 * @param {unknown} value
 * @returns {Button[]}
 */
function asButtons(value) {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    const button = asObject(item);
    if (!button || typeof button.title !== "string" || typeof button.payload !== "string") return [];
    return [{ title: button.title, payload: button.payload }];
  });
}

/**
 * @param {unknown} value
 * @returns {Message | null}
 */
export function asMessage(value) {
  const item = asObject(value);
  if (!item || !isSeq(item.seq) || item.seq < 1) return null;
  if (typeof item.message_id !== "string" || typeof item.sender !== "string") return null;
  if (!SENDERS.has(item.sender)) return null;
  return {
    seq: item.seq,
    message_id: item.message_id,
    sender: /** @type {Sender} */ (item.sender),
    text: typeof item.text === "string" ? item.text : "",
    buttons: asButtons(item.buttons),
    custom: asObject(item.custom),
    at: typeof item.at === "string" ? item.at : "",
  };
}

/**
 * @param {unknown} value
 * @returns {Conversation | null}
 */
export function asConversation(value) {
  const item = asObject(value);
  if (!item || typeof item.id !== "string" || !isMode(item.mode)) return null;
  const agent = asObject(item.agent);
  return {
    id: item.id,
    mode: item.mode,
    position: positive(item.position),
    estimated_wait_s: positive(item.estimated_wait_s),
    agent: agent && typeof agent.name === "string" ? { name: agent.name } : null,
    seq: isSeq(item.seq) ? item.seq : 0,
    agent_read_seq: isSeq(item.agent_read_seq) ? item.agent_read_seq : 0,
    hours: asHours(item.hours),
    anybody: item.anybody !== false,
    left_message: item.left_message === true,
  };
}

/** @param {unknown} value @returns {Hours | null} */
function asHours(value) {
  const item = asObject(value);
  if (typeof item?.open !== "boolean") return null;
  const hours = { open: item.open, next_opening: typeof item.next_opening === "string" ? item.next_opening : null };
  try {
    return { ...hours, time_zone: new Intl.DateTimeFormat("fr", { timeZone: String(item.time_zone) }).resolvedOptions().timeZone };
  } catch {
    return hours;
  }
}

/**
 * Reads what a message's `custom` says in lines, with its links.
 *
 * @param {Message["custom"]} custom
 * @returns {Card | null}
 */
export function asCard(custom) {
  const item = asObject(custom?.card);
  if (!item || typeof item.title !== "string") return null;
  const lines = /** @type {Card["lines"]} */ (textsOf(item.lines, "label", "value"));
  const links = /** @type {Card["links"]} */ (textsOf(item.links, "title", "url"));
  return { title: item.title, lines, links };
}

/** @param {unknown} value @param {string[]} names @returns {unknown[]} Those of a list that have these texts. */
function textsOf(value, ...names) {
  if (!Array.isArray(value)) return [];
  return value.filter((item) => names.every((name) => typeof asObject(item)?.[name] === "string"));
}

/** @param {Message["custom"]} custom @returns {Question | null} */
export function asQuestion(custom) {
  const item = asObject(custom?.question);
  return item && { number: positive(item.number), of: positive(item.of), input: item.input === "numeric" || item.input === "tel" ? item.input : null };
}

/**
 * @param {unknown} value
 * @returns {Typing | null}
 */
export function asTyping(value) {
  const item = asObject(value);
  if (!item || typeof item.typing !== "boolean") return null;
  if (item.sender !== "bot" && item.sender !== "agent" && item.sender !== "customer") return null;
  return { sender: item.sender, typing: item.typing };
}

/**
 * Reads the `seq` of an acknowledgement.
 *
 * @param {unknown} value
 * @returns {number | null}
 */
export function seqIn(value) {
  const item = asObject(value);
  return item && isSeq(item.seq) ? item.seq : null;
}

/** Which guard reads which event of the customers' namespace. */
export const CUSTOMER_EVENTS = Object.freeze({
  bot_uttered: asMessage,
  customer_uttered: asMessage,
  conversation: asConversation,
  typing: asTyping,
});
