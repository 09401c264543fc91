// Made by `node web/bundle.mjs` from web/widget and web/shared: edit those.
(() => {
const NAME = "ecoute-widget";
const OPTIONS = ["server", "locale", "color", "suggestions", "theme", "position", "open"];
const HASHES = {"chat.js":"sha256-gc8kKAgBhvy1oD934A5ziAwEe9sqR5VHol3id2UzUGM=","strings_fr.js":"sha256-fObcpOzw0bCT2EMrvShuCFkJa3OOWG2DQ5Xvbbl5DoI=","strings_en.js":"sha256-BQYvwkzr4EFjI77RVmf0az/97cTvct087zEGwtZKND4="};
const WORDS = {
fr: { open: "Ouvrir la discussion", failed: "La discussion ne s’ouvre pas. Réessayer" },
en: { open: "Open the chat", failed: "The chat does not open. Try again" },
};
const BUBBLE = "M12 3.8c-5 0-8.8 3.3-8.8 7.6 0 2.2 1 4.1 2.7 5.5L5.2 20.5l4-1.8c.9.2 1.8.3 2.8.3 5 0 8.8-3.3 8.8-7.6S17 3.8 12 3.8ZM8.4 11.5h.01M12 11.5h.01M15.6 11.5h.01";
const CROSS = "M6 9.5l6 6 6-6";
const STYLE = `:host{all:initial;--main:var(--ecoute-color,#1f5f5b);--on-main:var(--ecoute-on-color,#fff);--main-text:var(--main);--size:var(--ecoute-launcher,60px);--z:var(--ecoute-z,2147483000);--y:var(--ecoute-y,20px);--left:auto;--right:max(var(--ecoute-x,20px),env(safe-area-inset-right))}
:host([position=left]){--left:max(var(--ecoute-x,20px),env(safe-area-inset-left));--right:auto}
.launcher{position:fixed;z-index:var(--z);left:var(--left);right:var(--right);bottom:max(var(--y),env(safe-area-inset-bottom));width:var(--size);height:var(--size);padding:0;border:0;border-radius:50%;display:grid;place-items:center;cursor:pointer;color:var(--on-main);background:var(--main);box-shadow:0 0 0 1.5px rgb(255 255 255/.55),0 6px 18px rgb(20 30 30/.28);transition:transform .18s}
.launcher:hover{transform:translateY(-2px)}.launcher:focus-visible{outline:3px solid var(--main-text);outline-offset:3px}
.launcher svg{width:50%;height:50%;fill:none;stroke:currentColor;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}
.launcher[aria-busy=true] svg{opacity:.5}.launcher .cross,:host([open]) .bubble-icon{display:none}:host([open]) .cross{display:block!important}
.launcher[data-unread]:not([data-unread=""]):after{content:attr(data-unread);position:absolute;top:-4px;right:-4px;min-width:22px;padding:0 5px;border-radius:11px;background:#a3261b;color:#fff;font:600 13px/22px system-ui,sans-serif;text-align:center}
@media (max-width:520px),(max-height:420px){:host([open]) .launcher{display:none}}
@media (prefers-reduced-motion:reduce){.launcher{transition:none}}
@media (forced-colors:active){.launcher{border:2px solid}}`;
const script = (document.currentScript);
if (customElements.get(NAME)) return;
const icon = (name, path) => {
const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
svg.setAttribute("viewBox", "0 0 24 24");
svg.setAttribute("aria-hidden", "true");
svg.setAttribute("class", name);
svg.append(document.createElementNS(svg.namespaceURI, "path"));
svg.firstElementChild?.setAttribute("d", path);
return svg;
};
const inks = (color) => {
const hex = /^#([0-9a-f]{6})$/i.exec(color ?? "")?.[1];
if (!hex) return "";
const [red, green, blue] = [0, 2, 4].map((at) => {
const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
});
const luminance = 0.2126 * Number(red) + 0.7152 * Number(green) + 0.0722 * Number(blue);
const isDark = luminance <= 0.183;
return `:host{--main:#${hex};--on-main:${isDark ? "#fff" : "#14201f"};--main-text:${isDark ? `#${hex}` : "#23302f"}}`;
};
const hasConversation = (server) => {
try {
return localStorage.getItem(`ecoute:${server}`) !== null;
} catch {
return false;
}
};
const bring = (url, integrity = "") =>
new Promise((done, fail) => {
const link = document.createElement("link");
if (!link.relList.supports?.("modulepreload")) return done(import(url));
Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity, href: url, onerror: fail });
link.onload = () => done(import(url));
document.head.append(link);
});
class EcouteWidget extends HTMLElement {
chat;
identity;
attempts = 0;
connectedCallback() {
if (this.shadowRoot) return;
this.server = this.getAttribute("server") || new URL(script?.src ?? location.href).origin;
this.locale = (this.getAttribute("locale") || document.documentElement.lang || "fr").slice(0, 35);
this.language = /^en\b/i.test(this.locale) ? "en" : "fr";
const shadow = this.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE + inks(this.getAttribute("color")));
shadow.adoptedStyleSheets = [sheet];
this.launcher = document.createElement("button");
Object.assign(this.launcher, { type: "button", className: "launcher", lang: this.language, ariaHasPopup: "dialog" });
this.launcher.setAttribute("aria-label", WORDS[this.language].open);
this.launcher.append(icon("bubble-icon", BUBBLE), icon("cross", CROSS));
this.launcher.addEventListener("click", () => this.toggle());
shadow.append(this.launcher);
const isOpen = this.hasAttribute("open");
this.removeAttribute("open");
if (isOpen) void this.load().then((chat) => chat?.show());
else if (hasConversation(this.server)) void this.load();
}
async open() {
await (await this.load())?.open();
}
async close() {
(await this.chat)?.close();
}
async toggle() {
await (await this.load())?.toggle();
}
async identify(token) {
this.identity = token;
(await this.chat)?.identify();
}
on(event, listener) {
const hear = ({ detail }) => listener(detail);
this.addEventListener(`ecoute-${event}`, hear);
return () => this.removeEventListener(`ecoute-${event}`, hear);
}
async load() {
const { launcher, shadowRoot, server = "", locale = "fr", language = "fr" } = this;
if (!launcher || !shadowRoot) return null;
launcher.setAttribute("aria-busy", "true");
try {
const fetched = () => ["chat.js", `strings_${language}.js`].map((name) => bring(`${server}/web/${name}?${this.attempts}`, HASHES[name]));
this.chat ??= Promise.all(fetched()).then(([{ start }, { STRINGS }]) => start(this, { shadow: shadowRoot, launcher, server, locale, words: STRINGS }));
return await this.chat;
} catch {
this.chat = undefined;
this.attempts += 1;
launcher.setAttribute("aria-label", WORDS[language].failed);
this.dispatchEvent(new CustomEvent("ecoute-error", { detail: { code: "load" } }));
return null;
} finally {
launcher.removeAttribute("aria-busy");
}
}
}
const place = () => {
customElements.define(NAME, EcouteWidget);
const placed = document.querySelector(NAME);
const widget = placed ?? document.createElement(NAME);
const { title, ...given } = script?.dataset ?? {};
if (!placed) {
if (title) widget.setAttribute("heading", title);
for (const name of OPTIONS) if (given[name] !== undefined) widget.setAttribute(name, String(given[name]));
document.body.append(widget);
}
const page = (window);
const early = page.ecoute ?? [];
page.ecoute = { push: (...calls) => calls.forEach((call) => queueMicrotask(() => call(widget))) };
page.ecoute.push(...early);
};
if (document.body) place();
else document.addEventListener("DOMContentLoaded", place);
})();
