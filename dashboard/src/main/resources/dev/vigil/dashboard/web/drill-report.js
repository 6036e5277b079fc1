// What people did in a drill, and how soon. Built anew only when it says something else.

import { el, setText } from "./dom.js";
import { badge } from "./alert.js";
import * as format from "./format.js";
import { listed, named, t } from "./language.js";
import { markAcross, sentenceOf } from "./origin.js";
import { printed, whilePrinting } from "./paper.js";
import { said } from "./sentences.js";

const FIRST = ["alerted", "noticed", "acknowledged", "acted"];
const ALERT_HEADS = ["bed", "priority", "alert", "raised", "opened", "answered", "asked", "end"];
const DEED_HEADS = ["time", "since", "who", "bed", "what"];
const MINUTE = 60;

/** How a drill is called in a list. */
export const nameOf = ({ id, plan }) => t("drill.name", { id, scenario: named("drill.scenarios", plan.scenario), ward: plan.ward });

/** How long it has been running, or took. */
export function took({ started, end }, now) {
  const time = span(Math.max(0, (end?.at ?? now ?? started) - started));
  return t(end ? "drill.over" : "drill.running", { time });
}

/** Times of people count by the second. */
const span = (seconds) => (seconds < MINUTE ? t("time.seconds", { n: seconds }) : t("drill.long", { minutes: Math.floor(seconds / MINUTE), seconds: seconds % MINUTE }));

export class Report {
  #place;
  #feed;
  #onStop;
  #state = "";
  #since = el("p", { class: "facts", id: "report-since" });
  #printed = el("p", { class: "facts paper", id: "report-printed" });

  /** @param onStop is asked to end the drill with this id */
  constructor(place, feed, onStop) {
    this.#place = place;
    this.#feed = feed;
    this.#onStop = onStop;
    markAcross(place, "training");
    whilePrinting(() => setText(this.#printed, printed(feed)));
  }

  hide() {
    this.#place.hidden = true;
    this.#state = "";
  }

  show(report) {
    const { drill } = report;
    this.#place.hidden = false;
    setText(this.#since, took(drill, this.#feed.now));
    const state = JSON.stringify(report);
    if (state === this.#state) return;
    this.#state = state;
    this.#place.replaceChildren(...this.#head(drill), this.#firsts(report),
      el("h3", {}, t("drill.alerts")), report.alerts.length ? alerts(report) : el("p", { class: "calm" }, t("drill.noAlert")),
      el("h3", {}, t("drill.deeds")), report.deeds.length ? this.#deeds(report) : el("p", { class: "calm" }, t("drill.nobody")),
      el("p", { class: "facts" }, t("drill.computed")), this.#printed, el("p", { class: "facts paper" }, t("frame.notDevice")));
  }

  #head(drill) {
    const { plan } = drill;
    const stop = drill.end ? null : el("button", { type: "button", id: "drill-stop", onclick: () => this.#onStop(drill.id) }, t("drill.stop"));
    return [
      el("p", { class: "origin-note paper" }, sentenceOf("training")),
      el("header", {},
        el("h2", {}, nameOf(drill)),
        el("div", { class: "actions" }, stop,
          el("button", { type: "button", id: "drill-print", onclick: () => print() }, t("drill.print")),
          el("a", { class: "button", href: `/api/drills/${encodeURIComponent(drill.id)}`, target: "_blank" }, t("drill.json")))),
      this.#since,
      el("p", { class: "facts" }, [
        t("drill.started", { time: format.moment(drill.started), by: drill.by, because: drill.because }),
        t("drill.onset", { time: format.clock(plan.onset) }),
        drill.end && t("drill.ended", { time: format.clock(drill.end.at), by: drill.end.by, because: drill.end.because }),
      ].filter(Boolean).join(" · ")),
      el("p", { class: "facts" }, t("drill.facts", { n: plan.patients, pace: plan.pace, seed: plan.seed, worsens: plan.worsens })),
    ];
  }

  #firsts(report) {
    const never = t(report.drill.end ? "drill.never" : "drill.notYet");
    return el("dl", { class: "firsts" }, ...FIRST.map((name) => {
      const found = report[name];
      const lines = found
        ? [el("b", {}, t("drill.afterOnset", { time: span(found.sinceOnset) })), name === "alerted" ? null : el("span", {}, sinceAlert(found)), found.by && el("span", {}, t("drill.by", { name: found.by }))]
        : [el("b", { class: "never" }, never)];
      return el("div", { "data-first": name }, el("dt", {}, named("drill.first", name)), el("dd", {}, ...lines));
    }));
  }

  #deeds({ drill, deeds }) {
    return table("deeds", t("drill.deeds"), DEED_HEADS.map((head) => named("drill.deedHead", head)), deeds.map((deed) => [
      format.clock(deed.at),
      deed.at >= drill.plan.onset ? span(deed.at - drill.plan.onset) : `−${span(drill.plan.onset - deed.at)}`,
      deed.by,
      deed.patient.split("-").at(-1),
      whatOf(deed),
    ]));
  }
}

function sinceAlert({ sinceAlert: seconds }) {
  if (seconds === undefined) return "";
  return t(seconds < 0 ? "drill.beforeAlert" : "drill.afterAlert", { time: span(Math.abs(seconds)) });
}

function alerts(report) {
  const after = (at, by, raised) => (at === undefined ? t("drill.never") : listed([span(at - raised), by]));
  return table("alerts", t("drill.alerts"), ALERT_HEADS.map((head) => named("drill.alertHead", head)), report.alerts.map((alert) => [
    alert.bed,
    badge(alert),
    said(alert.because),
    format.clock(alert.raised),
    after(alert.opened, alert.openedBy, alert.raised),
    after(alert.answered, alert.answeredBy, alert.raised),
    alert.escalations ? t("drill.escalations", { n: alert.escalations }) : "",
    named("drill.state", alert.state),
  ]));
}

/** What somebody did, and about what. */
function whatOf({ kind, about }) {
  const deed = named("drill.deed", kind);
  return about?.length ? t("drill.about", { deed, signs: listed(about.map((each) => named("signs.name", each, (id) => id))) }) : deed;
}

function table(name, heading, heads, rows) {
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": heading }, el("table", { "data-table": name },
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", {}, cell)))))));
}
