/** Tells the customer that somebody writes, without a packet per key. */

const REPEAT_MS = 4_000; // the customer's side forgets typing after 10 s without news
const IDLE_MS = 5_000; // a pause longer than this is not typing any more

/**
 * @param {(id: string, typing: boolean) => void} emit
 * @param {() => number} [now] in ms
 */
export function createTyping(emit, now = Date.now) {
  /** @type {string | null} */
  let current = null;
  let saidAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let idle;

  const stop = () => {
    clearTimeout(idle);
    if (current !== null) emit(current, false);
    current = null;
  };
  const press = (/** @type {string} */ id) => {
    if (current !== id) {
      stop();
      saidAt = 0;
    }
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE_MS);
    if (now() - saidAt < REPEAT_MS) return;
    current = id;
    saidAt = now();
    emit(id, true);
  };
  return { press, stop };
}
