// What people did in a drill, and how soon. Built anew only when it says something else.

import { el, setText } from "./dom.js";
import * as format from "./format.js";
import { markAcross } from "./origin.js";
import { WORDS } from "./words-drill.js";

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
    const took = WORDS.seconds(Math.max(0, until - drill.started));
    setText(this.#since, drill.end ? WORDS.over(took) : WORDS.running(took));
    const state = JSON.stringify(report);
    if (state === this.#state) return;
    this.#state = state;
    this.#place.replaceChildren(...this.#head(drill), this.#firsts(report),
      el("h3", {}, WORDS.alerts), report.alerts.length ? alerts(report) : el("p", { class: "calm" }, WORDS.noAlert),
      el("h3", {}, WORDS.deeds), report.deeds.length ? this.#deeds(report) : el("p", { class: "calm" }, WORDS.nobody),
      el("p", { class: "facts" }, WORDS.computed));
  }

  #head(drill) {
    const { plan } = drill;
    const stop = drill.end ? null : el("button", { type: "button", id: "drill-stop", onclick: () => this.#onStop(drill.id) }, WORDS.stop);
    return [
      el("header", {},
        el("h2", {}, WORDS.title(drill, WORDS.scenarios[plan.scenario] ?? plan.scenario)),
        el("div", { class: "actions" }, stop,
          el("button", { type: "button", onclick: () => print() }, WORDS.print),
          el("a", { class: "button", href: `/api/drills/${encodeURIComponent(drill.id)}`, target: "_blank" }, WORDS.json))),
      this.#since,
      el("p", { class: "facts" }, [
        WORDS.started(moment(drill.started), drill.by, drill.because),
        WORDS.onset(format.clock(plan.onset)),
        drill.end && WORDS.ended(format.clock(drill.end.at), drill.end.by, drill.end.because),
      ].filter(Boolean).join(" · ")),
      el("p", { class: "facts" }, WORDS.facts(drill)),
    ];
  }

  #firsts(report) {
    const never = report.drill.end ? WORDS.neverInTheEnd : WORDS.never;
    return el("dl", { class: "firsts" }, ...FIRST.map((name) => {
      const found = report[name];
      const lines = found
        ? [el("b", {}, WORDS.afterOnset(WORDS.seconds(found.sinceOnset))), name === "alerted" ? null : el("span", {}, sinceAlert(found)), found.by && el("span", {}, WORDS.by(found.by))]
        : [el("b", { class: "never" }, never)];
      return el("div", { "data-first": name }, el("dt", {}, WORDS[name]), el("dd", {}, ...lines));
    }));
  }

  #deeds({ drill, deeds }) {
    return table("deeds", WORDS.deedHeads, deeds.map((deed) => [
      format.clock(deed.at),
      deed.at >= drill.plan.onset ? WORDS.seconds(deed.at - drill.plan.onset) : `−${WORDS.seconds(drill.plan.onset - deed.at)}`,
      deed.by,
      WORDS.bed(deed.patient),
      `${WORDS.kinds[deed.kind] ?? deed.kind}${deed.about?.length ? `: ${deed.about.map((each) => (this.#feed.catalogue.has(each) ? format.longName(each, this.#feed.catalogue) : each)).join(", ")}` : ""}`,
    ]));
  }
}

const moment = (second) => `${format.day(second)} ${format.clock(second)}`;

function sinceAlert({ sinceAlert: seconds }) {
  if (seconds === undefined) return "";
  return seconds < 0 ? WORDS.beforeAlert(WORDS.seconds(-seconds)) : WORDS.afterAlert(WORDS.seconds(seconds));
}

function alerts(report) {
  const after = (at, by, raised) => (at === undefined ? WORDS.neverInTheEnd : `${WORDS.seconds(at - raised)}, ${by}`);
  return table("alerts", WORDS.alertHeads, report.alerts.map((alert) => [
    alert.bed,
    badge(alert.priority),
    format.readable(alert.because),
    format.clock(alert.raised),
    after(alert.opened, alert.openedBy, alert.raised),
    after(alert.answered, alert.answeredBy, alert.raised),
    WORDS.escalations(alert.escalations),
    WORDS.states[alert.state] ?? alert.state,
  ]));
}

function badge(priority) {
  const { symbol, word } = format.PRIORITY[priority];
  return el("span", { class: "badge", "data-priority": priority }, el("span", { "aria-hidden": "true" }, symbol), ` ${word}`);
}

function table(name, heads, rows) {
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": WORDS[name] }, el("table", { "data-table": name },
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", {}, cell)))))));
}
