/** The console's desk over a gateway and a socket made of plain functions. */

import { createStore } from "../../web/shared/store.js";
import { ApiError } from "../../web/console/api.js";
import { createDesk } from "../../web/console/desk.js";
import { createMemory } from "../../web/console/memory.js";
import { INITIAL, reduce } from "../../web/console/state.js";
import { conversation, ME } from "./factories.mjs";

export const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
export const refused = (status, message = "", retryAfterS = null) => new ApiError(status, "code", message, retryAfterS);

/** A desk over scripted calls; what is not scripted is refused. */
export function setUp(calls) {
  const storage = { getItem: () => null, setItem() {}, removeItem() {} };
  const asked = [];
  const script = { me: () => ME, queue: () => ({ waiting: [], active: [] }), conversation: () => conversation(), ...calls };
  const api = new Proxy({}, { get: (_, name) => async (...args) => {
    asked.push([name, ...args]);
    if (!script[name]) throw refused(404, `no ${name}`);
    return script[name](...args);
  } });
  const store = createStore(reduce, INITIAL);
  const wire = { listeners: {}, emitted: [], onState: (_state, _failures) => {} };
  const socket = {
    on: (event, listener) => { wire.listeners[event] = listener; },
    emit: (event, data) => wire.emitted.push([event, data]),
    request: async (event, data) => { wire.emitted.push([event, data]); return { seq: wire.seq ?? 0 }; },
    connect: () => wire.onState("open", 0), close() {}, wake() {},
  };
  const makeSocket = (onState) => { wire.onState = onState; return socket; };
  const hashes = [];
  const desk = createDesk({ api, store, makeSocket, memory: createMemory(storage, storage), setHash: (hash) => hashes.push(hash) });
  return { desk, store, wire, asked, hashes };
}
