// The patient as Vigil sees one now: each value with its age, what is usual for this patient, and
// what the clinical scores would say if something were otherwise.

import { el, setText } from "./dom.js";
import { inputOf, labelOf, numberOf, OBSERVED } from "./bedside.js";
import * as format from "./format.js";
import * as ask from "./patient.js";
import { WORDS } from "./words-hour.js";

/** Usual is the middle 95 % of what was, by the spread about the centre. */
const SPREADS = 2;

const AGAIN_SECONDS = 300;
const OLDEST_SECONDS = 600;

export class Twin {
  #feed;
  #place;
  #values = el("div", {});
  #result = el("div", { id: "what-if-result", role: "status" });
  #problem = el("p", { class: "problem", role: "alert" });
  #inputs = new Map();
  #usual = {};
  #expected = null;
  #askedAt = null;

  constructor(place, feed) {
    this.#place = place;
    this.#feed = feed;
  }

  /** For a patient; asks once what is usual, which changes by the hour at most. */
  async open(patient) {
    const { catalogue } = this.#feed;
    this.#inputs = new Map(OBSERVED.map((id) => [id, inputOf(catalogue.get(id))]));
    const rows = OBSERVED.map((id) => {
      const input = this.#inputs.get(id);
      input.id = `what-if-${id}`;
      if (input.options) setText(input.options[0], "as it is");
      else input.placeholder = "as it is";
      return el("p", { class: "field" }, el("label", { for: input.id }, labelOf(catalogue.get(id))), input);
    });
    const form = el("form", { class: "what-if" },
      el("p", { class: "facts" }, "Other values for the clinical scores. Only a calculation: nothing is stored, no alert comes of it, and it is no forecast."),
      el("div", { class: "fields" }, ...rows), this.#problem,
      el("div", { class: "actions" }, el("button", { type: "button", class: "quiet", onclick: () => this.#clear(form) }, "Clear"), el("button", { class: "primary" }, "Recompute")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#compute(patient.patient);
    });
    this.#place.replaceChildren(this.#values, el("details", { id: "what-if" }, el("summary", {}, "What if?"), form, this.#result));
    this.render(patient);
    try {
      this.#usual = (await this.#feed.api("GET", `/api/patients/${encodeURIComponent(patient.patient)}/usual`)).usual;
    } catch {
      this.#usual = null;
    }
    await this.#ask(patient);
  }

  /** What is expected in an hour: asked again every few minutes. */
  async #ask({ patient }) {
    this.#askedAt = this.#feed.now;
    try {
      this.#expected = await this.#feed.api("GET", `/api/patients/${encodeURIComponent(patient)}/next-hour`);
    } catch {
      this.#expected = null;
    }
    const found = this.#feed.patients.get(patient);
    if (found) this.render(found);
  }

  #clear(form) {
    form.reset();
    this.#result.replaceChildren();
    setText(this.#problem, "");
  }

  render(patient) {
    if (this.#askedAt !== null && this.#feed.now - this.#askedAt > AGAIN_SECONDS) this.#ask(patient);
    const { catalogue, now } = this.#feed;
    const ids = [...catalogue.keys()].filter((id) => patient.vitals[id] !== undefined || patient.place.expected?.[id] !== undefined);
    const rows = ids.map((id) => this.#row(patient, id, now));
    this.#values.replaceChildren(
      el("table", { class: "values" },
        el("thead", {}, el("tr", {}, ...["Last value", "", "", "Age", "Usual for this patient", WORDS.head].map((name) => (name ? el("th", { scope: "col" }, name) : el("td", {}))))),
        el("tbody", {}, ...rows)),
      el("p", { class: "facts" }, this.#note()),
      this.#without());
  }

  #note() {
    const estimate = WORDS.estimate;
    if (this.#usual === null) return `${estimate} What is usual can't be read now.`;
    return Object.keys(this.#usual).length ? `${estimate} Usual: from the week before the last day.` : `${estimate} What is usual is known from the third day on.`;
  }

  #row(patient, id, now) {
    const { catalogue } = this.#feed;
    const vital = patient.vitals[id];
    const stale = ask.isStale(patient, id, now, catalogue);
    const paused = ask.isPaused(patient, id, now);
    const age = vital?.measured === undefined ? "never" : format.age(now - vital.measured);
    return el("tr", { "data-stale": stale ? "yes" : null, "data-vital": id },
      el("th", { scope: "row" }, format.longName(id, catalogue)),
      el("td", { class: "number" }, format.value(vital, catalogue.get(id))),
      el("td", {}, format.unitName(catalogue.get(id).unit)),
      el("td", { class: "age" }, `${age}${paused ? ", paused" : stale ? ", too old" : ""}`),
      el("td", { class: "usual" }, this.#band(id, vital)),
      el("td", { class: "expected" }, this.#hour(id)));
  }

  /** Of now, or of the last minutes: an older one says nothing of the next hour. */
  #hour(id) {
    const said = this.#expected?.expected[id];
    if (!said || this.#feed.now - this.#expected.now > OLDEST_SECONDS) return "";
    const decimals = id === "body-temperature" ? 1 : 0;
    return WORDS.said(...[said.value, said.low, said.high].map((x) => x.toFixed(decimals)));
  }

  #without() {
    const without = Object.entries(this.#expected?.without ?? {});
    if (!without.length) return "";
    return el("details", { class: "without" }, el("summary", {}, WORDS.without),
      el("ul", {}, ...without.map(([id, why]) => el("li", {}, WORDS.why(format.longName(id, this.#feed.catalogue), why)))));
  }

  #band(id, vital) {
    const usual = this.#usual?.[id];
    if (!usual) return "";
    const round = (x) => String(Math.round(x * 10) / 10);
    if (usual.spread === undefined) return `${round(usual.centre)} (${Math.round(usual.hours)} h)`;
    const [low, high] = [usual.centre - SPREADS * usual.spread, usual.centre + SPREADS * usual.spread];
    const where = vital?.value === undefined ? "" : vital.value < low ? ", below" : vital.value > high ? ", above" : "";
    return `${round(low)}–${round(high)} (${Math.round(usual.hours)} h)${where}`;
  }

  async #compute(patient) {
    setText(this.#problem, "");
    const changes = {};
    try {
      for (const [id, input] of this.#inputs) {
        const value = numberOf(id, input);
        if (value !== null) changes[id] = value;
      }
      this.#show(await this.#feed.api("POST", `/api/patients/${encodeURIComponent(patient)}/what-if`, { changes }), changes);
    } catch (failure) {
      this.#result.replaceChildren();
      setText(this.#problem, failure.message);
    }
  }

  #show({ asItIs, whatIf }, changes) {
    const { catalogue } = this.#feed;
    const given = Object.entries(changes).map(([id, value]) => `${format.longName(id, catalogue)} ${format.value({ value }, catalogue.get(id))} ${format.unitName(catalogue.get(id).unit)}`.trim());
    const rows = asItIs.map((score, i) =>
      el("tr", { "data-model": score.model, "data-other": format.score(score) === format.score(whatIf[i]) ? null : "yes" },
        el("th", { scope: "row" }, format.scoreName(score.model)),
        el("td", { class: "number" }, format.score(score)),
        el("td", { class: "number then-value" }, format.score(whatIf[i]))));
    this.#result.replaceChildren(
      el("p", {}, `WHAT IF, not the patient: ${given.length ? given.join(", ") : "nothing else"}.`),
      el("table", { class: "values" },
        el("thead", {}, el("tr", {}, ...["Score", "as it is", "what if"].map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, ...rows)));
  }
}
