// What the models say: value, trend, what counts in it, which version said it and how old it is.

import { el } from "./dom.js";
import * as format from "./format.js";
import * as ask from "./patient.js";
import { Sparkline } from "./sparkline.js";

const HOUR = 3600;
const BANDS = { low: "low", "low-medium": "low–medium", medium: "medium", high: "high", none: "no" };
const RANK = ["news2"];

/** The live scores of a patient, NEWS2 first. */
export function liveScores(patient, course, feed) {
  const scores = [...(patient.scores ?? [])].sort((a, b) => rank(a) - rank(b) || a.model.localeCompare(b.model));
  if (!scores.length) return [el("p", { class: "calm" }, "No score has come yet.")];
  return scores.map((score) => block(score, patient, course?.scores?.[score.model], feed));
}

const rank = (score) => (RANK.includes(score.model) ? 0 : 1);

function block(score, patient, course, { now, catalogue }) {
  const stale = ask.isScoreStale(patient, score, now, catalogue);
  const band = score.model === "news2" ? ask.news2Band(score) : null;
  const spark = new Sparkline(150, 22);
  const trail = (course?.points ?? []).filter((point) => point[1] !== null).map((point) => [point[0], point[1]]);
  spark.draw(trail, now);
  return el("details", { class: "model", "data-model": score.model, open: score.model === "news2" },
    el("summary", {},
      el("span", { class: "model-name" }, format.scoreName(score.model)),
      el("b", { "data-band": band }, format.score(score)),
      band && el("span", { class: "band" }, `${BANDS[band]} risk`),
      el("span", { class: "age" }, `${format.age(now - score.known)} ago${stale ? ", over old input" : ""}`)),
    el("p", { class: "facts" }, `Said by ${score.model}, version ${score.version}, at ${format.clock(score.known)}. ${trend(score, trail, now)}`),
    trail.length > 1 && spark.element,
    score.reason && el("p", {}, `Why not: ${score.reason.replaceAll("-", " ")}`),
    score.missing?.length > 0 && el("p", { class: "missing" }, `Missing: ${format.missing(score, catalogue)}`),
    parts(score, catalogue));
}

/** How it was an hour ago, as far as the stretch that is shown tells. */
function trend(score, trail, now) {
  const before = trail.findLast((point) => point[0] <= now - HOUR);
  if (!before || score.outcome === "not-applicable" || score.outcome === "failed") return "";
  const then = format.score({ model: score.model, outcome: "score", value: before[1] });
  const current = score.value ?? score.low;
  const word = current > before[1] ? "Risen" : current < before[1] ? "Fallen" : "The same";
  return current === before[1] ? `${word} as an hour ago.` : `${word} from ${then} an hour ago.`;
}

/** What counts, the most first, each with a bar of its share. */
function parts(score, catalogue) {
  const counted = Object.entries(score.contributions ?? {}).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  if (!counted.length) return null;
  const most = Math.max(...counted.map(([, part]) => Math.abs(part)), 1e-9);
  return el("table", { class: "parts" },
    el("caption", { class: "sr-only" }, `What counts in ${format.scoreName(score.model)}`),
    el("tbody", {}, ...counted.slice(0, 20).map(([id, part]) => {
      const bar = el("i", { "data-sign": part < 0 ? "less" : "more" });
      bar.style.width = `${(100 * Math.abs(part)) / most}%`;
      return el("tr", {}, el("th", { scope: "row" }, format.featureName(id, catalogue)), el("td", { class: "number" }, format.contribution(part)), el("td", { class: "bar", "aria-hidden": "true" }, bar));
    })));
}

/** Scores and values as they stood at a moment of the past. */
export function pastScores(course) {
  const rows = Object.entries(course.scores).filter(([, score]) => score.latest).map(([model, { latest }]) =>
    el("tr", {},
      el("th", { scope: "row" }, format.scoreName(model)),
      el("td", { class: "number" }, latest.low === undefined ? "n/a" : format.score({ model, outcome: "range", low: latest.low, high: latest.high })),
      el("td", {}, `version ${latest.version}`),
      el("td", {}, `${format.age(course.asOf - latest.known)} old then`)));
  return [rows.length ? el("table", { class: "values" }, el("tbody", {}, ...rows)) : el("p", { class: "calm" }, "No score had come by then."),
    el("p", { class: "facts" }, "Sub-scores of the past aren't kept; those of an alert stand in its evidence.")];
}

/** The values that Vigil would have called the last ones. */
export function pastValues(course, catalogue) {
  const rows = Object.entries(course.vitals).filter(([, vital]) => vital.latest).map(([id, { latest }]) =>
    el("tr", { "data-vital": id },
      el("th", { scope: "row" }, format.longName(id, catalogue)),
      el("td", { class: "number" }, format.value({ value: latest.value }, catalogue.get(id))),
      el("td", {}, format.unitName(catalogue.get(id).unit)),
      el("td", {}, `${format.age(course.asOf - latest.measured)} old then${latest.received - latest.measured > 60 ? `, came ${format.age(latest.received - latest.measured)} late` : ""}`)));
  return [rows.length ? el("table", { class: "values" }, el("tbody", {}, ...rows)) : el("p", { class: "calm" }, "No value had come by then.")];
}

/** The alerts that were open. */
export function pastAlerts(course) {
  if (!course.open.length) return [el("p", { class: "calm" }, "No alert was open then.")];
  return course.open.map((alert) => {
    const priority = format.PRIORITY[alert.priority];
    return el("div", { class: "alert", "data-priority": alert.priority, "data-state": alert.state },
      el("span", { class: "badge", "data-priority": alert.priority, "data-state": alert.state }, el("span", { "aria-hidden": "true" }, priority.symbol), ` ${priority.word}`),
      el("div", {}, el("p", { class: "because" }, format.readable(alert.because)), el("p", { class: "facts" }, `${alert.state} since ${format.clock(alert.decided)}${alert.by ? ` by ${alert.by}` : ""}`)));
  });
}
