// What people did in a drill, and how soon. Built anew only when it says something else.

import { el, setText } from "./dom.js";
import * as format from "./format.js";
import { listed, named, t } from "./language.js";
import { markAcross } from "./origin.js";
import { said } from "./sentences.js";

/** A span of time to the second. */
export const span = (seconds) => (seconds < 60 ? t("time.seconds", { n: seconds }) : t("drill.minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }));

export const titleOf = ({ id, plan }) => t("drill.title", { id, scenario: named("drill.scenario", plan.scenario), ward: plan.ward });

const FIRST = ["alerted", "noticed", "acknowledged", "acted"];

export class Report {
  #place;
  #feed;
  #onStop;
  #state = "";
  #since = el("p", { class: "facts", id: "report-since" });

  /** @param onStop is asked to end the drill with this id */
  constructor(place, feed, onStop) {
    this.#place = place;
    this.#feed = feed;
    this.#onStop = onStop;
    markAcross(place, "training");
  }

  hide() {
    this.#place.hidden = true;
    this.#state = "";
  }

  show(report) {
    const { drill } = report;
    this.#place.hidden = false;
    const until = drill.end?.at ?? this.#feed.now ?? drill.started;
    const took = span(Math.max(0, until - drill.started));
    setText(this.#since, drill.end ? t("drill.over", { time: took }) : t("drill.running", { time: took }));
    const state = JSON.stringify(report);
    if (state === this.#state) return;
    this.#state = state;
    this.#place.replaceChildren(...this.#head(drill), this.#firsts(report),
      el("h3", {}, t("drill.alerts")), report.alerts.length ? alerts(report) : el("p", { class: "calm" }, t("drill.noAlert")),
      el("h3", {}, t("drill.deeds")), report.deeds.length ? this.#deeds(report) : el("p", { class: "calm" }, t("drill.nobody")),
      el("p", { class: "facts" }, t("drill.computed")));
  }

  #head(drill) {
    const { plan } = drill;
    const stop = drill.end ? null : el("button", { type: "button", id: "drill-stop", onclick: () => this.#onStop(drill.id) }, t("drill.stop"));
    return [
      el("header", {},
        el("h2", {}, titleOf(drill)),
        el("div", { class: "actions" }, stop,
          el("button", { type: "button", onclick: () => print() }, t("drill.print")),
          el("a", { class: "button", href: `/api/drills/${encodeURIComponent(drill.id)}`, target: "_blank" }, t("drill.json")))),
      this.#since,
      el("p", { class: "facts" }, [
        t("drill.started", { time: moment(drill.started), by: drill.by, because: drill.because }),
        t("drill.onset", { time: format.clock(plan.onset) }),
        drill.end && t("drill.ended", { time: format.clock(drill.end.at), by: drill.end.by, because: drill.end.because }),
      ].filter(Boolean).join(" · ")),
      el("p", { class: "facts" }, t("drill.facts", { n: plan.patients, pace: plan.pace, seed: plan.seed, worsens: plan.worsens })),
    ];
  }

  #firsts(report) {
    const never = report.drill.end ? t("drill.neverInTheEnd") : t("drill.never");
    return el("dl", { class: "firsts" }, ...FIRST.map((name) => {
      const found = report[name];
      const lines = found
        ? [el("b", {}, t("drill.afterOnset", { time: span(found.sinceOnset) })), name === "alerted" ? null : el("span", {}, sinceAlert(found)), found.by && el("span", {}, t("drill.by", { name: found.by }))]
        : [el("b", { class: "never" }, never)];
      return el("div", { "data-first": name }, el("dt", {}, t(`drill.first.${name}`)), el("dd", {}, ...lines));
    }));
  }

  #deeds({ drill, deeds }) {
    return table("deeds", ["time", "sinceOnset", "who", "bed", "what"], deeds.map((deed) => [
      format.clock(deed.at),
      deed.at >= drill.plan.onset ? span(deed.at - drill.plan.onset) : `−${span(drill.plan.onset - deed.at)}`,
      deed.by,
      deed.patient.split("-").at(-1),
      whatOf(deed),
    ]));
  }
}

function whatOf({ kind, about }) {
  const what = named("drill.kind", kind);
  return about?.length ? t("drill.about", { what, things: listed(about.map((each) => named("signs.name", each, (id) => id))) }) : what;
}

const moment = (second) => `${format.day(second)} ${format.clock(second)}`;

function sinceAlert({ sinceAlert: seconds }) {
  if (seconds === undefined) return "";
  return seconds < 0 ? t("drill.beforeAlert", { time: span(-seconds) }) : t("drill.afterAlert", { time: span(seconds) });
}

function alerts(report) {
  const after = (at, by, raised) => (at === undefined ? t("drill.neverInTheEnd") : `${span(at - raised)}, ${by}`);
  return table("alerts", ["bed", "priority", "alert", "raised", "opened", "answered", "escalated", "state"], report.alerts.map((alert) => [
    alert.bed,
    badge(alert.priority),
    said(alert.because),
    format.clock(alert.raised),
    after(alert.opened, alert.openedBy, alert.raised),
    after(alert.answered, alert.answeredBy, alert.raised),
    alert.escalations ? t("drill.times", { n: alert.escalations }) : "",
    named("drill.state", alert.state),
  ]));
}

function badge(priority) {
  const { symbol, word } = format.PRIORITY[priority];
  return el("span", { class: "badge", "data-priority": priority }, el("span", { "aria-hidden": "true" }, symbol), ` ${word}`);
}

function table(name, heads, rows) {
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": t(`drill.${name}`) }, el("table", { "data-table": name },
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, t(`drill.head.${head}`))))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", {}, cell)))))));
}
