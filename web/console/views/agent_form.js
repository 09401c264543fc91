/** The form for an agent's capacity and skills. */

import { h } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { SKILL_FIELDS } from "../queue_state.js";
import { WHO } from "../queue_strings.js";
import { subjectWords } from "./queue_filters_view.js";

const MAX_CAPACITY = 50; // as bot/gateway/routing_schemas.py

/** @typedef {import("../types.js").DeskAgent} DeskAgent */
/** @typedef {import("../types.js").Skills} Skills */

/**
 * @param {DeskAgent} agent
 * @param {import("../types.js").State} state what can be ticked
 * @param {{onBack: () => void, onSave: (wanted: {capacity: number, skills: Skills}) => Promise<string | null>}} on
 *   `onSave` gives what went wrong, in words
 * @returns {HTMLFormElement}
 */
export function buildAgentForm(agent, { knownSkills, topics }, { onBack, onSave }) {
  const capacity = h("input", { class: "field", id: "agent-capacity", type: "number", min: 0, max: MAX_CAPACITY, required: true, value: agent.capacity });
  const lists = SKILL_FIELDS.map(([listed, field]) => skillList(WHO[listed], agent.skills[listed], knownSkills[listed],
    (name) => subjectWords(topics, field, name)));
  const read = (/** @type {number} */ index) => lists[index]?.read() ?? [];
  const failure = h("p", { class: "login-error", role: "alert" });
  const onSubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const skills = { topics: read(0), regions: read(1), languages: read(2) };
    void onSave({ capacity: Number(capacity.value), skills }).then((error) => setText(failure, error ?? ""));
  };
  return h("form", { onsubmit: onSubmit },
    h("label", { for: "agent-capacity" }, WHO.capacity), capacity,
    h("p", { class: "help" }, WHO.none), ...lists.map(({ node }) => node), failure,
    h("div", { class: "dialog-end" },
      h("button", { class: "button", type: "button", onclick: onBack }, WHO.back),
      h("button", { class: "button primary", type: "submit" }, WHO.save)));
}

/**
 * @param {string} title
 * @param {string[]} chosen
 * @param {string[]} known
 * @param {(name: string) => string} words
 */
function skillList(title, chosen, known, words) {
  const names = [...new Set([...known, ...chosen])].sort((a, b) => words(a).localeCompare(words(b), "fr"));
  const boxes = names.map((name) => h("input", { type: "checkbox", value: name, checked: chosen.includes(name) }));
  const ticks = boxes.map((box) => h("label", {}, box, " ", words(box.value)));
  return {
    node: h("fieldset", { class: "skills" }, h("legend", {}, title), h("div", { class: "ticks" }, ...ticks)),
    read: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
  };
}
