/**
 * The shapes of the supervisors' pages, as docs/events.md describes what the gateway sends.
 *
 * @typedef {{key: string | number | null, count: number}} Bar `null`: not known
 * @typedef {{known: number, of: number, median_s: number | null, p90_s: number | null}} Spread
 * @typedef {{known: number, of: number, value: number | null}} Mean
 *
 * @typedef {{id: string, reason: string, since: string, wait_s: number, preview: string}} WaitingRow
 * @typedef {{id: string, reason: string, agent: string, since: string, unanswered_s: number | null, preview: string}} HeldRow
 * @typedef {{username: string, name: string, availability: string, capacity: number, seen_at: string | null,
 *   unanswered_s: number | null, conversations: HeldRow[]}} AgentRow
 * @typedef {{id: string, clock: string, at: string}} PromiseRow
 * @typedef {{id: string, callback_id: string, start: string, end: string, topic: string | null}} CallRow
 * @typedef {{at: string, waiting: {count: number, longest_wait_s: number | null, by_reason: Bar[], conversations: WaitingRow[]},
 *   held: {count: number, conversations: HeldRow[]}, agents: AgentRow[], broken: PromiseRow[], soon: PromiseRow[],
 *   calls: {late: CallRow[], today: CallRow[]}}} Board
 *
 * @typedef {{abandoned: number, abandoned_wait: Spread, to_human: Spread, first_answer: Spread, next_answers: Spread,
 *   next_answer_handoffs: number, resolution: Spread}} Waits
 * @typedef {{conversations: number, with_human: number, returned: number, contained: number}} Contacts
 * @typedef {{reasons: string[], agents: {username: string, name: string}[], topics: string[], regions: string[]}} Choices
 * @typedef {{from: string, to: string, time_zone: string, return_within_hours: number, pause_minutes: number,
 *   handoffs: number, waits: Waits, by_reason: Bar[], by_topic: Bar[], by_region: Bar[], by_agent: Bar[], outcomes: Bar[],
 *   resolutions: Bar[], tags: Bar[], satisfaction: Mean, scores: Bar[], mood: {start: Mean, end: Mean, change: Mean},
 *   by_hour: Bar[], by_weekday: Bar[], contacts: Contacts | null, choices: Choices}} History
 *
 * @typedef {{from: string, to: string, reason: string, agent: string, topic: string, region: string}} Query
 *   Days as `YYYY-MM-DD`, both included; an empty filter lets everything through.
 * @typedef {{number: string, value: string | null}} Choice which number of the history, and of which reason, agent, hour …
 * @typedef {{id: string, title: string, detail: string, at: string, preview: string}} BehindRow one line of a list
 * @typedef {{title: string, rows: BehindRow[], total: number, next: number | null, choice: Choice | null, busy: boolean}} Behind
 *   The conversations behind a number; `choice` where the gateway has more of them.
 * @typedef {"board" | "history"} SupervisionPage
 *
 * @typedef {Object} SupervisionState
 * @property {Board | null} board
 * @property {History | null} history
 * @property {Query | null} query what the history shows or is being asked
 * @property {boolean} busy something is being fetched for the page
 * @property {string | null} error
 * @property {Behind | null} behind
 */

export {};
