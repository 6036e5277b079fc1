// One patient: charts, scores with what is behind them, alerts, what was known when, observations.

import { keyOf, showAlerts as showBlocks } from "./alert.js";
import { observe } from "./bedside.js";
import { Charts, steps } from "./charts.js";
import { el, setText } from "./dom.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { limits, pause, plan } from "./orders.js";
import { markAcross, sentenceOf } from "./origin.js";
import { printed, whilePrinting } from "./paper.js";
import * as ask from "./patient.js";
import { Past } from "./past.js";
import { liveScores, pastAlerts, pastScores, pastValues } from "./scores.js";
import { startShell } from "./shell.js";
import { Twin } from "./twin.js";

const EVERY_MS = 120_000;
const BEFORE = 6 * 3600;
const PIXELS_A_POINT = 2;

const feed = startShell([
  { caps: "o", does: "patient.keyObserve", key: "o", act: () => document.querySelector("#actions .primary")?.click() },
  { caps: "t", does: "patient.keyThen", key: "t", act: () => document.getElementById("then-toggle").click() },
  { caps: "← →", does: "patient.keySlider" },
]);
const past = new Past(document.getElementById("past"), () => feed.now ?? 0);
const charts = new Charts(document.getElementById("charts"), feed, (from, to) => past.zoom(from, to));
const twin = new Twin(body("twin"), feed);
let id = null;
let course = null;
let asked = 0;
let loadedAt = -Infinity;
let isCut = false;
let alertsState = null;
let scoresState = null;

/** "#p-17", or "#p-17&at=1772000000" for the six hours before an alert. */
function fragment() {
  const [named, ...rest] = location.hash.slice(1).split("&");
  return { patient: decodeURIComponent(named), at: Number(new URLSearchParams(rest.join("&")).get("at")) || null };
}

function body(section) {
  return document.querySelector(`#${section} > div`);
}

const isOfNow = () => past.end === null && past.asOf === null;

const patient = () => (id === null ? undefined : feed.patients.get(id));

feed.addEventListener("change", (event) => {
  if (feed.now === null || !feed.catalogue.size) return;
  if (id === null) open();
  if (event.detail === null || event.detail.has(id) || event.detail.size === 0) live();
});
feed.addEventListener("liveness", ({ detail: { live: isLive } }) => {
  if (isLive && isCut && isOfNow() && patient()) load();
  isCut = !isLive && course !== null;
});
feed.addEventListener("transition", (event) => addStep(event.detail));
window.addEventListener("hashchange", () => {
  if (feed.now === null || !feed.catalogue.size) return;
  open();
  live();
});
past.addEventListener("change", () => load());
whilePrinting(() => setText(document.getElementById("printed"), printed(feed)));
setInterval(() => isOfNow() && patient() && load(), EVERY_MS);
document.addEventListener("visibilitychange", () => !document.hidden && performance.now() - loadedAt > EVERY_MS && patient() && load());

function open() {
  const { patient: named, at } = fragment();
  if (named === "" || named.startsWith("sign-in=")) {
    setText(document.getElementById("absent"), t("patient.noneNamed"));
    return;
  }
  const isOther = named !== id;
  id = named;
  forget(isOther);
  const found = patient();
  if (!found) return;
  actions();
  if (at === null) {
    past.toNow();
    return;
  }
  past.end = at;
  past.span = BEFORE;
  past.play(at - BEFORE, at);
}

/** Of another patient than before nothing stays, nor comes what was asked about them; of the same one the picture, until there is another. */
function forget(isOther) {
  asked++;
  course = null;
  alertsState = null;
  scoresState = null;
  if (!isOther) return;
  charts.clear();
  document.getElementById("actions").replaceChildren();
  delete document.body.dataset.shown;
}

function actions() {
  const button = (name, act, kind) => el("button", { type: "button", class: kind, onclick: () => act(patient(), feed) }, name);
  const problem = el("span", { class: "problem", role: "alert" });
  let isAsking = false;
  // The form comes when the server has answered: a second press would open a second one.
  const asking = (act) => async (...of) => {
    if (isAsking) return;
    isAsking = true;
    setText(problem, "");
    try {
      await act(...of);
    } catch (failure) {
      setText(problem, failure.message);
    }
    isAsking = false;
  };
  document.getElementById("actions").replaceChildren(problem,
    button(t("patient.observe"), asking(async (...of) => observe(...of)), "primary"), button(t("patient.limits"), asking(limits)), button(t("patient.plan"), asking(plan)), button(t("patient.pause"), asking(pause)));
}

/** Asks the server for the stretch that is shown; of answers that overtake each other the last counts. */
function load() {
  past.settles(request(++asked));
}

async function request(question) {
  const found = patient();
  if (!found) return;
  const { from, to } = past.range;
  const query = new URLSearchParams({ from, to, points: Math.max(100, Math.floor(document.getElementById("charts").clientWidth / PIXELS_A_POINT)) });
  for (const vital of vitals(found)) query.append("vital", vital);
  for (const model of new Set(["news2", ...(found.scores ?? []).map((score) => score.model)])) query.append("model", model);
  if (past.asOf !== null) query.set("asOf", past.asOf);
  try {
    const answer = await feed.api("GET", `/api/patients/${encodeURIComponent(id)}/course?${query}`);
    if (question !== asked) return;
    course = answer;
    loadedAt = performance.now();
    setText(document.getElementById("resolution"), course.stretch > 1 ? t("patient.stretch", { age: format.age(course.stretch) }) : t("patient.everyReading"));
  } catch (failure) {
    if (question !== asked) return;
    setText(document.getElementById("resolution"), failure.message);
    // What stands there is of another moment than the page says.
    if (course === null || (course.asOf ?? null) !== past.asOf) {
      course = null;
      charts.clear();
      live();
    }
    return;
  }
  scoresState = null;
  alertsState = null;
  charts.show(course, { ...past.range, asOf: past.asOf });
  live();
}

const MAIN = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "diastolic-pressure", "body-temperature", "consciousness", "oxygen-device", "oxygen-flow"];

const vitals = (found) => [...new Set([...MAIN, ...Object.keys(found.vitals), ...Object.keys(found.place.expected ?? {})])].filter((vital) => feed.catalogue.has(vital));

/** What changes with the feed. */
function live() {
  const found = patient();
  document.getElementById("patient").hidden = !found;
  const absent = document.getElementById("absent");
  absent.hidden = Boolean(found);
  if (!found) {
    if (feed.isWhole && id) setText(absent, t("patient.notYours", { patient: id }));
    return;
  }
  if (!document.getElementById("actions").childElementCount) open();
  showWho(found);
  past.render();
  if (past.asOf !== null) {
    showThen();
    return;
  }
  if (past.end === null && course && course.asOf === undefined) {
    charts.append(found);
    charts.draw({ ...past.range, asOf: null });
  }
  showAlerts(found);
  showScores(found);
  setText(document.getElementById("twin-title"), t("patient.now"));
  if (document.body.dataset.shown !== "now") {
    document.body.dataset.shown = "now";
    twin.open(found);
  } else twin.render(found);
}

function showWho(found) {
  const { place } = found;
  markAcross(document.getElementById("patient"), place.origin);
  const note = document.getElementById("origin-note");
  setText(note, sentenceOf(place.origin));
  note.hidden = note.textContent === "";
  setText(document.getElementById("title"), t("patient.title", { bed: place.bed, patient: found.patient }));
  const unmonitored = ask.unmonitored(found, feed.now, feed.catalogue) && t("patient.unmonitored");
  setText(document.getElementById("facts"), [...format.facts(place), unmonitored].filter(Boolean).join(" · "));
}

function showAlerts(found) {
  const alerts = ask.openAlerts(found);
  const state = alerts.map(keyOf).join() || "none";
  if (state === alertsState) return;
  alertsState = state;
  showBlocks(body("alerts"), feed, alerts, before);
  body("steps").replaceChildren(course ? steps(course) : "");
}

const before = (alert) => `#${encodeURIComponent(alert.patient)}&at=${alert.decided}`;

/** What becomes of an alert while the page is open: the server is asked for the whole every few minutes only. */
function addStep(step) {
  if (step.patient !== id || past.end !== null || !course || course.asOf !== undefined) return;
  if (course.transitions.some((known) => known.alert === step.alert && known.sequence === step.sequence)) return;
  course.transitions.push(step);
  alertsState = null;
}

function showScores(found) {
  const state = JSON.stringify(found.scores);
  const ages = `${Math.floor(feed.now / 5)}`;
  if (`${state}${ages}` === scoresState) return;
  scoresState = `${state}${ages}`;
  const opened = new Map([...document.querySelectorAll("#scores details")].map((each) => [each.dataset.model, each.open]));
  const focused = document.activeElement?.closest?.("#scores details")?.dataset.model;
  body("scores").replaceChildren(...liveScores(found, course, feed));
  for (const each of document.querySelectorAll("#scores details")) {
    if (opened.has(each.dataset.model)) each.open = opened.get(each.dataset.model);
    if (each.dataset.model === focused) each.querySelector("summary").focus();
  }
}

/** What was known at a moment of the past, and nothing of now. */
function showThen() {
  document.body.dataset.shown = "then";
  setText(document.getElementById("twin-title"), t("past.values", { time: format.clock(course?.asOf ?? past.asOf) }));
  if (!course || course.asOf === undefined) {
    alertsState = null;
    scoresState = null;
    for (const section of ["alerts", "scores", "steps", "twin"]) body(section).replaceChildren(el("p", { class: "calm" }, t("past.reading")));
    return;
  }
  if (`then ${course.asOf}` === scoresState) return;
  alertsState = null;
  body("alerts").replaceChildren(...pastAlerts(course));
  body("scores").replaceChildren(...pastScores(course));
  body("twin").replaceChildren(...pastValues(course, feed.catalogue));
  body("steps").replaceChildren(steps(course));
  scoresState = `then ${course.asOf}`;
}
