// How often alerts called people, ward by ward, and what people found of it.

import { el } from "./dom.js";
import { decimal, fixed, named, t } from "./language.js";

/** A section for one ward: calls against its budget, and its rules, the noisiest first. */
export function wardBurden(ward) {
  return el("article", { class: "model burden", "data-ward": ward.ward, "data-over": ward.overBudget ? "yes" : null },
    el("h2", {}, t("frame.inWard", { ward: ward.ward }), el("small", {}, rate(ward))),
    el("p", { class: "facts" }, t("models.calls", { n: ward.calls, high: ward.high, days: fixed(ward.patientDays, 1) })),
    ward.rules.length ? table(ward.rules) : el("p", { class: "facts" }, t("models.noCalls")));
}

function rate(ward) {
  const rate = ward.perPatientDay === undefined || ward.perPatientDay === null ? t("models.tooShort") : t("models.rate", { rate: fixed(ward.perPatientDay, 2) });
  if (ward.budget === undefined || ward.budget === null) return t("models.noBudget", { rate });
  return t(ward.overBudget ? "models.overBudget" : "models.budget", { rate, budget: fixed(ward.budget, 2) });
}

function table(rules) {
  const heads = ["rule", "calls", "answered", "alone", "useful", "notUseful", "known"];
  return el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, named("models.head", head))))),
    el("tbody", {}, ...rules.map((rule) => el("tr", {},
      el("th", { scope: "row" }, rule.rule),
      ...[rule.calls, rule.answered, rule.clearedAlone, rule.opinions.useful, rule.opinions.notUseful, rule.opinions.known].map((count) =>
        el("td", { class: "number" }, decimal(count)))))));
}
