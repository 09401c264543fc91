/**
 * Passes a link on: to the clipboard, or to a program of the customer's that he sees before anything is sent.
 *
 * @typedef {"copy" | "email" | "whatsapp" | "sms"} Channel
 */
import { STRINGS as T } from "./strings.js";

/** @type {readonly Channel[]} */
export const CHANNELS = Object.freeze(["copy", "email", "whatsapp", "sms"]);

/**
 * Writes the address that opens a program with the link in a new message.
 *
 * @param {Exclude<Channel, "copy">} channel
 * @param {string} url
 * @returns {string}
 */
export function messageAddress(channel, url) {
  const text = encodeURIComponent(`${T.shareText}\n${url}`);
  if (channel === "whatsapp") return `https://wa.me/?text=${text}`;
  if (channel === "sms") return `sms:?&body=${text}`;
  return `mailto:?subject=${encodeURIComponent(T.shareSubject)}&body=${text}`;
}

/**
 * Asks for the link and passes it on.
 *
 * @param {Channel} channel
 * @param {() => Promise<string>} ask The link, from the server.
 * @returns {Promise<{url: string, done: boolean}>} Not `done` when the browser did not let us.
 * @throws Whatever `ask` throws.
 */
export async function passOn(channel, ask) {
  if (channel === "copy") return copy(ask());
  // A browser lets a click open a window, and not what comes after an answer from the network.
  const tab = channel === "whatsapp" ? open("", "_blank") : null;
  if (tab) tab.opener = null;
  try {
    const url = await ask();
    const address = messageAddress(channel, url);
    if (channel !== "whatsapp") location.assign(address);
    else tab?.location.replace(address);
    return { url, done: channel !== "whatsapp" || tab !== null };
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** @param {Promise<string>} asked @returns {Promise<{url: string, done: boolean}>} */
async function copy(asked) {
  try {
    // Safari wants the clipboard within the click; what it gets may come later.
    const text = asked.then((url) => new Blob([url], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return { url: await asked, done: true };
  } catch {
    const url = await asked;
    const done = await navigator.clipboard?.writeText(url).then(() => true, () => false);
    return { url, done: done ?? false };
  }
}
