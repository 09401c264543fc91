import { hasGap } from "./selectors.js";

/** A gap may be the acknowledgement of one's own words on its way: this long is waited before asking, in ms. */
const PATIENCE_MS = 400;

/**
 * Asks for what is missing between what is shown and what the server has.
 *
 * @param {import("../shared/store.js").Store<import("./types.js").State, import("./types.js").Action>} store
 * @param {() => boolean} isReady Whether there is a way to ask.
 * @param {() => Promise<void>} ask
 */
export function watchGaps(store, isReady, ask) {
  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null;
  store.subscribe((state) => {
    if (!hasGap(state) || !isReady() || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      if (hasGap(store.get()) && isReady()) void ask();
    }, PATIENCE_MS);
  });
}
