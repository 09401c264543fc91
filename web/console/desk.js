/** What an agent can do: every button and key of the console ends in one of these functions. */

import { ApiError, errorSentence, readLoginError } from "./api.js";
import { createLive } from "./live.js";
import { goByClockOf } from "./format.js";
import { writeHash } from "./route.js";
import { createQueueActions } from "./queue_actions.js";
import { meAtWork } from "./queue_state.js";
import { createStore } from "../shared/store.js";
import { createPeople } from "./people.js";
import { INVITATION } from "./people_strings.js";
import { INITIAL_PEOPLE, can, reducePeople } from "./people_state.js";
import { createSending } from "./sending.js";
import { draftOf } from "./drafts.js";
import { heldReply } from "./outbox_state.js";
import { walkOrder } from "./state.js";
import { CONFLICT, DONE, ERRORS } from "./strings.js";
import { createTyping } from "./typing.js";
import { createWork } from "./work.js";
import { undoOf } from "./work_state.js";
import { HELD } from "./work_strings.js";

/** @typedef {"claim" | "release" | "take_over" | "join"} Verb */

/**
 * @param {{api: import("./api.js").Api, store: import("./live.js").Store, makeSocket: import("./live.js").MakeSocket,
 *   memory: import("./memory.js").Memory, setHash: (hash: string) => void}} parts
 */
export function createDesk({ api, store, makeSocket, memory, setHash }) {
  const toast = (/** @type {"info" | "error"} */ kind, /** @type {string} */ text) =>
    store.dispatch({ type: "toast_shown", kind, text, now: Date.now() });
  const onSessionOver = () => leave(ERRORS.sessionOver);
  const live = createLive({ api, store, makeSocket, onSessionOver, onOnline: () => sending.resendAll() });
  const sending = createSending({ api, store, live, toast, onSessionOver });
  const typing = createTyping(live.sayTyping);
  const peopleStore = createStore(reducePeople, INITIAL_PEOPLE);
  const people = createPeople({ api, store: peopleStore, toast, onSessionOver, onAccount: () => rereadMe() });

  /** @param {string | null} error why the login is shown again */
  const leave = (error) => {
    typing.stop();
    live.stop();
    store.dispatch({ type: "login_needed", error });
  };

  /** @param {{username: string, time_zone?: string}} me @param {string | null} openId */
  const enter = (me, openId) => {
    goByClockOf(me.time_zone);
    const outbox = memory.outbox(me.username); // Read before the state that overwrites it.
    store.dispatch({ type: "me_known", me, outbox });
    // Not every role opens conversations, and none does before a required second factor.
    if (!can(store.get().account, "see_conversations")) return;
    if (openId) store.dispatch({ type: "conversation_opened", id: openId });
    live.start();
    work.begin();
  };

  /** My name, role or second factor changed: what is open now that was not, starts. */
  const rereadMe = async () => {
    const before = can(store.get().account, "see_conversations");
    store.dispatch({ type: "me_known", me: await api.me() });
    if (!before && can(store.get().account, "see_conversations")) live.start();
  };

  // An administrator may change my role while I work: its buttons and keys follow.
  store.subscribe((state, before) => {
    const known = meAtWork(before)?.role;
    if (known && known !== (meAtWork(state)?.role ?? known)) void rereadMe().catch(() => undefined);
  });

  /** @param {string} command @param {string} id @param {() => Promise<any>} call */
  const run = async (command, id, call) => {
    if (store.get().command) return;
    typing.stop();
    store.dispatch({ type: "command_started", command });
    try {
      // The customer reads the last words before whatever ends the talk.
      if (heldReply(store.get()) && !(await sending.flush(id))) return toast("error", HELD.blocks);
      const answer = await call();
      if (answer) store.dispatch({ type: "mode_changed", id, ...answer });
      store.dispatch({ type: "toast_shown", kind: "info", text: DONE[command] ?? "", now: Date.now(), undo: undoOf(command, id) });
      await refresh(id);
    } catch (error) {
      await explain(command, id, error);
    } finally {
      store.dispatch({ type: "command_ended" });
    }
  };

  const refresh = (/** @type {string} */ id) => Promise.all([live.refreshQueue(), live.load(id)]);

  /** @param {string} command @param {string} id @param {unknown} error */
  const explain = async (command, id, error) => {
    if (!(error instanceof ApiError)) return toast("error", errorSentence(error));
    if (error.status === 401) return onSessionOver();
    // Whatever was refused, the screen was behind: catch up first, then say what is true now.
    if (error.status === 409 || error.status === 404) await refresh(id);
    toast("error", error.status === 409 && command === "claim" && error.code !== "at_capacity" ? whoWon(id) : errorSentence(error));
  };

  const whoWon = (/** @type {string} */ id) => {
    const { open, active } = store.get();
    const agent = open?.id === id ? open.agent : active.find((item) => item.id === id)?.agent;
    return agent ? CONFLICT.taken(agent.name) : CONFLICT.gone;
  };

  const open = (/** @type {string | null} */ id) => {
    typing.stop();
    store.dispatch(id ? { type: "conversation_opened", id } : { type: "conversation_left" });
    setHash(writeHash(id));
    if (id) void live.load(id);
    live.syncWatches();
    if (id) work.seeMentions(id);
  };
  const work = createWork({ api, store, run, toast });

  return {
    /** @param {string | null} openId from the address */
    async start(openId) {
      try {
        enter(await api.me(), openId);
      } catch (error) {
        const expected = error instanceof ApiError && error.status === 401;
        store.dispatch({ type: "login_needed", error: expected ? null : errorSentence(error) });
      }
    },
    people,
    peopleStore,
    lookAtInvitation: api.people?.lookAtInvitation,
    /** @param {{token: string, username: string, name: string, password: string}} chosen */
    async acceptInvitation(chosen) {
      await api.people.acceptInvitation(chosen);
      setHash(writeHash(null)); // The secret has served.
      await this.login(chosen.username, chosen.password, null);
      if (store.get().me) toast("info", INVITATION.welcome(chosen.name));
    },
    leaveInvitation() {
      setHash(writeHash(null));
      leave(null);
    },
    /** @param {string} username @param {string} password @param {string | null} openId @param {string} [code] */
    async login(username, password, openId, code = "") {
      if (!username || !password) return store.dispatch({ type: "login_needed", error: ERRORS.needBoth });
      store.dispatch({ type: "login_started" });
      try {
        await api.login(username, password, code);
        enter(await api.me(), openId);
      } catch (error) {
        store.dispatch({ type: "login_needed", ...readLoginError(error) });
      }
    },
    async logout() {
      if (!(await sending.flush())) return toast("error", HELD.blocks);
      const isSure = await api.logout().then(() => true, (error) => error instanceof ApiError && error.status === 401);
      memory.setOutbox("", []);
      setHash(writeHash(null));
      leave(isSure ? null : ERRORS.logout); // The screen closes anyway.
    },
    open,
    reload: () => void (store.get().openId && live.load(store.get().openId ?? "")),
    /** @param {1 | -1} step through the queue, then mine, then the others' */
    move(step) {
      const order = walkOrder(store.get(), Date.now());
      const at = order.indexOf(store.get().openId ?? "");
      const next = order[at < 0 ? (step > 0 ? 0 : order.length - 1) : at + step];
      if (next) open(next);
    },
    /** @param {Verb} verb */
    command(verb) {
      const id = store.get().openId;
      if (id) void run(verb, id, () => api.command(id, verb));
    },
    /** @param {{summary: string | null, settled: string[]}} left for the next human */
    handBack(left) {
      const id = store.get().openId;
      if (id) void run("return_to_bot", id, () => api.handBack(id, left));
    },
    /** A conversation to read beside the open one. @param {string} id */
    readEarlier: (id) => api.conversation(id),
    /** @param {string} alertId @param {"lift" | "confirm"} verb @param {string} reason kept in the audit trail */
    decide(alertId, verb, reason) {
      const id = store.get().openId;
      // The answer is the alert; the conversation keeps its mode.
      if (id) void run(verb, id, () => api.decide(alertId, verb, reason).then(() => null));
    },
    /** @param {string} text */
    write(text) {
      const state = store.get();
      if (!state.openId) return;
      store.dispatch({ type: "draft_changed", id: state.openId, text });
      // A private note must not even show as typing.
      if (draftOf(state, state.openId).kind === "reply" && text.trim()) typing.press(state.openId);
      else typing.stop();
    },
    /** @param {import("./types.js").ComposerKind} kind */
    compose(kind) {
      typing.stop();
      store.dispatch({ type: "composer_switched", id: store.get().openId ?? "", kind });
    },
    send() {
      typing.stop();
      return sending.sendDraft();
    },
    ...createQueueActions({ api, store, memory, run, toast, onSessionOver }),
    /** Takes back the reply that is held, and shows where it was written. @returns {boolean} false when none is */
    unsend() {
      const id = sending.takeBack();
      if (id && id !== store.get().openId) open(id);
      return id !== null;
    },
    /** The page goes away: what is held leaves now, for no timer will run. */
    leavePage: () => void sending.flush(),
    resend: sending.resend,
    drop: sending.drop,
    toast,
    sessionOver: onSessionOver,
    wake: live.wake,
    work,
  };
}

/** @typedef {ReturnType<typeof createDesk>} Desk */
