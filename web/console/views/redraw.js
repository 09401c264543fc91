/** Replaces what an element holds without taking the keyboard's place away. */

/**
 * @param {HTMLElement} root
 * @param {Node[]} children controls that may hold the focus have a `data-key`, and so have <details>
 */
export function redraw(root, children) {
  const focused = root.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
  const opened = [...root.querySelectorAll("details[open][data-key]")].map((element) => element.getAttribute("data-key"));
  root.replaceChildren(...children);
  for (const details of root.querySelectorAll("details[data-key]")) {
    if (details instanceof HTMLDetailsElement && opened.includes(details.getAttribute("data-key"))) details.open = true;
  }
  const again = focused ? root.querySelector(`[data-key="${CSS.escape(focused)}"]`) : null;
  if (again instanceof HTMLElement) again.focus();
}
