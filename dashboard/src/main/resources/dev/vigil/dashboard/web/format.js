// How numbers, units, ages and names are written. A value is never rounded to fewer digits than it
// came with: 91.6 must not look like 92, which scores differently.

const SHORT = {
  "heart-rate": "HR",
  spo2: "SpO₂",
  "respiratory-rate": "RR",
  "body-temperature": "Temp",
  "systolic-pressure": "BP",
  "mean-pressure": "MAP",
  "diastolic-pressure": "Dia",
  etco2: "EtCO₂",
  fio2: "FiO₂",
  "oxygen-flow": "O₂ flow",
  "oxygen-device": "O₂",
  consciousness: "ACVPU",
  "interstitial-glucose": "Glucose",
};

const UNITS = {
  "mm[Hg]": "mmHg",
  Cel: "°C",
  "[pH]": "",
  "{ACVPU}": "",
  "{device}": "",
  "{score}": "",
  "10*3/uL": "10³/µL",
};

const SCORES = { news2: "NEWS2", mews: "MEWS", qsofa: "qSOFA", sirs: "SIRS", sofa: "SOFA", rox: "ROX index" };

export const shortName = (id, catalogue) => SHORT[id] ?? catalogue?.get(id)?.name ?? words(id);

export const longName = (id, catalogue) => catalogue?.get(id)?.name ?? words(id);

export const unitName = (unit) => UNITS[unit] ?? unit;

export const scoreName = (model) => SCORES[model] ?? words(model);

/** "heart-rate.mean.1h" as "Heart rate mean 1h"; "heart-rate.last" is just the heart rate. */
export function featureName(feature, catalogue) {
  const [id, ...rest] = feature.split(".");
  const name = id === "static" ? words(rest.shift()) : longName(id, catalogue);
  return [name, ...rest.filter((part) => part !== "last")].join(" ");
}

const words = (id) => {
  const text = id.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** The value of a vital sign for people: the code's name, or the digits that came. */
export function value(vital, sign) {
  if (vital?.value === undefined || vital.value === null) return "–";
  if (sign?.codes?.length) return words(sign.codes[vital.value] ?? String(vital.value));
  if (sign?.id === "body-temperature" && Number.isInteger(vital.value * 10)) return vital.value.toFixed(1);
  return String(vital.value);
}

/** "12 s", "4 min", "3 h", "2 d": how long ago, rounded down. */
export function age(seconds) {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return "";
  const s = Math.max(0, Math.floor(seconds));
  if (s < 100) return `${s} s`;
  if (s < 100 * 60) return `${Math.floor(s / 60)} min`;
  if (s < 48 * 3600) return `${Math.floor(s / 3600)} h`;
  return `${Math.floor(s / 86400)} d`;
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const clock = (second) => (second === null || second === undefined ? "--:--:--" : CLOCK.format(new Date(second * 1000)));

export const day = (second) => (second === null || second === undefined ? "" : DAY.format(new Date(second * 1000)));

/** Indices are numbers of their own; any other answer between 0 and 1 is a risk. */
const INDEX_DECIMALS = { "shock-index": 2, rox: 1 };

const number = (x, model) =>
  model in INDEX_DECIMALS ? x.toFixed(INDEX_DECIMALS[model]) : Number.isInteger(x) ? String(x) : x < 1 && x > 0 ? `${Math.round(x * 100)} %` : x.toFixed(1);

/** A score for people: one value, a range where inputs are missing, or why there is none. */
export function score(found) {
  if (!found) return "–";
  if (found.outcome === "score") return number(found.value, found.model);
  if (found.outcome === "range") return found.low === found.high ? number(found.low, found.model) : `${number(found.low, found.model)}–${number(found.high, found.model)}`;
  return found.outcome === "failed" ? "failed" : "n/a";
}

/** Why an alert is open, with the value that decided where there is one. */
export function sentence(alert) {
  const { readings, score: found } = alert.evidence ?? {};
  const because = found ? alert.because.replace(found.model, scoreName(found.model)) : alert.because;
  const last = readings?.at(-1);
  return readable(last ? because.replace(/ is (?=below|above)/, ` is ${last.value}, `) : because);
}

/** What an alert stands on, line by line: readings, limit, the score with its parts, what clears it. */
export function evidence(alert, catalogue) {
  const { readings = [], limit, score: found, lastSeen, clears } = alert.evidence ?? {};
  const lines = readings.map((reading) =>
    `${longName(reading.vital, catalogue)} ${reading.value} ${unitName(reading.unit)} at ${clock(reading.measured)} from ${reading.sensor}`);
  if (limit !== undefined) lines.push(`${found ? "Threshold" : "Limit"} ${limit} ${unitName(readings.at(-1)?.unit ?? "")}`.trim());
  if (found) {
    lines.push(`${scoreName(found.model)} ${score(found)} at ${clock(found.known)}`);
    lines.push(...parts(found, catalogue));
  }
  if (lastSeen !== undefined) lines.push(`Last seen ${clock(lastSeen)}`);
  if (clears) lines.push(readable(found ? clears.replace(found.model, scoreName(found.model)) : clears));
  return lines;
}

/** The sub-scores that count, largest first, and what could not be counted. */
function parts(found, catalogue) {
  const counted = Object.entries(found.contributions ?? {}).filter(([, part]) => part !== 0).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  return [
    counted.length && `Sub-scores: ${counted.map(([id, part]) => `${featureName(id, catalogue)} ${contribution(part)}`).join(", ")}`,
    ...explanation(found, catalogue),
    found.missing?.length && `Missing: ${missing(found, catalogue)}`,
  ].filter(Boolean);
}

/** Why a trained model began to warn: its leading reasons with the values and trends behind them. */
function explanation(found, catalogue) {
  const { known, inputs = [] } = found.explanation ?? {};
  return inputs.slice(0, REASONS).map(({ name, contribution: part, value, latest, slope }, i) => [
    `${i ? "" : `Began to warn at ${clock(known)}: `}${featureName(name, catalogue)}`,
    value !== undefined && `is ${plain(value)}`,
    latest !== undefined && latest !== value && `latest value ${plain(latest)}`,
    slope && `${slope > 0 ? "rising" : "falling"} ${plain(Math.abs(slope))} an hour`,
    `counts ${part > 0 ? "+" : "−"}${plain(Math.abs(part))}`,
  ].filter(Boolean).join(", "));
}

const REASONS = 5;
const plain = (x) => String(Number(x.toPrecision(3)));

/** The inputs that a score lacks, and which of them are known but too old to count. */
export const missing = (found, catalogue) =>
  found.missing.map((id) => featureName(id, catalogue) + (found.stale?.includes(id) ? " (too old)" : "")).join(", ");

/** A sub-score is whole; a contribution to a model's answer has three decimals at most. */
export const contribution = (part) => String(Math.round(part * 1000) / 1000);

/** The same for a card, where there is little room: "Systolic BP 89 < 90 mmHg". */
export function shortSentence(alert) {
  const last = alert.evidence?.readings?.at(-1);
  let text = readable(last
    ? alert.because.replace(" is below ", ` ${last.value} < `).replace(" is above ", ` ${last.value} > `)
    : sentence(alert).split(", expected every")[0]);
  for (const [long, short] of SPOKEN) text = text.replace(long, short).replace(long.toLowerCase(), short);
  return text;
}

const SPOKEN = [
  ["Oxygen saturation by pulse oximetry", "SpO₂"],
  ["Systolic blood pressure", "Systolic BP"],
  ["Diastolic blood pressure", "Diastolic BP"],
  ["Mean blood pressure", "Mean BP"],
];

/** UCUM's codes as people write them. */
export const readable = (text) => text.replaceAll("mm[Hg]", "mmHg").replace(/\bCel\b/g, "°C");

/** IEC 60601-1-8: a symbol and a word beside every colour. */
export const PRIORITY = {
  high: { symbol: "!!!", word: "High" },
  medium: { symbol: "!!", word: "Medium" },
  low: { symbol: "!", word: "Low" },
};

/** Whom an alert asks, if it asks anybody by name. */
export function asked(alert) {
  const escalation = alert.escalation;
  if (!escalation || alert.state !== "active") return [];
  if (escalation.over) return ["Nobody answered, and nobody is left to ask"];
  return (escalation.to ?? []).map((to) => `Asks: ${to.role}, ${to.person ?? "nobody on the rota"}`);
}
