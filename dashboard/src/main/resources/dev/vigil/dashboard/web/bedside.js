// What a person observes at the bedside.

import { el } from "./dom.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { fromLocal, toLocal } from "./past.js";
import { askTwice, field, wrong } from "./two-step.js";

const CODED = ["consciousness", "oxygen-device"];
const NUMBERS = ["oxygen-flow", "respiratory-rate", "spo2", "systolic-pressure", "diastolic-pressure", "heart-rate", "body-temperature"];
export const OBSERVED = [CODED[0], ...NUMBERS.slice(1, 3), CODED[1], NUMBERS[0], ...NUMBERS.slice(3)];

/** An input for a vital sign of the catalogue. */
export function inputOf(sign) {
  if (sign.codes.length) {
    return el("select", {}, el("option", { value: "" }, t("entry.notObserved")),
      ...sign.codes.map((code, i) => el("option", { value: i }, format.value({ value: i }, sign))));
  }
  return el("input", { inputmode: "decimal", autocomplete: "off", maxlength: 12 });
}

/** The number that was entered; null if none. */
export function numberOf(name, input) {
  const text = input.value.trim().replace(",", ".");
  if (text === "") return null;
  const number = Number(text);
  if (!Number.isFinite(number)) throw wrong(name, t("entry.noNumber"));
  return number;
}

export const labelOf = (sign) => [format.longName(sign.id), format.unitName(sign.unit) && `(${format.unitName(sign.unit)})`].filter(Boolean).join(" ");

/** A value with its unit, as people write it. */
export const withUnit = (value, sign) => `${format.value({ value }, sign)} ${format.unitName(sign.unit)}`.trim();

/** Opens the form. */
export function observe(patient, feed) {
  const { catalogue } = feed;
  const time = field("measured", t("entry.observedAt"), el("input", { type: "datetime-local", step: 1, required: true, value: toLocal(feed.now) }));
  const values = OBSERVED.map((id) => field(id, labelOf(catalogue.get(id)), inputOf(catalogue.get(id))));
  askTwice({
    patient,
    title: t("patient.observe"),
    note: t("entry.observeNote"),
    fields: [time, ...values],
    read: () => {
      const entered = values.map((each) => [each.name, numberOf(each.name, each.input)]).filter(([, value]) => value !== null);
      if (!entered.length) throw wrong(OBSERVED[0], t("entry.nothing"));
      const measured = fromLocal(time.input.value, feed.now);
      if (Number.isNaN(measured)) throw wrong("measured", t("entry.noTime"));
      return { measured, values: Object.fromEntries(entered) };
    },
    summary: (body) => [
      t("entry.observedBy", { time: format.clock(body.measured), day: format.day(body.measured), by: feed.me?.name ?? "" }),
      ...Object.entries(body.values).map(([id, value]) => t("entry.value", { name: format.longName(id), value: withUnit(value, catalogue.get(id)) })),
    ],
    send: async (body) => {
      const answer = await feed.api("POST", `/api/patients/${encodeURIComponent(patient.patient)}/observations`, body);
      const bad = Object.entries(answer.verdicts).find(([, verdict]) => verdict.reason);
      if (bad) throw wrong(bad[0], t("entry.oneRefused", { detail: bad[1].detail, fix: bad[1].fix }));
      return t("entry.taken", { patient: patient.patient });
    },
  });
}
