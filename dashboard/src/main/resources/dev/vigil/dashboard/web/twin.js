// The patient as Vigil sees one now: each value with its age, what is usual for this patient, and
// what the clinical scores would say if something were otherwise.

import { el, setText } from "./dom.js";
import { inputOf, labelOf, numberOf, OBSERVED, withUnit } from "./bedside.js";
import * as format from "./format.js";
import { decimal, listed, named, t } from "./language.js";
import * as ask from "./patient.js";
import { usualOf } from "./usual.js";

const AGAIN_SECONDS = 300;
const USUAL_SECONDS = 3600;
const OLDEST_SECONDS = 600;

export class Twin {
  #feed;
  #place;
  #values = el("div", {});
  /** Written with a new answer only: whoever has it open reads it. */
  #without = el("div", {});
  #result = el("div", { id: "what-if-result", role: "status" });
  #problem = el("p", { class: "problem", role: "alert" });
  #inputs = new Map();
  /** Whose panel it is: an answer about somebody else comes too late. */
  #id = null;
  #usual = {};
  #usualAt = null;
  #expected = null;
  #askedAt = null;

  constructor(place, feed) {
    this.#place = place;
    this.#feed = feed;
  }

  /** For a patient. */
  async open(patient) {
    const { catalogue } = this.#feed;
    const id = patient.patient;
    this.#id = id;
    this.#usual = {};
    this.#usualAt = null;
    this.#askedAt = null;
    this.#expect(null);
    this.#clear();
    this.#inputs = new Map(OBSERVED.map((id) => [id, inputOf(catalogue.get(id))]));
    const rows = OBSERVED.map((id) => {
      const input = this.#inputs.get(id);
      input.id = `what-if-${id}`;
      if (input.options) setText(input.options[0], t("twin.asItIs"));
      else input.placeholder = t("twin.asItIs");
      return el("p", { class: "field" }, el("label", { for: input.id }, labelOf(catalogue.get(id))), input);
    });
    const form = el("form", { class: "what-if" },
      el("p", { class: "facts" }, t("twin.only")),
      el("div", { class: "fields" }, ...rows), this.#problem,
      el("div", { class: "actions" }, el("button", { type: "button", class: "quiet", onclick: () => this.#clear(form) }, t("twin.clear")), el("button", { class: "primary" }, t("twin.recompute"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#compute(id);
    });
    this.#place.replaceChildren(this.#values, this.#without, el("details", { id: "what-if" }, el("summary", {}, t("twin.whatIf")), form, this.#result));
    this.render(patient);
    await this.#ask(id);
  }

  /** What is usual, which changes by the hour at most, and what is expected in an hour: asked again every few minutes. */
  async #ask(id) {
    this.#askedAt = this.#feed.now;
    if (this.#usual === null || this.#usualAt === null || this.#feed.now - this.#usualAt >= USUAL_SECONDS) await this.#askUsual(id);
    if (id !== this.#id) return;
    const expected = await this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}/next-hour`).catch(() => null);
    if (id !== this.#id) return;
    this.#expect(expected);
    const found = this.#feed.patients.get(id);
    if (found) this.render(found);
  }

  async #askUsual(id) {
    const usual = await this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}/usual`).catch(() => null);
    if (id !== this.#id) return;
    this.#usual = usual?.usual ?? null;
    this.#usualAt = this.#feed.now;
  }

  #clear(form) {
    form?.reset();
    this.#result.replaceChildren();
    setText(this.#problem, "");
  }

  render(patient) {
    if (this.#askedAt !== null && this.#feed.now - this.#askedAt > AGAIN_SECONDS) this.#ask(patient.patient);
    const { catalogue, now } = this.#feed;
    const ids = [...catalogue.keys()].filter((id) => patient.vitals[id] !== undefined || patient.place.expected?.[id] !== undefined);
    const rows = ids.map((id) => this.#row(patient, id, now));
    this.#values.replaceChildren(
      el("table", { class: "values" },
        el("thead", {}, el("tr", {}, ...["lastValue", "", "", "age", "usual", "inAnHour"].map((head) => (head ? el("th", { scope: "col" }, named("patient.head", head)) : el("td"))))),
        el("tbody", {}, ...rows)),
      el("p", { class: "facts" }, this.#note()));
  }

  #note() {
    const estimate = t("twin.estimate");
    if (this.#usual === null) return `${estimate} ${t("twin.usualAway")}`;
    return Object.keys(this.#usual).length ? `${estimate} ${t("twin.usualFrom")}` : `${estimate} ${t("twin.usualLater")}`;
  }

  #row(patient, id, now) {
    const { catalogue } = this.#feed;
    const vital = patient.vitals[id];
    const stale = ask.isStale(patient, id, now, catalogue);
    const paused = ask.isPaused(patient, id, now);
    const age = vital?.measured === undefined ? t("time.never") : format.age(now - vital.measured);
    return el("tr", { "data-stale": stale ? "yes" : null, "data-vital": id },
      el("th", { scope: "row" }, format.longName(id)),
      el("td", { class: "number" }, format.value(vital, catalogue.get(id))),
      el("td", {}, format.unitName(catalogue.get(id).unit)),
      el("td", { class: "age" }, paused ? listed([age, t("patient.paused")]) : stale ? listed([age, t("patient.tooOld")]) : age),
      el("td", { class: "usual" }, this.#band(id, vital)),
      el("td", { class: "expected" }, this.#hour(id)));
  }

  /** Of now, or of the last minutes: an older one says nothing of the next hour. */
  #hour(id) {
    const said = this.#expected?.expected[id];
    if (!said || this.#feed.now - this.#expected.now > OLDEST_SECONDS) return "";
    const [value, low, high] = [said.value, said.low, said.high].map((x) => decimal(Math.round(x)));
    return t("twin.expected", { value, low, high });
  }

  #expect(answer) {
    this.#expected = answer;
    this.#without.replaceChildren(reasons(Object.entries(answer?.without ?? {})));
  }

  #band(id, vital) {
    const usual = this.#usual?.[id];
    if (!usual) return "";
    const { stretch, side } = usualOf(usual, vital?.value);
    const where = side === null ? null : t(side === "below" ? "twin.below" : "twin.above");
    return listed([t("twin.from", { value: stretch, n: Math.round(usual.hours) }), where].filter(Boolean));
  }

  async #compute(patient) {
    setText(this.#problem, "");
    const changes = {};
    try {
      for (const [id, input] of this.#inputs) {
        const value = numberOf(id, input);
        if (value !== null) changes[id] = value;
      }
      const answer = await this.#feed.api("POST", `/api/patients/${encodeURIComponent(patient)}/what-if`, { changes });
      if (patient === this.#id) this.#show(answer, changes);
    } catch (failure) {
      if (patient !== this.#id) return;
      this.#result.replaceChildren();
      setText(this.#problem, failure.message);
    }
  }

  #show({ asItIs, whatIf }, changes) {
    const { catalogue } = this.#feed;
    const given = Object.entries(changes).map(([id, value]) => `${format.longName(id)} ${withUnit(value, catalogue.get(id))}`);
    const rows = asItIs.map((score, i) =>
      el("tr", { "data-model": score.model, "data-other": format.score(score) === format.score(whatIf[i]) ? null : "yes" },
        el("th", { scope: "row" }, format.scoreName(score.model)),
        el("td", { class: "number" }, format.score(score)),
        el("td", { class: "number then-value" }, format.score(whatIf[i]))));
    this.#result.replaceChildren(
      el("p", {}, t("twin.said", { given: given.length ? listed(given) : t("twin.nothingElse") })),
      el("table", { class: "values" },
        el("thead", {}, el("tr", {}, ...["score", "asItIs", "whatIf"].map((head) => el("th", { scope: "col" }, named("twin.head", head))))),
        el("tbody", {}, ...rows)));
  }
}

/** Why vital signs have no forecast; nothing where all have one. */
function reasons(without) {
  if (!without.length) return "";
  return el("details", { class: "without" }, el("summary", {}, t("twin.without")),
    el("ul", {}, ...without.map(([id, why]) => el("li", {}, t("twin.why", { name: format.longName(id), why: "" }), el("span", { lang: "en" }, why)))));
}
