// How numbers, units, ages and names are written. A value is never rounded to fewer digits than it
// came with: 91.6 must not look like 92, which scores differently.

import { decimal, fixed, listed, locale, named, t } from "./language.js";
import { SECONDS } from "./patient.js";

const UNITS = {
  "mm[Hg]": "mmHg",
  Cel: "°C",
  "[pH]": "",
  "{ACVPU}": "",
  "{device}": "",
  "{score}": "",
  "{code}": "",
  "{count}": "",
  "10*3/uL": "10³/µL",
};

export const longName = (id) => named("signs.name", id);

/** For a card, where there is little room. */
export const shortName = (id) => named("signs.short", id, longName);

/** For a sentence on a card. */
export const briefName = (id) => named("signs.brief", id, longName);

export const unitName = (unit) => UNITS[unit] ?? unit;

export const scoreName = (model) => named("scores.name", model);

export const shortScoreName = (model) => named("scores.short", model, scoreName);

/** "heart-rate.mean.1h" as "Heart rate mean 1h"; "heart-rate.last" is just the heart rate. */
export function featureName(feature) {
  const [id, ...rest] = feature.split(".");
  const name = id === "static" || id === "across" ? named("signs.static", rest.shift()) : longName(id);
  return [name, ...rest.filter((part) => part !== "last").map((part) => named("signs.feature", part, (code) => code))].join(" ");
}

/** The value of a vital sign for people: the code's name, or the digits that came. */
export function value(vital, sign) {
  if (vital?.value === undefined || vital.value === null) return "–";
  if (sign?.codes?.length) return codeName(sign, vital.value);
  if (sign?.id === "body-temperature" && Number.isInteger(vital.value * 10)) return fixed(vital.value, 1);
  return decimal(vital.value);
}

/** What a number of a coded sign stands for. */
export const codeName = (sign, number) => (sign.codes[number] === undefined ? String(number) : named("signs.code", sign.codes[number]));

/** "12 s", "4 min", "3 h", "2 d": how long ago, rounded down. */
export function age(seconds) {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return "";
  const s = Math.max(0, Math.floor(seconds));
  if (s < SECONDS) return t("time.seconds", { n: s });
  if (s < 100 * 60) return t("time.minutes", { n: Math.floor(s / 60) });
  if (s < 48 * 3600) return t("time.hours", { n: Math.floor(s / 3600) });
  return t("time.days", { n: Math.floor(s / 86400) });
}

/** Of a value that is as fresh as can be the seconds say nothing, and would flicker. */
const FRESH_SECONDS = 5;

/** How old a value is, for where the newest one stands. */
export const freshness = (seconds) => (seconds < FRESH_SECONDS ? t("time.now") : age(seconds));

const CLOCK = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const clock = (second) => (second === null || second === undefined ? "--:--:--" : CLOCK.format(new Date(second * 1000)));

export const day = (second) => (second === null || second === undefined ? "" : DAY.format(new Date(second * 1000)));

export const moment = (second) => `${day(second)} ${clock(second)}`;

/** Indices are numbers of their own; any other answer between 0 and 1 is a risk. */
const INDEX_DECIMALS = { "shock-index": 2, rox: 1 };

export const percent = (share, decimals = 0) => t("number.percent", { value: fixed(100 * share, decimals) });

function number(x, model) {
  if (model in INDEX_DECIMALS) return fixed(x, INDEX_DECIMALS[model]);
  if (Number.isInteger(x)) return decimal(x);
  return x < 1 && x > 0 ? percent(x) : fixed(x, 1);
}

/** A score for people: one value, a range where inputs are missing, or why there is none. */
export function score(found) {
  if (!found) return "–";
  if (found.outcome === "score") return number(found.value, found.model);
  if (found.outcome === "range") return found.low === found.high ? number(found.low, found.model) : `${number(found.low, found.model)}–${number(found.high, found.model)}`;
  return t(found.outcome === "failed" ? "scores.failed" : "scores.notApplicable");
}

/** Why there is no score. */
export const reason = (code) => named("scores.reason", code);

/** The inputs that a score lacks, and which of them are known but too old to count. */
export const missing = (found) =>
  listed(found.missing.map((id) => (found.stale?.includes(id) ? t("scores.tooOld", { input: featureName(id) }) : featureName(id))));

/** A sub-score is whole; a contribution to a model's answer has three decimals at most. */
export const contribution = (part) => decimal(Math.round(part * 1000) / 1000);

const SYMBOLS = { high: "!!!", medium: "!!", low: "!" };

/** IEC 60601-1-8: a symbol and a word beside every colour. */
export const PRIORITY = Object.fromEntries(Object.entries(SYMBOLS).map(([priority, symbol]) => [priority, { symbol, word: named("alerts.priority", priority) }]));

/** Where a patient comes from who isn't a real one. */
export const originName = (origin) => (origin === "real" ? "" : named("frame.origin", origin));

/** Ward, age, sex, scale and origin, as far as known. */
export const facts = ({ ward, ageYears, sex, spo2Scale, origin }) => [
  t("frame.inWard", { ward }),
  ageYears === undefined ? t("patient.ageUnknown") : t("patient.years", { n: ageYears }),
  named("patient.sex", sex ?? "unknown"),
  t("patient.scale", { n: spo2Scale }),
  origin === "real" ? null : t("patient.ofOrigin", { origin: originName(origin) }),
].filter(Boolean);

/** Why we can't tell how a patient is. */
export const whyUnmonitored = (code) => named("patient.why", code);
