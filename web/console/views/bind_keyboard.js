/** Binds the keys of keyboard.js to the desk. */

import { isMine } from "../agents.js";
import { canReopen } from "../conversation_state.js";
import { readKey } from "../keyboard.js";
import { heldReply } from "../outbox_state.js";
import { can, shownPage } from "../people_state.js";

/**
 * @param {import("./app_view.js").Parts} parts
 * @param {{dialogs: import("./dialogs_view.js").Dialogs, lists: HTMLElement,
 *   agents: ReturnType<typeof import("./agents_view.js").mountAgents>, toggleFilters: () => void,
 *   focusComposer: (kind: import("../types.js").ComposerKind | null) => boolean}} views
 */
export function bindKeyboard({ desk, store }, { dialogs, lists, agents, toggleFilters, focusComposer }) {
  /** @param {1 | -1} step */
  const move = (step) => {
    desk.move(step);
    // Drawn in the next microtask; only then does the new current item exist.
    queueMicrotask(() => queueMicrotask(() => {
      const current = lists.querySelector('[aria-current="true"]');
      if (current instanceof HTMLElement) current.focus();
    }));
  };
  const ifMine = (/** @type {() => void} */ run) => isMine(store.get().open, store.get().me) && run();
  /** @param {"assign" | "take_over"} permission @param {import("../types.js").Mode[]} modes @param {() => void} run */
  const ifSupervising = (permission, modes, run) => {
    const { open, account } = store.get();
    return !!open && can(account, permission) && modes.includes(open.mode) && !isMine(open, store.get().me) && run();
  };
  const insert = (/** @type {number} */ n) => {
    const buttons = document.querySelectorAll(".proposed:not([hidden]) .suggestion");
    const button = buttons[n - 1];
    if (button instanceof HTMLElement) button.click();
  };
  /** @returns {boolean} */
  const unsend = () => {
    if (!desk.unsend()) return false;
    // Another conversation may have to be fetched first; then its composer is not there yet.
    queueMicrotask(() => queueMicrotask(() => focusComposer(null)));
    return true;
  };
  /** @type {Record<import("../keyboard.js").Command, () => unknown>} */
  const commands = {
    next: () => move(1),
    previous: () => move(-1),
    claim: () => store.get().open?.mode === "queued" && desk.command("claim"),
    reply: () => focusComposer("reply"),
    note: () => focusComposer("note"),
    transfer: () => ifMine(() => dialogs.openTransfer()),
    return_to_bot: () => ifMine(() => dialogs.openHandBack()),
    availability: () => desk.toggleAvailability(),
    filters: toggleFilters,
    within_reach: () => desk.changeFilters({ suits: !store.get().filters.suits }),
    who: () => agents.openWho(),
    assign: () => ifSupervising("assign", ["queued", "human"], () => agents.openAssign()),
    take_over: () => ifSupervising("take_over", ["human"], () => desk.command("take_over")),
    join: () => ifSupervising("take_over", ["human"], () => desk.command("join")),
    release: () => ifMine(() => desk.command("release")),
    close: () => ifMine(() => dialogs.openClose()),
    reopen: () => canReopen(store.get().open) && desk.work.reopen(),
    undo: () => void (unsend() || desk.work.undo()),
    unsend: () => unsend(),
    export: () => store.get().open && dialogs.openExport(),
    search: () => dialogs.openSearch(),
    mentions: () => dialogs.openMentions(),
    hotline: () => dialogs.openHotline(),
    help: () => dialogs.openHelp(),
    leave_field: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    suggestion_1: () => insert(1),
    suggestion_2: () => insert(2),
    suggestion_3: () => insert(3),
  };
  document.addEventListener("keydown", (event) => {
    const state = store.get();
    const target = event.target instanceof Element ? event.target : document.body;
    if (state.phase !== "desk" || shownPage(state.account, state.page) || event.defaultPrevented) return;
    const command = readKey(event, {
      inField: target.matches("input, textarea, select"),
      inDialog: !!document.querySelector("dialog[open]"),
      inList: lists.contains(target),
      singleKeys: state.singleKeys,
      holds: heldReply(state) !== null,
      hasWords: (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== "",
    });
    if (!command) return;
    event.preventDefault();
    commands[command]();
  });
}
