/** Takes a conversation away as a file: masked unless somebody says otherwise. */

import { h } from "../../shared/dom.js";
import { transcriptPath } from "../work_api.js";
import { EXPORT } from "../work_strings.js";
import { buildDialog, choiceSet, ticked } from "./dialog.js";

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @returns {() => void} opens
 */
export function mountExport(root, { store }) {
  const formats = Object.entries(EXPORT.formats).map(([value, label]) => ({ value, label }));
  const format = choiceSet("radio", "export-format", EXPORT.format, formats);
  const notes = h("input", { type: "checkbox", id: "export-notes" });
  const masked = h("input", { type: "checkbox", id: "export-masked", "aria-describedby": "export-help" });
  const onGo = () => {
    const id = store.get().openId;
    if (!id) return;
    // A link that the browser follows as a download: the session's cookie goes with it.
    const link = h("a", { href: transcriptPath(id, ticked(format)[0] ?? "txt", notes.checked, masked.checked), download: "" });
    root.append(link);
    link.click();
    link.remove();
  };
  const box = buildDialog("export", EXPORT.title, EXPORT.go, "primary", onGo, format,
    h("p", { class: "check" }, notes, " ", h("label", { for: "export-notes" }, EXPORT.notes)),
    h("p", { class: "check" }, masked, " ", h("label", { for: "export-masked" }, EXPORT.masked)),
    h("p", { class: "help", id: "export-help" }, EXPORT.maskedHelp));
  root.append(box);
  return () => {
    const first = format.querySelector("input");
    if (first) first.checked = true;
    notes.checked = false;
    masked.checked = true;
    box.showModal();
    first?.focus();
  };
}
