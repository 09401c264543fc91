// Made by `node web/bundle.mjs` from web/widget and web/shared: edit those.
function createStore(reduce, initial) {
let state = initial;
const listeners = new Set();
return {
get: () => state,
dispatch(action) {
const before = state;
state = reduce(state, action);
if (state !== before) for (const listener of [...listeners]) listener(state, before);
},
subscribe(listener) {
listeners.add(listener);
return () => listeners.delete(listener);
},
};
}
function uuid() {
if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
const bytes = crypto.getRandomValues(new Uint8Array(16));
bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
const SEVERITIES = Object.freeze({
disconnected: "silent",
timeout: "silent",
network: "silent",
too_many_messages: "silent",
unknown_token: "silent",
unknown_conversation: "silent",
text_too_long: "blocking",
conversation_closed: "blocking",
});
const TRANSIENT = ["disconnected", "timeout", "network", "internal_error"];
class WireError extends Error {
constructor(code, message = code, status = 0) {
super(message);
this.name = "WireError";
this.code = code;
this.status = status;
}
get severity() {
return SEVERITIES[this.code] ?? "notice";
}
get tooFrequent() {
return this.code.startsWith("too_many_") || this.status === 429;
}
get transient() {
return TRANSIENT.includes(this.code) || this.tooFrequent || this.status >= 500;
}
}
function refusalIn(answer, status = 0) {
if (typeof answer !== "object" || answer === null || !("error" in answer)) return null;
const error = (answer.error ?? {});
const code = typeof error.code === "string" ? error.code : "unknown";
return new WireError(code, typeof error.message === "string" ? error.message : code, status);
}
function isGone(error) {
return error instanceof WireError && ["unknown_token", "unknown_conversation", "unauthorized"].includes(error.code);
}
const SENDERS = new Set(["customer", "bot", "agent", "system"]);
const MODES = new Set(["bot", "queued", "human", "wrap_up", "closed"]);
function asObject(value) {
const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
return isObject ? (value) : null;
}
const isSeq = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const positive = (value) => (typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null);
const isMode = (value) => typeof value === "string" && MODES.has(value);
function asButtons(value) {
if (!Array.isArray(value)) return [];
return value.flatMap((item) => {
const button = asObject(item);
if (!button || typeof button.title !== "string" || typeof button.payload !== "string") return [];
return [{ title: button.title, payload: button.payload }];
});
}
function asMessage(value) {
const item = asObject(value);
if (!item || !isSeq(item.seq) || item.seq < 1) return null;
if (typeof item.message_id !== "string" || typeof item.sender !== "string") return null;
if (!SENDERS.has(item.sender)) return null;
return {
seq: item.seq,
message_id: item.message_id,
sender: (item.sender),
text: typeof item.text === "string" ? item.text : "",
buttons: asButtons(item.buttons),
custom: asObject(item.custom),
at: typeof item.at === "string" ? item.at : "",
};
}
function asConversation(value) {
const item = asObject(value);
if (!item || typeof item.id !== "string" || !isMode(item.mode)) return null;
const agent = asObject(item.agent);
return {
id: item.id,
mode: item.mode,
position: positive(item.position),
estimated_wait_s: positive(item.estimated_wait_s),
agent: agent && typeof agent.name === "string" ? { name: agent.name } : null,
seq: isSeq(item.seq) ? item.seq : 0,
agent_read_seq: isSeq(item.agent_read_seq) ? item.agent_read_seq : 0,
hours: asHours(item.hours),
anybody: item.anybody !== false,
left_message: item.left_message === true,
};
}
function asHours(value) {
const item = asObject(value);
if (typeof item?.open !== "boolean") return null;
const hours = { open: item.open, next_opening: typeof item.next_opening === "string" ? item.next_opening : null };
try {
return { ...hours, time_zone: new Intl.DateTimeFormat("fr", { timeZone: String(item.time_zone) }).resolvedOptions().timeZone };
} catch {
return hours;
}
}
function asCard(custom) {
const item = asObject(custom?.card);
if (!item || typeof item.title !== "string") return null;
const lines = (textsOf(item.lines, "label", "value"));
const links = (textsOf(item.links, "title", "url"));
return { title: item.title, lines, links };
}
function textsOf(value, ...names) {
if (!Array.isArray(value)) return [];
return value.filter((item) => names.every((name) => typeof asObject(item)?.[name] === "string"));
}
function asQuestion(custom) {
const item = asObject(custom?.question);
return item && { number: positive(item.number), of: positive(item.of), input: item.input === "numeric" || item.input === "tel" ? item.input : null };
}
function asTyping(value) {
const item = asObject(value);
if (!item || typeof item.typing !== "boolean") return null;
if (item.sender !== "bot" && item.sender !== "agent" && item.sender !== "customer") return null;
return { sender: item.sender, typing: item.typing };
}
function seqIn(value) {
const item = asObject(value);
return item && isSeq(item.seq) ? item.seq : null;
}
const CUSTOMER_EVENTS = Object.freeze({
bot_uttered: asMessage,
customer_uttered: asMessage,
conversation: asConversation,
typing: asTyping,
});
const RECONNECT = Object.freeze({ baseMs: 500, maxMs: 20_000 });
function backoffMs(attempt, limits = RECONNECT, random = Math.random) {
const ceiling = Math.min(limits.maxMs, limits.baseMs * 2 ** Math.min(Math.max(attempt, 0), 30));
return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
const ENGINE = Object.freeze({ OPEN: "0", CLOSE: "1", PING: "2", PONG: "3", MESSAGE: "4" });
const PACKET = Object.freeze({ CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 });
const SHAPE = /^([0-4])(?:(\/[^,]*),)?(\d+)?([\s\S]*)$/;
function encodePacket({ type, namespace = "/", id = null, data }) {
const where = namespace === "/" ? "" : `${namespace},`;
const number = id === null ? "" : String(id);
const body = data === undefined || data === null ? "" : JSON.stringify(data);
return ENGINE.MESSAGE + type + where + number + body;
}
function decodePacket(text) {
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
function readHandshake(text) {
let open = {};
try {
open = JSON.parse(text) ?? {};
} catch {
}
const { pingInterval, pingTimeout } = open;
return {
pingIntervalMs: typeof pingInterval === "number" ? pingInterval : 25_000,
pingTimeoutMs: typeof pingTimeout === "number" ? pingTimeout : 20_000,
};
}
const CONNECT_TIMEOUT_MS = 10_000;
const ACK_TIMEOUT_MS = 8_000;
class Socket {
constructor(options) {
this.options = options;
this.namespace = options.namespace ?? "/";
this.state = "closed";
this.failures = 0;
this.wire = null;
this.nextId = 0;
this.waiting = new Map();
this.listeners = new Map();
this.timer = null;
this.silenceMs = CONNECT_TIMEOUT_MS;
this.wake = this.wake.bind(this);
}
connect() {
if (["connecting", "open"].includes(this.state)) return;
globalThis.addEventListener?.("online", this.wake);
this.#open();
}
close() {
globalThis.removeEventListener?.("online", this.wake);
if (this.state === "open") this.#write({ type: PACKET.DISCONNECT, namespace: this.namespace });
this.#drop();
this.#become("closed");
}
wake() {
if (this.state === "waiting") this.#open();
}
renew() {
if (this.state === "open") this.#lose();
}
on(event, listener) {
const set = (this.listeners.get(event) ?? new Set()).add(listener);
this.listeners.set(event, set);
return () => set.delete(listener);
}
emit(event, data) {
if (this.state === "open") this.#write({ type: PACKET.EVENT, namespace: this.namespace, data: [event, data] });
}
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
#receive(packet) {
if (!packet || packet.namespace !== this.namespace) return;
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
#settle(id, error, answer) {
const waiter = this.waiting.get(id);
if (!waiter) return;
this.waiting.delete(id);
clearTimeout(waiter.timer);
if (error) waiter.reject(error);
else waiter.resolve(answer);
}
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
wire.onmessage = wire.onclose = null;
wire.close();
}
for (const id of [...this.waiting.keys()]) this.#settle(id, new WireError("disconnected"));
}
#write(packet) {
if (this.wire?.readyState === 1) this.wire.send(encodePacket(packet));
}
#become(state) {
if (this.state === state) return;
this.state = state;
this.options.onState?.(state, this.failures);
}
}
const MAX_CHARS = 2000;
const COUNT_FROM = 1800;
const hasGap = (state) => state.held.length > 0 || state.knownSeq > state.lastSeq;
const unread = (state) =>
state.messages.filter((message) => message.seq > state.seen && message.sender !== "customer").length;
const nextDraft = (state) => state.outbox.find((draft) => draft.status === "sending") ?? null;
const mustAccept = (state) => !state.accepted && (state.terms?.required ?? true);
const canWrite = (state) => state.mode !== "closed" && !mustAccept(state);
function lines(state) {
const early = state.held.filter((message) => message.sender === "customer");
const said = [...state.messages, ...early];
const liveKey = state.outbox.length > 0 ? null : liveButtons(state, said);
const readKey = state.mode === "human" ? said.filter((message) => isRead(message, state.agentRead)).at(-1)?.message_id : null;
const shown = said.filter((message) => message.text || message.buttons.length > 0 || asCard(message.custom));
const elsewhere = state.mode === "queued" && state.hours !== null;
const there = shown.map((message, at) => ({
...messageLine(message, liveKey, readKey, canShare(message, shown[at + 1])),
elsewhere: elsewhere && message.sender === "system",
}));
return [...there, ...state.outbox.map(draftLine)];
}
const TOGETHER_MS = 15_000;
function newestFrom(shown) {
const end = Date.parse(shown.at(-1)?.at ?? "");
let from = shown.length;
for (; from > 0; from--) {
const { sender, at } = shown[from - 1];
if (sender === "customer" || end - Date.parse(at) > TOGETHER_MS) break;
if (sender === "bot" && shown.at(-1)?.sender === "agent") break;
}
return from < shown.length ? from : -1;
}
const isRead = (message, seq) => message.sender === "customer" && message.seq <= seq;
const keyboardFor = (state) => (state.outbox.length === 0 && asQuestion(state.messages.at(-1)?.custom ?? null)?.input) || "text";
function liveButtons(state, said) {
if (state.mode === "human" || state.mode === "closed") return null;
for (const message of [...said].reverse()) {
if (message.sender === "customer" || message.sender === "agent") return null;
if (message.buttons.length > 0) return message.message_id;
}
return null;
}
function canShare({ sender, custom }, next) {
const response = custom?.shareable;
return sender === "bot" && typeof response === "string" && next?.custom?.shareable !== response;
}
function messageLine(message, liveKey, readKey, canBeShared) {
const { message_id: key, sender, text, at, buttons } = message;
const name = typeof message.custom?.agent === "string" ? message.custom.agent : null;
const status = sender !== "customer" ? null : key === readKey ? "read" : "sent";
const shareSeq = canBeShared ? message.seq : null;
return { key, sender, name, text, at, buttons, live: key === liveKey, shareSeq, card: asCard(message.custom), question: asQuestion(message.custom), status };
}
function draftLine({ message_id: key, text, at, status, reason }) {
return { key, sender: "customer", name: null, text, at, buttons: [], live: false, shareSeq: null, card: null, question: null, status, reason };
}
function measure(text) {
const chars = [...text].length;
return { chars, ok: text.trim() !== "" && chars <= MAX_CHARS, count: chars >= COUNT_FROM };
}
const PATIENCE_MS = 400;
function watchGaps(store, isReady, ask) {
let timer = null;
store.subscribe((state) => {
if (!hasGap(state) || !isReady() || timer !== null) return;
timer = setTimeout(() => {
timer = null;
if (hasGap(store.get()) && isReady()) void ask();
}, PATIENCE_MS);
});
}
const ATTEMPTS = 3;
const RATE_PAUSE_MS = 3_000;
function createOutbox({ store, send, ready, stuck, pause = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
let busy = false;
let attempts = 0;
async function fail(draft, cause) {
const error = cause instanceof WireError ? cause : new WireError("unknown");
if (!error.transient) {
attempts = 0;
store.dispatch({ type: "unsent", message_id: draft.message_id, refusal: error.message });
return true;
}
if (error.tooFrequent) {
await pause(RATE_PAUSE_MS);
return true;
}
attempts += 1;
if (attempts >= ATTEMPTS) {
attempts = 0;
store.dispatch({ type: "unsent", message_id: draft.message_id });
}
if (error.code === "timeout") stuck();
if (error.code === "timeout" || error.code === "disconnected") return false;
await pause(backoffMs(attempts));
return true;
}
return {
async pump() {
if (busy) return;
busy = true;
try {
for (let draft = nextDraft(store.get()); draft && ready(); draft = nextDraft(store.get())) {
let goOn = true;
try {
const seq = await send(draft);
attempts = 0;
store.dispatch({ type: "acknowledged", message_id: draft.message_id, seq });
} catch (cause) {
goOn = await fail(draft, cause);
}
if (!goOn) break;
}
} finally {
busy = false;
}
},
};
}
const PERIOD_MS = Object.freeze({ visible: 2_500, hidden: 15_000 });
function createPolling({ store, rest, begin, introduce, forget, ready }) {
let running = false;
let timer;
async function ask() {
if (store.get().token === null) await begin();
await introduce();
const { id, token, lastSeq } = store.get();
if (id === null || token === null) return;
const answer = await rest.fetchAfter(id, token, lastSeq);
if (running) receive(answer);
}
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
const TYPING_PERIOD_MS = 3_000;
function createTelling({ socket, store, greeted }) {
let typedAt = 0;
let readSeq = 0;
return {
typing() {
const now = Date.now();
if (!greeted() || now - typedAt < TYPING_PERIOD_MS) return;
typedAt = now;
socket.emit("typing", { typing: true });
},
read(open) {
const { lastSeq, mode } = store.get();
if (!open || document.hidden || !greeted() || mode === "bot" || lastSeq <= readSeq) return;
readSeq = lastSeq;
socket.emit("read", { seq: lastSeq });
},
lost() {
readSeq = 0;
},
};
}
const SOCKET_FAILURES = 2;
const REFUSED_PAUSE_MS = 30_000;
function createConnection({ store, rest, server, locale, introduction, webSocket }) {
const about = { locale, page_url: location.origin + location.pathname };
const socket = new Socket({ server, webSocket, onState });
const polling = createPolling({ store, rest, begin, introduce: introduction.make.bind(introduction), forget: forgetUnknown, ready: () => outbox.pump() });
const outbox = createOutbox({ store, send, ready: isReady, stuck: () => socket.renew() });
const { lost, ...telling } = createTelling({ socket, store, greeted: () => greeted });
let greeted = false;
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
socket.on("read", (data) => store.dispatch({ type: "read", seq: seqIn(data) ?? 0 }));
watchGaps(store, () => greeted, async () => {
if (!(await resume().catch(() => false))) socket.renew();
});
function isReady() {
return store.get().token !== null && introduction.done && (greeted || polling.running);
}
function receiveMessage(data) {
const message = asMessage(data);
if (message) store.dispatch({ type: "message", message });
}
function onState(state, failures) {
greeted = false;
lost();
if (state === "open") void greet();
else if (state === "refused") setTimeout(() => socket.state === "refused" && socket.connect(), REFUSED_PAUSE_MS);
else if (state === "connecting" && store.get().link === "idle") store.dispatch({ type: "link", link: "connecting" });
if (state !== "waiting" && state !== "refused") return;
if (failures >= SOCKET_FAILURES || state === "refused") polling.start();
if (store.get().link !== "polling") store.dispatch({ type: "link", link: "offline" });
}
async function greet() {
const { token } = store.get();
try {
await introduction.make();
if (token !== null && store.get().token === null) return;
const known = store.get().token !== null && (await resume());
if (!known) {
const session = await socket.request("session_request", { session_id: null, ...about });
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
const { code = "unknown", severity = "notice", message = "" } = (error);
if (code === "disconnected" || code === "timeout") return socket.renew();
if (severity !== "silent") store.dispatch({ type: "notice", notice: { text: message, severity } });
setTimeout(() => socket.renew(), REFUSED_PAUSE_MS);
}
}
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
function forgetUnknown() {
store.dispatch({ type: "forgotten", keepOutbox: true });
}
function receiveSession(answer) {
const session = asObject(answer);
if (typeof session?.id !== "string" || typeof session.token !== "string") throw new WireError("bad_session");
const mode = isMode(session.mode) ? session.mode : "bot";
store.dispatch({ type: "session", id: session.id, token: session.token, mode, seq: seqIn(session) ?? 0 });
}
async function begin() {
receiveSession(await rest.create(about));
}
async function send(draft) {
const { id, token } = store.get();
if (id === null || token === null) throw new WireError("disconnected");
try {
const answer = greeted ? await sendOverSocket(draft, token) : await sendOverHttp(draft, id, token);
const seq = seqIn(answer);
if (seq === null) throw new WireError("timeout");
return seq;
} catch (error) {
if (!isGone(error)) throw error;
forgetUnknown();
socket.renew();
throw new WireError("disconnected");
}
}
function sendOverSocket({ message_id, text, payload }, token) {
const said = payload === null ? { message: text } : { message: payload, title: text };
return socket.request("user_uttered", { ...said, message_id, session_id: token });
}
async function sendOverHttp(draft, id, token) {
const answer = await rest.post(id, token, draft);
for (const reply of Array.isArray(answer?.replies) ? answer.replies : []) receiveMessage(reply);
if (isMode(answer?.mode)) store.dispatch({ type: "mode", mode: answer.mode });
return answer;
}
return {
start: () => socket.connect(),
wake() {
socket.wake();
store.dispatch({ type: "retry" });
void outbox.pump();
},
pump: () => void outbox.pump(),
...telling,
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
function createTeller(host) {
const tell = (event, detail = {}) => void host.dispatchEvent(new CustomEvent(`ecoute-${event}`, { detail }));
let told = 0;
return {
tell,
changed(state, before, open) {
const count = open ? 0 : unread(state);
if (count !== told) tell("unread", { count });
told = count;
if (state.link === "offline" && before.link !== "offline") tell("error", { code: "offline" });
if (!before.loaded || state.id !== before.id) return;
for (const { seq, sender } of state.messages) if (seq > before.lastSeq) tell("message", { seq, sender });
if (state.mode === before.mode) return;
tell("mode", { mode: state.mode, before: before.mode });
if (state.mode === "queued") tell("handoff");
},
};
}
function createIntroduction({ store, rest, proof, leave, refused }) {
let shown = "";
const now = () => `${store.get().token} ${proof()}`;
return {
get done() {
return !proof() || shown === now();
},
async make() {
const { id, token } = store.get();
const given = proof();
if (id === null || token === null || !given || this.done) return;
const attempt = now();
try {
await rest.identify(id, token, given);
} catch (error) {
if (isGone(error)) return;
if (!(error instanceof WireError) || error.transient) throw error;
if (error.code === "identity_mismatch") return leave();
refused(error.code);
}
shown = attempt;
},
};
}
const MARKS = /\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|\b(?:https?:\/\/|mailto:|tel:)[^\s<>"«»]+/gi;
const TRAILING = /[.,;:!?…'’\u00a0\u202f]+$/;
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
function toSegments(text) {
const segments = [];
text.replace(/\r\n?/g, "\n").split("\n").forEach((line, index) => {
if (index > 0) segments.push({ type: "break" });
segments.push(...lineSegments(line));
});
return segments;
}
function lineSegments(line) {
const segments = [];
let end = 0;
for (const found of line.matchAll(MARKS)) {
const at = found.index ?? 0;
const bold = found[1];
const address = bold === undefined ? withoutTail(found[0]) : null;
const href = address === null ? null : safeHref(address);
if (bold === undefined && href === null) continue;
if (at > end) segments.push({ type: "text", text: line.slice(end, at) });
if (address !== null && href !== null) {
segments.push({ type: "link", text: address.replace(/^(mailto|tel):/i, ""), href });
end = at + address.length;
} else {
segments.push({ type: "bold", text: bold ?? "" });
end = at + found[0].length;
}
}
if (end < line.length) segments.push({ type: "text", text: line.slice(end) });
return segments;
}
function withoutTail(address) {
let kept = address.replace(TRAILING, "");
while (kept.endsWith(")") && kept.split("(").length < kept.split(")").length) {
kept = kept.slice(0, -1).replace(TRAILING, "");
}
return kept;
}
function safeHref(address) {
try {
const url = new URL(address);
if (!SCHEMES.has(url.protocol)) return null;
return url.hostname || url.pathname ? url.href : null;
} catch {
return null;
}
}
function h(tag, attributes = {}, ...children) {
const element = document.createElement(tag);
for (const [name, value] of Object.entries(attributes)) {
if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
else if (value === true) element.setAttribute(name, "");
else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}
for (const child of children) if (child !== null) element.append(child);
return element;
}
function icon(path) {
const space = "http://www.w3.org/2000/svg";
const svg = document.createElementNS(space, "svg");
svg.setAttribute("viewBox", "0 0 24 24");
svg.setAttribute("aria-hidden", "true");
svg.setAttribute("focusable", "false");
const stroke = document.createElementNS(space, "path");
stroke.setAttribute("d", path);
svg.append(stroke);
return svg;
}
function textNodes(text, newWindow) {
const fragment = document.createDocumentFragment();
for (const segment of toSegments(text)) {
if (segment.type === "break") fragment.append(h("br"));
else if (segment.type === "bold") fragment.append(h("strong", {}, segment.text));
else if (segment.type === "link") fragment.append(linkNode(segment.text, segment.href, newWindow));
else fragment.append(segment.text);
}
return fragment;
}
function linkNode(text, href, newWindow) {
if (!href.startsWith("http")) return h("a", { href }, text);
const rel = "noopener noreferrer nofollow";
return h("a", { href, target: "_blank", rel }, text, h("span", { class: "sr-only" }, ` ${newWindow}`));
}
const STRINGS = ({});
const speak = (words) => void Object.assign(STRINGS, words);
const T = STRINGS;
function createLauncherName(launcher) {
const news = h("p", { class: "sr-only", role: "status" });
return {
root: news,
update(open, unread) {
const count = open ? 0 : unread;
launcher.dataset.unread = count > 0 ? String(Math.min(count, 99)) : "";
const closed = count > 0 ? T.launcherUnread(count) : T.launcher;
const name = open ? T.launcherClose : closed;
if (launcher.getAttribute("aria-label") !== name) launcher.setAttribute("aria-label", name);
const text = count > 0 ? T.unread(count) : "";
if (news.textContent !== text) news.textContent = text;
},
};
}
function followViewport(panel) {
const view = globalThis.visualViewport;
if (!view) return () => {};
const follow = () => {
if (view.scale > 1.01) return;
panel.style.setProperty("--view-height", `${Math.round(view.height)}px`);
panel.style.setProperty("--view-top", `${Math.round(view.offsetTop)}px`);
};
follow();
view.addEventListener("resize", follow);
view.addEventListener("scroll", follow);
return () => {
view.removeEventListener("resize", follow);
view.removeEventListener("scroll", follow);
};
}
const coversPage = () => matchMedia("(max-width:520px),(max-height:420px)").matches;
const hasTouchKeyboard = () => matchMedia("(pointer:coarse)").matches;
function counterpart(state) {
if (state.mode === "queued") return T.waiting;
if (state.mode === "human") return state.agent === null ? T.agentUnnamed : T.agent(state.agent);
return state.mode === "closed" ? T.ended : T.bot;
}
function standing(state) {
if (state.mode === "queued") return queueText(state);
if (state.mode === "human") return state.agent === null ? T.humanUnnamed : T.human(state.agent);
return state.mode === "wrap_up" ? T.wrapUp : "";
}
function queueText({ position, hours, anybody, leftMessage }) {
if (leftMessage) return T.kept;
const who = hours?.open === false ? T.away : anybody ? T.queued : T.nobody;
return position === null ? who : `${who} ${position <= 1 ? T.queuedNext : T.queuedAt(position)}`;
}
function waitHint({ estimatedWaitS, hours, anybody, leftMessage }, now) {
if (hours?.open === false) {
const opening = hours.next_opening === null ? "" : moment(new Date(hours.next_opening), now, hours.time_zone);
if (leftMessage) return T.keptUntil(opening);
return opening ? T.reopen(opening) : T.reopenUnknown;
}
if (estimatedWaitS === null || !anybody) return leftMessage ? T.keptOpen : T.waitUnknown;
return estimatedWaitS < 60 ? T.waitSoon : T.waitMinutes(Math.ceil(estimatedWaitS / 60));
}
const DAY_MS = 86_400_000;
function moment(at, now, timeZone) {
const day = (date) => date.toLocaleDateString(T.lang, { timeZone, weekday: "long", day: "numeric", month: "long" });
const time = (zone) => at.toLocaleTimeString("fr", { timeZone: zone, timeStyle: "short" });
const [today, there] = [day(now), time(timeZone)];
const [hours = 0, minutes = 0] = there.split(":").map(Number);
const hour = T.hour(hours, minutes);
if (timeZone && there !== time()) return `${day(at)} ${hour} ${T.zone(timeZone.replace(/.*\//, "").replace(/_/g, " "))}`;
return `${day(at) === today ? T.today : day(new Date(at.getTime() - DAY_MS)) === today ? T.tomorrow : day(at)} ${hour}`;
}
function typingText(state) {
if (state.typing === null) return "";
return state.typing.sender === "agent" ? T.typingAgent(state.agent) : T.typingBot;
}
function clock(at) {
const time = new Date(at);
if (Number.isNaN(time.getTime())) return "";
return time.toLocaleTimeString(T.lang, { hour: "2-digit", minute: "2-digit" });
}
const STEADY_MS = 15_000;
function createBanner({ onKeepBot, onCallback, onLeaveMessage }) {
const way = (title, onclick) => h("button", { type: "button", class: "quiet", onclick }, title);
const text = h("p", { class: "standing" });
const hint = h("p", { class: "hint" });
const later = [way(T.callback, onCallback), way(T.leaveMessage, onLeaveMessage)];
const ways = h("div", { class: "ways-out" }, way(T.keepBot, onKeepBot), ...later);
const banner = h("div", { class: "banner", hidden: true }, h("div", { role: "status" }, text, hint), ways);
const link = h("p", { class: "link", role: "status" });
const notice = h("p", { class: "notice", role: "alert" });
let toldAt = 0;
let timer = 0;
let placed = false;
let left = false;
function say(element, words) {
if (element.textContent !== words) element.textContent = words;
}
function tell(words, more, now) {
clearTimeout(timer);
if (text.textContent === words && hint.textContent === more) return;
const patienceMs = toldAt + STEADY_MS - Date.now();
if (!now && patienceMs > 0) {
timer = setTimeout(() => tell(words, more, true), patienceMs);
return;
}
toldAt = Date.now();
say(text, words);
say(hint, more);
}
return {
root: h("div", { class: "banners" }, banner, link, notice),
update(state) {
const words = standing(state);
const isQueued = state.mode === "queued";
tell(words, isQueued ? waitHint(state, new Date()) : "", state.mode !== banner.dataset.mode || state.leftMessage !== left || !placed);
placed = state.position !== null;
left = state.leftMessage;
banner.hidden = words === "";
banner.dataset.mode = state.mode;
ways.hidden = !isQueued;
for (const button of later) button.hidden = state.hours === null || left;
say(link, state.link === "offline" ? T.offline : state.link === "polling" ? T.polling : "");
notice.classList.toggle("done", state.notice?.severity === "done");
say(notice, state.notice?.text ?? "");
},
};
}
const CLOSE = "M6 6l12 12M18 6 6 18";
const MINIMISE = "M6 9.5l6 6 6-6";
const MORE = "M5 12h.01M12 12h.01M19 12h.01";
const SEND = "M12 19V5M5.5 11.5 12 5l6.5 6.5";
const EAR = "M7 10a5 5 0 0 1 10 0c0 3.4-3.2 4-3.2 7a2.6 2.6 0 0 1-4.8 1.4M9.8 10.2a2.2 2.2 0 0 1 4.3.6c0 1.5-1.5 1.7-1.5 3";
const SHARE = "M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5v9h14v-9h-1";
const PERSON = "M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM5 20c.7-3.6 3.4-5.5 7-5.5s6.3 1.9 7 5.5";
function createComposer({ onSend, onTyping }) {
const area = h("textarea", { id: "text", rows: 1, placeholder: T.placeholder, enterkeyhint: "send", autocomplete: "off", "aria-describedby": "count", oninput, onkeydown });
const label = h("label", { for: "text", class: "sr-only" }, T.composer);
const button = h("button", { type: "submit", class: "send", "aria-label": T.send }, icon(SEND));
const count = h("p", { id: "count", class: "count", role: "status" });
const form = h("form", { novalidate: true, onsubmit }, label, area, button);
const letters = h("button", { type: "button", class: "letters", hidden: true, onclick: () => (use("text"), area.focus()) }, T.fullKeyboard);
const privacy = h("p", { class: "privacy" }, T.privacy);
const root = h("div", { class: "composer" }, count, letters, form, privacy);
function refresh() {
const { chars, ok, count: isCounted } = measure(area.value);
const left = MAX_CHARS - chars;
button.setAttribute("aria-disabled", String(!ok));
const text = !isCounted ? "" : left < 0 ? T.over(-left) : T.left(left);
if (count.textContent !== text) count.textContent = text;
count.classList.toggle("over", left < 0);
area.setAttribute("aria-invalid", String(left < 0));
area.style.setProperty("height", "auto");
if (area.value !== "") area.style.setProperty("height", `${area.scrollHeight}px`);
}
function use(keyboard) {
letters.hidden = keyboard === "text" || !hasTouchKeyboard();
area.inputMode = keyboard;
}
function oninput() {
refresh();
if (area.value.trim() !== "") onTyping();
}
function onkeydown(event) {
if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
event.preventDefault();
form.requestSubmit();
}
function onsubmit(event) {
event.preventDefault();
if (!measure(area.value).ok) return area.focus();
const text = area.value.trim();
area.value = "";
refresh();
area.focus();
onSend(text);
}
let wanted = "text";
refresh();
return {
root,
focus: () => area.focus({ preventScroll: true }),
update(state) {
root.hidden = !canWrite(state);
privacy.hidden = !state.accepted;
if (wanted !== keyboardFor(state)) use((wanted = keyboardFor(state)));
area.setAttribute("aria-describedby", state.accepted ? "count" : "terms count");
},
};
}
function createConfirm({ onYes, onDone }) {
const no = h("button", { type: "button", class: "quiet", onclick: () => close() }, T.cancel);
const yes = h("button", { type: "button", class: "primary danger", onclick: () => (close(), onYes()) }, T.eraseYes);
const box = h("div", { role: "alertdialog", "aria-modal": "true", "aria-labelledby": "ask", "aria-describedby": "why", onkeydown });
const title = h("h3", { id: "ask" }, T.eraseTitle);
box.append(title, h("p", { id: "why" }, T.eraseText), h("div", { class: "answers" }, no, yes));
const root = h("div", { class: "veil", hidden: true }, box);
function onkeydown(event) {
if (event.key !== "Tab") return;
event.preventDefault();
const isOnNo = (root.getRootNode()).activeElement === no;
(isOnNo ? yes : no).focus();
}
function close() {
if (root.hidden) return false;
root.hidden = true;
onDone();
return true;
}
return {
root,
close,
open() {
root.hidden = false;
no.focus();
},
};
}
function createEnding({ onScore, onComment, onRestart, onDone }) {
const scores = T.scores.map((meaning, index) => {
const score = index + 1;
return h("button", { type: "button", "aria-label": T.score(score, meaning), onclick: () => onScore(score) }, String(score));
});
const ends = h("p", { class: "ends", "aria-hidden": "true" }, h("span", {}, T.scoreLow), h("span", {}, T.scoreHigh));
const question = h("fieldset", {}, h("legend", {}, T.ask), h("div", { class: "scores" }, ...scores), ends);
const words = h("textarea", { id: "comment", rows: 2, maxlength: 2000, autocomplete: "off" });
const comment = h("form", { class: "comment", onsubmit }, h("label", { for: "comment" }, T.comment), words,
h("button", { class: "quiet" }, T.sendComment));
const pass = h("button", { type: "button", class: "pass", onclick: () => onComment("") }, T.skip);
const thanks = h("p", { class: "thanks", role: "status" });
const restart = h("button", { type: "button", class: "primary", onclick: onRestart }, T.restart);
const closed = h("p", { class: "closed" }, T.closed);
const root = h("section", { class: "ending", "aria-label": T.ask, hidden: true }, closed, question, thanks, comment, pass, restart);
function onsubmit(event) {
event.preventDefault();
onComment(words.value.trim());
}
return {
root,
focus: () => restart.focus(),
update({ mode, rating, score }) {
const isClosed = mode === "closed";
const held = root.contains(focused(root));
const isThanked = score !== null && rating !== "over";
root.hidden = !isClosed && (mode !== "bot" || rating === "none" || rating === "over" || (rating === "done" && !isThanked));
restart.hidden = closed.hidden = !isClosed;
question.hidden = rating !== "score";
if (comment.hidden && rating === "comment" && held) setTimeout(() => words.focus());
comment.hidden = rating !== "comment";
pass.hidden = isClosed || (comment.hidden && question.hidden);
const text = isThanked ? T.thanks : "";
if (thanks.textContent !== text) thanks.textContent = text;
if (held && rating !== "comment" && !((focused(root))?.offsetParent)) onDone();
},
};
}
const focused = (node) => (node.getRootNode()).activeElement;
function createHeader({ title, server, onClose, onAskHuman, onDownload, onErase }) {
const who = h("p", { class: "who" });
const face = h("span", { class: "face" }, icon(EAR));
const more = h("button", { type: "button", class: "tool more", "aria-label": T.menu, "aria-expanded": "false", "aria-controls": "menu", onclick: toggle }, icon(MORE));
const human = h("button", { type: "button", onclick: () => choose(onAskHuman) }, T.askHuman);
const download = h("button", { type: "button", onclick: () => choose(onDownload) }, T.download);
const erase = h("button", { type: "button", onclick: () => choose(onErase) }, T.erase);
const page = { href: `${server}/accessibilite`, target: "_blank", rel: "noopener" };
const access = h("a", page, T.accessibility, h("span", { class: "sr-only" }, ` ${T.newWindow}`));
const menu = h("div", { id: "menu", class: "menu", hidden: true }, human, download, erase, access);
const close = h("button", { type: "button", class: "tool", "aria-label": T.minimise, onclick: onClose }, icon(MINIMISE));
const names = h("div", { class: "names" }, h("h2", { id: "title" }, title), who);
const root = h("div", { class: "head" }, face, names, more, close, menu);
root.addEventListener("focusout", (event) => {
const next = (event.relatedTarget);
if (next && !menu.contains(next) && next !== more) show(false);
});
function show(open) {
menu.hidden = !open;
more.setAttribute("aria-expanded", String(open));
}
function toggle() {
show(menu.hidden);
if (!menu.hidden) (human.hidden ? download : human).focus();
}
function choose(act) {
show(false);
more.focus();
act();
}
return {
root,
closeMenu() {
if (menu.hidden) return false;
show(false);
more.focus();
return true;
},
clicked(target) {
const node = (target);
if (!menu.contains(node) && !more.contains(node)) show(false);
},
update(state) {
const text = counterpart(state);
if (who.textContent !== text) who.textContent = text;
const isHuman = state.mode === "human";
if (face.classList.toggle("human", isHuman) !== (face.dataset.human === "1")) {
face.dataset.human = isHuman ? "1" : "0";
face.replaceChildren(icon(isHuman ? PERSON : EAR));
}
human.hidden = state.mode !== "bot";
more.hidden = state.token === null;
if (more.hidden) show(false);
},
};
}
function createCard({ title, lines, links }) {
const facts = lines.map(({ label, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, value)));
const root = h("div", { class: "card" }, h("h3", {}, title), h("dl", {}, ...facts));
for (const link of links) root.append(cardLink(link.title, safeHref(link.url)) ?? "");
return root;
}
function cardLink(title, href) {
if (href === null) return null;
const { hostname } = new URL(href);
if (!hostname) return h("a", { href }, title);
const window = { target: "_blank", rel: "noopener noreferrer nofollow" };
return h("a", { href, ...window }, `${title} (${hostname})`, h("span", { class: "sr-only" }, ` ${T.newWindow}`));
}
const CHANNELS = Object.freeze(["copy", "email", "whatsapp", "sms"]);
function messageAddress(channel, url) {
const text = encodeURIComponent(`${T.shareText}\n${url}`);
if (channel === "whatsapp") return `https://wa.me/?text=${text}`;
if (channel === "sms") return `sms:?&body=${text}`;
return `mailto:?subject=${encodeURIComponent(T.shareSubject)}&body=${text}`;
}
async function passOn(channel, ask) {
if (channel === "copy") return copy(ask());
const tab = channel === "whatsapp" ? open("", "_blank") : null;
if (tab) tab.opener = null;
try {
const url = await ask();
const address = messageAddress(channel, url);
if (channel !== "whatsapp") location.assign(address);
else tab?.location.replace(address);
return { url, done: channel !== "whatsapp" || tab !== null };
} catch (error) {
tab?.close();
throw error;
}
}
async function copy(asked) {
try {
const text = asked.then((url) => new Blob([url], { type: "text/plain" }));
await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
return { url: await asked, done: true };
} catch {
const url = await asked;
const done = await navigator.clipboard?.writeText(url).then(() => true, () => false);
return { url, done: done ?? false };
}
}
const SHOWN_MS = 6_000;
const SHOWN_MS_PER_CHAR = 400;
const GAP_PX = 4;
const SCROLLED_PX = 4;
function createShareButton(onOpen) {
const popup = { "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": T.shareLabel };
const button = h("button", { type: "button", class: "share", ...popup }, icon(SHARE), T.share);
button.addEventListener("click", () => onOpen(button, false));
button.addEventListener("keydown", (event) => {
if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
event.preventDefault();
onOpen(button, event.key === "ArrowUp");
});
return button;
}
function createShareMenu(onShare) {
const items = CHANNELS.map((channel) =>
h("button", { type: "button", role: "menuitem", tabindex: -1, onclick: () => choose(channel) }, T.channels[channel]),
);
const menu = h("div", { class: "menu ways", role: "menu", "aria-label": T.shareLabel, hidden: true, onkeydown: onKey }, ...items);
const said = h("p", { class: "said", role: "status" });
const root = h("div", { class: "sharing" }, menu, said);
let button = null;
let seq = 0;
let timer = 0;
let openedAt = Number.NaN;
menu.addEventListener("focusout", (event) => {
const next = (event.relatedTarget);
if (next && !menu.contains(next) && next !== button) close();
});
function close() {
menu.hidden = true;
button?.setAttribute("aria-expanded", "false");
}
function onKey(event) {
if (event.key === "Tab") return leave();
const at = items.findIndex((item) => item === event.target);
const places = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
const to = places[(event.key)];
if (to === undefined) return;
event.preventDefault();
items[to % items.length]?.focus();
}
function leave() {
close();
button?.focus({ preventScroll: true });
}
function choose(channel) {
leave();
void onShare(seq, channel).then(say);
}
function say(text) {
clearTimeout(timer);
said.replaceChildren(text);
timer = setTimeout(() => said.replaceChildren(), Math.max(SHOWN_MS, text.length * SHOWN_MS_PER_CHAR));
}
function place(at) {
const frame = root.getBoundingClientRect();
const below = at.bottom + GAP_PX + menu.offsetHeight <= frame.bottom;
const top = below ? at.bottom + GAP_PX : Math.max(frame.top, at.top - GAP_PX - menu.offsetHeight);
menu.style.top = `${top - frame.top}px`;
menu.style.left = `${at.left - frame.left}px`;
}
return {
root,
scrolled(top) {
if (menu.hidden) return;
if (Number.isNaN(openedAt)) openedAt = top;
if (Math.abs(top - openedAt) > SCROLLED_PX) leave();
},
open(from, ofSeq, last) {
if (!menu.hidden && from === button) return leave();
close();
[button, seq] = [from, ofSeq];
menu.hidden = false;
openedAt = Number.NaN;
from.setAttribute("aria-expanded", "true");
place(from.getBoundingClientRect());
items.at(last ? -1 : 0)?.focus();
},
closeMenu() {
if (menu.hidden) return false;
leave();
return true;
},
clicked(target) {
const node = (target);
if (!menu.contains(node) && !button?.contains(node)) close();
},
};
}
function createLine(line, actions) {
const name = h("span", { class: "name" });
const time = h("time", { datetime: line.at }, clock(line.at));
const bubble = h("div", { class: "bubble", lang: line.sender === "bot" ? "fr" : null }, textNodes(line.text, T.newWindow));
const status = h("p", { class: "status", hidden: true });
const { question, card } = line;
const progress = question?.number && question.of ? h("span", { class: "progress" }, T.question(question.number, question.of)) : null;
const buttons = createButtons(line, actions);
const head = h("p", { class: "by" }, name, " ", time);
const body = line.text || card ? bubble : null;
if (progress) bubble.prepend(progress);
if (card) bubble.append(createCard(card));
let share = null;
const root = h("div", { class: `line ${line.sender}` }, head, body, buttons, status);
let shown = "";
function updateShare(seq) {
if (seq !== null && share === null) {
share = createShareButton((button, last) => actions.onShareMenu(button, seq, last));
(body ?? head).after(share);
}
if (share) share.hidden = seq === null;
}
return {
root,
update(now, { first, last, offline, picked }) {
const text = statusText(now, last, offline);
const look = [now.name, now.live, now.elsewhere, now.status, now.shareSeq, text, first, picked].join("\n");
if (look === shown) return;
shown = look;
const by = now.name ?? T.names[now.sender];
if (name.textContent !== by) name.textContent = by;
root.classList.toggle("first", first);
root.classList.toggle("unsent", now.status === "failed" || now.status === "refused");
for (const button of buttons?.querySelectorAll("button") ?? []) {
button.disabled = !now.live;
button.classList.toggle("picked", !now.live && button.textContent === picked);
}
if (buttons) buttons.hidden = now.elsewhere === true;
updateShare(now.shareSeq);
status.hidden = text === "";
status.setAttribute("aria-live", now.status === "failed" || now.status === "refused" ? "polite" : "off");
status.replaceChildren(text);
if (now.status === "failed") status.append(" · ", h("button", { type: "button", onclick: actions.onRetry }, T.retry));
},
};
}
function statusText(line, last, offline) {
if (line.status === "sending") return offline ? T.waitingForLink : T.sending;
if (line.status === "failed") return T.failed;
if (line.status === "refused") return line.reason ? `${T.failed} : ${line.reason}` : T.failed;
if (line.status === "read") return T.read;
return line.status === "sent" && last ? T.sent : "";
}
function createButtons(line, { onPick }) {
if (line.buttons.length === 0) return null;
const each = line.buttons.map((button) => h("button", { type: "button", onclick: () => onPick(button) }, button.title));
return h("div", { class: "choices" }, ...each);
}
function createTerms({ onAccept }) {
const kept = h("span", {});
const more = h("a", { target: "_blank", rel: "noopener noreferrer", hidden: true }, T.termsLink, h("span", { class: "sr-only" }, ` ${T.newWindow}`));
const accept = h("button", { type: "button", class: "quiet", onclick: onAccept }, T.termsAccept);
const words = h("p", { id: "terms" }, h("strong", {}, T.termsBank), " ", kept, " ", more);
const root = h("section", { class: "terms", "aria-label": T.terms }, words, accept);
return {
root,
focus(state) {
if (mustAccept(state)) accept.focus();
return mustAccept(state);
},
update({ accepted, terms }) {
root.hidden = accepted;
const text = T.termsKept(terms?.kept ?? null);
if (kept.textContent !== text) kept.textContent = text;
more.hidden = !terms?.url;
if (terms?.url) more.href = terms.url;
},
};
}
const NEAR_PX = 80;
const EDGE_PX = 14;
function createLog({ suggestions, onSuggest, onAccept, onShare, ...rest }) {
const sharing = createShareMenu(onShare);
const actions = { ...rest, onShareMenu: sharing.open };
const choices = suggestions.map((text) => h("button", { type: "button", lang: suggestions === T.suggestions ? "fr" : null, onclick: () => onSuggest(text) }, text));
const starters = h("div", { class: "choices", role: "group", "aria-label": T.suggestionsLabel }, ...choices);
const welcome = h("div", { class: "welcome" }, h("h3", {}, T.welcomeTitle), h("p", {}, T.welcome));
const terms = createTerms({ onAccept });
const list = h("div", { class: "lines" });
const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
const who = h("span", { class: "sr-only", role: "status" });
const typing = h("div", { class: "typing" }, dots);
const live = { role: "log", "aria-label": T.log, "aria-live": "off", "aria-relevant": "additions" };
const log = h("div", { class: "log", tabindex: 0, ...live }, welcome, terms.root, starters, list, typing);
const root = h("div", { class: "stream" }, log, sharing.root, who);
const nodes = new Map();
let newest = null;
let follows = true;
let atEnd = true;
let accepted = false;
const newestTop = () => (newest ? newest.offsetTop - EDGE_PX : log.scrollHeight);
function toNewest() {
const top = newestTop();
if (!accepted) log.scrollTop = 0;
else log.scrollTop = atEnd && log.scrollTop > top + 1 ? log.scrollHeight : Math.max(log.scrollTop, top);
look();
}
function toEnd() {
log.scrollTop = log.scrollHeight;
look();
}
const isWriting = () => (log.getRootNode()).activeElement?.localName === "textarea";
function look() {
atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
follows = atEnd || log.scrollTop > newestTop() - NEAR_PX;
}
log.addEventListener("scroll", () => {
sharing.scrolled(log.scrollTop);
look();
});
new ResizeObserver(() => follows && (accepted && hasTouchKeyboard() && isWriting() ? toEnd() : toNewest())).observe(log);
function sync(state) {
const shown = lines(state);
const keys = new Set(shown.map((line) => line.key));
for (const [key, node] of nodes) {
if (keys.has(key)) continue;
sharing.closeMenu();
node.root.remove();
nodes.delete(key);
}
shown.forEach((line, index) => {
const node = nodes.get(line.key) ?? createLine(line, actions);
nodes.set(line.key, node);
if (list.children[index] !== node.root) list.insertBefore(node.root, list.children[index] ?? null);
const before = shown[index - 1];
const isQuestion = line.buttons.length > 0;
const answer = isQuestion ? shown.find((next, at) => at > index && next.sender === "customer") : null;
node.update(line, {
first: before?.sender !== line.sender || before?.name !== line.name,
last: index === shown.length - 1,
offline: state.link === "offline",
picked: answer?.text ?? null,
});
});
const from = shown[newestFrom(shown)];
newest = (from && nodes.get(from.key)?.root) ?? null;
return shown.length;
}
return {
root,
toNewest,
focus: () => log.focus(),
focusTerms: terms.focus,
closeMenu: sharing.closeMenu,
clicked: sharing.clicked,
update(state, ownWords) {
if (!state.loaded && state.messages.length > 0) return;
follows ||= ownWords;
const count = sync(state);
terms.update(state);
accepted = state.accepted;
starters.hidden = count > 0 || state.mode !== "bot" || mustAccept(state);
const text = typingText(state);
typing.classList.toggle("on", text !== "");
if (who.textContent !== text) who.textContent = text;
if (follows) toNewest();
if (state.loaded && log.getAttribute("aria-live") === "off") setTimeout(() => log.setAttribute("aria-live", "polite"), 50);
if (!state.loaded) log.setAttribute("aria-live", "off");
},
};
}
const asSending = (draft) => (draft.status === "failed" ? { ...draft, status: "sending" } : draft);
function asUnsent(draft, { message_id, refusal }) {
if (refusal !== undefined) {
return draft.message_id === message_id ? { ...draft, status: "refused", reason: refusal } : draft;
}
return draft.status === "sending" ? { ...draft, status: "failed" } : draft;
}
const TYPING_TTL_MS = 10_000;
const INITIAL = Object.freeze({
id: null,
token: null,
mode: ("bot"),
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
link: ("idle"),
loaded: false,
seen: 0,
score: null,
rating: ("none"),
accepted: false,
terms: null,
notice: null,
});
function reduce(state, action) {
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
function inMode(state, mode) {
const left = mode === "closed" || (mode === "bot" && (state.mode === "human" || state.mode === "wrap_up"));
const rating = left && state.rating === "none" ? "score" : state.rating;
return { ...state, mode, position: null, estimatedWaitS: null, leftMessage: false, agent: null, typing: null, rating };
}
function withMessage(state, message) {
const isKnown = (one) => one.seq === message.seq;
if (state.messages.some(isKnown) || state.held.some(isKnown)) return state;
const held = [...state.held, message].sort(bySeq);
const typing = message.sender === state.typing?.sender ? null : state.typing;
const outbox = state.outbox.filter((draft) => draft.message_id !== message.message_id);
const knownSeq = Math.max(state.knownSeq, message.seq);
return settle({ ...state, held, typing, outbox, knownSeq });
}
const bySeq = (a, b) => a.seq - b.seq;
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
function withReplay(state, seq) {
const lastSeq = Math.max(state.lastSeq, seq);
const knownSeq = Math.max(lastSeq, state.held.at(-1)?.seq ?? 0);
return settle({ ...state, lastSeq, knownSeq, loaded: true });
}
function withAcknowledgement(state, messageId, seq) {
const draft = state.outbox.find((one) => one.message_id === messageId);
if (!draft) return state;
const outbox = state.outbox.filter((one) => one !== draft);
const { text, at } = draft;
const said = { seq, message_id: messageId, sender: ("customer"), text, buttons: [], custom: null, at };
return withMessage({ ...state, outbox }, said);
}
function withTyping(state, { sender, typing, now }) {
if (sender !== "bot" && sender !== "agent") return state;
if (typing) return { ...state, typing: { sender, until: now + TYPING_TTL_MS } };
return state.typing?.sender === sender ? { ...state, typing: null } : state;
}
function createPanel(actions, { title, server, suggestions }) {
const confirm = createConfirm({ onYes: actions.onErase, onDone: focusWriting });
const header = createHeader({ ...actions, title, server, onErase: confirm.open });
const banner = createBanner({
onKeepBot: () => leave(actions.onKeepBot),
onCallback: () => leave(actions.onCallback),
onLeaveMessage: () => leave(actions.onLeaveMessage),
});
const log = createLog({
suggestions,
onSuggest: (text) => leave(() => actions.onSend(text)),
onPick: (button) => leave(() => actions.onPick(button)),
onAccept: () => leave(actions.onAccept),
onRetry: () => leave(actions.onRetry),
onShare: actions.onShare,
});
const ending = createEnding({ ...actions, onRestart: () => leave(actions.onRestart), onDone: focusWriting });
const composer = createComposer(actions);
const parts = [header, banner, log, ending, composer];
const inside = h("div", { class: "panel", role: "dialog", lang: T.lang, "aria-labelledby": "title", hidden: true });
inside.append(...parts.map((part) => part.root), confirm.root);
inside.addEventListener("keydown", onKey);
inside.addEventListener("click", (event) => {
for (const part of [header, log]) part.clicked(event.composedPath()[0] ?? null);
});
let unfollow = () => {};
let shown = INITIAL;
let drafts = 0;
function leave(act) {
act();
focusWriting();
}
function focusWriting() {
if (shown.mode === "closed") ending.focus();
else if (hasTouchKeyboard()) log.focus();
else if (!log.focusTerms(shown)) composer.focus();
}
function onKey(event) {
if (event.key === "Escape") {
event.stopPropagation();
if (!header.closeMenu() && !log.closeMenu() && !confirm.close()) actions.onClose();
} else if (event.key === "Tab" && coversPage() && confirm.root.hidden) keepInside(event);
}
function keepInside(event) {
const all = [...inside.querySelectorAll("button,textarea,a[href],[tabindex='0']")];
const stops = all.filter((stop) => stop instanceof HTMLElement && !stop.matches(":disabled") && stop.offsetParent);
const edge = event.shiftKey ? stops[0] : stops.at(-1);
const other = event.shiftKey ? stops.at(-1) : stops[0];
const here = (inside.getRootNode()).activeElement;
if (here !== edge || !(other instanceof HTMLElement)) return;
event.preventDefault();
other.focus();
}
return {
root: inside,
show() {
inside.hidden = false;
inside.setAttribute("aria-modal", String(coversPage()));
unfollow = followViewport(inside);
log.toNewest();
},
hide() {
inside.hidden = true;
unfollow();
},
focus: focusWriting,
update(state) {
const isClosing = state.mode === "closed" && shown.mode !== "closed";
const hadFocus = composer.root.contains((inside.getRootNode()).activeElement);
shown = state;
const ownWords = state.outbox.length > drafts;
drafts = state.outbox.length;
for (const part of [header, banner, ending, composer]) part.update(state);
log.update(state, ownWords || isClosing);
if (isClosing && hadFocus) ending.focus();
},
};
}
const KEPT_MS = 60_000;
function save(file, name) {
const href = URL.createObjectURL(file);
h("a", { href, download: name }).click();
setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}
function createRequests(store, rest) {
const notice = (text, severity = "notice") => ({ type: "notice", notice: { text, severity } });
async function attempt(ask, failure, done) {
const { id, token } = store.get();
if (id === null || token === null) return false;
try {
await ask(id, token);
if (done) store.dispatch(done);
return true;
} catch (error) {
store.dispatch(notice(failure, error instanceof WireError ? error.severity : "notice"));
return false;
}
}
return {
score: (score) => void attempt((id, token) => rest.score(id, token, score, ""), T.scoreFailed, { type: "scored", score }),
comment(words) {
const { score } = store.get();
if (words === "" || score === null) store.dispatch({ type: "rated" });
else void attempt((id, token) => rest.score(id, token, score, words), T.scoreFailed, { type: "rated" });
},
download() {
const get = async (id, token) =>
save(await rest.download(id, token, T.lang.slice(0, 2)), "conversation.txt");
void attempt(get, T.downloadFailed, notice(T.downloaded, "done"));
},
async erase(leave) {
if (!(await attempt(rest.erase, T.eraseFailed))) return;
leave();
store.dispatch(notice(T.erased, "done"));
},
async share(seq, channel) {
const { id, token } = store.get();
if (id === null || token === null) return T.shareFailed;
try {
const { url, done } = await passOn(channel, async () => (await rest.share(id, token, seq, channel)).url);
if (!done) return T.shareByHand(url);
return channel === "copy" ? T.copied : "";
} catch {
return T.shareFailed;
}
},
};
}
const REQUEST_TIMEOUT_MS = 15_000;
async function call(url, options = {}) {
const { method = "GET", body, token, credentials = "omit", timeoutMs = REQUEST_TIMEOUT_MS } = options;
const headers = { Accept: "application/json" };
if (body !== undefined) headers["Content-Type"] = "application/json";
if (token) headers.Authorization = `Bearer ${token}`;
const giveUp = new AbortController();
const timer = setTimeout(() => giveUp.abort(), timeoutMs);
try {
const text = body === undefined ? undefined : JSON.stringify(body);
const response = await fetch(url, { method, headers, credentials, body: text, signal: giveUp.signal });
return await readAnswer(response);
} catch (error) {
if (error instanceof WireError) throw error;
throw new WireError(giveUp.signal.aborted ? "timeout" : "network");
} finally {
clearTimeout(timer);
}
}
async function readAnswer(response) {
const text = await response.text();
let answer = null;
try {
answer = text ? JSON.parse(text) : null;
} catch {
}
if (response.ok) return answer;
throw refusalIn(answer, response.status) ?? new WireError(`http_${response.status}`, undefined, response.status);
}
const BRAND_TIMEOUT_MS = 3_000;
function createRest(server) {
const root = `${server}/api/v1/conversations`;
const url = (id, what = "") => `${root}/${encodeURIComponent(id)}${what}`;
return {
create: (about) => call(root, { method: "POST", body: about }),
fetchAfter: (id, token, after) => call(url(id, `/messages?after=${after}`), { token }),
post(id, token, { message_id, text, payload }) {
const said = payload === null ? { text } : { payload, title: text };
return call(url(id, "/messages"), { method: "POST", token, body: { message_id, ...said } });
},
score: (id, token, score, comment) => call(url(id, "/feedback"), { method: "POST", token, body: comment ? { score, comment } : { score } }),
share: (id, token, seq, channel) => call(url(id, `/messages/${seq}/share`), { method: "POST", token, body: { channel } }),
brand: () => call(`${server}/api/v1/brand`, { timeoutMs: BRAND_TIMEOUT_MS }),
identify: (id, token, proof) => call(url(id, "/identity"), { method: "POST", token, body: { token: proof } }),
async download(id, token, language) {
const answer = await fetch(url(id, `/export?format=txt&lang=${language}`), { headers: { Authorization: `Bearer ${token}` } });
if (!answer.ok) throw new WireError(`http_${answer.status}`);
return answer.blob();
},
erase: (id, token) => call(url(id), { method: "DELETE", token }),
};
}
function memoryDrawer() {
const held = new Map();
return {
getItem: (key) => held.get(key) ?? null,
setItem: (key, value) => void held.set(key, value),
removeItem: (key) => void held.delete(key),
};
}
function browserDrawer(name) {
const memory = memoryDrawer();
const attempt = (use) => {
try {
return use(globalThis[name]);
} catch {
return use(memory);
}
};
return {
getItem: (key) => attempt((drawer) => drawer.getItem(key)) ?? memory.getItem(key),
setItem: (key, value) => attempt((drawer) => drawer.setItem(key, value)),
removeItem(key) {
memory.removeItem(key);
attempt((drawer) => drawer.removeItem(key));
},
};
}
function createStorage(server, local = browserDrawer("localStorage"), tab = browserDrawer("sessionStorage")) {
const key = `ecoute:${server}`;
const outboxKey = `${key}:outbox`;
const openKey = `${key}:open`;
return {
key,
session: () => readSession(local.getItem(key)),
saveSession: ({ id, token, seen }) => local.setItem(key, JSON.stringify({ id, token, seen })),
outbox() {
const saved = parse(tab.getItem(outboxKey));
const token = readSession(local.getItem(key))?.token ?? null;
return saved?.token === token && Array.isArray(saved?.drafts) ? saved.drafts.filter(isDraft) : [];
},
saveOutbox(token, drafts) {
if (drafts.length > 0) tab.setItem(outboxKey, JSON.stringify({ token, drafts }));
else tab.removeItem(outboxKey);
},
wasOpen: () => tab.getItem(openKey) === "1",
saveOpen: (open) => (open ? tab.setItem(openKey, "1") : tab.removeItem(openKey)),
forget() {
local.removeItem(key);
tab.removeItem(outboxKey);
tab.removeItem(openKey);
},
};
}
function parse(text) {
try {
return text === null ? null : JSON.parse(text);
} catch {
return null;
}
}
function readSession(text) {
const saved = parse(text);
if (typeof saved?.id !== "string" || typeof saved?.token !== "string") return null;
return { id: saved.id, token: saved.token, seen: Number.isSafeInteger(saved.seen) ? saved.seen : 0 };
}
function isDraft(value) {
const isPayload = value?.payload === null || typeof value?.payload === "string";
return isPayload && ["message_id", "text", "at", "status"].every((name) => typeof value[name] === "string");
}
const LIGHT = `color-scheme:light;--paper:var(--ecoute-paper,#fbf8f3);--card:var(--ecoute-card,#fff);--ink:var(--ecoute-ink,#23302f);--soft:var(--ecoute-soft,#5a6664);--rule:#e6dfd4;--warm:#fdeee0;--warm-ink:#7a3f12;--alert:#a3261b`;
const DARK = `color-scheme:dark;--paper:var(--ecoute-paper,#1b2323);--card:var(--ecoute-card,#263130);--ink:var(--ecoute-ink,#eef1ee);--soft:var(--ecoute-soft,#b3bfbc);--rule:#3a4746;--warm:#4a3626;--warm-ink:#ffd9b5;--alert:#ffb4a8;--main-text:color-mix(in srgb,var(--main) 35%,#fff)`;
const STYLE = `
:host{${LIGHT};--shade:0 1px 2px rgb(35 48 47/.07);color:var(--ink);font:400 15px/1.5 var(--ecoute-font,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif)}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${DARK}}}
:host([theme=dark]){${DARK}}
*,:before,:after{box-sizing:border-box}
[hidden]{display:none!important}
p,h2,h3,fieldset{margin:0;padding:0;border:0;min-width:0}
button,textarea{font:inherit;color:inherit;-webkit-tap-highlight-color:transparent}
button{cursor:pointer;touch-action:manipulation}
:focus-visible{outline:3px solid var(--main-text);outline-offset:2px}
.head :focus-visible{outline-color:currentColor}
svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;display:block}
a{color:inherit;text-underline-offset:2px;overflow-wrap:anywhere}
.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.panel{position:fixed;z-index:var(--z);left:var(--left);right:var(--right);bottom:calc(var(--y) + var(--size) + 12px);width:var(--ecoute-width,380px);max-width:calc(100vw - 40px);height:min(var(--ecoute-height,640px),calc(100dvh - var(--y) - var(--size) - 32px));
display:flex;flex-direction:column;background:var(--paper);border-radius:var(--ecoute-radius,20px);overflow:hidden auto;box-shadow:var(--ecoute-shadow,0 0 0 1px rgb(35 48 47/.06),0 8px 20px rgb(35 48 47/.1),0 24px 60px rgb(35 48 47/.2));transform-origin:100% 100%;animation:rise .22s cubic-bezier(.2,.8,.3,1)}
@keyframes rise{from{opacity:0;transform:translateY(12px) scale(.98)}}
.head{position:relative;flex:none;display:flex;align-items:center;gap:12px;padding:14px 12px 14px 16px;background:var(--main);color:var(--on-main)}
.face{flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:rgb(255 255 255/.16)}
.face.human{background:var(--warm);color:var(--warm-ink)}
.names{flex:1;min-width:0}
h2{font-size:16px;line-height:1.3;font-weight:650;overflow-wrap:anywhere}
.who{font-size:13px;line-height:1.35}
.tool{flex:none;display:grid;place-items:center;width:40px;height:40px;padding:0;border:0;border-radius:12px;background:none}
.tool:hover{background:rgb(255 255 255/.14)}
.tool+.tool{margin-left:-8px}
.more svg{stroke-width:3.4}
.menu{position:absolute;z-index:3;top:calc(100% - 4px);right:12px;min-width:230px;padding:6px;border-radius:14px;background:var(--card);color:var(--ink);box-shadow:0 0 0 1px var(--rule),0 12px 32px rgb(35 48 47/.2)}
.menu button,.menu a{display:block;width:100%;min-height:44px;padding:8px 12px;border:0;border-radius:9px;background:none;text-align:left;text-decoration:none}
.menu a{line-height:28px}
.menu :is(button,a):hover{background:var(--paper)}
.menu :focus-visible{outline-color:var(--main-text);outline-offset:-2px}
.banners{flex:none}
.banner{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding:12px 16px;background:var(--warm);color:var(--warm-ink);font-size:14px;line-height:1.4}
.banner>div{flex:1 1 100%}
.ways-out{display:flex;flex-wrap:wrap;gap:8px}
.standing{font-weight:600;text-wrap:balance}
.hint{font-size:13px}
.banner[data-mode=human],.banner[data-mode=wrap_up]{padding-block:8px;font-size:13px}
.banner[data-mode=human] .standing{font-weight:500}
.link:not(:empty),.notice:not(:empty){padding:8px 16px;font-size:13px;line-height:1.4;background:var(--ink);color:var(--paper)}
.notice:not(:empty){background:var(--card);color:var(--alert);border-bottom:1px solid var(--rule)}
.notice.done{color:inherit}
.stream{flex:1;min-height:110px;display:flex;position:relative}
.log{position:relative;flex:1;min-width:0;scroll-padding:14px;overflow-y:auto;overscroll-behavior:contain;padding:18px 16px 8px;scrollbar-width:thin;scrollbar-color:var(--rule) transparent}
.log:focus-visible{outline-offset:-3px}
.welcome,.terms{padding:12px 16px;border-radius:18px;background:var(--card);box-shadow:var(--shade)}
h3{font-size:17px;line-height:1.35;font-weight:650}
.welcome p,.terms p{margin-top:4px;color:var(--soft)}
.terms{margin-top:10px;font-size:14px}
.terms button{display:block;margin-top:10px}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin:10px 0 6px}
.choices button{min-height:40px;padding:7px 15px;border:1.5px solid var(--main-text);border-radius:20px;background:var(--card);color:var(--main-text);font-weight:550;line-height:1.35;text-align:left;transition:background .15s,color .15s}
.choices button:hover:enabled{background:var(--main);color:var(--on-main)}
.choices button:disabled{cursor:default;border-color:var(--rule);color:var(--soft);background:none;font-weight:400}
.choices button.picked{border-color:var(--soft);font-weight:550}
.choices button.picked:before{content:"✓ "}
.line{display:flex;flex-direction:column;align-items:flex-start;margin-top:4px;animation:come .2s ease-out}
.line.first{margin-top:16px}
@keyframes come{from{opacity:0;transform:translateY(6px)}}
.by{font-size:12.5px;line-height:1.4;color:var(--soft);margin:0 4px 4px}
.name{font-weight:600}
.line:not(.first) .by{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.bubble{max-width:86%;padding:9px 14px;border-radius:18px;background:var(--card);box-shadow:var(--shade);overflow-wrap:anywhere;white-space:pre-wrap}
.first .bubble{border-top-left-radius:6px}
.progress{display:block;margin-bottom:2px;font-size:12.5px;color:var(--soft)}
.card{margin-top:8px;padding-top:10px;border-top:1px solid var(--rule);white-space:normal}
.card h3{font-size:15px}
dl{margin:6px 0 0}
dt{font-size:12.5px;color:var(--soft)}
dd{margin:0 0 6px;font-weight:550}
.card a{display:block;padding:5px 0}
.agent .bubble{background:var(--warm);box-shadow:none}
.customer{align-items:flex-end}
.customer .bubble{background:var(--main);color:var(--on-main);box-shadow:none;border-radius:18px}
.customer.first .bubble{border-top-right-radius:6px}
.customer.unsent .bubble{background:var(--card);color:var(--ink);box-shadow:inset 0 0 0 1.5px var(--alert)}
.system{align-items:center;margin-top:14px}
.system .by{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.system .bubble{max-width:92%;padding:2px 8px;background:none;box-shadow:none;color:var(--soft);font-size:13px;text-align:center}
.status{font-size:12.5px;color:var(--soft);margin:3px 4px 0}
.unsent .status{color:var(--alert)}
.status button{padding:4px 2px;border:0;background:none;color:inherit;font-weight:600;text-decoration:underline;text-underline-offset:2px}
.share{display:inline-flex;align-items:center;gap:6px;min-height:40px;margin:0 0 -8px 4px;padding:4px 8px 4px 2px;border:0;border-radius:8px;background:none;color:var(--soft);font-size:13px}
.share:hover,.share[aria-expanded=true]{color:var(--main-text);text-decoration:underline;text-underline-offset:3px}
.share svg{width:16px;height:16px}
.sharing{position:absolute;z-index:2;inset:0;pointer-events:none;overflow:hidden}
.ways{top:0;right:auto;min-width:180px;pointer-events:auto}
.said:not(:empty){position:absolute;inset:auto 16px 10px;width:fit-content;margin:0 auto;padding:9px 16px;border-radius:12px;background:var(--ink);color:var(--paper);font-size:14px;line-height:1.4;text-align:center;pointer-events:auto;overflow-wrap:anywhere}
.typing{height:34px;padding-top:12px;visibility:hidden}
.typing.on{visibility:visible}
.dots{display:inline-flex;gap:4px;padding:8px 12px;border-radius:14px;background:var(--card);box-shadow:var(--shade)}
.dots i{width:6px;height:6px;border-radius:50%;background:var(--soft);animation:breathe 1.3s infinite ease-in-out}
.dots i:nth-child(2){animation-delay:.16s}.dots i:nth-child(3){animation-delay:.32s}
@keyframes breathe{0%,70%,100%{opacity:.3}35%{opacity:1;transform:translateY(-2px)}}
.composer{flex:none;padding:8px 12px calc(10px + env(safe-area-inset-bottom));background:var(--card);border-top:1px solid var(--rule)}
form{display:flex;align-items:flex-end;gap:8px}
textarea{flex:1;min-width:0;min-height:44px;max-height:132px;padding:9px 14px;border:1.5px solid #8b9593;border-radius:22px;background:var(--card);font-size:16px;line-height:1.45;resize:none}
textarea:focus-visible{outline-offset:-2px;border-color:transparent}
textarea::placeholder{color:var(--soft);opacity:1}
textarea[aria-invalid=true]{border-color:var(--alert)}
.send{flex:none;display:grid;place-items:center;width:44px;height:44px;padding:0;border:0;border-radius:50%;background:var(--main);color:var(--on-main);transition:opacity .15s}
.send[aria-disabled=true]{background:var(--rule);color:var(--soft)}
.privacy{margin-top:7px;font-size:12px;line-height:1.35;color:var(--soft);text-align:center;text-wrap:balance}
.count:not(:empty){padding:0 4px 6px;font-size:12.5px;color:var(--soft);text-align:right}
.count.over{color:var(--alert);font-weight:600}
.letters,.pass{min-height:32px;padding:4px 8px;border:0;background:none;color:var(--soft);font-size:13px;text-decoration:underline;text-underline-offset:2px}
.comment{flex-direction:column;align-items:stretch;text-align:left;margin-top:8px}
.ending{flex:none;padding:16px 18px calc(18px + env(safe-area-inset-bottom));background:var(--card);border-top:1px solid var(--rule);text-align:center}
.closed{font-weight:600}
legend{padding:0;margin:4px auto 10px;color:var(--soft)}
.scores{display:flex;justify-content:center;gap:8px}
.scores button{width:46px;height:46px;border:1.5px solid var(--main-text);border-radius:50%;background:var(--card);color:var(--main-text);font-weight:600}
.scores button:hover{background:var(--main);color:var(--on-main)}
.ends{display:flex;justify-content:space-between;width:262px;max-width:100%;margin:6px auto 0;font-size:12.5px;color:var(--soft)}
.thanks:not(:empty){margin-top:4px;color:var(--soft)}
.primary,.quiet{min-height:44px;padding:9px 20px;border:1.5px solid var(--main);border-radius:22px;font-weight:600;line-height:1.3}
.primary{background:var(--main);color:var(--on-main)}
.ending .primary{width:100%;margin-top:14px}
.quiet{background:none;border-color:currentColor}
.banner .quiet{min-height:40px;padding:7px 16px;background:var(--card)}
.danger{background:#a3261b;border-color:#a3261b;color:#fff}
.veil{position:absolute;z-index:4;inset:0;display:grid;place-items:center;padding:20px;background:rgb(20 28 27/.55)}
.veil>div{width:100%;max-width:320px;padding:22px;border-radius:18px;background:var(--card)}
.veil p{margin-top:6px;color:var(--soft)}
.answers{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:10px;margin-top:18px}
@media (max-width:520px),(max-height:420px){
.panel{inset:var(--view-top,0) 0 auto 0;width:100%;max-width:none;height:var(--view-height,100dvh);border-radius:0;animation-name:come}
.head{padding-top:calc(12px + env(safe-area-inset-top))}
.tool{width:44px;height:44px}
}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media (forced-colors:active){.panel,.bubble,.welcome,.terms,.menu,.send,.dots{border:1px solid}.send[aria-disabled=true]{opacity:.6}}
`;
function termsIn(brand, lang) {
const kept = lang === "fr" ? brand.data_kept : brand.data_kept_en;
const url = /^https:\/\//.test(brand.privacy_url) ? brand.privacy_url : null;
return { kept: typeof kept === "string" ? kept : null, url, required: brand.consent !== "optional" };
}
function start(host, { shadow, launcher, server, locale, words }) {
speak(words);
const store = createStore(reduce, INITIAL);
const storage = createStorage(server);
const rest = createRest(server);
const requests = createRequests(store, rest);
const teller = createTeller(host);
const refused = (code) => teller.tell("error", { code });
const introduction = createIntroduction({ store, rest, proof: () => host.identity, leave, refused });
const connection = createConnection({ store, rest, server, locale, introduction });
const panel = createPanel(
{
onSend: (text) => say(text, null),
onPick: ({ title, payload }) => (payload.startsWith("/") ? say(title, payload) : say(payload, null)),
onRetry: connection.wake,
onTyping: () => store.get().mode !== "bot" && connection.typing(),
onKeepBot: () => say(T.keepBot, "/cancel_handoff"),
onCallback: () => say(T.callback, "/request_callback"),
onLeaveMessage: () => say(T.leaveMessage, "/leave_message"),
onAskHuman: () => say(T.askHuman, null),
onShare: requests.share,
onScore: (score) => requests.score(score),
onComment: requests.comment,
onRestart: leave,
onAccept: accept,
onDownload: requests.download,
onErase: () => void requests.erase(leave),
onClose: close,
},
{ server, title: host.getAttribute("heading") || T.title, suggestions: suggestionsOf(host) },
);
const name = createLauncherName(launcher);
let open = false;
function say(text, payload) {
const draft = { message_id: uuid(), text, payload, at: new Date().toISOString(), status: ("sending") };
store.dispatch({ type: "written", draft });
connection.start();
connection.pump();
}
function accept() {
store.dispatch({ type: "accepted" });
connection.start();
}
function leave() {
connection.stop();
storage.forget();
store.dispatch({ type: "forgotten", keepOutbox: false });
if (open) void learnTerms();
}
function identify() {
if (host.identity === null) leave();
else void introduction.make().then(connection.pump, () => {});
}
async function learnTerms() {
if (store.get().accepted || store.get().terms) return;
const brand = await rest.brand().catch(() => null);
if (brand) store.dispatch({ type: "terms", terms: termsIn(brand, T.lang) });
}
async function show() {
await learnTerms();
if (open) return;
open = true;
if (store.get().accepted) connection.start();
rememberOpen();
panel.show();
host.toggleAttribute("open", true);
nameLauncher();
teller.tell("opened");
store.dispatch({ type: "seen" });
}
const showBeside = async () => void (coversPage() || (await show()));
function rememberOpen() {
storage.saveOpen(open && store.get().token !== null);
}
async function openAndFocus() {
await show();
panel.focus();
}
function close() {
if (!open) return;
open = false;
rememberOpen();
panel.hide();
host.toggleAttribute("open", false);
nameLauncher();
launcher.focus();
teller.tell("closed");
}
const nameLauncher = () => name.update(open, unread(store.get()));
function onChange(state, before) {
panel.update(state);
teller.changed(state, before, open);
if (state.token !== before.token) rememberOpen();
const { id, token, seen } = state;
if (id !== null && token !== null && (token !== before.token || seen !== before.seen)) storage.saveSession({ id, token, seen });
if (state.outbox !== before.outbox || token !== before.token) storage.saveOutbox(token, state.outbox);
nameLauncher();
if (open) store.dispatch({ type: "seen" });
connection.read(open);
}
function onOtherTab(event) {
if (event.key !== storage.key) return;
const session = storage.session();
if (session?.token === store.get().token) return;
store.dispatch({ type: "forgotten", keepOutbox: false });
if (!session) return connection.stop();
store.dispatch({ type: "restored", ...session, outbox: [] });
connection.restart();
}
dress(shadow);
shadow.append(panel.root, name.root);
const session = storage.session();
if (session) store.dispatch({ type: "restored", ...session, outbox: storage.outbox() });
store.subscribe(onChange);
panel.update(store.get());
addEventListener("storage", onOtherTab);
document.addEventListener("visibilitychange", () => {
if (document.hidden || !host.isConnected || !store.get().token) return;
connection.wake();
connection.read(open);
});
setInterval(() => store.dispatch({ type: "tick", now: Date.now() }), 1_000);
if (session) connection.start();
if (session && storage.wasOpen()) void showBeside();
if (host.identity === null) leave();
queueMicrotask(() => teller.tell("ready"));
return { open: openAndFocus, show: showBeside, close, toggle: async () => (open ? close() : openAndFocus()), identify };
}
function dress(shadow) {
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}
function suggestionsOf(host) {
const given = host.getAttribute("suggestions");
return given === null ? T.suggestions : given.split("|").map((text) => text.trim()).filter(Boolean);
}
export { start };
