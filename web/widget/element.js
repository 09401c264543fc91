import { WireError } from "../shared/errors.js";
import { createStore } from "../shared/store.js";
import { uuid } from "../shared/uuid.js";
import { createConnection } from "./connection.js";
import { createLauncherName } from "./launcher.js";
import { createPanel } from "./panel.js";
import { createRest } from "./rest.js";
import { unread } from "./selectors.js";
import { createSharing } from "./sharing.js";
import { INITIAL, reduce } from "./state.js";
import { createStorage } from "./storage.js";
import { STRINGS as T } from "./strings.js";
import { STYLE } from "./style.js";
import { coversPage } from "./viewport.js";

/**
 * Brings an `ecoute-widget` to life: what the loader leaves for the moment when the chat is really wanted.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Action} Action
 * @typedef {{open: () => void, close: () => void, toggle: () => void}} Chat
 *
 * @param {HTMLElement} host
 * @param {ShadowRoot} shadow
 * @param {HTMLButtonElement} launcher
 * @param {string} server Origin.
 * @returns {Chat}
 */
export function start(host, shadow, launcher, server) {
  /** @type {import("../shared/store.js").Store<State, Action>} */
  const store = createStore(reduce, INITIAL);
  const storage = createStorage(server);
  const rest = createRest(server);
  const connection = createConnection({ store, rest, server, locale: host.getAttribute("locale") ?? "fr-FR" });
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
      onShare: createSharing({ store, rest }),
      onScore: (score) => void attempt((id, token) => rest.score(id, token, score, ""), { type: "scored", score }, T.scoreFailed),
      onComment: comment,
      onRestart: renew,
      onErase: () => void erase(),
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

  /**
   * Asks something of the server about this conversation.
   *
   * @param {(id: string, token: string) => Promise<unknown>} ask
   * @param {Action} done
   * @param {string} failure Said when it did not work.
   */
  async function attempt(ask, done, failure) {
    const { id, token } = store.get();
    if (id === null || token === null) return false;
    try {
      await ask(id, token);
      store.dispatch(done);
      return true;
    } catch (error) {
      const severity = error instanceof WireError && error.severity === "blocking" ? "blocking" : "notice";
      store.dispatch({ type: "notice", notice: { text: failure, severity } });
      return false;
    }
  }

  /** @param {string} words "" for nothing to add. */
  function comment(words) {
    const { score } = store.get();
    if (words === "" || score === null) store.dispatch({ type: "rated" });
    else void attempt((id, token) => rest.score(id, token, score, words), { type: "rated" }, T.scoreFailed);
  }

  function renew() {
    storage.forget();
    store.dispatch({ type: "forgotten", keepOutbox: false });
    connection.restart();
  }

  async function erase() {
    const isErased = await attempt((id, token) => rest.erase(id, token), { type: "forgotten", keepOutbox: false }, T.eraseFailed);
    if (!isErased) return;
    // Nothing is stored again before the customer writes again.
    connection.stop();
    storage.forget();
    store.dispatch({ type: "notice", notice: { text: T.erased, severity: "notice" } });
  }

  /** Opens the panel; not the focus: a page that loads with it open keeps its own. */
  function show() {
    open = true;
    storage.saveOpen(true);
    connection.start();
    panel.show();
    host.toggleAttribute("open", true);
    nameLauncher();
    store.dispatch({ type: "seen" });
  }

  function openAndFocus() {
    if (!open) show();
    panel.focus();
  }

  function close() {
    open = false;
    storage.saveOpen(false);
    panel.hide();
    host.toggleAttribute("open", false);
    nameLauncher();
    launcher.focus();
  }

  const nameLauncher = () => name.update(open, unread(store.get()));

  /** @param {State} state @param {State} before */
  function onChange(state, before) {
    panel.update(state);
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
  if (session && storage.wasOpen() && !coversPage()) show();
  return { open: openAndFocus, close, toggle: () => (open ? close() : openAndFocus()) };
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
