import { asSending, asUnsent } from "./drafts.js";

/**
 * How each piece of news changes what the widget knows. Pure: no clock, no socket, no document.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Action} Action
 * @typedef {import("./types.js").Link} Link
 * @typedef {import("../shared/messages.js").Message} Message
 * @typedef {import("../shared/messages.js").Mode} Mode
 */

/** News of somebody typing is forgotten after this long, in milliseconds (docs/events.md). */
export const TYPING_TTL_MS = 10_000;

/** @type {Readonly<State>} */
export const INITIAL = Object.freeze({
  id: null,
  token: null,
  mode: /** @type {Mode} */ ("bot"),
  position: null,
  estimatedWaitS: null,
  hours: null,
  anybody: true,
  leftMessage: false,
  agent: null,
  agentRead: 0,
  messages: [],
  held: [],
  lastSeq: 0,
  knownSeq: 0,
  outbox: [],
  typing: null,
  link: /** @type {Link} */ ("idle"),
  loaded: false,
  seen: 0,
  score: null,
  rating: /** @type {State["rating"]} */ ("none"),
  accepted: false,
  terms: null,
  notice: null,
});

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State} The same object when nothing changes.
 */
export function reduce(state, action) {
  switch (action.type) {
    case "session":
      return {
        ...state,
        id: action.id,
        token: action.token,
        accepted: true,
        mode: action.mode,
        knownSeq: Math.max(state.knownSeq, action.seq),
        loaded: action.seq === 0 || state.loaded,
      };
    case "restored": {
      const { id, token, seen, outbox } = action;
      return { ...state, id, token, seen, accepted: true, outbox: outbox.map(asSending) };
    }
    case "conversation":
      return withConversation(state, action.conversation);
    case "mode":
      return state.mode === action.mode ? state : inMode(state, action.mode);
    case "message":
      return withMessage(state, action.message);
    case "replayed":
      return withReplay(state, action.seq);
    case "written":
      return { ...state, outbox: [...state.outbox, action.draft], accepted: true, notice: null, rating: state.rating === "none" ? "none" : "over" };
    case "acknowledged":
      return withAcknowledgement(state, action.message_id, action.seq);
    case "unsent":
      return { ...state, outbox: state.outbox.map((draft) => asUnsent(draft, action)) };
    case "retry":
      return { ...state, outbox: state.outbox.map(asSending) };
    case "typing":
      return withTyping(state, action);
    case "tick":
      return state.typing && state.typing.until <= action.now ? { ...state, typing: null } : state;
    case "link":
      return state.link === action.link ? state : { ...state, link: action.link, typing: null };
    case "seen":
      return state.seen >= state.lastSeq ? state : { ...state, seen: state.lastSeq };
    case "scored":
      return { ...state, score: action.score, rating: "comment" };
    case "rated":
      return { ...state, rating: "done" };
    case "read":
      return state.agentRead >= action.seq ? state : { ...state, agentRead: action.seq };
    case "notice":
      return { ...state, notice: action.notice };
    case "accepted":
      return { ...state, accepted: true };
    case "terms":
      return { ...state, terms: action.terms };
    case "forgotten": {
      const { link, terms } = state;
      const kept = action.keepOutbox ? { outbox: state.outbox, accepted: state.accepted } : {};
      return { ...INITIAL, link, terms, ...kept };
    }
  }
}

/** @param {State} state @param {import("../shared/messages.js").Conversation} news @returns {State} */
function withConversation(state, news) {
  if (state.id !== null && news.id !== state.id) return state;
  const moved = state.mode === news.mode ? state : inMode(state, news.mode);
  return {
    ...moved,
    position: news.mode === "queued" ? news.position : null,
    estimatedWaitS: news.mode === "queued" ? news.estimated_wait_s : null,
    hours: news.hours,
    anybody: news.anybody,
    leftMessage: news.left_message,
    agentRead: Math.max(state.agentRead, news.agent_read_seq),
    agent: news.agent ? news.agent.name : null,
    knownSeq: Math.max(state.knownSeq, news.seq),
  };
}

/** @param {State} state @param {Mode} mode @returns {State} A new mode changes who may be typing, and what is asked. */
function inMode(state, mode) {
  const left = mode === "closed" || (mode === "bot" && (state.mode === "human" || state.mode === "wrap_up"));
  const rating = left && state.rating === "none" ? "score" : state.rating;
  return { ...state, mode, position: null, estimatedWaitS: null, leftMessage: false, agent: null, typing: null, rating };
}

/** @param {State} state @param {Message} message @returns {State} */
function withMessage(state, message) {
  const isKnown = (/** @type {Message} */ one) => one.seq === message.seq;
  if (state.messages.some(isKnown) || state.held.some(isKnown)) return state;
  const held = [...state.held, message].sort(bySeq);
  const typing = message.sender === state.typing?.sender ? null : state.typing;
  const outbox = state.outbox.filter((draft) => draft.message_id !== message.message_id);
  const knownSeq = Math.max(state.knownSeq, message.seq);
  return settle({ ...state, held, typing, outbox, knownSeq });
}

/** @param {Message} a @param {Message} b */
const bySeq = (a, b) => a.seq - b.seq;

/**
 * Moves what follows without a gap out of `held`, and what a replay had given up waiting for.
 *
 * @param {State} state
 * @returns {State}
 */
function settle(state) {
  const messages = [...state.messages];
  const held = [...state.held];
  let { lastSeq } = state;
  while (held[0] && held[0].seq <= lastSeq + 1) {
    messages.push(held[0]);
    lastSeq = Math.max(lastSeq, held[0].seq);
    held.shift();
  }
  return { ...state, messages: messages.sort(bySeq), held, lastSeq };
}

/**
 * After a replay, what is still missing up to `seq` no longer exists on the server: it is not waited for.
 *
 * @param {State} state
 * @param {number} seq
 * @returns {State}
 */
function withReplay(state, seq) {
  const lastSeq = Math.max(state.lastSeq, seq);
  const knownSeq = Math.max(lastSeq, state.held.at(-1)?.seq ?? 0);
  return settle({ ...state, lastSeq, knownSeq, loaded: true });
}

/** @param {State} state @param {string} messageId @param {number} seq @returns {State} */
function withAcknowledgement(state, messageId, seq) {
  const draft = state.outbox.find((one) => one.message_id === messageId);
  if (!draft) return state;
  const outbox = state.outbox.filter((one) => one !== draft);
  const { text, at } = draft;
  const said = { seq, message_id: messageId, sender: /** @type {const} */ ("customer"), text, buttons: [], custom: null, at };
  return withMessage({ ...state, outbox }, said);
}

/** @param {State} state @param {{sender: string, typing: boolean, now: number}} news @returns {State} */
function withTyping(state, { sender, typing, now }) {
  if (sender !== "bot" && sender !== "agent") return state;
  if (typing) return { ...state, typing: { sender, until: now + TYPING_TTL_MS } };
  return state.typing?.sender === sender ? { ...state, typing: null } : state;
}
