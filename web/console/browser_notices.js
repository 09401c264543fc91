/** Notifications of the browser: off until asked for, silent while the console is looked at. */

import { noticesOf } from "./notices.js";
import { NOTICES } from "./supervision_strings.js";

/** @typedef {import("./types.js").State} State */

/**
 * @param {{memory: {notices: () => boolean, setNotices: (on: boolean) => void}, open: (id: string) => void,
 *   toast: (kind: "info" | "error", text: string) => void, onChange: () => void,
 *   Notifier?: typeof Notification | undefined, isHidden?: () => boolean}} parts
 */
export function createBrowserNotices({
  memory, open, toast, onChange, Notifier = globalThis.Notification, isHidden = () => document.hidden,
}) {
  // Permission may have been taken back in the browser's settings meanwhile.
  let isOn = memory.notices() && Notifier?.permission === "granted";

  const set = (/** @type {boolean} */ on) => {
    isOn = on;
    memory.setNotices(on);
    onChange();
  };

  return {
    isOn: () => isOn,
    /** The switch: only here is the browser asked for permission. */
    async toggle() {
      if (isOn) return set(false);
      if (!Notifier) return toast("error", NOTICES.absent);
      const answer = Notifier.permission === "default" ? await Notifier.requestPermission() : Notifier.permission;
      if (answer !== "granted") return toast("error", NOTICES.refused);
      set(true);
      toast("info", NOTICES.on);
    },
    /** @param {State} state @param {State} before */
    tell(state, before) {
      if (!isOn || !Notifier || !isHidden()) return;
      for (const { key, id, title, body } of noticesOf(state, before)) {
        const notice = new Notifier(title, { body, tag: key, lang: "fr", icon: "/web/console/icon.svg" });
        notice.onclick = () => {
          globalThis.focus?.();
          open(id);
          notice.close();
        };
      }
    },
  };
}

/** @typedef {ReturnType<typeof createBrowserNotices>} BrowserNotices */
