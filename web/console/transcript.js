/** What the transcript shows, in which order. Pure. */

/** @typedef {import("./types.js").DeskMessage} DeskMessage */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Nlu} Nlu */
/** @typedef {import("./types.js").OutboxItem} OutboxItem */
/** @typedef {{key: string, message?: DeskMessage, reading?: {seq: number, nlu: Nlu | null}, note?: Note, outgoing?: OutboxItem, seen?: number}} Line */

/**
 * Messages keep the order of `seq` whatever their clocks say; a note goes after the last message that is not
 * younger; what is on its way comes last. The bot's reading of a turn is a line of its own: it comes later, and
 * a screen reader must not hear the words again.
 *
 * @param {{id: string, messages: DeskMessage[], notes: Note[], customer_read_seq?: number}} conversation `notes` oldest first
 * @param {OutboxItem[]} outbox of every conversation
 * @returns {Line[]}
 */
export function transcriptLines({ id, messages, notes, customer_read_seq = 0 }, outbox) {
  // Under the agents' last words that the customer has read: what came before, he has read too.
  const seen = messages.filter(({ sender, seq }) => sender === "agent" && seq <= customer_read_seq).at(-1)?.seq;
  /** @type {Line[]} */
  const lines = messages.flatMap((message) => message.seq === seen ? [...withReading(message), { key: "seen", seen }] : withReading(message));
  for (const note of notes) {
    const at = Date.parse(note.at);
    let place = lastIndex(lines, ({ message, note: other }) => Date.parse((message ?? other)?.at ?? "") <= at) + 1;
    if (lines[place]?.reading || lines[place]?.seen) place += 1;
    lines.splice(place, 0, { key: `n${note.note_id}`, note });
  }
  const known = new Set(messages.map(({ message_id }) => message_id));
  const mine = outbox.filter((item) => item.id === id && !known.has(item.message_id));
  return [...lines, ...mine.map((outgoing) => ({ key: `o${outgoing.message_id}`, outgoing }))];
}

/** @param {Line[]} lines @param {(line: Line) => boolean} test @returns {number} -1 when none passes */
function lastIndex(lines, test) {
  let index = lines.length - 1;
  while (index >= 0 && !test(/** @type {Line} */ (lines[index]))) index -= 1;
  return index;
}

/** @param {DeskMessage} message @returns {Line[]} */
function withReading({ nlu, ...words }) {
  const line = { key: `m${words.seq}`, message: { ...words, nlu: null } };
  if (words.sender !== "customer") return [line];
  return [line, { key: `r${words.seq}`, reading: { seq: words.seq, nlu } }];
}
