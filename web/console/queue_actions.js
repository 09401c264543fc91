/** What an agent can do about the queue and about who works; part of desk.js. */

import { ApiError, errorSentence } from "./api.js";
import { NO_FILTERS, meAtWork } from "./queue_state.js";
import { WHO, WORK } from "./queue_strings.js";

/** @typedef {import("./types.js").Filters} Filters */

/**
 * @param {{api: import("./api.js").Api, store: import("./live.js").Store, memory: import("./memory.js").Memory,
 *   run: (command: string, id: string, call: () => Promise<any>) => Promise<void>,
 *   toast: (kind: "info" | "error", text: string) => void, onSessionOver: () => void}} parts
 */
export function createQueueActions({ api, store, memory, run, toast, onSessionOver }) {
  /**
   * @param {() => Promise<any>} call answers with the changed agent
   * @param {string} done said when it worked
   * @returns {Promise<string | null>} what went wrong, as it was said
   */
  const change = async (call, done) => {
    try {
      const agent = await call();
      const others = store.get().agents.filter(({ username }) => username !== agent.username);
      store.dispatch({ type: "agents_received", agents: [...others, agent].sort((a, b) => a.name.localeCompare(b.name, "fr")) });
      toast("info", done);
      return null;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) onSessionOver();
      else toast("error", errorSentence(error));
      return errorSentence(error);
    }
  };
  /** @param {Partial<Filters>} change */
  const changeFilters = (change) => {
    store.dispatch({ type: "filters_changed", change });
    memory.setFilters(store.get().filters);
  };

  return {
    toggleAvailability() {
      const isAway = meAtWork(store.get())?.availability === "away";
      return change(() => api.availability(isAway ? "available" : "away"), `${isAway ? WORK.availableHelp : WORK.awayHelp}.`);
    },
    changeFilters,
    clearFilters: () => changeFilters(NO_FILTERS),
    /** @param {string} to username */
    assign(to) {
      const id = store.get().openId;
      if (id) void run("assign", id, () => api.assign(id, to));
    },
    /** @param {string} username @param {{capacity: number, skills: import("./types.js").Skills}} wanted @param {string} name */
    saveAgent: (username, wanted, name) => change(() => api.changeAgent(username, wanted), WHO.saved(name)),
    /** Fetches everybody, with the skills that can be chosen. */
    async loadAgents() {
      try {
        store.dispatch({ type: "agents_received", ...(await api.agents()) });
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return onSessionOver();
        toast("error", errorSentence(error));
      }
    },
  };
}
