// Drills: start one, watch it, end it, read what it showed. Whose report is open stands in the fragment.

import { Report, nameOf, took } from "./drill-report.js";
import { el, setText } from "./dom.js";
import * as format from "./format.js";
import { named, t } from "./language.js";
import { startShell } from "./shell.js";

const EVERY_MS = 3_000;
const MOST_PATIENTS = 30;
const PACES = [1, 2, 3, 4];

const feed = startShell();
const problem = document.getElementById("problem");
const report = new Report(document.getElementById("report"), feed, (drill) => stop(drill));
const list = el("ol", { class: "drills" });
const none = el("p", { class: "calm" }, t("drill.none"));
const scenario = el("select", { id: "drill-scenario", name: "scenario" });
let listed = "";
let connected = false;

build();
feed.addEventListener("change", () => {
  if (connected) return;
  connected = true;
  load();
  setInterval(() => document.hidden || load(), EVERY_MS);
});
window.addEventListener("hashchange", () => connected && load());

function build() {
  const field = (label, input) => el("p", { class: "field" }, el("label", { for: input.id }, label), input);
  const number = (name, rules) => el("input", { id: `drill-${name}`, name, type: "number", required: true, ...rules });
  const form = el("form", { onsubmit: (event) => start(event) },
    field(t("drill.ward"), el("input", { id: "drill-ward", name: "ward", required: true, maxlength: 40, autocomplete: "off", value: "training" })),
    field(t("drill.scenario"), scenario),
    field(t("drill.patients"), number("patients", { min: 1, max: MOST_PATIENTS, value: 4 })),
    field(t("drill.after"), number("afterSeconds", { min: 0, max: 1800, value: 60 })),
    field(t("drill.pace"), el("select", { id: "drill-pace", name: "pace" }, ...PACES.map((pace) => el("option", { value: pace }, pace === 1 ? t("drill.asUsual") : t("drill.faster", { n: pace }))))),
    field(t("drill.because"), el("input", { id: "drill-because", name: "because", maxlength: 500, autocomplete: "off" })),
    el("div", { class: "actions" }, el("button", { class: "primary", id: "drill-start" }, t("drill.start"))));
  document.getElementById("start").replaceChildren(el("h2", { id: "start-title" }, t("drill.startTitle")), el("p", { class: "facts" }, t("drill.intro")), el("p", { class: "facts" }, t("drill.spoiler")), form);
  document.getElementById("drills").replaceChildren(el("h2", { id: "drills-title" }, t("drill.title")), none, list);
}

/** The drill whose report is open; a link that signs in is none. */
const chosen = () => (location.hash.startsWith("#drill-") ? decodeURIComponent(location.hash.slice(1)) : null);

async function load() {
  try {
    const { scenarios, drills } = await feed.api("GET", "/api/drills");
    offer(scenarios);
    show(drills);
    const id = chosen();
    const found = id === null ? null : await feed.api("GET", `/api/drills/${encodeURIComponent(id)}`);
    // Another one may have been chosen meanwhile, whose own answer follows.
    if (id !== chosen()) return;
    if (found === null) report.hide();
    else report.show(found);
    setText(problem, "");
  } catch (failure) {
    setText(problem, failure.message);
  }
}

function offer(scenarios) {
  if (scenario.options.length) return;
  scenario.append(...scenarios.map((name) => el("option", { value: name }, named("drill.scenarios", name))));
}

function show(drills) {
  const state = JSON.stringify([drills, chosen()]);
  if (state === listed) return;
  listed = state;
  none.hidden = drills.length > 0;
  list.replaceChildren(...drills.map((drill) =>
    el("li", {},
      el("a", { href: `#${drill.id}`, "aria-current": drill.id === chosen() ? "true" : null }, nameOf(drill)),
      el("span", { class: "facts" }, ` ${format.day(drill.started)} ${format.clock(drill.started)}, ${took(drill, feed.now)}`))));
}

async function start(event) {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  const button = document.getElementById("drill-start");
  button.disabled = true;
  setText(button, t("drill.starting"));
  setText(problem, "");
  try {
    const order = { ward: given.ward, scenario: given.scenario, patients: Number(given.patients), afterSeconds: Number(given.afterSeconds), pace: Number(given.pace) };
    if (given.because.trim()) order.because = given.because.trim();
    const drill = await feed.api("POST", "/api/drills", order);
    location.hash = drill.id;
  } catch (failure) {
    setText(problem, failure.message);
  } finally {
    button.disabled = false;
    setText(button, t("drill.start"));
  }
}

async function stop(id) {
  try {
    await feed.api("POST", `/api/drills/${encodeURIComponent(id)}/stop`, {});
    await load();
  } catch (failure) {
    setText(problem, failure.message);
  }
}
