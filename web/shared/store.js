/**
 * Holds one state and tells those who listen. Changes happen in the reducer only.
 *
 * @template S
 * @template A
 * @typedef {object} Store
 * @property {() => S} get
 * @property {(action: A) => void} dispatch
 * @property {(listener: (state: S, before: S) => void) => () => void} subscribe Gives the function that unsubscribes.
 */

/**
 * @template S
 * @template A
 * @param {(state: S, action: A) => S} reduce Pure; returns the same object when nothing changes.
 * @param {S} initial
 * @returns {Store<S, A>}
 */
export function createStore(reduce, initial) {
  let state = initial;
  /** @type {Set<(state: S, before: S) => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    dispatch(action) {
      const before = state;
      state = reduce(state, action);
      if (state !== before) for (const listener of [...listeners]) listener(state, before);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
