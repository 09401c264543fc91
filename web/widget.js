/**
 * The only tag a site needs: <script src="https://host/widget.js" async></script>
 *
 * Shows the launcher. Everything else is fetched when the chat is opened, or when this browser already has a
 * conversation. Until it is opened nothing is stored and nothing is asked of the server.
 */
(() => {
  const NAME = "ecoute-widget";
  const OPTIONS = ["server", "locale", "color", "suggestions", "theme"];
  const WORDS = { open: "Ouvrir la discussion", failed: "La discussion ne s’ouvre pas. Réessayer" };
  const BUBBLE = "M12 3.8c-5 0-8.8 3.3-8.8 7.6 0 2.2 1 4.1 2.7 5.5L5.2 20.5l4-1.8c.9.2 1.8.3 2.8.3 5 0 8.8-3.3 8.8-7.6S17 3.8 12 3.8ZM8.4 11.5h.01M12 11.5h.01M15.6 11.5h.01";
  const CROSS = "M6 9.5l6 6 6-6";
  const STYLE = `:host{all:initial;--main:var(--ecoute-color,#1f5f5b);--on-main:#fff;--main-text:var(--main)}
.launcher{position:fixed;z-index:2147483000;right:max(20px,env(safe-area-inset-right));bottom:max(20px,env(safe-area-inset-bottom));width:60px;height:60px;padding:0;border:0;border-radius:50%;display:grid;place-items:center;cursor:pointer;color:var(--on-main);background:var(--main);box-shadow:0 0 0 1.5px rgb(255 255 255/.55),0 6px 18px rgb(20 30 30/.28);transition:transform .18s}
.launcher:hover{transform:translateY(-2px)}.launcher:focus-visible{outline:3px solid var(--main-text);outline-offset:3px}
.launcher svg{width:30px;height:30px;fill:none;stroke:currentColor;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}
.launcher[aria-busy=true] svg{opacity:.5}.launcher .cross,:host([open]) .bubble-icon{display:none}:host([open]) .cross{display:block!important}
.launcher[data-unread]:not([data-unread=""]):after{content:attr(data-unread);position:absolute;top:-4px;right:-4px;min-width:22px;padding:0 5px;border-radius:11px;background:#a3261b;color:#fff;font:600 13px/22px system-ui,sans-serif;text-align:center}
@media (max-width:520px),(max-height:420px){:host([open]) .launcher{display:none}}
@media (prefers-reduced-motion:reduce){.launcher{transition:none}}
@media (forced-colors:active){.launcher{border:2px solid}}`;
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (customElements.get(NAME)) return;

  /** @param {string} name @param {string} path */
  const icon = (name, path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", name);
    svg.append(document.createElementNS(svg.namespaceURI, "path"));
    svg.firstElementChild?.setAttribute("d", path);
    return svg;
  };

  /**
   * Gives the inks that can be read with a color (WCAG relative luminance): on it, and of it on white.
   *
   * @param {string | null} color "#rrggbb"; anything else is left to the site's style sheet.
   */
  const inks = (color) => {
    const hex = /^#([0-9a-f]{6})$/i.exec(color ?? "")?.[1];
    if (!hex) return "";
    const [red, green, blue] = [0, 2, 4].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    const luminance = 0.2126 * Number(red) + 0.7152 * Number(green) + 0.0722 * Number(blue);
    // White on the color, and the color on white, reach 4.5:1 below 0.183.
    const isDark = luminance <= 0.183;
    return `:host{--main:#${hex};--on-main:${isDark ? "#fff" : "#14201f"};--main-text:${isDark ? `#${hex}` : "#23302f"}}`;
  };

  /** @param {string} server */
  const hasConversation = (server) => {
    try {
      return localStorage.getItem(`ecoute:${server}`) !== null;
    } catch {
      return false; // Storage is blocked: there is nothing to come back to.
    }
  };

  class EcouteWidget extends HTMLElement {
    /** @type {Promise<import("./widget/element.js").Chat> | undefined} */
    chat;

    connectedCallback() {
      if (this.shadowRoot) return;
      this.server = this.getAttribute("server") || new URL(script?.src ?? location.href).origin;
      const shadow = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE + inks(this.getAttribute("color")));
      shadow.adoptedStyleSheets = [sheet];
      this.launcher = document.createElement("button");
      this.launcher.type = "button";
      this.launcher.className = "launcher";
      this.launcher.setAttribute("aria-label", WORDS.open);
      this.launcher.setAttribute("aria-haspopup", "dialog");
      this.launcher.append(icon("bubble-icon", BUBBLE), icon("cross", CROSS));
      this.launcher.addEventListener("click", () => this.toggle());
      shadow.append(this.launcher);
      if (hasConversation(this.server)) void this.load();
    }

    /** Opens the chat, or closes it. A site can call it from a button of its own. */
    async toggle() {
      (await this.load())?.toggle();
    }

    /** Opens the chat. */
    async open() {
      (await this.load())?.open();
    }

    /** Fetches the chat once. A failed fetch can be tried again. */
    async load() {
      const { launcher, shadowRoot, server } = this;
      if (!launcher || !shadowRoot || !server) return null;
      launcher.setAttribute("aria-busy", "true");
      try {
        this.chat ??= import(`${server}/web/chat.js`).then((module) => module.start(this, shadowRoot, launcher, server));
        return await this.chat;
      } catch {
        this.chat = undefined;
        launcher.setAttribute("aria-label", WORDS.failed);
        return null;
      } finally {
        launcher.removeAttribute("aria-busy");
      }
    }
  }
  const place = () => {
    customElements.define(NAME, EcouteWidget);
    if (document.querySelector(NAME)) return;
    const widget = document.createElement(NAME);
    const { title, ...given } = script?.dataset ?? {};
    if (title) widget.setAttribute("heading", title);
    for (const name of OPTIONS) if (given[name]) widget.setAttribute(name, String(given[name]));
    document.body.append(widget);
  };
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
