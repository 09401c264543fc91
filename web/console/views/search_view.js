/** Looks through every conversation: words, then filters; a result opens read-only unless it is mine. */

import { h, icon } from "../../shared/dom.js";
import { keyed, setText } from "../dom.js";
import { formatTime } from "../format.js";
import { withKey } from "../keyboard.js";
import { MODES, SENDERS } from "../words.js";
import { colleaguesOf } from "../work.js";
import { SEARCH } from "../work_strings.js";
import { buildDialog } from "./dialog.js";
import { ICONS } from "./icons.js";

/** @typedef {import("../work_state.js").Found} Found */

const PAUSE_MS = 300; // nobody types for this long: the words are whole
const MIN_CHARS = 2;

/**
 * @param {HTMLElement} root where dialogs are
 * @param {import("./app_view.js").Parts} parts
 */
export function mountSearch(root, { desk, store }) {
  const words = h("input", { class: "field", id: "search-words", inputmode: "search", enterkeyhint: "search", maxlength: 100, autocomplete: "off", "aria-describedby": "search-hint" });
  const mode = select("search-mode", SEARCH.any, Object.entries(MODES));
  const tag = select("search-tag", SEARCH.anyTag, []);
  const agent = h("input", { class: "field", id: "search-agent", maxlength: 64, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const names = h("datalist", { id: "search-agents" });
  agent.setAttribute("list", names.id);
  const since = h("input", { class: "field", id: "search-since", type: "date" });
  const until = h("input", { class: "field", id: "search-until", type: "date" });
  const labelled = (/** @type {HTMLElement} */ field, /** @type {string} */ label) => h("p", {}, h("label", { for: field.id }, label), field);
  const filters = h("div", { class: "search-filters", role: "group", "aria-label": SEARCH.filters },
    labelled(mode, SEARCH.mode), labelled(tag, SEARCH.tag), labelled(agent, SEARCH.agent), labelled(since, SEARCH.since), labelled(until, SEARCH.until), names);
  const status = h("p", { class: "search-status", role: "status", id: "search-hint" });
  const list = h("ol", { class: "found-list" });
  const more = h("button", { class: "button", type: "button", onclick: () => void desk.work.search(query(), store.get().work.search.page + 1) }, SEARCH.more);
  const box = buildDialog("search", SEARCH.title, "", "", () => undefined,
    labelled(words, SEARCH.words), filters, status, list, more);
  root.append(box);
  const button = h("button", { class: "icon-button", type: "button", title: withKey(SEARCH.open, "search"), "aria-label": SEARCH.open, onclick: () => open() }, icon(ICONS.search));

  const query = () => ({ q: words.value.trim(), mode: mode.value, tag: tag.value, agent: agent.value.trim(), since: since.value, until: until.value });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const ask = (/** @type {number} */ after) => {
    clearTimeout(pause);
    const wanted = query();
    const isEnough = wanted.q.length >= MIN_CHARS || Object.entries(wanted).some(([name, value]) => name !== "q" && value);
    if (isEnough) pause = setTimeout(() => void desk.work.search(wanted), after);
    else store.dispatch({ type: "search_cleared" });
  };
  words.addEventListener("input", () => ask(PAUSE_MS));
  agent.addEventListener("input", () => ask(PAUSE_MS));
  for (const field of [mode, tag, since, until]) field.addEventListener("change", () => ask(0));
  box.addEventListener("keydown", (event) => walk(event, words, list));

  const open = () => {
    const { tags } = store.get().work.closing;
    const chosen = tag.value;
    tag.replaceChildren(h("option", { value: "" }, SEARCH.anyTag), ...tags.map(({ id, title }) => h("option", { value: id }, title)));
    tag.value = chosen;
    names.replaceChildren(...colleaguesOf(store.get()).map(({ username, name }) => h("option", { value: username }, name)));
    box.showModal();
    words.select();
  };
  const choose = (/** @type {Found} */ found) => {
    box.close();
    desk.open(found.id);
  };
  return {
    button,
    open,
    /** @param {import("../types.js").State} state */
    render({ work }) {
      const { search } = work;
      const titles = new Map(work.closing.tags.map(({ id, title }) => [id, title]));
      setText(status, sentence(search));
      more.hidden = !search.more;
      keyed(list, search.results, {
        key: (found) => found.id,
        stamp: (found) => JSON.stringify(found),
        build: (found) => buildFound(found, titles, () => choose(found)),
      });
    },
  };
}

/** @param {import("../work_state.js").Work["search"]} search */
function sentence({ status, error, results, more }) {
  if (status === "failed") return error ?? "";
  if (status === "busy") return SEARCH.busy;
  if (status === "idle") return SEARCH.hint;
  return results.length > 0 ? SEARCH.found(results.length, more) : SEARCH.none;
}

/** @param {Found} found @param {Map<string, string>} titles of tags @param {() => void} onClick */
function buildFound(found, titles, onClick) {
  const where = SEARCH.kinds[found.kind];
  return h("li", {}, h("button", { class: "found", type: "button", onclick: onClick },
    h("span", { class: "found-top" }, h("b", {}, found.customer_name ?? `${SENDERS.customer} ${found.id.slice(0, 8)}`),
      h("span", { class: "mode", "data-mode": found.mode }, MODES[found.mode] ?? found.mode, found.agent ? ` – ${found.agent}` : null),
      h("time", { datetime: found.updated_at }, formatTime(found.updated_at))),
    h("span", { class: "found-words" }, where ? h("i", {}, `(${where}) `) : null, found.excerpt),
    found.tags.length > 0 ? h("span", { class: "found-tags" }, found.tags.map((each) => titles.get(each) ?? each).join(" · ")) : null));
}

/** @param {string} id @param {string} any @param {[string, string][]} options */
function select(id, any, options) {
  return h("select", { class: "field", id }, h("option", { value: "" }, any), ...options.map(([value, label]) => h("option", { value }, label)));
}

/** Arrows go from the words through the results and back. @param {KeyboardEvent} event @param {HTMLElement} words @param {HTMLElement} list */
function walk(event, words, list) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [words, .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("button"))];
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at < 0 ? undefined : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
