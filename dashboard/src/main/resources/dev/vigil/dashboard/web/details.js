// Everything about one patient, over the page that opened it: all values with ages and limits, the
// score's parts, each alert with its evidence, moving and discharging.

import { keyOf, showAlerts } from "./alert.js";
import { acknowledgeButton } from "./answers.js";
import { pageOf } from "./card.js";
import { ask as askOnce, labelled } from "./dialog.js";
import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { decimal, named, t } from "./language.js";
import { markAcross } from "./origin.js";
import * as ask from "./patient.js";
import { Sparkline } from "./sparkline.js";

export class Details {
  #feed;
  #id = null;
  #alerts = el("section", { "aria-label": t("frame.counts") });
  #alertsState = "";
  #scores = el("section", { "aria-label": t("scores.title") });
  #values = el("section", { "aria-label": t("patient.values") });
  #title = el("h2", { id: "details-title" });
  #facts = el("p", { class: "facts" });
  #problem = el("p", { class: "problem", role: "alert" });
  /** On a phone: the first answer where the thumb is. */
  #thumb = el("span", { class: "thumb" });
  #page = el("a", { class: "button" }, t("board.charts"));
  #body = null;

  #modal;

  /** On the board it stands over the page; in the ward beside the room, which stays in reach and can show the patient's body. */
  constructor(feed, { modal = true, within = document.body, onClose = () => {}, onBody = null } = {}) {
    this.#feed = feed;
    this.#modal = modal;
    if (onBody) this.#body = el("button", { type: "button", class: "quiet body", onclick: () => onBody(this.#id) }, t("ward.body"));
    this.element = el("dialog", { class: "dialog details", id: "details", "aria-labelledby": "details-title" },
      el("header", {}, el("div", {}, this.#title, this.#facts), el("div", { class: "actions" }, this.#body, el("button", { type: "button", class: "quiet", onclick: () => this.element.close() }, t("frame.close")))),
      this.#alerts,
      el("div", { class: "columns" }, this.#values, this.#scores),
      this.#problem,
      el("footer", {},
        this.#thumb,
        this.#page,
        el("button", { type: "button", onclick: () => this.#transfer() }, t("board.move")),
        el("button", { type: "button", onclick: () => this.#discharge() }, t("board.discharge"))));
    this.element.addEventListener("close", () => {
      this.#id = null;
      onClose();
    });
    if (!modal) this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.element.close());
    feed.addEventListener("change", () => this.#render());
    within.append(this.element);
  }

  open(id) {
    // What stood there last is somebody else's.
    if (!this.#feed.patients.has(id)) return;
    this.#id = id;
    this.#alertsState = "";
    setText(this.#problem, "");
    this.#render();
    this.#tell(id);
    if (this.element.open) return;
    if (this.#modal) this.element.showModal();
    else this.element.show();
  }

  /** Whether the patient's body stands in the room: then a small picture is left to it. */
  showBody(on) {
    setAttribute(this.element, "data-body", on ? "yes" : null);
    setText(this.#body, t(on ? "ward.bodyOff" : "ward.body"));
  }

  /** Who looks at whom is written down; the server does it with this question. */
  async #tell(id) {
    try {
      await this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}`);
    } catch (failure) {
      if (id === this.#id) setText(this.#problem, failure.message);
    }
  }

  #render() {
    if (this.#id === null) return;
    const patient = this.#feed.patients.get(this.#id);
    if (!patient) {
      this.element.close();
      return;
    }
    const { place } = patient;
    setText(this.#title, t("patient.title", { bed: place.bed, patient: patient.patient }));
    markAcross(this.element, place.origin);
    setAttribute(this.#page, "href", pageOf(patient.patient));
    setText(this.#facts, format.facts(place).join(" · "));
    this.#renderAlerts(patient);
    this.#renderValues(patient);
    this.#renderScores(patient);
  }

  #renderAlerts(patient) {
    const alerts = ask.openAlerts(patient);
    const state = alerts.map(keyOf).join();
    if (state === this.#alertsState && alerts.length) return;
    this.#alertsState = state;
    showAlerts(this.#alerts, this.#feed, alerts, (alert) => `${pageOf(alert.patient)}&at=${alert.decided}`);
    this.#showThumb(alerts.find((alert) => alert.state === "active"));
  }

  /** A button that was pressed stays; the one after it doesn't get its focus: nobody has read what it would answer. */
  #showThumb(asking) {
    const of = asking ? keyOf(asking) : "";
    if (of === this.#thumb.dataset.of) return;
    this.#thumb.dataset.of = of;
    const hadFocus = this.#thumb.contains(document.activeElement);
    this.#thumb.replaceChildren(asking ? acknowledgeButton(this.#feed, asking, this.#problem, "take") : "");
    if (hadFocus) this.#page.focus();
  }

  #renderValues(patient) {
    const { now, catalogue } = this.#feed;
    const ids = [...catalogue.keys()].filter((id) => patient.vitals[id] !== undefined || patient.place.expected?.[id] !== undefined);
    const rows = ids.map((id) => {
      const vital = patient.vitals[id];
      const limits = patient.place.limits?.[id];
      const spark = new Sparkline(120, 20);
      spark.draw(vital?.trail, now);
      return el("tr", { "data-stale": ask.isStale(patient, id, now, catalogue) ? "yes" : null },
        el("th", { scope: "row" }, format.longName(id)),
        el("td", { class: "number" }, format.value(vital, catalogue.get(id))),
        el("td", {}, format.unitName(catalogue.get(id).unit)),
        el("td", { class: "number" }, vital?.measured === undefined ? t("time.never") : format.age(now - vital.measured)),
        el("td", {}, spark.element),
        el("td", { class: "limits" }, limits ? `${limits.low === undefined ? "" : decimal(limits.low)}–${limits.high === undefined ? "" : decimal(limits.high)}` : ""));
    });
    this.#values.replaceChildren(el("table", {},
      el("thead", {}, el("tr", {}, ...["value", "", "", "age", "trend", "limits"].map((head) => (head ? el("th", { scope: "col" }, named("patient.head", head)) : el("td"))))),
      el("tbody", {}, ...rows)));
  }

  #renderScores(patient) {
    const { now, catalogue } = this.#feed;
    this.#scores.replaceChildren(...(patient.scores ?? []).map((score) =>
      el("div", { class: "score-detail" },
        el("h3", {}, format.scoreName(score.model), " ", el("b", { "data-band": score.model === "news2" ? ask.news2Band(score) : null }, format.score(score)),
          el("small", {}, ` ${t(ask.isScoreStale(patient, score, now, catalogue) ? "scores.agoStale" : "time.ago", { age: format.age(now - score.known) })}`)),
        score.reason && el("p", {}, format.reason(score.reason)),
        score.missing?.length ? el("p", { class: "missing" }, t("scores.missing", { inputs: format.missing(score) })) : null,
        el("dl", {}, ...Object.entries(score.contributions ?? {}).flatMap(([id, part]) => [el("dt", {}, format.featureName(id)), el("dd", {}, format.contribution(part))])))));
  }

  #transfer() {
    const { patient, place } = this.#feed.patients.get(this.#id);
    const ward = el("input", { required: true, maxlength: 40, value: place.ward });
    const bed = el("input", { required: true, maxlength: 40, autocomplete: "off" });
    askOnce({
      id: "move",
      title: t("board.moveTitle", { patient, bed: place.bed }),
      content: el("div", { class: "fields" }, labelled("to-ward", t("frame.ward"), ward), labelled("to-bed", t("board.bed"), bed)),
      action: t("board.moveAction"),
      send: () => this.#post(patient, "transfer", { version: place.version, ward: ward.value.trim(), bed: bed.value.trim() }),
    });
  }

  #discharge() {
    const { patient, place } = this.#feed.patients.get(this.#id);
    askOnce({
      id: "discharge",
      title: t("board.dischargeTitle", { patient, bed: place.bed }),
      content: el("p", {}, t("board.dischargeNote")),
      action: t("board.discharge"),
      send: () => this.#post(patient, "discharge", { version: place.version }),
    });
  }

  #post(patient, what, body) {
    return this.#feed.api("POST", `/api/patients/${encodeURIComponent(patient)}/${what}`, body);
  }
}
