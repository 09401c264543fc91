/**
 * Keeps a full-screen panel inside what a phone really shows: the iOS keyboard covers the page without resizing it.
 *
 * @param {HTMLElement} panel Gets `--view-height` and `--view-top`, in CSS pixels.
 * @returns {() => void} Stops following.
 */
export function followViewport(panel) {
  const view = globalThis.visualViewport;
  if (!view) return () => {};
  const follow = () => {
    // Pinch-zoom also changes the visual viewport; the panel must not shrink with it.
    if (view.scale > 1.01) return;
    panel.style.setProperty("--view-height", `${Math.round(view.height)}px`);
    panel.style.setProperty("--view-top", `${Math.round(view.offsetTop)}px`);
  };
  follow();
  view.addEventListener("resize", follow);
  view.addEventListener("scroll", follow);
  return () => {
    view.removeEventListener("resize", follow);
    view.removeEventListener("scroll", follow);
  };
}

/** Whether the panel covers the page, as in the style's last part. */
export const coversPage = () => matchMedia("(max-width:520px),(max-height:420px)").matches;

/** Whether typing brings a keyboard up over the page. */
export const hasTouchKeyboard = () => matchMedia("(pointer:coarse)").matches;
