import { RECONNECT, backoffMs } from "./backoff.js";
import { WireError, refusalIn } from "./errors.js";
import { ENGINE, PACKET, decodePacket, encodePacket, readHandshake } from "./packets.js";

/**
 * A Socket.IO 5 client over one WebSocket, as small as our events need.
 *
 * @typedef {"closed" | "connecting" | "open" | "waiting" | "refused"} SocketState
 *   waiting: lost, the next attempt is planned. refused: the namespace said no; nothing is tried until `connect()`.
 *
 * @typedef {object} SocketOptions
 * @property {string} server Origin, "https://host".
 * @property {string} [namespace] "/" unless told.
 * @property {() => unknown} [auth] What the namespace is told at each connection.
 * @property {(state: SocketState, failures: number) => void} [onState] `failures`: losses in a row with no event between.
 * @property {import("./backoff.js").BackoffLimits} [backoff]
 * @property {typeof WebSocket} [webSocket] Another one in tests.
 */

/** Without an answer of the namespace, or an acknowledgement, after this long it counts as lost; in milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;
export const ACK_TIMEOUT_MS = 8_000;

export class Socket {
  /** @param {SocketOptions} options */
  constructor(options) {
    this.options = options;
    this.namespace = options.namespace ?? "/";
    /** @type {SocketState} */
    this.state = "closed";
    this.failures = 0;
    /** @type {WebSocket | null} */
    this.wire = null;
    this.nextId = 0;
    /** @type {Map<number, {resolve: (answer: any) => void, reject: (error: WireError) => void, timer: any}>} */
    this.waiting = new Map();
    /** @type {Map<string, Set<(data: any) => void>>} */
    this.listeners = new Map();
    /** @type {any} Reconnection, connection or heartbeat: one of them at a time. */
    this.timer = null;
    this.silenceMs = CONNECT_TIMEOUT_MS;
    this.wake = this.wake.bind(this);
  }

  /** Opens, and keeps open until `close()`. */
  connect() {
    if (["connecting", "open"].includes(this.state)) return;
    globalThis.addEventListener?.("online", this.wake);
    this.#open();
  }

  /** Closes for good; whoever waits for an acknowledgement is told. */
  close() {
    globalThis.removeEventListener?.("online", this.wake);
    if (this.state === "open") this.#write({ type: PACKET.DISCONNECT, namespace: this.namespace });
    this.#drop();
    this.#become("closed");
  }

  /** Tries at once when an attempt is planned: the network is back, or the page is looked at again. */
  wake() {
    if (this.state === "waiting") this.#open();
  }

  /** Drops a connection that no longer answers, and opens another. */
  renew() {
    if (this.state === "open") this.#lose();
  }

  /**
   * @param {string} event
   * @param {(data: any) => void} listener Gets the first argument; it must check its shape.
   * @returns {() => void} Stops listening.
   */
  on(event, listener) {
    const set = (this.listeners.get(event) ?? new Set()).add(listener);
    this.listeners.set(event, set);
    return () => set.delete(listener);
  }

  /** Sends without waiting; what cannot go now is dropped. @param {string} event @param {unknown} data */
  emit(event, data) {
    if (this.state === "open") this.#write({ type: PACKET.EVENT, namespace: this.namespace, data: [event, data] });
  }

  /**
   * Sends and waits for the acknowledgement.
   *
   * @param {string} event
   * @param {unknown} data
   * @param {number} [timeoutMs]
   * @returns {Promise<any>} The acknowledgement's first argument.
   * @throws {WireError} The server's refusal, `disconnected` or `timeout`.
   */
  request(event, data, timeoutMs = ACK_TIMEOUT_MS) {
    if (this.state !== "open") return Promise.reject(new WireError("disconnected"));
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id, new WireError("timeout")), timeoutMs);
      this.waiting.set(id, { resolve, reject, timer });
      this.#write({ type: PACKET.EVENT, namespace: this.namespace, id, data: [event, data] });
    });
  }

  #open() {
    this.#drop();
    this.#become("connecting");
    const url = `${this.options.server.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;
    try {
      const wire = new (this.options.webSocket ?? WebSocket)(url);
      this.wire = wire;
      wire.onmessage = (event) => wire === this.wire && this.#read(String(event.data));
      wire.onclose = () => wire === this.wire && this.#lose();
      this.silenceMs = CONNECT_TIMEOUT_MS;
      this.#expectNews();
    } catch {
      this.#lose();
    }
  }

  /** @param {string} frame */
  #read(frame) {
    if (this.state === "open") this.#expectNews();
    const body = frame.slice(1);
    if (frame[0] === ENGINE.PING) this.wire?.send(ENGINE.PONG);
    else if (frame[0] === ENGINE.CLOSE) this.#lose();
    else if (frame[0] === ENGINE.MESSAGE) this.#receive(decodePacket(body));
    else if (frame[0] === ENGINE.OPEN) {
      const { pingIntervalMs, pingTimeoutMs } = readHandshake(body);
      this.silenceMs = pingIntervalMs + pingTimeoutMs;
      this.#write({ type: PACKET.CONNECT, namespace: this.namespace, data: this.options.auth?.() ?? {} });
    }
  }

  /** @param {import("./packets.js").Packet | null} packet */
  #receive(packet) {
    if (!packet || packet.namespace !== this.namespace) return;
    // Only an event proves that the service is well: some servers accept, then hang up.
    if (packet.type === PACKET.EVENT || packet.type === PACKET.ACK) this.failures = 0;
    if (packet.type === PACKET.CONNECT) {
      this.#expectNews();
      this.#become("open");
    } else if (packet.type === PACKET.CONNECT_ERROR) {
      this.#drop();
      this.failures += 1;
      this.#become("refused");
    } else if (packet.type === PACKET.DISCONNECT) this.#lose();
    else if (packet.type === PACKET.ACK && packet.id !== null) {
      const answer = Array.isArray(packet.data) ? packet.data[0] : undefined;
      this.#settle(packet.id, refusalIn(answer), answer);
    } else if (packet.type === PACKET.EVENT && Array.isArray(packet.data)) {
      for (const listener of this.listeners.get(packet.data[0]) ?? []) listener(packet.data[1]);
    }
  }

  /** @param {number} id @param {WireError | null} error @param {unknown} [answer] */
  #settle(id, error, answer) {
    const waiter = this.waiting.get(id);
    if (!waiter) return;
    this.waiting.delete(id);
    clearTimeout(waiter.timer);
    if (error) waiter.reject(error);
    else waiter.resolve(answer);
  }

  /** A connection can die without a word (sleep, NAT): too long a silence is a loss. */
  #expectNews() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#lose(), this.silenceMs);
  }

  #lose() {
    this.#drop();
    this.timer = setTimeout(() => this.#open(), backoffMs(this.failures++, this.options.backoff ?? RECONNECT));
    this.#become("waiting");
  }

  #drop() {
    clearTimeout(this.timer);
    const wire = this.wire;
    this.wire = null;
    if (wire) {
      wire.onmessage = wire.onclose = null; // A dead connection's last words must not be read.
      wire.close();
    }
    for (const id of [...this.waiting.keys()]) this.#settle(id, new WireError("disconnected"));
  }

  /** @param {Parameters<typeof encodePacket>[0]} packet */
  #write(packet) {
    if (this.wire?.readyState === 1) this.wire.send(encodePacket(packet));
  }

  /** @param {SocketState} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.options.onState?.(state, this.failures);
  }
}
