// One patient's card on the board.

import { badge } from "./alert.js";
import { acknowledgeButton } from "./answers.js";
import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { decimal, listed, named, t } from "./language.js";
import { markAcross, originBadge, sentenceOf } from "./origin.js";
import * as ask from "./patient.js";
import { shortSentence } from "./sentences.js";
import { Sparkline } from "./sparkline.js";

const CELLS = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "body-temperature", "consciousness"];
const OXYGEN = ["oxygen-device", "oxygen-flow", "fio2"];
const ACVPU = ["A", "C", "V", "P", "U"];

/** The page of a patient; whom it is about stands in the fragment, which browsers keep to themselves. */
export const pageOf = (patient) => `/patient.html#${encodeURIComponent(patient)}`;

export class Card {
  #feed;
  #bed = el("span", { class: "bed" });
  #who = el("span", { class: "who" });
  #origin = el("span", { class: "origin" });
  #total = el("b", { class: "total" });
  #band = el("span", { class: "band" });
  #missing = el("span", { class: "sr-only" });
  #score = el("div", { class: "score" }, el("span", { class: "score-name" }, format.shortScoreName("news2")), this.#total, this.#band, this.#missing);
  #page;
  #cells = new Map(CELLS.map((id) => [id, new Cell(id)]));
  #foot = el("div", { class: "foot" });
  #footState = "";
  #place = null;
  #stamp = el("p", { class: "stamp", hidden: true });

  constructor(id, feed, open) {
    this.#feed = feed;
    this.#page = el("a", { class: "card-page", href: pageOf(id), "aria-label": t("board.chartsOf", { patient: id }), title: t("board.charts") }, "↗");
    this.title = el("button", { class: "card-title", type: "button", onclick: () => open(id) }, this.#bed, this.#who);
    this.element = el("article", { class: "card", "data-patient": id },
      el("header", {}, this.title, this.#page, this.#origin, this.#score),
      el("div", { class: "cells" }, ...[...this.#cells.values()].map((cell) => cell.element), this.#stamp),
      this.#foot);
  }

  /** @param isSeen whether its lines are worth to be drawn: nobody has them read aloud */
  update(patient, isSeen) {
    const { now, catalogue } = this.#feed;
    const unmonitored = ask.unmonitored(patient, now, catalogue);
    const alert = ask.leadingAlert(patient);
    if (patient.place !== this.#place) this.#showPlace(patient);
    setAttribute(this.element, "data-priority", alert?.priority ?? null);
    setAttribute(this.element, "data-state", alert?.state ?? null);
    setAttribute(this.element, "data-unmonitored", unmonitored ? "yes" : null);
    this.#showScore(patient, now, catalogue);
    for (const cell of this.#cells.values()) cell.update(patient, now, catalogue, isSeen);
    this.#showStamp(patient, unmonitored, now);
    this.#showFoot(patient, alert);
    const since = this.#foot.querySelector("[data-since]");
    if (since) setText(since, t(since.dataset.since, { age: format.age(now - ask.isSoSince(alert)) }));
  }

  /** Who lies where: only a newer context says otherwise, and brings a place of its own. */
  #showPlace(patient) {
    const { place } = patient;
    this.#place = place;
    setText(this.#bed, place.bed);
    const facts = [place.ageYears !== undefined && decimal(place.ageYears), place.sex && named("patient.sexShort", place.sex)].filter(Boolean).join(" · ");
    setText(this.#who, `${patient.patient}\n${facts}`);
    setText(this.#origin, format.originName(place.origin));
    markAcross(this.element, place.origin);
    setAttribute(this.title, "aria-label", [sentenceOf(place.origin), t("board.details", { bed: place.bed, patient: patient.patient })].filter(Boolean).join(". "));
  }

  /** Says in words what the hatching says: these values are not the patient's of now. */
  #showStamp(patient, unmonitored, now) {
    this.#stamp.hidden = !unmonitored;
    if (!unmonitored) return;
    const last = ask.lastSeen(patient);
    setText(this.#stamp, last === null ? t("patient.unmonitoredBecause", { why: format.whyUnmonitored(unmonitored) }) : t("board.unmonitoredSince", { age: format.age(now - last) }));
  }

  #showScore(patient, now, catalogue) {
    const score = ask.scoreOf(patient, "news2");
    const band = ask.news2Band(score);
    const stale = score && ask.isScoreStale(patient, score, now, catalogue);
    setText(this.#total, format.score(score));
    const missing = score?.missing?.length ? t("scores.missing", { inputs: format.missing(score) }) : "";
    setText(this.#band, stale ? t("scores.oldInput") : missing ? t("scores.missingCount", { n: score.missing.length }) : named("scores.bandShort", band));
    setText(this.#missing, missing && ` ${missing}`);
    setAttribute(this.#score, "data-band", band);
    setAttribute(this.#score, "data-stale", stale ? "yes" : null);
    setAttribute(this.#score, "title", missing || null);
  }

  /** Built anew only when it says something else, so that a button is never replaced under a click. */
  #showFoot(patient, alert) {
    const more = ask.openAlerts(patient).length - 1;
    const state = alert ? `${alert.alert}/${alert.sequence}/${more}` : "calm";
    if (state === this.#footState) return;
    this.#footState = state;
    // Never to the next alert's button, which a second press would answer unseen.
    const hadFocus = this.#foot.contains(document.activeElement);
    this.#foot.replaceChildren(...(alert ? this.#alertFoot(alert, more) : [el("span", { class: "calm" }, t("board.noAlert"))]));
    if (hadFocus) this.title.focus();
  }

  #alertFoot(alert, more) {
    const problem = el("span", { class: "problem", role: "alert" });
    const text = el("p", { class: "because" }, originBadge(alert.origin), shortSentence(alert), more > 0 && el("span", { class: "more" }, ` ${t("board.more", { n: more })}`), problem);
    if (alert.state === "acknowledged") {
      return [badge(alert), text, el("span", { class: "acknowledged" }, `✓ ${alert.by ?? t("alerts.state.acknowledged")}`, el("br"), el("span", { "data-since": "time.ago" }))];
    }
    if (alert.state === "shelved") {
      return [badge(alert), text, el("span", { class: "acknowledged" }, t("alerts.shelvedUntil", { by: alert.by ?? "", time: format.clock(alert.quiet.until) }))];
    }
    const open = el("span", { class: "open" }, badge(alert), el("span", { class: "since", "data-since": "time.span", title: t("alerts.openFor") }));
    return [open, text, acknowledgeButton(this.#feed, alert, problem)];
  }
}

/** One vital sign in a card: value, unit, age, sub-score, sparkline. */
class Cell {
  #id;
  #age = el("span", { class: "age" });
  #value = el("span", { class: "value" });
  #unit = el("span", { class: "unit" });
  #code = el("span", { class: "unit" });
  #sub = el("span", { class: "sub" });
  #oxygenSub = el("span", { class: "sub" });
  #note = null;
  #spark = null;

  constructor(id) {
    this.#id = id;
    const label = el("span", { class: "label" }, format.shortName(id), " ", this.#unit);
    this.element = el("div", { class: "cell", "data-vital": id },
      el("div", { class: "cell-head" }, label, this.#age),
      el("div", { class: "cell-value" }, this.#value, this.#code, this.#sub));
    if (id === "consciousness") {
      this.#note = el("span", { class: "note-text" });
      this.element.append(el("div", { class: "note" }, this.#note, this.#oxygenSub));
    } else {
      this.#spark = new Sparkline(96, 18);
      this.element.append(this.#spark.element);
    }
  }

  update(patient, now, catalogue, isSeen) {
    const vital = patient.vitals[this.#id];
    const measured = vital?.measured;
    const stale = ask.isStale(patient, this.#id, now, catalogue);
    const lost = stale && patient.place.expected?.[this.#id] !== undefined;
    setAttribute(this.element, "data-stale", stale && measured !== undefined ? "yes" : null);
    setAttribute(this.element, "data-lost", lost ? "yes" : null);
    const paused = ask.isPaused(patient, this.#id, now);
    setText(this.#age, paused ? t("patient.paused") : measured === undefined ? "" : format.freshness(now - measured));
    this.#showValue(patient, vital, { now, catalogue });
    showSub(this.#sub, ask.subScore(patient, this.#id));
    if (isSeen) this.#spark?.draw(vital?.trail, now);
    if (this.#note) {
      const given = oxygen(patient, now, catalogue);
      setText(this.#note, given);
      setAttribute(this.#note, "title", given);
      showSub(this.#oxygenSub, OXYGEN.map((id) => ask.subScore(patient, id)).find(Boolean));
    }
  }

  #showValue(patient, vital, { now, catalogue }) {
    const sign = catalogue.get(this.#id);
    if (this.#id === "consciousness") {
      setText(this.#value, vital?.value === undefined ? "–" : ACVPU[vital.value]);
      setText(this.#code, vital?.value === undefined ? "" : format.codeName(sign, vital.value));
      return;
    }
    const diastolic = this.#id === "systolic-pressure" ? ask.besideSystolic(patient, now, catalogue) : undefined;
    setText(this.#value, diastolic === undefined ? format.value(vital, sign) : `${format.value(vital, sign)}/${format.value({ value: diastolic })}`);
    setText(this.#unit, sign ? format.unitName(sign.unit) : "");
  }
}

const shownSubs = new WeakMap();

function showSub(element, points) {
  if (shownSubs.get(element) === points) return;
  shownSubs.set(element, points);
  setText(element, points ? decimal(points) : "");
  setAttribute(element, "data-sub", points || null);
  setAttribute(element, "title", points ? t("scores.subScore", { n: points }) : null);
}

/** What is known of the oxygen that is given; what was noted too long ago says so first, as a card has little room. */
function oxygen(patient, now, catalogue) {
  const device = patient.vitals["oxygen-device"];
  const flow = patient.vitals["oxygen-flow"];
  const parts = [];
  if (flow?.value && device?.value !== 0) parts.push(["oxygen-flow", `${format.shortName("oxygen-device")} ${decimal(flow.value)} ${format.unitName(catalogue.get("oxygen-flow").unit)}`]);
  if (device?.value !== undefined) parts.push(["oxygen-device", format.value(device, catalogue.get("oxygen-device"))]);
  if (!parts.length) return t("patient.oxygenUnknown");
  const isOld = parts.some(([id]) => ask.isStale(patient, id, now, catalogue));
  return listed([isOld && t("patient.tooOld"), ...parts.map(([, text]) => text)].filter(Boolean));
}
