/** What agents read of the service's promises and of who does not wait on the page. */

/** What is owed next, by `TimerKind` of bot/contracts/desk.py. @type {Record<string, string>} */
export const CLOCKS = {
  first_answer: "1re réponse",
  next_answer: "Réponse",
  resolution: "Résolution",
};

/** The same, written out for screen readers. @type {Record<string, string>} */
export const CLOCKS_SPOKEN = {
  first_answer: "Première réponse",
  next_answer: "Prochaine réponse",
  resolution: "Résolution",
};

export const TIME = {
  left: (/** @type {string} */ clock, /** @type {string} */ duration) => `${clock}\u202f: ${duration}`,
  late: (/** @type {string} */ clock, /** @type {string} */ duration) => `${clock}\u202f: +${duration}`,
  spokenLeft: (/** @type {string} */ clock, /** @type {string} */ duration) => `${clock} attendue dans ${duration}`,
  spokenLate: (/** @type {string} */ clock, /** @type {string} */ duration) => `${clock} en retard de ${duration}`,
  leftMessage: "A laissé un message",
};
