/** A site can open the chat from a button of its own; without the widget the button stays hidden. */
await customElements.whenDefined("ecoute-widget");
const button = document.querySelector("#talk");
const widget = /** @type {(HTMLElement & {open: () => Promise<void>}) | null} */ (document.querySelector("ecoute-widget"));
if (button instanceof HTMLButtonElement && widget) {
  button.hidden = false;
  button.addEventListener("click", () => void widget.open());
}
export {};
