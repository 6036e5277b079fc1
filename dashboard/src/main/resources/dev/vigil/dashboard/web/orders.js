// What is agreed for a patient: alarm limits, monitoring plan, pauses. Each change says why.

import { el } from "./dom.js";
import * as format from "./format.js";
import { labelOf, numberOf } from "./bedside.js";
import { fromLocal, toLocal } from "./past.js";
import { askTwice, field, wrong } from "./two-step.js";

const USUAL = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "diastolic-pressure", "mean-pressure", "body-temperature"];

/** The signs that can be agreed on: the usual ones, and what is agreed already. */
const signs = (feed, agreed) => [...new Set([...USUAL, ...agreed])].map((id) => feed.catalogue.get(id)).filter(Boolean);

const path = (patient) => `/api/patients/${encodeURIComponent(patient.patient)}`;

const reason = () => field("because", "Why", el("input", { required: true, maxlength: 500, autocomplete: "off" }));

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
    const high = numbers(old[sign.id]?.high, `${labelOf(sign)}, high limit`);
    const low = field(name, `${labelOf(sign)}: low, high`, numbers(old[sign.id]?.low, `${labelOf(sign)}, low limit`));
    low.input.after(high);
    return { ...low, high, sign };
  });
  const why = reason();
  askTwice({
    patient,
    title: "Alarm limits of this patient",
    note: "They replace the rules' limits. Empty: those of the rules hold.",
    fields: [...rows, why],
    read: () => {
      const asked = {};
      for (const row of rows) {
        const low = numberOf(row.name, row.input);
        const high = numberOf(row.name, row.high);
        if (low !== null && high !== null && low >= high) throw wrong(row.name, "The low limit is not below the high one.");
        if (low !== null || high !== null) asked[row.sign.id] = { ...(low !== null && { low }), ...(high !== null && { high }) };
      }
      return { limits: asked, because: why.input.value };
    },
    summary: (body) => [
      ...(Object.keys(body.limits).length ? [] : ["The limits of the rules hold"]),
      ...Object.entries(body.limits).map(([id, { low, high }]) => `${format.longName(id, feed.catalogue)}: ${low ?? "no low"} to ${high ?? "no high"} ${format.unitName(feed.catalogue.get(id).unit)}`),
      `Because: ${body.because}`,
    ],
    send: async (body) => {
      await change(patient, feed, version, body.because, { limits: body.limits });
      return `Limits of ${patient.patient} changed`;
    },
  });
}

/** How often a value is expected; one that stays out longer is an alert of its own. */
export async function plan(patient, feed) {
  const { version, plan: old } = await context(patient, feed);
  const items = new Map((old.items ?? []).map((item) => [item.vital, item]));
  const rows = signs(feed, items.keys()).map((sign) => {
    const item = items.get(sign.id);
    const grace = numbers(item?.graceSeconds, `${labelOf(sign)}, grace in seconds`);
    const every = field(`plan.${sign.id}`, `${format.longName(sign.id, feed.catalogue)}: every … s, then … s grace`, numbers(item?.intervalSeconds, `${labelOf(sign)}, expected every so many seconds`));
    every.input.after(grace);
    return { ...every, grace, sign };
  });
  const why = reason();
  askTwice({
    patient,
    title: "Monitoring plan",
    note: "A vital sign without an entry is never missed.",
    fields: [...rows, why],
    read: () => {
      const asked = [];
      for (const row of rows) {
        const interval = numberOf(row.name, row.input);
        const grace = numberOf(row.name, row.grace);
        if (interval === null && grace === null) continue;
        if (!(Number.isInteger(interval) && interval >= 1 && Number.isInteger(grace ?? 0) && (grace ?? 0) >= 0)) throw wrong(row.name, "Whole seconds: an interval of at least 1, a grace of at least 0.");
        asked.push({ vital: row.sign.id, intervalSeconds: interval, graceSeconds: grace ?? 0 });
      }
      return { plan: { items: asked, pauses: old.pauses ?? [] }, because: why.input.value };
    },
    summary: (body) => [
      ...(body.plan.items.length ? [] : ["Nothing is expected: no silence of this patient will alert"]),
      ...body.plan.items.map((item) => `${format.longName(item.vital, feed.catalogue)}: every ${item.intervalSeconds} s, ${item.graceSeconds} s grace`),
      `Because: ${body.because}`,
    ],
    send: async (body) => {
      await change(patient, feed, version, body.because, { plan: body.plan });
      return `Monitoring plan of ${patient.patient} changed`;
    },
  });
}

/** A time without measurement, which then isn't silence. */
export async function pause(patient, feed) {
  const { version, plan: old } = await context(patient, feed);
  const ids = (old.items ?? []).map((item) => item.vital);
  const which = field("vital", "Which", el("select", {}, el("option", { value: "" }, "all of the plan"), ...ids.map((id) => el("option", { value: id }, format.longName(id, feed.catalogue)))));
  const until = field("pause", "Until", el("input", { type: "datetime-local", step: 1, required: true, value: toLocal(feed.now + 1800) }));
  const why = reason();
  const running = (old.pauses ?? []).filter((each) => each.until > feed.now);
  const kept = new Set(running);
  const list = el("ul", { class: "pauses" }, ...running.map((each) => {
    const box = el("input", { type: "checkbox", checked: true, onchange: (event) => (event.target.checked ? kept.add(each) : kept.delete(each)) });
    return el("li", {}, el("label", {}, box, ` ${format.longName(each.vital, feed.catalogue)} until ${format.clock(each.until)} (${each.by}: ${each.because})`));
  }));
  askTwice({
    patient,
    title: "Pause monitoring",
    note: ids.length ? "While it lasts, silence of these raises no alert." : "Nothing is expected of this patient, so there is nothing to pause.",
    fields: [which, until, why],
    extra: running.length ? el("div", {}, el("p", {}, "Pauses that run; those without a tick end now:"), list) : null,
    read: () => {
      const end = fromLocal(until.input.value);
      if (Number.isNaN(end)) throw wrong("pause", "This is no time.");
      const vitals = which.input.value ? [which.input.value] : ids;
      const added = end <= feed.now && kept.size < running.length ? [] : vitals.map((vital) => ({ vital, from: feed.now, until: end, by: feed.me?.name ?? "", because: why.input.value }));
      return { plan: { items: old.items ?? [], pauses: [...kept, ...added] }, because: why.input.value };
    },
    summary: (body) => [
      ...(body.plan.pauses.length ? [] : ["No pause"]),
      ...body.plan.pauses.map((each) => `${format.longName(each.vital, feed.catalogue)}: until ${format.clock(each.until)}, ${format.day(each.until)}`),
      `Because: ${body.because}`,
    ],
    send: async (body) => {
      await change(patient, feed, version, body.because, { plan: body.plan });
      return `Pauses of ${patient.patient} changed`;
    },
  });
}
