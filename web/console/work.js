/** What an agent can do beside writing: end, take back, transfer, look up. Every button and key ends in desk.js or here. */

import { ApiError, errorSentence } from "./api.js";
import { isMe } from "./agents.js";
import { readMarkDue } from "./work_state.js";
import { UNDO } from "./work_strings.js";

/** @typedef {import("./work_state.js").Colleague} Colleague */

/**
 * @param {{api: import("./api.js").Api, store: import("./live.js").Store,
 *   run: (command: string, id: string, call: () => Promise<any>) => Promise<void>,
 *   toast: (kind: "info" | "error", text: string) => void}} parts
 */
export function createWork({ api, store, run, toast }) {
  const openId = () => store.get().openId;
  let isMarking = false;
  /** What is being read was refused: not asked again for the same words. */
  let refused = "";

  /** What helps is fetched quietly: without it the console works as before. @param {Promise<any>} asked @param {(answer: any) => void} use */
  const quietly = (asked, use) => asked.then(use, () => undefined);

  const work = {
    /** Once at login. */
    begin() {
      work.loadColleagues();
      void quietly(api.tags(), (closing) => store.dispatch({ type: "closing_received", closing }));
      void quietly(api.mentions(), (news) => store.dispatch({ type: "mentions_received", ...news }));
    },
    loadColleagues: () => void quietly(api.agents(), (answer) => {
      const colleagues = /** @type {Colleague[]} */ (Array.isArray(answer) ? answer : (answer.agents ?? []));
      store.dispatch({ type: "colleagues_received", colleagues });
    }),
    /** Filled in for the open conversation. */
    loadCanned() {
      const id = openId();
      void quietly(api.cannedAnswers(id), ({ answers }) => store.dispatch({ type: "canned_received", id, answers }));
    },
    /** @param {string} to username, empty for the queue @param {string} note for the colleague, may be empty */
    transfer(to, note) {
      const id = openId();
      if (id) void run("transfer", id, () => api.transfer(id, to.trim() || null, note.trim()));
    },
    /** @param {import("./work_api.js").Closing} closing */
    close(closing) {
      const id = openId();
      if (id) void run("close", id, () => api.close(id, closing));
    },
    reopen() {
      const id = openId();
      if (id) void run("reopen", id, () => api.command(id, "reopen"));
    },
    /** Takes back what the toast tells of, unless somebody else has acted since. */
    async undo() {
      const undo = store.get().toast?.undo;
      if (!undo) return;
      store.dispatch({ type: "toast_cleared" });
      await idle(store); // What is taken back may still be catching up.
      await run(undo.how, undo.id, () => api.command(undo.id, undo.how).catch((error) => {
        throw error instanceof ApiError && error.status === 409 ? new ApiError(409, "gone", UNDO.gone) : error;
      }));
    },
    /** @param {string} id whose notes are now on screen */
    seeMentions(id) {
      if (!store.get().work.mentions.some((each) => each.conversation_id === id && !each.seen)) return;
      void quietly(api.seeMentions(id), ({ unseen }) => store.dispatch({ type: "mentions_seen", id, unseen }));
    },
    /** @param {import("./work_api.js").SearchQuery} query @param {number} [page] */
    async search(query, page = 1) {
      store.dispatch({ type: "search_started", page });
      try {
        store.dispatch({ type: "search_received", ...(await api.search(query, page)) });
      } catch (error) {
        store.dispatch({ type: "search_failed", error: errorSentence(error) });
      }
    },
    async loadHotline() {
      try {
        const [{ callbacks }, { complaints }] = await Promise.all([api.callbacks(), api.complaints()]);
        store.dispatch({ type: "hotline_received", callbacks, complaints });
      } catch (error) {
        toast("error", errorSentence(error));
      }
    },
    /** @param {"callbackDone" | "complaintRead"} what @param {string} id */
    async finish(what, id) {
      try {
        await api[what](id);
        store.dispatch({ type: "hotline_item_done", id });
      } catch (error) {
        toast("error", errorSentence(error));
      }
    },
    /** Tells the customer what I have on screen. @param {boolean} visible */
    markRead(visible) {
      const due = readMarkDue(store.get(), visible);
      if (!due || isMarking || refused === `${due.id}/${due.seq}`) return;
      isMarking = true;
      api.markRead(due.id, due.seq)
        .then(({ seq }) => store.dispatch({ type: "read_received", id: due.id, by: "agent", seq }),
          () => { refused = `${due.id}/${due.seq}`; })
        .finally(() => { isMarking = false; });
    },
  };
  return work;
}

/** @param {import("./live.js").Store} store @returns {Promise<void>} once no command is under way */
function idle(store) {
  return new Promise((resolve) => {
    if (!store.get().command) return resolve();
    const stop = store.subscribe(({ command }) => {
      if (command) return;
      stop();
      resolve();
    });
  });
}

/** @param {import("./types.js").State} state @returns {Colleague[]} everybody but me; those at work when nobody tells of the others */
export function colleaguesOf(state) {
  const seen = state.active.flatMap(({ agent }) => agent?.username ? [{ username: agent.username, name: agent.name }] : []);
  const known = state.work.colleagues.length > 0 ? state.work.colleagues : [...new Map(seen.map((each) => [each.username, each])).values()];
  return known.filter((each) => !isMe(each, state.me));
}
