// How often alerts called people, ward by ward, and what people found of it.

import { el } from "./dom.js";

/** A section for one ward: calls against its budget, and its rules, the noisiest first. */
export function wardBurden(ward) {
  return el("article", { class: "model burden", "data-ward": ward.ward, "data-over": ward.overBudget ? "yes" : null },
    el("h2", {}, `Ward ${ward.ward}`, el("small", {}, rate(ward))),
    el("p", { class: "facts" }, `${ward.calls} calls in 24 h, ${ward.high} of high priority, in ${ward.patientDays.toFixed(1)} patient-days`),
    ward.rules.length ? table(ward.rules) : el("p", { class: "facts" }, "No alert called anybody."));
}

function rate(ward) {
  const rate = ward.perPatientDay === undefined || ward.perPatientDay === null ? "too short a time for a rate" : `${ward.perPatientDay.toFixed(2)} calls a patient-day`;
  if (ward.budget === undefined || ward.budget === null) return `${rate}, no budget set`;
  return `${rate}, budget ${ward.budget.toFixed(2)}${ward.overBudget ? ": over it" : ""}`;
}

function table(rules) {
  const heads = ["Rule", "Calls", "Answered", "Over alone", "Useful", "Not useful", "Known"];
  return el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...rules.map((rule) => el("tr", {},
      el("th", { scope: "row" }, rule.rule),
      ...[rule.calls, rule.answered, rule.clearedAlone, rule.opinions.useful, rule.opinions.notUseful, rule.opinions.known].map((count) =>
        el("td", { class: "number" }, String(count)))))));
}
