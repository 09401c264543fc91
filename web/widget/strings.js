/**
 * Everything that customers read or hear, in the language that the loader chose: `strings_fr.js`, `strings_en.js`.
 *
 * @typedef {typeof import("./strings_fr.js").STRINGS} Words
 */

/** @type {Words} */
export const STRINGS = /** @type {any} */ ({});

/** Takes the words of a language, before anything is drawn. @param {Words} words */
export const speak = (words) => void Object.assign(STRINGS, words);
