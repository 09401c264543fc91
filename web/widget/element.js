import { createStore } from "../shared/store.js";
import { uuid } from "../shared/uuid.js";
import { createConnection } from "./connection.js";
import { createTeller } from "./events.js";
import { createIntroduction } from "./introduction.js";
import { createLauncherName } from "./launcher.js";
import { createPanel } from "./panel.js";
import { createRequests } from "./requests.js";
import { createRest } from "./rest.js";
import { unread } from "./selectors.js";
import { INITIAL, reduce } from "./state.js";
import { createStorage } from "./storage.js";
import { STRINGS as T, speak } from "./strings.js";
import { STYLE } from "./style.js";
import { termsIn } from "./terms.js";
import { coversPage } from "./viewport.js";

/**
 * Brings an `ecoute-widget` to life: what the loader leaves for the moment when the chat is really wanted.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Action} Action
 * @typedef {{open: () => Promise<void>, show: () => Promise<void>, close: () => void, toggle: () => Promise<void>, identify: () => void}} Chat
 *   `show` opens without taking the focus, unless it would cover the page; `identify` looks again at the element's `identity`.
 *
 * @typedef {object} Place
 * @property {ShadowRoot} shadow
 * @property {HTMLButtonElement} launcher
 * @property {string} server Origin.
 * @property {string} locale Of the page, for the service.
 * @property {import("./strings.js").Words} words
 *
 * @param {HTMLElement & {identity?: string | null}} host
 * @param {Place} place
 * @returns {Chat}
 */
export function start(host, { shadow, launcher, server, locale, words }) {
  speak(words);
  /** @type {import("../shared/store.js").Store<State, Action>} */
  const store = createStore(reduce, INITIAL);
  const storage = createStorage(server);
  const rest = createRest(server);
  const requests = createRequests(store, rest);
  const teller = createTeller(host);
  const refused = (/** @type {string} */ code) => teller.tell("error", { code });
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

  /** @param {string} text @param {string | null} payload */
  function say(text, payload) {
    const draft = { message_id: uuid(), text, payload, at: new Date().toISOString(), status: /** @type {const} */ ("sending") };
    store.dispatch({ type: "written", draft });
    connection.start();
    connection.pump();
  }

  function accept() {
    store.dispatch({ type: "accepted" });
    connection.start();
  }

  /** Forgets the conversation: another begins, or somebody else uses the browser now. Nothing is stored before he accepts. */
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

  /** What is kept and how long; without an answer the notice says less, and asks for a click. */
  async function learnTerms() {
    if (store.get().accepted || store.get().terms) return;
    const brand = await rest.brand().catch(() => null);
    if (brand) store.dispatch({ type: "terms", terms: termsIn(brand, T.lang) });
  }

  /** Opens the panel; not the focus: a page that loads with it open keeps its own. */
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

  /** Opens by itself where the page stays in sight: on a phone the customer opens. */
  const showBeside = async () => void (coversPage() || (await show()));

  /** Only for who has a conversation: before that nothing is stored. */
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

  /** @param {State} state @param {State} before */
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

  /** Another tab of the site opened, renewed or erased the conversation. @param {StorageEvent} event */
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

/** Adds the panel's style to the launcher's. @param {ShadowRoot} shadow */
function dress(shadow) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}

/** @param {HTMLElement} host @returns {readonly string[]} */
function suggestionsOf(host) {
  const given = host.getAttribute("suggestions");
  return given === null ? T.suggestions : given.split("|").map((text) => text.trim()).filter(Boolean);
}
