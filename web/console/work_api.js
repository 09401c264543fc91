/** The gateway's calls for agents at work (docs/desk-work.md). */

/** @typedef {{resolution: string | null, tags: string[], summary: string | null}} Closing */
/** @typedef {{q: string, mode: string, agent: string, tag: string, since: string, until: string}} SearchQuery */

/**
 * @param {(method: string, path: string, body?: unknown) => Promise<any>} call
 * @param {(id: string, verb?: string) => string} at path of a conversation
 */
export function workCalls(call, at) {
  return {
    /** @param {string} id @param {string | null} to username; `null` = back to the queue @param {string} note */
    transfer: (id, to, note) => call("POST", at(id, "/transfer"), note ? { to, note } : { to }),
    /** @param {string} id @param {Closing} closing */
    close: (id, closing) => call("POST", at(id, "/close"), closing),
    /** @param {string} id @param {number} seq */
    markRead: (id, seq) => call("POST", at(id, "/read"), { seq }),
    /** @param {string | null} id */
    cannedAnswers: (id) => call("GET", `/canned_answers${id ? `?conversation=${encodeURIComponent(id)}` : ""}`),
    tags: () => call("GET", "/tags"),
    agents: () => call("GET", "/agents"),
    mentions: () => call("GET", "/mentions"),
    /** @param {string} id */
    seeMentions: (id) => call("POST", at(id, "/mentions/seen"), {}),
    /** @param {SearchQuery} query @param {number} page */
    search: (query, page) => {
      const filled = Object.entries(query).filter(([, value]) => value);
      return call("GET", `/search?${new URLSearchParams([...filled, ["page", String(page)]])}`);
    },
    callbacks: () => call("GET", "/callbacks"),
    /** @param {string} id */
    callbackDone: (id) => call("POST", `/callbacks/${encodeURIComponent(id)}/done`, {}),
    complaints: () => call("GET", "/complaints"),
    /** @param {string} id */
    complaintRead: (id) => call("POST", `/complaints/${encodeURIComponent(id)}/read`, {}),
  };
}

/** @param {string} id @param {string} format @param {boolean} notes @param {boolean} masked @returns {string} address of the file */
export function transcriptPath(id, format, notes, masked) {
  return `/api/v1/desk/conversations/${encodeURIComponent(id)}/transcript?${new URLSearchParams({ format, notes: String(notes), masked: String(masked) })}`;
}
