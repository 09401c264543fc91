/** Who is who: agents as the gateway names them, and whether a conversation is mine. Pure functions. */

/** @typedef {import("./types.js").Agent} Agent */

/**
 * Reads an agent however it was sent: `{username, name}`, `{name}` or a plain name.
 *
 * @param {unknown} value
 * @returns {Agent | null}
 */
export function readAgent(value) {
  if (typeof value === "string" && value) return { username: null, name: value };
  if (typeof value !== "object" || value === null) return null;
  const { username, name } = /** @type {{username?: unknown, name?: unknown}} */ (value);
  const login = typeof username === "string" && username ? username : null;
  const shown = typeof name === "string" && name ? name : login;
  return shown === null ? null : { username: login, name: shown };
}

/**
 * @param {Agent | null} agent in charge
 * @param {Agent | null} me
 * @returns {boolean} compares usernames, which are unique; names only when a username is missing
 */
export function isMe(agent, me) {
  if (!agent || !me) return false;
  if (agent.username && me.username) return agent.username === me.username;
  return agent.name === me.name;
}

/** @param {{mode: string, agent: Agent | null} | null} conversation @param {Agent | null} me @returns {boolean} I may write there */
export function isMine(conversation, me) {
  return conversation?.mode === "human" && isMe(conversation.agent, me);
}

/**
 * @param {{mode: string, agent: Agent | null} | null} conversation
 * @param {Agent | null} me
 * @returns {("reply" | "note")[]} what I may write there; one agent answers the customer, the others help him by notes
 */
export function writableKinds(conversation, me) {
  if (conversation?.mode !== "human") return [];
  return isMine(conversation, me) ? ["reply", "note"] : ["note"];
}
