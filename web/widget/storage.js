/**
 * What a browser keeps of a conversation, and nothing before the chat has been opened.
 *
 * The key of the conversation is shared by the tabs of a site (localStorage); what this tab has not managed to send,
 * and whether its panel is open, belong to the tab (sessionStorage) and outlive a reload.
 *
 * @typedef {{id: string, token: string, seen: number}} Session `seen`: highest `seq` on screen so far.
 *
 * @typedef {object} Storage
 * @property {() => Session | null} session
 * @property {(session: Session) => void} saveSession
 * @property {() => import("./types.js").Draft[]} outbox
 * @property {(token: string | null, drafts: import("./types.js").Draft[]) => void} saveOutbox
 * @property {() => boolean} wasOpen
 * @property {(open: boolean) => void} saveOpen
 * @property {() => void} forget
 * @property {string} key Of the session, to recognise another tab's change.
 *
 * @typedef {Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">} Drawer
 */

/** @returns {Drawer} A drawer that lasts as long as the page. */
export function memoryDrawer() {
  /** @type {Map<string, string>} */
  const held = new Map();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

/**
 * Gives the browser's drawer, or memory where it is blocked (private browsing, a strict site, a full disk).
 *
 * @param {"localStorage" | "sessionStorage"} name
 * @returns {Drawer}
 */
export function browserDrawer(name) {
  const memory = memoryDrawer();
  /** @template T @param {(drawer: Drawer) => T} use @returns {T} */
  const attempt = (use) => {
    try {
      return use(globalThis[name]);
    } catch {
      return use(memory); // Even reading the property throws where storage is blocked.
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

/**
 * @param {string} server Origin; several services on one site do not mix.
 * @param {Drawer} [local]
 * @param {Drawer} [tab]
 * @returns {Storage}
 */
export function createStorage(server, local = browserDrawer("localStorage"), tab = browserDrawer("sessionStorage")) {
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

/** @param {string | null} text @returns {any} */
function parse(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {string | null} text @returns {Session | null} */
function readSession(text) {
  const saved = parse(text);
  if (typeof saved?.id !== "string" || typeof saved?.token !== "string") return null;
  return { id: saved.id, token: saved.token, seen: Number.isSafeInteger(saved.seen) ? saved.seen : 0 };
}

/** @param {any} value @returns {value is import("./types.js").Draft} */
function isDraft(value) {
  const isPayload = value?.payload === null || typeof value?.payload === "string";
  return isPayload && ["message_id", "text", "at", "status"].every((name) => typeof value[name] === "string");
}
