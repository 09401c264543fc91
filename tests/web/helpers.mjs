/** Builders shared by the tests of the browser code. */
import { INITIAL, reduce } from "../../web/widget/state.js";

/** @param {number} seq */
export function message(seq, more = {}) {
  return { seq, message_id: `m${seq}`, sender: "bot", text: `n° ${seq}`, buttons: [], custom: null, at: "2026-11-23T09:30:00+00:00", ...more };
}

/** @param {string} id */
export function draft(id, more = {}) {
  return { message_id: id, text: `texte ${id}`, payload: null, at: "2026-11-23T09:30:00+00:00", status: "sending", ...more };
}

/** The state after some news, from the start. */
export const after = (...actions) => actions.reduce(reduce, INITIAL);

export const session = (more = {}) => ({ type: "session", id: "c1", token: "t1", mode: "bot", seq: 0, ...more });
export const arrived = (seq, more) => ({ type: "message", message: message(seq, more) });
export const written = (id, more) => ({ type: "written", draft: draft(id, more) });
const UNKNOWN = { position: null, estimated_wait_s: null, agent: null, agent_read_seq: 0, hours: null, anybody: true, left_message: false };
export const standing = (mode, more = {}) => ({
  type: "conversation",
  conversation: { ...UNKNOWN, id: "c1", mode, seq: 0, ...more },
});

/** Lets every promise that is ready go on. */
export const settled = () => new Promise((done) => setImmediate(done));

/** A WebSocket that a test plays the server of. */
export class FakeWebSocket {
  static all = [];
  constructor(url) {
    this.url = url;
    this.readyState = 0;
    this.sent = [];
    FakeWebSocket.all.push(this);
  }
  static get last() {
    return FakeWebSocket.all.at(-1);
  }
  send(frame) {
    this.sent.push(frame);
  }
  close() {
    this.readyState = 3;
  }
  receive(frame) {
    this.onmessage?.({ data: frame });
  }
  /** Answers the handshakes of both layers. */
  greet(namespace = "/", open = { sid: "s", pingInterval: 25000, pingTimeout: 20000 }) {
    this.readyState = 1;
    this.receive(`0${JSON.stringify(open)}`);
    this.receive(`40${namespace === "/" ? "" : `${namespace},`}{"sid":"n"}`);
  }
  lose() {
    this.readyState = 3;
    this.onclose?.();
  }
}
