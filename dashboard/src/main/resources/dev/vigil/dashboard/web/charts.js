// All charts of a patient over one stretch of time: from the server's course, and while it ends now
// with what comes live.

import { Chart } from "./chart.js";
import { el } from "./dom.js";
import * as format from "./format.js";
import { named, t } from "./language.js";
import { whilePrinting } from "./paper.js";
import { said } from "./sentences.js";
import { ASKS } from "./shell.js";

/** Vital signs that share a chart, and how narrow a scale may be. */
const TOGETHER = { "systolic-pressure": ["systolic-pressure", "diastolic-pressure", "mean-pressure"] };
const ORDER = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "body-temperature"];
const LEAST = { "body-temperature": 2, spo2: 8, "oxygen-flow": 4 };
const PRIORITIES = ["low", "medium", "high"];

/** Live readings of before the stretch that is shown that are let go of at once: few are left with each second. */
const SPARE = 60;

export class Charts {
  #place;
  #feed;
  #onZoom;
  #charts = new Map();
  #course = null;
  #live = new Map();
  #shown = null;

  constructor(place, feed, onZoom) {
    this.#place = place;
    this.#feed = feed;
    this.#onZoom = onZoom;
    const redraw = () => this.#charts.forEach((chart) => chart.redraw());
    document.getElementById("theme").addEventListener("click", redraw);
    whilePrinting(redraw);
  }

  /** What the server had. */
  show(course, shown) {
    this.#course = course;
    this.#shown = shown;
    this.#live = new Map();
    this.#sync();
    this.draw(shown);
  }

  /** Nothing of anybody. */
  clear() {
    this.#course = null;
    this.#charts.forEach((chart) => chart.close());
    this.#charts.clear();
    this.#place.replaceChildren();
  }

  /** What came since, of a patient who is watched now. */
  append(patient) {
    if (!this.#course) return;
    for (const [id, vital] of Object.entries(patient.vitals)) {
      const course = this.#course.vitals[id];
      if (!course || vital.value === undefined) continue;
      const last = (this.#live.get(id) ?? course.points).at(-1);
      if (last && vital.measured <= last[0]) continue;
      const more = this.#live.get(id) ?? this.#live.set(id, []).get(id);
      if (last && last[1] !== null && vital.measured - last[0] > course.gap) more.push([last[0] + 1, null]);
      more.push([vital.measured, vital.value]);
    }
  }

  draw(shown = this.#shown) {
    if (!this.#course) return;
    this.#shown = shown;
    for (const more of this.#live.values()) leaveBehind(more, shown.from);
    const marks = this.#course.transitions.map((step) => ({ at: step.decided, priority: step.priority, asks: step.state === "active" && ASKS.includes(step.cause) }));
    // The most urgent is drawn last, over the others.
    marks.sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
    for (const [id, chart] of this.#charts) {
      const limits = (TOGETHER[id] ?? [id]).map((each) => this.#course.limits?.[each] ?? null);
      chart.show(this.#lines(id), { from: shown.from, to: shown.to, known: shown.asOf, limits, marks });
    }
  }

  #lines(id) {
    if (id === "news2") return [(this.#course.scores.news2?.points ?? []).map((point) => [point[0], point[1]])];
    return (TOGETHER[id] ?? [id]).map((each) => [...(this.#course.vitals[each]?.points ?? []), ...(this.#live.get(each) ?? [])]);
  }

  /** A chart for everything that has a course; those that stay are kept. */
  #sync() {
    const catalogue = this.#feed.catalogue;
    const grouped = new Set(Object.values(TOGETHER).flatMap((ids) => ids.slice(1)));
    const known = Object.keys(this.#course.vitals).filter((id) => !grouped.has(id) && !catalogue.get(id)?.codes.length && (ORDER.includes(id) || this.#course.vitals[id].points.length));
    known.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
    const wanted = ["news2", ...known];
    for (const [id, chart] of this.#charts) {
      if (wanted.includes(id)) continue;
      chart.close();
      this.#charts.delete(id);
    }
    for (const id of wanted) if (!this.#charts.has(id)) this.#charts.set(id, new Chart(id === "news2" ? NEWS2 : this.#of(id), this.#onZoom));
    const elements = wanted.map((id) => this.#charts.get(id).element);
    if (elements.some((element, i) => this.#place.children[i] !== element) || this.#place.children.length !== elements.length) this.#place.replaceChildren(...elements);
  }

  #of(id) {
    const sign = this.#feed.catalogue.get(id);
    const ids = TOGETHER[id] ?? [id];
    return {
      name: id === "systolic-pressure" ? t("patient.pressures") : format.longName(id),
      unit: format.unitName(sign.unit),
      lines: ids.map((each) => ({ id: each, label: format.longName(each) })),
      least: LEAST[id] ?? 30,
      high: sign.unit === "%" ? 100 : undefined,
    };
  }
}

/**
 * Lets go of what is before a second: while the store is away, the server's course is not renewed. No
 * line is drawn over what has gone.
 */
function leaveBehind(more, from) {
  const first = more.findIndex(([second]) => second >= from);
  // One before it stays, from which the line comes in.
  if (first > SPARE) more.splice(0, first - 1, [more[first - 1][0] - 1, null]);
}

const NEWS2 = { name: t("patient.news2Chart"), unit: "", lines: [{ id: "news2", label: format.scoreName("news2") }], steps: true, least: 8, low: 0, high: 20 };

const rank = (id) => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

/** What was done to alerts, the last first. */
export function steps(course) {
  if (!course.transitions.length) return el("p", { class: "calm" }, t("patient.nothingInTime"));
  return el("ol", { class: "steps", tabindex: 0, role: "list", "aria-label": t("patient.steps") }, ...course.transitions.slice(-40).reverse().map((step) =>
    el("li", {}, el("time", {}, format.clock(step.decided)), el("span", { class: "step-cause" }, named("alerts.cause", step.cause)), el("span", {}, `${said(step.because)}${step.by ? ` · ${step.by}` : ""}`))));
}
