import { isGone } from "../shared/errors.js";
import { CUSTOMER_EVENTS, asMessage, isMode } from "../shared/messages.js";

/**
 * Asks for news over HTTP, where a WebSocket cannot be opened (some company proxies).
 *
 * @typedef {object} PollingOptions
 * @property {import("../shared/store.js").Store<import("./types.js").State, import("./types.js").Action>} store
 * @property {import("./rest.js").Rest} rest
 * @property {() => Promise<void>} begin Opens a conversation when there is none.
 * @property {() => Promise<void>} introduce Says who the customer is, before anything else.
 * @property {() => void} forget Leaves a conversation that the server no longer knows.
 * @property {() => void} ready Told when there is a way to the server again.
 */

/** Between two questions, in milliseconds: on screen, and when the page is hidden. */
const PERIOD_MS = Object.freeze({ visible: 2_500, hidden: 15_000 });

/** @param {PollingOptions} options */
export function createPolling({ store, rest, begin, introduce, forget, ready }) {
  let running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function ask() {
    if (store.get().token === null) await begin();
    await introduce();
    const { id, token, lastSeq } = store.get();
    if (id === null || token === null) return;
    const answer = await rest.fetchAfter(id, token, lastSeq);
    if (running) receive(answer);
  }

  /** @param {any} answer */
  function receive(answer) {
    let seq = store.get().lastSeq;
    for (const item of Array.isArray(answer?.messages) ? answer.messages : []) {
      const message = asMessage(item);
      if (!message) continue;
      store.dispatch({ type: "message", message });
      seq = Math.max(seq, message.seq);
    }
    store.dispatch({ type: "replayed", seq });
    const conversation = CUSTOMER_EVENTS.conversation(answer?.conversation);
    if (conversation) store.dispatch({ type: "conversation", conversation });
    else if (isMode(answer?.mode)) store.dispatch({ type: "mode", mode: answer.mode });
  }

  async function round() {
    try {
      await ask();
      if (!running) return;
      store.dispatch({ type: "link", link: "polling" });
      ready();
    } catch (error) {
      if (running && isGone(error)) forget();
      else if (running) store.dispatch({ type: "link", link: "offline" });
    }
    if (!running) return;
    timer = setTimeout(round, document.hidden ? PERIOD_MS.hidden : PERIOD_MS.visible);
  }

  return {
    get running() {
      return running;
    },
    start() {
      if (running) return;
      running = true;
      void round();
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}
