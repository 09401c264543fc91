/** The open conversation: what arrives is merged, so that nothing is missed or shown twice. Pure functions. */

import { readAgent } from "./agents.js";

/** @typedef {import("./types.js").Conversation} Conversation */
/** @typedef {import("./types.js").DeskMessage} DeskMessage */
/** @typedef {import("./types.js").Note} Note */

/**
 * @param {DeskMessage[]} messages in order of `seq`
 * @param {DeskMessage} message
 * @returns {DeskMessage[]} in order; one entry per `seq`, the later news wins
 */
export function upsertMessage(messages, message) {
  const at = messages.findIndex(({ seq }) => seq >= message.seq);
  if (at < 0) return [...messages, message];
  const known = messages[at];
  if (!known || known.seq !== message.seq) return [...messages.slice(0, at), message, ...messages.slice(at)];
  // A page fetched before the bot had read the turn may arrive after the reading.
  const merged = { ...message, nlu: message.nlu ?? known.nlu };
  return [...messages.slice(0, at), merged, ...messages.slice(at + 1)];
}

/** @param {Note[]} notes @param {Note} note @returns {Note[]} oldest first, one entry per `note_id` */
export function upsertNote(notes, note) {
  const others = notes.filter(({ note_id }) => note_id !== note.note_id);
  return [...others, note].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** @param {DeskMessage[]} messages @returns {boolean} a `seq` is missing: the conversation must be fetched again */
export function hasGap(messages) {
  return messages.some(({ seq }, index) => seq !== index + 1);
}

/** @param {DeskMessage[]} messages @returns {number} 0 when there are none */
export function lastSeq(messages) {
  return messages.at(-1)?.seq ?? 0;
}

/**
 * Takes a fetched conversation, keeping what the socket brought meanwhile.
 *
 * @param {Conversation | null} known the same conversation, or `null`
 * @param {Record<string, any>} fetched straight from the gateway
 * @returns {Conversation}
 */
export function mergeConversation(known, fetched) {
  const fresh = readConversation(fetched);
  if (!known || known.id !== fresh.id) return fresh;
  return {
    ...fresh,
    messages: fresh.messages.reduce(upsertMessage, known.messages),
    notes: fresh.notes.reduce(upsertNote, known.notes),
    customer_read_seq: Math.max(fresh.customer_read_seq ?? 0, known.customer_read_seq ?? 0),
    agent_read_seq: Math.max(fresh.agent_read_seq ?? 0, known.agent_read_seq ?? 0),
  };
}

/** @param {Record<string, any>} raw @returns {Conversation} with lists where a list is expected */
function readConversation(raw) {
  return {
    id: String(raw.id),
    mode: raw.mode,
    created_at: raw.created_at ?? "",
    locale: raw.locale ?? null,
    page_url: raw.page_url ?? null,
    metadata: raw.metadata ?? null,
    agent: readAgent(raw.agent),
    customer: raw.customer ?? null,
    reason: raw.reason ?? null,
    signals: raw.signals ?? [],
    slots: raw.slots ?? {},
    messages: [...(raw.messages ?? [])].sort((a, b) => a.seq - b.seq).reduce(upsertMessage, []),
    notes: (raw.notes ?? []).reduce(upsertNote, []),
    left: raw.left ?? null,
    summary: raw.summary ?? [],
    wants: raw.wants ?? [],
    runners_up: raw.runners_up ?? [],
    told: raw.told ?? [],
    known: raw.known ?? [],
    earlier: raw.earlier ?? [],
    suggestions: raw.suggestions ?? [],
    mode_changes: raw.mode_changes ?? [],
    feedback: raw.feedback ?? null,
    files: raw.files ?? [],
    customer_read_seq: raw.customer_read_seq ?? 0,
    agent_read_seq: raw.agent_read_seq ?? 0,
  };
}

/** @param {Conversation | null} open @returns {boolean} a human's part has ended there: an agent may take it back */
export function canReopen(open) {
  if (!open || (open.mode !== "bot" && open.mode !== "closed")) return false;
  return open.mode_changes.some(({ from }) => from === "wrap_up");
}

const ASK_HUMAN = "ask_human";

/** @param {Conversation["wants"]} wants @returns {Conversation["wants"]} what to settle: that somebody was called is no question, and he has come */
export function questionsOf(wants) {
  return wants.filter(({ intent }) => intent !== ASK_HUMAN);
}

/** @param {Conversation["wants"]} wants @returns {Conversation["wants"]} the questions first, as a call for somebody says nothing of them */
export function wantsInOrder(wants) {
  return [...questionsOf(wants), ...wants.filter(({ intent }) => intent === ASK_HUMAN)];
}
