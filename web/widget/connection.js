import { WireError, isGone } from "../shared/errors.js";
import { CUSTOMER_EVENTS, asMessage, asObject, isMode, seqIn } from "../shared/messages.js";
import { Socket } from "../shared/socket.js";
import { watchGaps } from "./gaps.js";
import { createOutbox } from "./outbox.js";
import { createPolling } from "./polling.js";

/**
 * Keeps the state in step with the server: one socket, HTTP where sockets do not pass, and nothing lost in between.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Action} Action
 *
 * @typedef {object} ConnectionOptions
 * @property {import("../shared/store.js").Store<State, Action>} store
 * @property {import("./rest.js").Rest} rest
 * @property {string} server Origin.
 * @property {string} locale
 * @property {import("./introduction.js").Introduction} introduction
 * @property {typeof WebSocket} [webSocket] Another one in tests.
 */

/** This many losses in a row, and HTTP takes over while the socket goes on trying. */
const SOCKET_FAILURES = 2;
/** The agent hears that the customer is writing this often at most, in milliseconds; forgotten after 10 s. */
const TYPING_PERIOD_MS = 3_000;
/** Refused by the namespace: tried again after this long, in milliseconds. */
const REFUSED_PAUSE_MS = 30_000;

/** @param {ConnectionOptions} options */
export function createConnection({ store, rest, server, locale, introduction, webSocket }) {
  const about = { locale, page_url: location.origin + location.pathname };
  const socket = new Socket({ server, webSocket, onState });
  const polling = createPolling({ store, rest, begin, introduce: introduction.make.bind(introduction), forget: forgetUnknown, ready: () => outbox.pump() });
  const outbox = createOutbox({ store, send, ready: isReady, stuck: () => socket.renew() });
  let greeted = false;
  let typedAt = 0;

  socket.on("bot_uttered", receiveMessage);
  socket.on("customer_uttered", receiveMessage);
  socket.on("conversation", (data) => {
    const conversation = CUSTOMER_EVENTS.conversation(data);
    if (conversation) store.dispatch({ type: "conversation", conversation });
  });
  socket.on("typing", (data) => {
    const news = CUSTOMER_EVENTS.typing(data);
    if (news) store.dispatch({ type: "typing", ...news, now: Date.now() });
  });
  watchGaps(store, () => greeted, async () => {
    if (!(await resume().catch(() => false))) socket.renew();
  });

  function isReady() {
    return store.get().token !== null && introduction.done && (greeted || polling.running);
  }

  /** @param {unknown} data */
  function receiveMessage(data) {
    const message = asMessage(data);
    if (message) store.dispatch({ type: "message", message });
  }

  /** @param {import("../shared/socket.js").SocketState} state @param {number} failures */
  function onState(state, failures) {
    greeted = false;
    if (state === "open") void greet();
    else if (state === "refused") setTimeout(() => socket.state === "refused" && socket.connect(), REFUSED_PAUSE_MS);
    else if (state === "connecting" && store.get().link === "idle") store.dispatch({ type: "link", link: "connecting" });
    if (state !== "waiting" && state !== "refused") return;
    if (failures >= SOCKET_FAILURES || state === "refused") polling.start();
    if (store.get().link !== "polling") store.dispatch({ type: "link", link: "offline" });
  }

  /** Takes the conversation up where this browser left it, or opens one. */
  async function greet() {
    const { token } = store.get();
    try {
      await introduction.make();
      if (token !== null && store.get().token === null) return; // It was somebody else's, and is left.
      const known = store.get().token !== null && (await resume());
      if (!known) {
        const session = await socket.request("session_request", { session_id: null, ...about });
        // HTTP may have opened a conversation meanwhile: that one is kept.
        if (store.get().token === null) receiveSession(session);
        else await resume();
        await introduction.make();
      }
      greeted = true;
      polling.stop();
      store.dispatch({ type: "link", link: "online" });
      store.dispatch({ type: "retry" });
      void outbox.pump();
    } catch (error) {
      const { code = "unknown", severity = "notice", message = "" } = /** @type {Partial<WireError>} */ (error);
      if (code === "disconnected" || code === "timeout") return socket.renew();
      if (severity !== "silent") store.dispatch({ type: "notice", notice: { text: message, severity } });
      setTimeout(() => socket.renew(), REFUSED_PAUSE_MS);
    }
  }

  /** @returns {Promise<boolean>} Whether the server still knows the conversation. */
  async function resume() {
    const { token, lastSeq } = store.get();
    try {
      const answer = await socket.request("resume", { token, after_seq: lastSeq });
      if (store.get().token !== token) return true;
      store.dispatch({ type: "replayed", seq: seqIn(answer) ?? lastSeq });
      if (isMode(answer?.mode)) store.dispatch({ type: "mode", mode: answer.mode });
      return true;
    } catch (error) {
      if (!isGone(error)) throw error;
      forgetUnknown();
      return false;
    }
  }

  /** What the customer wrote and nobody acknowledged goes to the next conversation rather than to nobody. */
  function forgetUnknown() {
    store.dispatch({ type: "forgotten", keepOutbox: true });
  }

  /** @param {unknown} answer */
  function receiveSession(answer) {
    const session = asObject(answer);
    if (typeof session?.id !== "string" || typeof session.token !== "string") throw new WireError("bad_session");
    const mode = isMode(session.mode) ? session.mode : "bot";
    store.dispatch({ type: "session", id: session.id, token: session.token, mode, seq: seqIn(session) ?? 0 });
  }

  async function begin() {
    receiveSession(await rest.create(about));
  }

  /** @param {import("./types.js").Draft} draft @returns {Promise<number>} */
  async function send(draft) {
    const { id, token } = store.get();
    if (id === null || token === null) throw new WireError("disconnected");
    try {
      const answer = greeted ? await sendOverSocket(draft, token) : await sendOverHttp(draft, id, token);
      const seq = seqIn(answer);
      if (seq === null) throw new WireError("timeout"); // Not an acknowledgement: it has to be sent again.
      return seq;
    } catch (error) {
      if (!isGone(error)) throw error;
      forgetUnknown();
      socket.renew();
      throw new WireError("disconnected");
    }
  }

  /** @param {import("./types.js").Draft} draft @param {string} token */
  function sendOverSocket({ message_id, text, payload }, token) {
    const said = payload === null ? { message: text } : { message: payload, title: text };
    return socket.request("user_uttered", { ...said, message_id, session_id: token });
  }

  /** @param {import("./types.js").Draft} draft @param {string} id @param {string} token */
  async function sendOverHttp(draft, id, token) {
    const answer = await rest.post(id, token, draft);
    // The replies follow the draft's own message, so they wait in `held` until it is acknowledged.
    for (const reply of Array.isArray(answer?.replies) ? answer.replies : []) receiveMessage(reply);
    if (isMode(answer?.mode)) store.dispatch({ type: "mode", mode: answer.mode });
    return answer;
  }

  return {
    start: () => socket.connect(),
    /** Looks again at once: the page is back on screen, or the customer asked to retry. */
    wake() {
      socket.wake();
      store.dispatch({ type: "retry" });
      void outbox.pump();
    },
    pump: () => void outbox.pump(),
    typing() {
      const now = Date.now();
      if (!greeted || now - typedAt < TYPING_PERIOD_MS) return;
      typedAt = now;
      socket.emit("typing", { typing: true });
    },
    /** Leaves this conversation for another: a new one, or the one that another tab opened. */
    restart() {
      const wasPolling = polling.running;
      this.stop();
      socket.connect();
      if (wasPolling) polling.start();
    },
    stop() {
      polling.stop();
      socket.close();
    },
  };
}
