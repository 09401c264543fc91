/**
 * What the widget knows, and the news that change it.
 *
 * @typedef {import("../shared/messages.js").Message} Message
 * @typedef {import("../shared/messages.js").Mode} Mode
 *
 * @typedef {object} Draft A message of the customer's own that the server has not acknowledged yet.
 * @property {string} message_id Chosen here, once: sent again with the same id, it is stored once.
 * @property {string} text What the customer sees as said: the button's title for a payload.
 * @property {string | null} payload
 * @property {string} at ISO 8601.
 * @property {"sending" | "failed" | "refused"} status refused: the server said no, and would again.
 * @property {string} [reason] The server's sentence, for `refused`.
 *
 * @typedef {"idle" | "connecting" | "online" | "polling" | "offline"} Link
 *
 * @typedef {object} State
 * @property {string | null} id Of the conversation; `null` before there is one.
 * @property {string | null} token Its only key.
 * @property {Mode} mode
 * @property {number | null} position 1 = next; `null` when not queued or not known.
 * @property {number | null} estimatedWaitS Seconds.
 * @property {import("../shared/messages.js").Hours | null} hours Of the hotline, while queued; `null` when not known.
 * @property {boolean} anybody Whether an agent is there, as far as is known.
 * @property {boolean} leftMessage Whether the customer said that he writes and does not wait.
 * @property {string | null} agent Name.
 * @property {number} agentRead Highest `seq` that an agent has read.
 * @property {Message[]} messages Without a gap from 1 to `lastSeq`, or from what the server still has.
 * @property {Message[]} held Arrived too early: something before them is missing.
 * @property {number} lastSeq
 * @property {number} knownSeq The highest that the server spoke of.
 * @property {Draft[]} outbox Oldest first.
 * @property {{sender: "bot" | "agent", until: number} | null} typing `until` in milliseconds of the caller's clock.
 * @property {Link} link
 * @property {boolean} loaded Whether the past of the conversation has arrived.
 * @property {number} seen Highest `seq` that the customer had on screen.
 * @property {number | null} score 1 to 5 once given.
 * @property {"none" | "score" | "comment" | "done" | "over"} rating What is asked of the customer: once in a conversation,
 *   when an agent has left it or it is closed. `over`: he has gone on.
 * @property {boolean} accepted Whether the customer took notice of what is kept, by a click or by writing.
 * @property {{kept: string | null, url: string | null, required: boolean} | null} terms What the notice says; `null`
 *   until it is known.
 * @property {{text: string, severity: import("../shared/errors.js").Severity | "done"} | null} notice
 *
 * @typedef {{type: "session", id: string, token: string, mode: Mode, seq: number}
 *   | {type: "restored", id: string, token: string, seen: number, outbox: Draft[]}
 *   | {type: "conversation", conversation: import("../shared/messages.js").Conversation}
 *   | {type: "mode", mode: Mode}
 *   | {type: "message", message: Message}
 *   | {type: "replayed", seq: number}
 *   | {type: "written", draft: Draft}
 *   | {type: "acknowledged", message_id: string, seq: number}
 *   | {type: "unsent", message_id: string, refusal?: string}
 *   | {type: "retry"}
 *   | {type: "typing", sender: "bot" | "agent" | "customer", typing: boolean, now: number}
 *   | {type: "tick", now: number}
 *   | {type: "link", link: Link}
 *   | {type: "seen"}
 *   | {type: "read", seq: number}
 *   | {type: "rated"}
 *   | {type: "scored", score: number}
 *   | {type: "accepted"}
 *   | {type: "terms", terms: State["terms"]}
 *   | {type: "notice", notice: State["notice"]}
 *   | {type: "forgotten", keepOutbox: boolean}} Action
 */

export {};
