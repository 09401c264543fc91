/** What the transcript shows, in which order. Pure. */

/** @typedef {import("./types.js").DeskMessage} DeskMessage */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").OutboxItem} OutboxItem */
/** @typedef {{key: string, message?: DeskMessage, note?: Note, outgoing?: OutboxItem}} Line */

/**
 * Messages keep the order of `seq` whatever their clocks say; a note goes after the last message that is not
 * younger; what is on its way comes last.
 *
 * @param {{id: string, messages: DeskMessage[], notes: Note[]}} conversation `notes` oldest first
 * @param {OutboxItem[]} outbox of every conversation
 * @returns {Line[]}
 */
export function transcriptLines({ id, messages, notes }, outbox) {
  /** @type {Line[]} */
  const lines = messages.map((message) => ({ key: `m${message.seq}`, message }));
  for (const note of notes) {
    const at = Date.parse(note.at);
    const before = lastIndex(lines, ({ message, note: other }) =>
      other ? Date.parse(other.at) <= at : Date.parse(message?.at ?? "") <= at);
    lines.splice(before + 1, 0, { key: `n${note.note_id}`, note });
  }
  const known = new Set(messages.map(({ message_id }) => message_id));
  const mine = outbox.filter((item) => item.id === id && (item.private || !known.has(item.message_id)));
  return [...lines, ...mine.map((outgoing) => ({ key: `o${outgoing.message_id}`, outgoing }))];
}

/** @param {Line[]} lines @param {(line: Line) => boolean} test @returns {number} -1 when none passes */
function lastIndex(lines, test) {
  let index = lines.length - 1;
  while (index >= 0 && !test(/** @type {Line} */ (lines[index]))) index -= 1;
  return index;
}
