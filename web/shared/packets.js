/**
 * Engine.IO 4 and Socket.IO 5 packets, as text. No binary attachments: our events have none.
 *
 * @typedef {object} Packet A Socket.IO packet.
 * @property {number} type One of `PACKET`.
 * @property {string} namespace Starts with "/".
 * @property {number | null} id Acknowledgement number, `null` when none is asked.
 * @property {unknown} data What the packet carries; for events `[name, …arguments]`.
 */

/** Engine.IO packet types: the first character of every frame. */
export const ENGINE = Object.freeze({ OPEN: "0", CLOSE: "1", PING: "2", PONG: "3", MESSAGE: "4" });

/** Socket.IO packet types: the first character inside an Engine.IO message. */
export const PACKET = Object.freeze({ CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 });

/** Type, namespace (left out for "/"), acknowledgement number, JSON. */
const SHAPE = /^([0-4])(?:(\/[^,]*),)?(\d+)?([\s\S]*)$/;

/**
 * Writes a packet as one Engine.IO frame.
 *
 * @param {{type: number, namespace?: string, id?: number | null, data?: unknown}} packet
 * @returns {string}
 */
export function encodePacket({ type, namespace = "/", id = null, data }) {
  const where = namespace === "/" ? "" : `${namespace},`;
  const number = id === null ? "" : String(id);
  const body = data === undefined || data === null ? "" : JSON.stringify(data);
  return ENGINE.MESSAGE + type + where + number + body;
}

/**
 * Reads the Socket.IO packet inside an Engine.IO message.
 *
 * @param {string} text The frame without its leading "4".
 * @returns {Packet | null} `null` for anything that is not a packet we know: it is ignored.
 */
export function decodePacket(text) {
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, type, namespace, id, body] = found;
  try {
    return {
      type: Number(type),
      namespace: namespace ?? "/",
      id: id === undefined ? null : Number(id),
      data: body ? JSON.parse(body) : null,
    };
  } catch {
    return null;
  }
}

/**
 * @typedef {object} Handshake
 * @property {number} pingIntervalMs
 * @property {number} pingTimeoutMs
 */

/**
 * Reads the rhythm that the server announces in its `open` packet.
 *
 * @param {string} text The frame without its leading "0".
 * @returns {Handshake} The protocol's own defaults (25 s and 20 s) where the server is silent.
 */
export function readHandshake(text) {
  /** @type {{pingInterval?: unknown, pingTimeout?: unknown}} */
  let open = {};
  try {
    open = JSON.parse(text) ?? {};
  } catch {
    // A server that greets badly still gets a heartbeat limit.
  }
  const { pingInterval, pingTimeout } = open;
  return {
    pingIntervalMs: typeof pingInterval === "number" ? pingInterval : 25_000,
    pingTimeoutMs: typeof pingTimeout === "number" ? pingTimeout : 20_000,
  };
}
