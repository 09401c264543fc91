/** The dialog « Qui est là »: everybody at the desk; supervisors give a conversation, or set capacity and skills. */

import { h } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { can } from "../people_state.js";
import { SKILL_FIELDS, hasSkills } from "../queue_state.js";
import { WHO, WORK } from "../queue_strings.js";
import { buildAgentForm } from "./agent_form.js";
import { subjectWords } from "./queue_filters_view.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").DeskAgent} DeskAgent */

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 */
export function mountAgents(root, { desk, store }) {
  const title = h("h2", { id: "agents-title" });
  const content = h("div", {});
  const box = h("dialog", { class: "dialog agents", "aria-labelledby": "agents-title" }, title, content);
  let isGiving = false;
  /** @type {DeskAgent | null} */
  let edited = null;
  let drawn = "";
  root.append(box);

  const draw = (/** @type {State} */ state) => {
    if (edited) return; // A form must not change under the hands of who fills it.
    const look = JSON.stringify([state.agents, isGiving, state.openId, subject(state)]);
    if (look === drawn) return;
    drawn = look;
    setText(title, isGiving ? WHO.assignTitle : WHO.title);
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    content.replaceChildren(
      isGiving ? "" : h("p", { class: "help" }, WHO.assignment[state.routing.assignment] ?? ""),
      h("ul", { class: "agent-list" }, ...listed(state, isGiving).map((agent) => row(state, agent))),
      h("div", { class: "dialog-end" }, h("button", { class: "button", type: "button", onclick: () => box.close() }, WHO.close)));
    const again = focused && content.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    if (again instanceof HTMLElement) again.focus();
  };

  const row = (/** @type {State} */ state, /** @type {DeskAgent} */ agent) => {
    const item = subject(state);
    const presence = !agent.connected ? "offline" : agent.availability === "away" ? "away" : "here";
    const holds = state.active.some(({ id, agent: holder }) => id === state.openId && holder?.username === agent.username);
    return h("li", { class: "agent-row", "data-presence": presence },
      h("span", { class: "agent-name" }, h("b", {}, agent.name), h("small", {}, WHO.states[presence])),
      h("span", { class: "load", "data-full": String(agent.load >= agent.capacity) }, WORK.load(agent.load, agent.capacity)),
      h("span", { class: "agent-skills" }, isGiving && item && hasSkills(agent, item) ? WHO.suited : skillWords(agent, state.topics)),
      h("span", { class: "agent-do" },
        isGiving ? h("button", { class: "button", type: "button", "data-key": `give-${agent.username}`, disabled: !agent.connected || holds,
          "aria-label": WHO.giveTo(agent.name), onclick: () => give(agent) }, WHO.give) : null,
        can(state.account, "edit_routing") && !isGiving ? h("button", { class: "button", type: "button", "data-key": `edit-${agent.username}`,
          "aria-label": WHO.editOf(agent.name), onclick: () => edit(agent) }, WHO.edit) : null));
  };

  const give = (/** @type {DeskAgent} */ agent) => {
    box.close();
    desk.assign(agent.username);
  };

  const edit = (/** @type {DeskAgent} */ agent) => {
    edited = agent;
    const back = () => {
      edited = null;
      drawn = "";
      draw(store.get());
      const button = content.querySelector(`[data-key="edit-${CSS.escape(agent.username)}"]`);
      if (button instanceof HTMLElement) button.focus();
    };
    setText(title, WHO.editTitle(agent.name));
    const form = buildAgentForm(agent, store.get(), {
      onBack: back,
      onSave: async (wanted) => {
        const error = await desk.saveAgent(agent.username, wanted, agent.name);
        if (error === null) back();
        return error;
      },
    });
    content.replaceChildren(form);
    form.querySelector("input")?.focus();
  };

  /** @param {boolean} giving whether the open conversation is to be given to somebody */
  const open = (giving) => {
    isGiving = giving;
    edited = null;
    drawn = "";
    draw(store.get());
    box.showModal();
    void desk.loadAgents();
  };
  return { openWho: () => open(false), openAssign: () => open(true), render: (/** @type {State} */ state) => { if (box.open) draw(state); } };
}

/** @param {State} state @param {boolean} isGiving @returns {DeskAgent[]} designers answer nobody */
function listed({ agents }, isGiving) {
  return isGiving ? agents.filter(({ role }) => role !== "designer") : agents;
}

/** @param {State} state @returns {import("../types.js").QueueItem | import("../types.js").ActiveItem | null} the open conversation, as listed */
function subject(state) {
  return [...state.waiting, ...state.active].find(({ id }) => id === state.openId) ?? null;
}

/** @param {DeskAgent} agent @param {Record<string, string>} topics titles by id @returns {string} */
function skillWords(agent, topics) {
  const words = SKILL_FIELDS.flatMap(([listed, field]) => agent.skills[listed].map((name) => subjectWords(topics, field, name)));
  return words.length > 0 ? words.join(", ") : WHO.everything;
}
