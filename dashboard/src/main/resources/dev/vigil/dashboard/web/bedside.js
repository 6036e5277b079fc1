// What a person observes at the bedside.

import { el } from "./dom.js";
import * as format from "./format.js";
import { fromLocal, toLocal } from "./past.js";
import { askTwice, field, wrong } from "./two-step.js";

const CODED = ["consciousness", "oxygen-device"];
const NUMBERS = ["oxygen-flow", "respiratory-rate", "spo2", "systolic-pressure", "diastolic-pressure", "heart-rate", "body-temperature"];
export const OBSERVED = [CODED[0], ...NUMBERS.slice(1, 3), CODED[1], NUMBERS[0], ...NUMBERS.slice(3)];

/** An input for a vital sign of the catalogue. */
export function inputOf(sign) {
  if (sign.codes.length) {
    return el("select", {}, el("option", { value: "" }, "not observed"),
      ...sign.codes.map((code, i) => el("option", { value: i }, format.value({ value: i }, sign))));
  }
  return el("input", { inputmode: "decimal", autocomplete: "off", maxlength: 12 });
}

/** The number that was entered; null if none. */
export function numberOf(name, input) {
  const text = input.value.trim().replace(",", ".");
  if (text === "") return null;
  const number = Number(text);
  if (!Number.isFinite(number)) throw wrong(name, "This is no number.");
  return number;
}

export const labelOf = (sign) => [format.longName(sign.id, new Map([[sign.id, sign]])), format.unitName(sign.unit) && `(${format.unitName(sign.unit)})`].filter(Boolean).join(" ");

/** Opens the form. */
export function observe(patient, feed) {
  const { catalogue } = feed;
  const time = field("measured", "Observed at", el("input", { type: "datetime-local", step: 1, required: true, value: toLocal(feed.now) }));
  const values = OBSERVED.map((id) => field(id, labelOf(catalogue.get(id)), inputOf(catalogue.get(id))));
  askTwice({
    patient,
    title: "Enter observations",
    note: "Leave empty what you have not observed.",
    fields: [time, ...values],
    read: () => {
      const entered = values.map((each) => [each.name, numberOf(each.name, each.input)]).filter(([, value]) => value !== null);
      if (!entered.length) throw wrong(OBSERVED[0], "Nothing is entered yet.");
      const measured = fromLocal(time.input.value);
      if (Number.isNaN(measured)) throw wrong("measured", "This is no time.");
      return { measured, values: Object.fromEntries(entered) };
    },
    summary: (body) => [
      `Observed at ${format.clock(body.measured)}, ${format.day(body.measured)}, by ${feed.me?.name ?? ""}`,
      ...Object.entries(body.values).map(([id, value]) => `${format.longName(id, catalogue)}: ${format.value({ value }, catalogue.get(id))} ${format.unitName(catalogue.get(id).unit)}`.trim()),
    ],
    send: async (body) => {
      const answer = await feed.api("POST", `/api/patients/${encodeURIComponent(patient.patient)}/observations`, body);
      const bad = Object.entries(answer.verdicts).find(([, verdict]) => verdict.reason);
      if (bad) throw wrong(bad[0], `${bad[1].detail}: ${bad[1].fix}. The others were taken.`);
      return `Observations of ${patient.patient} taken`;
    },
  });
}
