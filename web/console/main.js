/** Puts the console together: state, effects, views, keyboard. The only module that runs when it is loaded. */

import { Socket } from "../shared/socket.js";
import { createStore } from "../shared/store.js";
import { createChime, isNews, tabTitle } from "./alerts.js";
import { createApi } from "./api.js";
import { createBrowserNotices } from "./browser_notices.js";
import { createDesk } from "./desk.js";
import { createMemory } from "./memory.js";
import { readHash, readInvitation, readPage } from "./route.js";
import { INITIAL, reduce } from "./state.js";
import { createSupervision } from "./supervision.js";
import { bindSupervisionKeys } from "./supervision_keys.js";
import { INITIAL_SUPERVISION, reduceSupervision } from "./supervision_state.js";
import { mountApp } from "./views/app_view.js";

const TICK_MS = 1_000; // waits are shown to the second
const TOAST_MS = 6_000;
const UNDO_MS = 10_000; // long enough to notice, short enough for the customer

const memory = createMemory(localStorage, sessionStorage);
const store = createStore(reduce, { ...INITIAL, sound: memory.sound(), singleKeys: memory.singleKeys(), filters: memory.filters() });
const api = createApi();
const desk = createDesk({
  api,
  store,
  memory,
  makeSocket: (onState) => new Socket({ server: location.origin, namespace: "/desk", onState }),
  setHash: (hash) => {
    if (location.hash !== hash) history.replaceState(null, "", hash);
  },
});
const supervision = createSupervision({
  calls: api.supervision, store: createStore(reduceSupervision, INITIAL_SUPERVISION), onSessionOver: desk.sessionOver,
});
const notices = createBrowserNotices({ memory, open: desk.open, toast: desk.toast, onChange: () => plan() });
const parts = { desk, store, memory, supervision, notices };
const render = mountApp(/** @type {HTMLElement} */ (document.getElementById("app")), parts);
const chime = createChime();

let isPlanned = false;
/** Draws once for all the changes of a moment. */
function plan() {
  if (isPlanned) return;
  isPlanned = true;
  queueMicrotask(() => {
    isPlanned = false;
    document.title = tabTitle(store.get());
    render(store.get(), Date.now());
  });
}

store.subscribe((state, before) => {
  plan();
  if (state.open !== before.open) desk.work.markRead(!document.hidden);
  if (state.work.mentions !== before.work.mentions && state.openId && !document.hidden) desk.work.seeMentions(state.openId);
  if (state.phase === "desk" && state.outbox !== before.outbox) memory.setOutbox(state.me?.username ?? "", state.outbox);
  if (state.waiting !== before.waiting || state.active !== before.active) supervision.queueChanged();
  if (before.phase === "desk" && state.phase !== "desk") {
    supervision.leave();
    store.dispatch({ type: "page_shown", page: readPage(location.hash) }); // Who logs out leaves the page, too.
  }
  notices.tell(state, before);
  if (state.sound && state.phase === "desk" && isNews(state, before)) chime();
});

setInterval(() => {
  const { toast } = store.get();
  if (toast && Date.now() - toast.at > (toast.undo ? UNDO_MS : TOAST_MS)) store.dispatch({ type: "toast_cleared" });
  plan();
}, TICK_MS);

addEventListener("hashchange", () => {
  const id = readHash(location.hash);
  const page = readPage(location.hash);
  store.dispatch({ type: "page_shown", page });
  if (page || (!id && location.hash !== "#/")) return;
  if (store.get().phase === "desk" && id !== store.get().openId) desk.open(id);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  desk.wake();
  desk.work.markRead(true);
});

addEventListener("pagehide", () => desk.leavePage());

desk.peopleStore.subscribe(plan);
supervision.store.subscribe(plan);
store.dispatch({ type: "page_shown", page: readPage(location.hash) });
const invitation = readInvitation(location.hash);
if (invitation) store.dispatch({ type: "invitation_found", token: invitation });
bindSupervisionKeys(store, { target: document, go: (hash) => { location.hash = hash; } });
plan();
if (!invitation) void desk.start(readHash(location.hash));
