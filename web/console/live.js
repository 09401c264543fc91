/** Keeps the state in step with the gateway: the socket's news, and the pages fetched to catch up. */

import { ApiError, errorSentence } from "./api.js";
import { hasGap, lastSeq } from "./conversation_state.js";
import { watchedIds } from "./state.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("../shared/store.js").Store<State, Action>} Store */
/** @typedef {import("../shared/socket.js").Socket} Socket */
/** @typedef {(onState: (state: import("../shared/socket.js").SocketState, failures: number) => void) => Socket} MakeSocket */

const REFUSED_RETRY_MS = 5_000; // the namespace said no although the session is good: a gateway that starts
const SETTLE_MS = 400; // suggestions and slots change a moment after the customer's words

/**
 * @param {{api: import("./api.js").Api, store: Store, makeSocket: MakeSocket,
 *   onSessionOver: () => void, onOnline: () => void}} parts
 */
export function createLive({ api, store, makeSocket, onSessionOver, onOnline }) {
  /** @type {Socket | null} */
  let socket = null;
  /** @type {Set<string>} */
  let watched = new Set();
  let loads = 0;
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const timers = new Map();

  const isOver = (/** @type {unknown} */ error) => error instanceof ApiError && error.status === 401;

  /** Fetches a conversation and merges it; only the latest call counts. @param {string} id */
  const load = async (id) => {
    const turn = ++loads;
    const seq = await watch(id); // First: whatever is said from here on comes by the socket.
    try {
      const conversation = await api.conversation(id);
      if (turn !== loads) return;
      store.dispatch({ type: "conversation_loaded", conversation });
      const { open } = store.get();
      if (open?.id === id && lastSeq(open.messages) < seq) later("load", () => load(id));
    } catch (error) {
      if (isOver(error)) return onSessionOver();
      if (turn === loads) store.dispatch({ type: "conversation_failed", id, error: errorSentence(error) });
    }
  };

  /** @param {string} id @returns {Promise<number>} last `seq`, 0 when the socket is down */
  const watch = async (id) => {
    try {
      watched.add(id);
      return Number((await socket?.request("watch", { id }))?.seq ?? 0);
    } catch {
      watched.delete(id);
      return 0;
    }
  };

  const refreshQueue = async () => {
    try {
      const answer = await api.queue();
      const { waiting, active } = Array.isArray(answer) ? { waiting: answer, active: undefined } : answer;
      store.dispatch({ type: "queue_received", waiting, active: active ?? store.get().active, now: Date.now() });
    } catch (error) {
      if (isOver(error)) onSessionOver();
    }
  };

  /** Watches the open conversation and mine, and no other. */
  const syncWatches = () => {
    const wanted = new Set(watchedIds(store.get()));
    for (const id of watched) if (!wanted.has(id)) unwatch(id);
    for (const id of wanted) if (!watched.has(id) && id !== store.get().openId) void watch(id);
  };

  const unwatch = (/** @type {string} */ id) => {
    watched.delete(id);
    socket?.emit("unwatch", { id });
  };

  /** @param {string} name @param {() => void} task the last one asked under this name runs @param {number} [delayMs] */
  const later = (name, task, delayMs = SETTLE_MS) => {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(task, delayMs));
  };

  /** @param {import("../shared/socket.js").SocketState} state @param {number} failures */
  const onState = async (state, failures) => {
    if (state === "open") {
      watched = new Set();
      store.dispatch({ type: "link_changed", link: "online" });
      const { openId } = store.get();
      await Promise.all([refreshQueue(), openId ? load(openId) : null]);
      syncWatches();
      onOnline();
    } else if (state === "refused") {
      store.dispatch({ type: "link_changed", link: "offline" });
      const error = await api.me().then(() => null, (reason) => reason);
      if (isOver(error)) onSessionOver();
      else later("connect", () => socket?.connect(), REFUSED_RETRY_MS);
    } else if (state !== "closed") {
      store.dispatch({ type: "link_changed", link: failures > 0 || state === "waiting" ? "offline" : "connecting" });
    }
  };

  /** @param {{id: string, message: import("./types.js").DeskMessage}} news */
  const onMessage = ({ id, message }) => {
    store.dispatch({ type: "message_received", id, message });
    const { open } = store.get();
    if (open?.id !== id) return;
    if (hasGap(open.messages)) void load(id);
    else if (message.sender === "customer") later("load", () => load(id));
  };

  /** @param {{id: string, mode: string, agent: unknown, reason: string | null, customer: import("./types.js").Conversation["customer"]}} news */
  const onMode = (news) => {
    store.dispatch({ type: "mode_changed", ...news });
    if (store.get().openId === news.id) void load(news.id);
  };

  return {
    load,
    refreshQueue,
    start() {
      socket = makeSocket(onState);
      socket.on("queue", (news) => {
        store.dispatch({ type: "queue_received", ...news, now: Date.now() });
        syncWatches();
      });
      socket.on("agents", (news) => store.dispatch({ type: "agents_received", ...news }));
      socket.on("viewers", (news) => store.dispatch({ type: "viewers_received", ...news }));
      socket.on("message", onMessage);
      socket.on("note", (news) => store.dispatch({ type: "note_received", ...news }));
      socket.on("conversation", onMode);
      socket.on("read", (news) => store.dispatch({ type: "read_received", ...news }));
      socket.on("mention", (news) => store.dispatch({ type: "mention_arrived", ...news }));
      socket.on("typing", (news) => store.dispatch({ type: "typing_received", ...news, now: Date.now() }));
      socket.connect();
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      socket?.close();
      socket = null;
      watched = new Set();
    },
    syncWatches,
    wake: () => socket?.wake(),
    /** @param {string} id @param {boolean} typing */
    sayTyping: (id, typing) => socket?.emit("typing", { id, typing }),
  };
}

/** @typedef {ReturnType<typeof createLive>} Live */
