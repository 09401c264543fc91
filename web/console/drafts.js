/** What is written and not sent yet, in each conversation. Pure functions. */

import { writableKinds } from "./agents.js";

/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").State} State */

export const EMPTY_DRAFT = Object.freeze({ reply: "", note: "", kind: /** @type {const} */ ("reply") });

/** @param {State} state @param {string | null} id @returns {Draft} as the composer shows it: a note where I may write nothing else */
export function draftOf(state, id) {
  const draft = stored(state, id);
  return mayOnlyNote(state, id) ? { ...draft, kind: "note" } : draft;
}

/** @param {State} state @param {import("./types.js").Action} change `{id, text}` @returns {State} */
export function writeDraft(state, { id, text }) {
  const draft = stored(state, id);
  if (!mayOnlyNote(state, id)) return withDraft(state, id, { ...draft, [draft.kind]: text });
  // A note begun in a colleague's conversation stays one when the conversation becomes mine under my hands.
  return withDraft(state, id, { ...draft, note: text, kind: text ? "note" : "reply" });
}

/** @param {State} state @param {import("./types.js").Action} change `{id, kind}` @returns {State} */
export function switchDraft(state, { id, kind }) {
  return withDraft(state, id, { ...stored(state, id), kind });
}

/** @param {State} state @param {string | null} id @returns {Draft} */
function stored(state, id) {
  return (id && state.drafts[id]) || EMPTY_DRAFT;
}

/** @param {State} state @param {string | null} id */
function mayOnlyNote({ open, me }, id) {
  return open?.id === id && writableKinds(open, me).join() === "note";
}

/** @param {State} state @param {string} id @param {Draft} draft @returns {State} */
function withDraft(state, id, draft) {
  return { ...state, drafts: { ...state.drafts, [id]: draft } };
}
