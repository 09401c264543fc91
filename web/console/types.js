/**
 * Shapes that travel between the gateway and the console (docs/events.md), and the console's own state.
 * Types only: this module holds no code.
 *
 * @typedef {"bot" | "queued" | "human" | "wrap_up" | "closed"} Mode
 * @typedef {{rule: string, value?: number | string | null, threshold?: number | string | null}} Signal
 *   One escalation rule that fired; the unit of `value` and `threshold` is the rule's.
 * @typedef {{username: string | null, name: string}} Agent
 * @typedef {{id: string, reason: string | null, signals: Signal[], waiting_s: number, preview: string, since: string,
 *   left_message?: boolean} & Subject
 *   & {priority?: number, priority_parts?: Record<string, number>, preferred_agent?: Agent | null}} QueueItem
 *   `waiting_s` in seconds, at the moment the gateway sent it; `priority` and its parts in points, 1 = a minute of waiting.
 * @typedef {{id: string, mode: Mode, agent: Agent | null, reason: string | null, preview: string, since: string,
 *   assigned_by?: string | null, left_message?: boolean} & Subject} ActiveItem
 * @typedef {{topic?: string | null, region?: string | null, language?: string | null, breaches?: {clock: string, at: string}[],
 *   viewers?: Looking[], promise?: Promised | null}} Subject
 *   What routing looks at; `null` when it is not known.
 * @typedef {{clock: string, due_at: string, left_s: number, missed: boolean}} Promised
 *   What the service owes next; `left_s` in seconds when it was sent, below zero once it is missed.
 * @typedef {{username: string, name: string, joined: boolean}} Looking
 *   Somebody who looks at a conversation that another one holds; `joined`: a supervisor who takes part by notes.
 * @typedef {{topics: string[], regions: string[], languages: string[]}} Skills
 *   An empty list means everything.
 * @typedef {{username: string, name: string, role: string, availability: "available" | "away", connected: boolean,
 *   load: number, capacity: number, skills: Skills}} DeskAgent
 * @typedef {{reason: string, topic: string, region: string, language: string, suits: boolean}} Filters
 *   Empty: everything; `suits`: only what my skills allow.
 * @typedef {{polarity: number, label: string, probability: number}} Sentiment
 *   `polarity` in [-1, 1], -1 = very negative; `probability` of the label in [0, 1].
 * @typedef {{intent: string | null, confidence: number | null, ranking?: {name: string, confidence: number}[],
 *   sentiment: Sentiment | null, entities?: unknown[], answer_title?: string}} Nlu
 *   `confidence` in [0, 1].
 * @typedef {{seq: number, message_id: string, sender: "customer" | "bot" | "agent" | "system", text: string | null,
 *   buttons: {title: string, payload: string}[], custom: Record<string, unknown> | null, at: string,
 *   agent: Agent | string | null, nlu: Nlu | null}} DeskMessage
 * @typedef {{note_id: string, text: string, agent: Agent | string | null, at: string}} Note
 * @typedef {{at: string, from: Mode | null, to: Mode, actor: string | null, reason: string | null}} ModeChange
 * @typedef {{id: string, mode: Mode, created_at: string, locale: string | null, page_url: string | null,
 *   metadata: Record<string, unknown> | null, agent: Agent | null, reason: string | null, signals: Signal[],
 *   customer: {id: string, name: string | null} | null,
 *   slots: Record<string, unknown>, messages: DeskMessage[], notes: Note[],
 *   left: {text: string, agent: string | null, at: string} | null, summary: SaidAt[],
 *   wants: Wish[], runners_up: RunnerUp[], told: SaidAt[], known: Known[], earlier: EarlierConversation[],
 *   suggestions: Suggestion[], mode_changes: ModeChange[],
 *   feedback: {score: number, comment?: string | null} | null, files: LoanFile[],
 *   customer_read_seq?: number, agent_read_seq?: number}} Conversation
 *
 * @typedef {{seq: number, text: string}} SaidAt
 *   Words, and the message they come from.
 * @typedef {{intent: string, label: string, seq: number, confidence: number}} RunnerUp
 * @typedef {RunnerUp & {text: string}} Wish
 *   `text` in the customer's words; `confidence` in [0, 1].
 * @typedef {{slot: string, label: string, value: string, raw: unknown, seq?: number | null}} Known
 *   With `seq`: an entity that this message says, not a slot
 * @typedef {{id: string, at: string, mode: Mode, reason: string | null, resolution: string | null, tags: string[],
 *   summary: string | null, score: number | null}} EarlierConversation
 * @typedef {{intent: string, text: string, source?: string, label?: string}} Suggestion
 *
 * @typedef {{id: string, kind: string, state: "open" | "lifted" | "confirmed", owner: string | null,
 *   evidence: Record<string, any>, opened_at: string, decided_by: string | null, reason: string | null,
 *   decided_at: string | null}} FileAlert
 * @typedef {{kind: string, outcome: string, evidence: Record<string, any>, at: string}} FileCheck
 * @typedef {{reference: string, status: string, path: string | null,
 *   company: {siren: string, name: string | null, register_state: string | null} | null,
 *   owners: {name: string, share_bp: number, birth_date: string | null, nationality: string | null}[],
 *   checks: FileCheck[], alerts: FileAlert[]}} LoanFile
 *   `share_bp` in basis points, 10000 = the whole capital.
 *
 * @typedef {"reply" | "note"} ComposerKind
 * @typedef {{message_id: string, id: string, text: string, private: boolean, at: string,
 *   status: "held" | "sending" | "failed", error: string | null, retry: boolean}} OutboxItem
 *   A message of ours that the gateway has not acknowledged; `id` is the conversation's; `retry`: it is sent
 *   again, with the same `message_id`, as soon as the gateway answers; `held`: not sent yet, it can be taken back.
 * @typedef {{reply: string, note: string, kind: ComposerKind}} Draft
 * @typedef {{kind: "info" | "error", text: string, at: number, undo: import("./work_state.js").Undo | null}} Toast
 * @typedef {"list" | "talk" | "evidence"} Pane
 *
 * @typedef {Object} State
 * @property {"starting" | "invitation" | "login" | "desk"} phase
 * @property {Agent | null} me
 * @property {import("./people_types.js").Account | null} account what my role allows
 * @property {string | null} invitation secret of the link that was followed
 * @property {string | null} page shown instead of the conversations
 * @property {{busy: boolean, error: string | null, needsCode: boolean}} login
 * @property {"connecting" | "online" | "offline"} link
 * @property {QueueItem[]} waiting most urgent first
 * @property {ActiveItem[]} active
 * @property {number} queueAt browser clock, in ms, when the queue arrived; 0 = never
 * @property {string | null} openId
 * @property {"none" | "loading" | "ready" | "failed"} openStatus
 * @property {string | null} openError
 * @property {Conversation | null} open
 * @property {Record<string, number>} typingUntil browser clock, in ms, by conversation
 * @property {Record<string, number>} unread customer messages not looked at, by conversation
 * @property {Record<string, number>} heard last `seq` that came by the socket, by conversation
 * @property {Record<string, Draft>} drafts by conversation
 * @property {OutboxItem[]} outbox
 * @property {number} holdMs how long a reply is held back before it is sent; 0 = not at all
 * @property {string | null} command name of the command under way
 * @property {Toast | null} toast
 * @property {string} announcement what a screen reader is told next
 * @property {boolean} sound
 * @property {boolean} singleKeys
 * @property {DeskAgent[]} agents everybody at work, by name
 * @property {{assignment: string, overflow_s: number}} routing `overflow_s`: after so many seconds skills no longer restrict
 * @property {Record<string, string>} topics titles by id
 * @property {Skills} knownSkills what can be chosen
 * @property {Filters} filters of the queue
 * @property {Record<string, Looking[]>} viewers by conversation
 * @property {import("./work_state.js").Work} work what helps an agent work
 * @property {Pane} pane which pane a narrow screen shows
 *
 * @typedef {{type: string} & Record<string, any>} Action
 */

export {};
