// What the alerts say. The alert rules write English sentences into the log; here they are
// understood again, so that they can be said in the language of the page. What is no sentence of
// theirs (a combined rule, the words of a person) stays as it was written.

import { decimal, listed, named, t } from "./language.js";
import * as format from "./format.js";
import en from "/messages/en.js";

const NUMBER = "-?\\d[\\d.]*(?:E[+-]?\\d+)?";

/** What stands in a sentence for each name of a message. */
const PARTS = { thing: ".+", what: ".+", which: "\\S+", limit: NUMBER, part: NUMBER, n: "\\d+" };
const UNIT = "(?: (?<unit>\\S+))?";

/** The rules' sentences: their English messages are the very words that the rules write. */
const FORMS = [
  "clears", "wasNotSo", "below", "above", "atOrAbove", "atOrBelow", "backInside", "limitGone", "silentFor", "silent", "comesOrPaused", "comesAgain", "notExpected",
  "reachedOrPart", "reached", "part", "belowAndNoPart", "noPart", "belowAgain", "noRule", "noLongerSo", "itIsNoLongerSo", "ruleGone", "notWatched",
  "deviceOver", "device", "deviceSaysOver", "namedPart", "namedPartBelow", "overBefore", "corrected", "withdrawn", "late",
].map((form) => ({ form, pattern: patternOf(en[`sentences.${form}`]) }));

function patternOf(message) {
  const parts = message.split(/\{(\w+)\}/);
  return new RegExp(`^${parts.map((part, i) => (i % 2 ? `(?<${part}>${PARTS[part]})${part === "limit" ? UNIT : ""}` : part)).join("")}$`);
}

const SIGN = "signs.name.";
const IDS = new Map(Object.entries(en).filter(([key]) => key.startsWith(SIGN)).map(([key, name]) => [name.toLowerCase(), key.slice(SIGN.length)]));

/** What a sentence says: {form, thing, limit, unit …}; null for one that the rules don't write. */
function understand(text) {
  for (const { form, pattern } of FORMS) {
    const found = pattern.exec(text);
    if (found) return { form, ...found.groups };
  }
  return null;
}

const nameOf = (thing, { sign, score }) => {
  const id = IDS.get(thing.toLowerCase());
  return id === undefined ? score(thing) : sign(id);
};

const FULL = { sign: format.longName, score: (model) => named("scores.name", model, (id) => id) };
const BRIEF = { sign: format.briefName, score: (model) => named("scores.short", model, FULL.score) };

const measure = (limit, unit) => `${decimal(Number(limit))} ${format.unitName(unit)}`.trim();

/** In the middle of a sentence a name begins as any other word does, where a script has such letters. */
const within = (text) => (/^[A-Z][a-z]+( [a-z(].*)?$/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

const begins = (form) => en[`sentences.${form}`].startsWith("{thing}");

function say({ form, thing, which, limit, unit, part, n, what }, names = FULL) {
  const name = thing && nameOf(thing, names);
  return t(`sentences.${form}`, {
    thing: name && (begins(form) ? name : within(name)),
    which: which && named("signs.name", which, (id) => id),
    limit: limit && measure(limit, unit ?? ""),
    part: part && decimal(Number(part)),
    n: n && Number(n),
    what: what && within(said(what)),
  });
}

/** One sentence of the log in the language of the page; several are joined by semicolons. */
export function said(text) {
  const [first, ...more] = text.split("; ");
  const meaning = understand(first);
  if (meaning === null) return readable(text);
  return [say(meaning), ...more.map(said)].join(t("sentences.joint"));
}

/** UCUM's codes as people write them. */
const readable = (text) => text.replaceAll("mm[Hg]", "mmHg").replace(/\bCel\b/g, "°C");

const lastReading = (alert) => alert.evidence?.readings?.at(-1);

/** Why an alert is open, with the value that decided where there is one. */
export function sentence(alert) {
  const [first, ...more] = alert.because.split("; ");
  const meaning = understand(first);
  const last = lastReading(alert);
  if (!last || (meaning?.form !== "below" && meaning?.form !== "above")) return said(alert.because);
  const { thing, limit, unit } = meaning;
  const whole = t(meaning.form === "below" ? "sentences.valueBelow" : "sentences.valueAbove", { thing: nameOf(thing, FULL), value: decimal(last.value), limit: measure(limit, unit) });
  return [whole, ...more.map(said)].join(t("sentences.joint"));
}

/** The vital sign of which an alert says that none comes; null for every other alert. */
export function silent(alert) {
  const meaning = understand(alert.because.split("; ")[0]);
  return meaning?.form.startsWith("silent") ? (IDS.get(meaning.thing.toLowerCase()) ?? null) : null;
}

const short = new WeakMap();

/** The same for a card, where there is little room: "Systolic BP 89 < 90 mmHg". Understood once: an alert that has changed is another one. */
export function shortSentence(alert) {
  if (!short.has(alert)) short.set(alert, shortened(alert));
  return short.get(alert);
}

function shortened(alert) {
  const [first, ...more] = alert.because.split("; ");
  const meaning = understand(first);
  return meaning === null ? readable(alert.because) : [brief(meaning, lastReading(alert)), ...more.map(said)].join(t("sentences.joint"));
}

const SIGNS = { below: "<", above: ">" };

function brief(meaning, last) {
  const sign = SIGNS[meaning.form];
  if (last && sign) return `${nameOf(meaning.thing, BRIEF)} ${decimal(last.value)} ${sign} ${measure(meaning.limit, meaning.unit)}`;
  return say(meaning.form === "silentFor" ? { ...meaning, form: "silent" } : meaning, BRIEF);
}

/** What an alert stands on, line by line: readings, limit, the score with its parts, what clears it. */
export function evidence(alert) {
  const { readings = [], limit, score: found, lastSeen, clears } = alert.evidence ?? {};
  const lines = readings.map((reading) => t("alerts.reading", {
    sign: format.longName(reading.vital), value: reading.value, unit: format.unitName(reading.unit), time: format.clock(reading.measured), sensor: reading.sensor }));
  if (limit !== undefined) lines.push(t(found ? "alerts.threshold" : "alerts.limit", { limit: measure(limit, readings.at(-1)?.unit ?? "") }));
  if (found) {
    lines.push(t("alerts.score", { score: format.scoreName(found.model), value: format.score(found), time: format.clock(found.known) }));
    lines.push(...parts(found));
  }
  if (lastSeen !== undefined) lines.push(t("alerts.lastSeen", { time: format.clock(lastSeen) }));
  if (clears) lines.push(said(clears));
  return lines;
}

/** The sub-scores that count, largest first, and what could not be counted. */
function parts(found) {
  const counted = Object.entries(found.contributions ?? {}).filter(([, part]) => part !== 0).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  return [
    counted.length && t("alerts.subScores", { parts: listed(counted.map(([id, part]) => `${format.featureName(id)} ${format.contribution(part)}`)) }),
    ...explanation(found),
    found.missing?.length && t("scores.missing", { inputs: format.missing(found) }),
  ].filter(Boolean);
}

const REASONS = 5;
const plain = (x) => decimal(Number(x.toPrecision(3)));

/** Why a trained model began to warn: its leading reasons with the values and trends behind them. */
function explanation(found) {
  const { known, inputs = [] } = found.explanation ?? {};
  return inputs.slice(0, REASONS).map(({ name, contribution: part, value, latest, slope }, i) => {
    const line = listed([
      format.featureName(name),
      value !== undefined && t("alerts.is", { value: plain(value) }),
      latest !== undefined && latest !== value && t("alerts.latest", { value: plain(latest) }),
      slope && t(slope > 0 ? "alerts.rising" : "alerts.falling", { value: plain(Math.abs(slope)) }),
      t("alerts.counts", { value: `${part > 0 ? "+" : "−"}${plain(Math.abs(part))}` }),
    ].filter(Boolean));
    return i ? line : t("alerts.began", { time: format.clock(known), line });
  });
}

/** Whom an alert asks, if it asks anybody by name. */
export function asked(alert) {
  const escalation = alert.escalation;
  if (!escalation || alert.state !== "active") return [];
  if (escalation.over) return [t("alerts.nobodyLeft")];
  return (escalation.to ?? []).map((to) => t("alerts.asks", { role: to.role, person: to.person ?? t("alerts.nobodyOnRota") }));
}
