// What is agreed for a patient: alarm limits, monitoring plan, pauses. Each change says why.

import { el } from "./dom.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { labelOf, numberOf } from "./bedside.js";
import { fromLocal, toLocal } from "./past.js";
import { askTwice, field, wrong } from "./two-step.js";

const USUAL = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "diastolic-pressure", "mean-pressure", "body-temperature"];

/** How long a pause is if nobody says otherwise. */
const USUAL_SECONDS = 1800;

/** How long it may be: the server refuses a longer one. */
const LONGEST_SECONDS = 24 * 3600;

/** The signs that can be agreed on: the usual ones, and what is agreed already. */
const signs = (feed, agreed) => [...new Set([...USUAL, ...agreed])].map((id) => feed.catalogue.get(id)).filter(Boolean);

const path = (patient) => `/api/patients/${encodeURIComponent(patient.patient)}`;

const reason = () => field("because", t("alerts.why"), el("input", { required: true, maxlength: 500, autocomplete: "off" }));

const context = async (patient, feed) => (await feed.api("GET", path(patient))).context;

async function change(patient, feed, version, because, what) {
  await feed.api("PUT", path(patient), { version, because, ...what });
}

const numbers = (value, label) => el("input", { inputmode: "decimal", autocomplete: "off", maxlength: 12, "aria-label": label, value: value ?? "" });

/** Limits that replace those of the rules for this patient. */
export async function limits(patient, feed) {
  const { version, limits: old = {} } = await context(patient, feed);
  const rows = signs(feed, Object.keys(old)).map((sign) => {
    const name = `limits.${sign.id}`;
    const high = numbers(old[sign.id]?.high, t("entry.highLimit", { name: labelOf(sign) }));
    const low = field(name, t("entry.lowHigh", { name: labelOf(sign) }), numbers(old[sign.id]?.low, t("entry.lowLimit", { name: labelOf(sign) })));
    low.input.after(high);
    return { ...low, high, sign };
  });
  const why = reason();
  askTwice({
    patient,
    title: t("entry.limitsTitle"),
    note: t("entry.limitsNote"),
    fields: [...rows, why],
    read: () => {
      const asked = {};
      for (const row of rows) {
        const low = numberOf(row.name, row.input);
        const high = numberOf(row.name, row.high);
        if (low !== null && high !== null && low >= high) throw wrong(row.name, t("entry.lowNotBelow"));
        if (low !== null || high !== null) asked[row.sign.id] = { ...(low !== null && { low }), ...(high !== null && { high }) };
      }
      return { limits: asked, because: why.input.value };
    },
    summary: (body) => [
      ...(Object.keys(body.limits).length ? [] : [t("entry.rulesHold")]),
      ...Object.entries(body.limits).map(([id, { low, high }]) => t("entry.limitsOf", { name: format.longName(id), low: low ?? t("entry.noLow"), high: high ?? t("entry.noHigh"), unit: format.unitName(feed.catalogue.get(id).unit) })),
      t("entry.because", { because: body.because }),
    ],
    send: async (body) => {
      await change(patient, feed, version, body.because, { limits: body.limits });
      return t("entry.limitsChanged", { patient: patient.patient });
    },
  });
}

/** How often a value is expected; one that stays out longer is an alert of its own. */
export async function plan(patient, feed) {
  const { version, plan: old } = await context(patient, feed);
  const items = new Map((old.items ?? []).map((item) => [item.vital, item]));
  const rows = signs(feed, items.keys()).map((sign) => {
    const item = items.get(sign.id);
    const grace = numbers(item?.graceSeconds, t("entry.graceOf", { name: labelOf(sign) }));
    const every = field(`plan.${sign.id}`, t("entry.everyThen", { name: format.longName(sign.id) }), numbers(item?.intervalSeconds, t("entry.everyOf", { name: labelOf(sign) })));
    every.input.after(grace);
    return { ...every, grace, sign };
  });
  const why = reason();
  askTwice({
    patient,
    title: t("entry.planTitle"),
    note: t("entry.planNote"),
    fields: [...rows, why],
    read: () => {
      const asked = [];
      for (const row of rows) {
        const interval = numberOf(row.name, row.input);
        const grace = numberOf(row.name, row.grace);
        if (interval === null && grace === null) continue;
        if (!(Number.isInteger(interval) && interval >= 1 && Number.isInteger(grace ?? 0) && (grace ?? 0) >= 0)) throw wrong(row.name, t("entry.wholeSeconds"));
        asked.push({ vital: row.sign.id, intervalSeconds: interval, graceSeconds: grace ?? 0 });
      }
      return { plan: { items: asked, pauses: old.pauses ?? [] }, because: why.input.value };
    },
    summary: (body) => [
      ...(body.plan.items.length ? [] : [t("entry.nothingExpected")]),
      ...body.plan.items.map((item) => t("entry.planOf", { name: format.longName(item.vital), every: item.intervalSeconds, grace: item.graceSeconds })),
      t("entry.because", { because: body.because }),
    ],
    send: async (body) => {
      await change(patient, feed, version, body.because, { plan: body.plan });
      return t("entry.planChanged", { patient: patient.patient });
    },
  });
}

/** A time without measurement, which then isn't silence. */
export async function pause(patient, feed) {
  const { version, plan: old } = await context(patient, feed);
  const ids = (old.items ?? []).map((item) => item.vital);
  const which = field("vital", t("entry.which"), el("select", {}, el("option", { value: "" }, t("entry.allOfPlan")), ...ids.map((id) => el("option", { value: id }, format.longName(id)))));
  const until = field("pause", t("entry.until"), el("input", { type: "datetime-local", step: 1, required: true, value: toLocal(feed.now + USUAL_SECONDS) }));
  const why = reason();
  const running = (old.pauses ?? []).filter((each) => each.until > feed.now);
  const kept = new Set(running);
  const list = el("ul", { class: "pauses" }, ...running.map((each) => {
    const box = el("input", { type: "checkbox", checked: true, onchange: (event) => (event.target.checked ? kept.add(each) : kept.delete(each)) });
    return el("li", {}, el("label", {}, box, ` ${t("entry.runningPause", { name: format.longName(each.vital), time: format.clock(each.until), by: each.by, because: each.because })}`));
  }));
  askTwice({
    patient,
    title: t("entry.pauseTitle"),
    note: t(ids.length ? "entry.pauseNote" : "entry.nothingToPause"),
    fields: [which, until, why],
    extra: running.length ? el("div", {}, el("p", {}, t("entry.running")), list) : null,
    read: () => {
      const end = fromLocal(until.input.value, feed.now + USUAL_SECONDS);
      if (Number.isNaN(end)) throw wrong("pause", t("entry.noTime"));
      if (end > feed.now + LONGEST_SECONDS) throw wrong("pause", t("entry.pauseTooLong"));
      const vitals = which.input.value ? [which.input.value] : ids;
      const added = end <= feed.now && kept.size < running.length ? [] : vitals.map((vital) => ({ vital, from: feed.now, until: end, by: feed.me?.name ?? "", because: why.input.value }));
      return { plan: { items: old.items ?? [], pauses: [...kept, ...added] }, because: why.input.value };
    },
    summary: (body) => [
      ...(body.plan.pauses.length ? [] : [t("entry.noPause")]),
      ...body.plan.pauses.map((each) => t("entry.pauseOf", { name: format.longName(each.vital), time: format.clock(each.until), day: format.day(each.until) })),
      t("entry.because", { because: body.because }),
    ],
    send: async (body) => {
      await change(patient, feed, version, body.because, { plan: body.plan });
      return t("entry.pausesChanged", { patient: patient.patient });
    },
  });
}
