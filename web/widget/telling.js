/** Told this often at most, in milliseconds; forgotten after 10 s. */
const TYPING_PERIOD_MS = 3_000;

/**
 * Tells the agents, who are the only ones to ask, that the customer is writing and how far he has read.
 *
 * @param {object} options
 * @param {import("../shared/socket.js").Socket} options.socket
 * @param {import("../shared/store.js").Store<import("./types.js").State, import("./types.js").Action>} options.store
 * @param {() => boolean} options.greeted Whether the server knows who is speaking.
 */
export function createTelling({ socket, store, greeted }) {
  let typedAt = 0;
  let readSeq = 0;
  return {
    typing() {
      const now = Date.now();
      if (!greeted() || now - typedAt < TYPING_PERIOD_MS) return;
      typedAt = now;
      socket.emit("typing", { typing: true });
    },
    /** Read is what is on a screen that somebody may be looking at. @param {boolean} open Whether the chat is. */
    read(open) {
      const { lastSeq, mode } = store.get();
      if (!open || document.hidden || !greeted() || mode === "bot" || lastSeq <= readSeq) return;
      readSeq = lastSeq;
      socket.emit("read", { seq: lastSeq });
    },
    /** After a loss, what was told may have been lost with it. */
    lost() {
      readSeq = 0;
    },
  };
}
