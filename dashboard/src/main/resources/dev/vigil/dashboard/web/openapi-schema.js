// What a body looks like: the JSON Schemas of the API's document, as lists for people.

import { el } from "./dom.js";

/** What stands where a reference points to. */
export function deref(api, thing) {
  let found = thing;
  while (found?.$ref) {
    const keys = found.$ref.slice(2).split("/");
    found = keys.reduce((at, key) => at?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], api);
  }
  return found ?? {};
}

/** The fields of a schema. Those of an object within are listed when somebody opens it: a schema may hold itself. */
export function outline(api, schema) {
  const whole = fieldsOf(api, schema);
  return el("ul", { class: "outline" }, ...(whole.length ? whole.map((field) => line(api, field)) : [el("li", {}, typeOf(api, schema))]));
}

function line(api, { name, schema, required }) {
  const about = schema.description ?? deref(api, schema).description;
  const head = [el("code", {}, name), ` ${typeOf(api, schema)}${required ? "" : ", optional"}${about ? `: ${about}` : ""}`];
  if (fieldsOf(api, schema).length === 0) return el("li", {}, ...head);
  const more = el("details", {}, el("summary", {}, ...head));
  more.addEventListener("toggle", () => more.append(outline(api, schema)), { once: true });
  return el("li", {}, more);
}

/** The fields of an object, of what an array holds, or of what may stand under any key. */
function fieldsOf(api, schema) {
  const it = deref(api, schema);
  if (it.properties) {
    return Object.entries(it.properties).map(([name, of]) => ({ name, schema: of, required: it.required?.includes(name) }));
  }
  const inner = it.items ?? (typeof it.additionalProperties === "object" ? it.additionalProperties : null);
  if (inner) return fieldsOf(api, inner);
  const choices = (it.oneOf ?? []).filter((choice) => choice.type !== "null");
  return choices.length === 1 ? fieldsOf(api, choices[0]) : choices.map((of, i) => ({ name: `choice ${i + 1}`, schema: of, required: true }));
}

function typeOf(api, schema) {
  const it = deref(api, schema);
  if (it.enum) return it.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (it.const !== undefined) return JSON.stringify(it.const);
  if (it.oneOf) return it.oneOf.map((choice) => typeOf(api, choice)).join(" | ");
  if (it.items) return `array of ${typeOf(api, it.items)}`;
  if (it.type === "object" && typeof it.additionalProperties === "object") return `object of ${typeOf(api, it.additionalProperties)}`;
  return [it.type ?? "anything"].flat().join(" | ");
}
