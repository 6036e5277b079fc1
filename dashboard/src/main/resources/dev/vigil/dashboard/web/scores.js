// What the models say: value, trend, what counts in it, which version said it and how old it is.

import { badge } from "./alert.js";
import { el } from "./dom.js";
import * as format from "./format.js";
import { named, t } from "./language.js";
import * as ask from "./patient.js";
import { said } from "./sentences.js";
import { Sparkline } from "./sparkline.js";

const HOUR = 3600;

/** Seconds from which on a reading is said to have come late. */
const LATE = 60;
const RANK = ["news2"];

/** The live scores of a patient, NEWS2 first. */
export function liveScores(patient, course, feed) {
  const scores = [...(patient.scores ?? [])].sort((a, b) => rank(a) - rank(b) || a.model.localeCompare(b.model));
  if (!scores.length) return [el("p", { class: "calm" }, t("scores.none"))];
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
      band && el("span", { class: "band" }, named("scores.band", band)),
      el("span", { class: "age" }, t(stale ? "scores.agoStale" : "time.ago", { age: format.age(now - score.known) }))),
    el("p", { class: "facts" }, `${t("scores.saidBy", { model: score.model, version: score.version, time: format.clock(score.known) })} ${trend(score, course?.points ?? [], now)}`),
    trail.length > 1 && spark.element,
    score.reason && el("p", {}, t("scores.whyNot", { reason: format.reason(score.reason) })),
    score.missing?.length > 0 && el("p", { class: "missing" }, t("scores.missing", { inputs: format.missing(score) })),
    parts(score));
}

/** How it was an hour ago, as far as the stretch that is shown tells: of a gap then, not how it was before the gap. */
function trend(score, points, now) {
  const before = points.findLast((point) => point[0] <= now - HOUR);
  if (!before || before[1] === null || score.outcome === "not-applicable" || score.outcome === "failed") return "";
  const then = format.score({ model: score.model, outcome: "score", value: before[1] });
  const current = score.value ?? score.low;
  if (current === before[1]) return t("scores.same");
  return t(current > before[1] ? "scores.risen" : "scores.fallen", { then });
}

/** What counts, the most first, each with a bar of its share. */
function parts(score) {
  const counted = Object.entries(score.contributions ?? {}).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  if (!counted.length) return null;
  const most = Math.max(...counted.map(([, part]) => Math.abs(part)), 1e-9);
  return el("table", { class: "parts" },
    el("caption", { class: "sr-only" }, t("scores.counts", { score: format.scoreName(score.model) })),
    el("tbody", {}, ...counted.slice(0, 20).map(([id, part]) => {
      const bar = el("i", { "data-sign": part < 0 ? "less" : "more" });
      bar.style.width = `${(100 * Math.abs(part)) / most}%`;
      return el("tr", {}, el("th", { scope: "row" }, format.featureName(id)), el("td", { class: "number" }, format.contribution(part)), el("td", { class: "bar", "aria-hidden": "true" }, bar));
    })));
}

/** Scores and values as they stood at a moment of the past. */
export function pastScores(course) {
  const rows = Object.entries(course.scores).filter(([, score]) => score.latest).map(([model, { latest }]) =>
    el("tr", {},
      el("th", { scope: "row" }, format.scoreName(model)),
      el("td", { class: "number" }, format.score({ model, outcome: latest.low === undefined ? latest.outcome : "range", low: latest.low, high: latest.high })),
      el("td", {}, t("scores.version", { version: latest.version })),
      el("td", {}, t("past.old", { age: format.age(course.asOf - latest.known) }))));
  return [rows.length ? el("table", { class: "values" }, el("tbody", {}, ...rows)) : el("p", { class: "calm" }, t("past.noScore")),
    el("p", { class: "facts" }, t("past.noSubScores"))];
}

/** The values that Vigil would have called the last ones. */
export function pastValues(course, catalogue) {
  const rows = Object.entries(course.vitals).filter(([, vital]) => vital.latest).map(([id, { latest }]) =>
    el("tr", { "data-vital": id },
      el("th", { scope: "row" }, format.longName(id)),
      el("td", { class: "number" }, format.value({ value: latest.value }, catalogue.get(id))),
      el("td", {}, format.unitName(catalogue.get(id).unit)),
      el("td", {}, t(latest.received - latest.measured > LATE ? "past.oldAndLate" : "past.old", { age: format.age(course.asOf - latest.measured), late: format.age(latest.received - latest.measured) }))));
  return [rows.length ? el("table", { class: "values" }, el("tbody", {}, ...rows)) : el("p", { class: "calm" }, t("past.noValue"))];
}

/** The alerts that were open. */
export function pastAlerts(course) {
  if (!course.open.length) return [el("p", { class: "calm" }, t("past.noAlert"))];
  return course.open.map((alert) =>
    el("div", { class: "alert", "data-priority": alert.priority, "data-state": alert.state },
      badge(alert),
      el("div", {}, el("p", { class: "because" }, said(alert.because)),
        el("p", { class: "facts" }, t(alert.by ? "past.stateBy" : "past.state", { state: named("alerts.state", alert.state), time: format.clock(alert.decided), by: alert.by ?? "" })))));
}
