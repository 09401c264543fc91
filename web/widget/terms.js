/**
 * Reads what the notice says out of `GET /brand` (docs/events.md).
 *
 * @param {any} brand
 * @param {string} lang Of the panel.
 * @returns {import("./types.js").State["terms"]}
 */
export function termsIn(brand, lang) {
  const kept = lang === "fr" ? brand.data_kept : brand.data_kept_en;
  const url = /^https:\/\//.test(brand.privacy_url) ? brand.privacy_url : null;
  return { kept: typeof kept === "string" ? kept : null, url, required: brand.consent !== "optional" };
}
