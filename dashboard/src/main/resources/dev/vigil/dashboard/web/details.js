// Everything about one patient, over the page that opened it: all values with ages and limits, the
// score's parts, each alert with its evidence, moving and discharging.

import { el, setAttribute, setText } from "./dom.js";
import { acknowledgeButton, answerButton, pageOf } from "./card.js";
import { opinionButtons } from "./feedback.js";
import * as format from "./format.js";
import { markAcross, originBadge } from "./origin.js";
import * as ask from "./patient.js";
import { Sparkline } from "./sparkline.js";

const SHELF_SECONDS = 1800;

export class Details {
  #feed;
  #id = null;
  #alerts = el("section", { "aria-label": "Open alerts" });
  #alertsState = "";
  #scores = el("section", { "aria-label": "Scores" });
  #values = el("section", { "aria-label": "Values" });
  #title = el("h2", { id: "details-title" });
  #facts = el("p", { class: "facts" });
  #problem = el("p", { class: "problem", role: "alert" });
  #page = el("a", { class: "button" }, "Charts and observations");

  #modal;

  /** On the board it stands over the page; in the ward beside the room, which stays in reach. */
  constructor(feed, { modal = true, within = document.body, onClose = () => {} } = {}) {
    this.#feed = feed;
    this.#modal = modal;
    this.element = el("dialog", { class: "dialog details", id: "details", "aria-labelledby": "details-title" },
      el("header", {}, el("div", {}, this.#title, this.#facts), el("button", { type: "button", class: "quiet", onclick: () => this.element.close() }, "Close")),
      this.#alerts,
      el("div", { class: "columns" }, this.#values, this.#scores),
      this.#problem,
      el("footer", {},
        this.#page,
        el("button", { type: "button", onclick: () => this.#transfer() }, "Move to another bed"),
        el("button", { type: "button", onclick: () => this.#discharge() }, "Discharge")));
    this.element.addEventListener("close", () => {
      this.#id = null;
      onClose();
    });
    feed.addEventListener("change", () => this.#render());
    within.append(this.element);
  }

  open(id) {
    this.#id = id;
    this.#alertsState = "";
    setText(this.#problem, "");
    this.#render();
    this.#tell(id);
    if (this.element.open) return;
    if (this.#modal) this.element.showModal();
    else this.element.show();
  }

  /** Who looks at whom is written down; the server does it with this question. */
  async #tell(id) {
    try {
      await this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}`);
    } catch (failure) {
      setText(this.#problem, failure.message);
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
    setText(this.#title, `Bed ${place.bed} · ${patient.patient}`);
    markAcross(this.element, place.origin);
    setAttribute(this.#page, "href", pageOf(patient.patient));
    setText(this.#facts, [
      `Ward ${place.ward}`,
      place.ageYears === undefined ? "age not known" : `${place.ageYears} years`,
      place.sex ?? "sex not known",
      `SpO₂ scale ${place.spo2Scale}`,
      place.origin === "real" ? null : `${place.origin} patient`,
    ].filter(Boolean).join(" · "));
    this.#renderAlerts(patient);
    this.#renderValues(patient);
    this.#renderScores(patient);
  }

  #renderAlerts(patient) {
    const alerts = ask.openAlerts(patient);
    const state = alerts.map((alert) => `${alert.alert}/${alert.sequence}`).join();
    if (state === this.#alertsState && alerts.length) return;
    this.#alertsState = state;
    this.#alerts.replaceChildren(...(alerts.length ? alerts.map((alert) => this.#alert(alert)) : [el("p", { class: "calm" }, "No open alert.")]));
  }

  #alert(alert) {
    const { catalogue } = this.#feed;
    const priority = format.PRIORITY[alert.priority];
    const problem = el("span", { class: "problem", role: "alert" });
    const evidence = [...format.evidence(alert, catalogue), ...format.asked(alert)].map((line) => el("li", {}, line));
    return el("div", { class: "alert", "data-priority": alert.priority, "data-state": alert.state },
      el("span", { class: "badge", "data-priority": alert.priority, "data-state": alert.state }, el("span", { "aria-hidden": "true" }, priority.symbol), ` ${priority.word}`),
      el("div", {}, el("p", { class: "because" }, originBadge(alert.origin), format.sentence(alert), problem), el("ul", {}, ...evidence),
        el("a", { href: `${pageOf(alert.patient)}&at=${alert.decided}` }, "The six hours before it"),
        opinionButtons(this.#feed, alert, problem)),
      this.#answers(alert, problem));
  }

  #answers(alert, problem) {
    if (alert.state === "shelved") {
      return el("span", {}, el("span", { class: "acknowledged" }, `shelved ${alert.by ?? ""} until ${format.clock(alert.quiet.until)}`), answerButton("Take back", alert, problem, () => this.#feed.unshelve(alert)));
    }
    if (alert.state === "withdrawn") return acknowledgeButton(this.#feed, alert, problem);
    const shelve = answerButton("Shelve 30 min", alert, problem, () => {
      const because = prompt(`Why is this put aside for 30 minutes? ${alert.because}`);
      return because === null ? null : this.#feed.shelve(alert, SHELF_SECONDS, because);
    });
    const answer = alert.state === "acknowledged"
      ? el("span", { class: "acknowledged" }, `✓ ${alert.by ?? "acknowledged"}`, el("br"), format.clock(alert.decided))
      : acknowledgeButton(this.#feed, alert, problem);
    return el("span", {}, answer, shelve);
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
        el("th", { scope: "row" }, format.longName(id, catalogue)),
        el("td", { class: "number" }, format.value(vital, catalogue.get(id))),
        el("td", {}, format.unitName(catalogue.get(id).unit)),
        el("td", { class: "number" }, vital?.measured === undefined ? "never" : format.age(now - vital.measured)),
        el("td", {}, spark.element),
        el("td", { class: "limits" }, limits ? `${limits.low ?? ""}–${limits.high ?? ""}` : ""));
    });
    this.#values.replaceChildren(el("table", {},
      el("thead", {}, el("tr", {}, ...["Value", "", "", "Age", "Trend", "Limits"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows)));
  }

  #renderScores(patient) {
    const { now, catalogue } = this.#feed;
    this.#scores.replaceChildren(...(patient.scores ?? []).map((score) =>
      el("div", { class: "score-detail" },
        el("h3", {}, format.scoreName(score.model), " ", el("b", { "data-band": score.model === "news2" ? ask.news2Band(score) : null }, format.score(score)),
          el("small", {}, ` ${format.age(now - score.known)} ago`, ask.isScoreStale(patient, score, now, catalogue) ? ", over old input" : "")),
        score.reason && el("p", {}, score.reason.replaceAll("-", " ")),
        score.missing?.length ? el("p", { class: "missing" }, `Missing: ${format.missing(score, catalogue)}`) : null,
        el("dl", {}, ...Object.entries(score.contributions ?? {}).flatMap(([id, part]) => [el("dt", {}, format.featureName(id, catalogue)), el("dd", {}, format.contribution(part))])))));
  }

  #transfer() {
    const { patient, place } = this.#feed.patients.get(this.#id);
    const ward = el("input", { id: "to-ward", required: true, maxlength: 40, value: place.ward });
    const bed = el("input", { id: "to-bed", required: true, maxlength: 40, autocomplete: "off" });
    const fields = el("div", { class: "fields" },
      el("p", {}, el("label", { for: "to-ward" }, "Ward"), ward),
      el("p", {}, el("label", { for: "to-bed" }, "Bed"), bed));
    this.#confirm(`Move ${patient} from bed ${place.bed}`, fields, "Move", () =>
      this.#post(patient, "transfer", { version: place.version, ward: ward.value.trim(), bed: bed.value.trim() }));
  }

  #discharge() {
    const { patient, place } = this.#feed.patients.get(this.#id);
    this.#confirm(`Discharge ${patient} from bed ${place.bed}?`, el("p", {}, "Vigil will watch this patient no more; open alerts are closed."), "Discharge", () =>
      this.#post(patient, "discharge", { version: place.version }));
  }

  #confirm(title, content, action, onYes) {
    const dialog = el("dialog", { class: "dialog", "aria-label": title },
      el("form", { method: "dialog", onsubmit: onYes },
        el("h2", {}, title),
        content,
        el("div", { class: "actions" },
          el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel"),
          el("button", { class: "primary" }, action))));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  async #post(patient, what, body) {
    setText(this.#problem, "");
    try {
      await this.#feed.api("POST", `/api/patients/${encodeURIComponent(patient)}/${what}`, body);
    } catch (failure) {
      setText(this.#problem, failure.message);
    }
  }
}
