/** Colours: whether everything can be read, by day and in the dark (WCAG 1.4.3 and 1.4.11). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DARK, LIGHT } from "../../web/widget/style.js";

const TEXT = 4.5;
const DRAWN = 3;
/** Ink on ground, as the style uses them; `main` is the colour that a site chooses. */
const READ = [
  ["ink", "paper"], ["ink", "card"], ["soft", "paper"], ["soft", "card"], ["warm-ink", "warm"], ["ink", "warm"], ["soft", "warm"],
  ["alert", "card"], ["main-text", "card"], ["main-text", "paper"], ["paper", "ink"], ["on-main", "main"],
];
/** Sites choose them; the loader darkens what stands on the page for those that are too light. */
const COLORS = { "our green": "#1f5f5b", violet: "#5b2a86", navy: "#000060", black: "#000000" };

/** @param {string} hex */
const channels = (hex) => {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, "$&$&") : hex.slice(1);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
};
const luminance = (color) => {
  const [red, green, blue] = color.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** The palette of a scheme, with the site's colour as its main one. */
function palette(text, main) {
  const found = { main: channels(main), "on-main": [255, 255, 255], "main-text": channels(main) };
  for (const [, name, value] of text.matchAll(/--([\w-]+):([^;]+)/g)) {
    const hex = value.match(/#[0-9a-f]{3,6}/i)?.[0];
    const share = value.match(/color-mix\(in srgb,var\(--main\) (\d+)%,#fff\)/)?.[1];
    if (share) found[name] = channels(main).map((channel) => Math.round((channel * share + 255 * (100 - share)) / 100));
    else if (hex) found[name] = channels(hex);
  }
  return found;
}

for (const [scheme, text] of Object.entries({ light: LIGHT, dark: DARK })) {
  for (const [name, main] of Object.entries(COLORS)) {
    test(`every text can be read: ${scheme}, ${name}`, () => {
      const colors = palette(text, main);
      const faint = READ.map(([ink, ground]) => [ink, ground, contrast(colors[ink], colors[ground])]).filter(([, , ratio]) => ratio < TEXT);
      assert.deepEqual(faint, []);
      assert.ok(contrast(colors.soft, colors.card) >= DRAWN);
    });
  }
}
