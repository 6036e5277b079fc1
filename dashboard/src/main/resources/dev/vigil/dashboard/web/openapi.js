// The API's document as a page on which each request can be tried.

import { el, setText } from "./dom.js";
import { deref, outline } from "./openapi-schema.js";
import { startShell } from "./shell.js";

const METHODS = ["get", "post", "put"];
const MOST_CHARACTERS = 100_000;

const feed = startShell();
let api = null;

feed.addEventListener("me", () => load());

async function load() {
  if (api !== null || feed.me === null) return;
  try {
    api = await feed.api("GET", "/api/openapi.json");
    document.getElementById("operations").replaceChildren(...api.tags.map(group));
  } catch (failure) {
    setText(document.getElementById("problem"), failure.message);
  }
}

function group(tag) {
  const all = Object.entries(api.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]?.tags.includes(tag.name)).map((method) => operation(method, path, item)));
  return el("section", { class: "group" }, el("h2", {}, tag.name), el("p", {}, tag.description), ...all);
}

function operation(method, path, item) {
  const of = item[method];
  const whole = el("details", { class: "operation", id: of.operationId },
    el("summary", {}, el("b", { "data-changes": method !== "get" }, method.toUpperCase()), el("code", {}, path), el("span", {}, of.summary)));
  whole.addEventListener("toggle", () => whole.append(inside(method, path, item)), { once: true });
  return whole;
}

function inside(method, path, item) {
  const of = item[method];
  const answers = Object.entries(of.responses).map(([status, answer]) => answerOf(status, deref(api, answer)));
  return el("div", {}, of.description && el("p", {}, of.description), rolesOf(of), form(method, path, item), ...answers);
}

function rolesOf(of) {
  const roles = of["x-roles"];
  if (!roles) return el("p", {}, "Open to everybody.");
  const mine = feed.me.roles.some((role) => roles.includes(role));
  return el("p", {}, `For: ${roles.join(", ")}.${mine ? "" : ` You are ${feed.me.roles.join(", ")}: it will be refused.`}`);
}

function answerOf(status, answer) {
  const [type, media] = Object.entries(answer.content ?? {})[0] ?? [];
  return el("div", {}, el("h3", {}, `${status === "default" ? "Otherwise" : status}: ${answer.description} ${type ?? ""}`), media && outline(api, media.schema));
}

/** One field for each parameter and one for the body. */
function form(method, path, item) {
  const of = item[method];
  const fields = [...(item.parameters ?? []), ...(of.parameters ?? [])].map((each) => field(deref(api, each)));
  const body = of.requestBody ? bodyField(deref(api, of.requestBody)) : null;
  const result = el("pre", { tabindex: "0", role: "status", "aria-label": `Answer of ${path}` });
  const button = el("button", { class: "primary" }, method === "get" ? "Send" : "Send, for real");
  const send = async (event) => {
    event.preventDefault();
    button.disabled = true;
    setText(result, "…");
    setText(result, await answer(method, urlOf(path, fields), body).catch((failure) => failure.message));
    button.disabled = false;
  };
  return el("form", { onsubmit: send }, fields.length ? el("div", { class: "fields" }, ...fields.map((each) => each.label)) : null, ...(body?.elements ?? []), el("div", {}, button), result);
}

function field(parameter) {
  const about = [parameter.description, parameter.required ? "" : "Optional."].filter(Boolean).join(" ");
  const input = el("input", { name: parameter.name, required: parameter.required === true, value: [parameter.example ?? ""].flat().join(","), spellcheck: "false", autocomplete: "off" });
  return { parameter, input, label: el("label", {}, parameter.name, input, el("small", {}, about)) };
}

function bodyField(request) {
  const [type, media] = Object.entries(request.content)[0];
  if (type !== "application/json") {
    const input = el("input", { type: "file", required: true });
    return { type, value: () => input.files[0], elements: [el("label", {}, "Body", input, el("small", {}, `${type}. ${request.description ?? ""}`))] };
  }
  const example = media.example ?? deref(api, media.schema).example ?? {};
  const text = el("textarea", { spellcheck: "false", autocomplete: "off" });
  text.value = JSON.stringify(example, null, 2);
  return { type, value: () => text.value, elements: [el("label", {}, "Body", text), outline(api, media.schema)] };
}

/** What stands in a path is one value; in a query, an array is given with commas. */
function urlOf(path, fields) {
  let url = path;
  const query = new URLSearchParams();
  for (const { parameter, input } of fields) {
    const value = input.value.trim();
    if (parameter.in === "path") url = url.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value !== "") (parameter.schema.type === "array" ? value.split(",") : [value]).forEach((one) => query.append(parameter.name, one.trim()));
  }
  return query.size ? `${url}?${query}` : url;
}

async function answer(method, url, body) {
  const begun = performance.now();
  const headers = { "X-Vigil-Page": feed.me?.pageToken ?? "", ...(body ? { "Content-Type": body.type } : {}) };
  const response = await fetch(url, { method: method.toUpperCase(), cache: "no-store", headers, body: body?.value() });
  const text = await firstOf(response);
  const millis = Math.round(performance.now() - begun);
  return `${method.toUpperCase()} ${url}\n${response.status} ${response.statusText} · ${millis} ms\n\n${pretty(text)}`;
}

/** The log as a whole has no end for a page: only the first of it is read. */
async function firstOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > MOST_CHARACTERS) {
      await reader.cancel();
      return `${text.slice(0, MOST_CHARACTERS)}\n… the rest is left out.`;
    }
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
