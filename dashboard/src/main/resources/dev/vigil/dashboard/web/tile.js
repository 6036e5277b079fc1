// The screen over a bed: bed and patient, score, six values, and the leading alert in colour, symbol
// and word. Drawn again only when it says something else; its values, which change often, are written
// over it as letters (numerals.js).

import * as format from "./format.js";
import { t } from "./language.js";
import { markOf } from "./origin.js";
import * as ask from "./patient.js";
import { BANDS, COLOURS, INK, across, box, hatch, lines, number, text } from "./pen.js";
import { shortSentence } from "./sentences.js";

/** 36 units are 1 degree for whoever stands in the middle of a ward of up to 105 beds. */
export const WIDTH = 384;
export const HEIGHT = 288;

/** Its capitals are 36 units high: 0.72 of it. */
export const VALUE = 50;

const SHOWN = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "body-temperature", "consciousness"];

/** Where a value begins and stands, and how wide it may be. */
export const SPOTS = [
  { x: 18, y: 132, width: 112 },
  { x: 138, y: 132, width: 112 },
  { x: 262, y: 132, width: 112 },
  { x: 18, y: 202, width: 166 },
  { x: 194, y: 202, width: 104 },
  { x: 306, y: 202, width: 70 },
];

/** Above the foot of its value a name stands. */
const NAME_ABOVE = 44;

const ACVPU = ["A", "C", "V", "P", "U"];

/** Everything that is drawn on a screen. */
export function contents(patient, now, catalogue) {
  const score = ask.scoreOf(patient, "news2");
  const alert = ask.leadingAlert(patient);
  const unmonitored = ask.unmonitored(patient, now, catalogue);
  const stale = score !== null && ask.isScoreStale(patient, score, now, catalogue);
  return {
    bed: patient.place.bed,
    who: [patient.patient, format.originName(patient.place.origin)].filter(Boolean).join(" · "),
    mark: markOf(patient.place.origin),
    score: format.score(score),
    scoreStale: stale,
    band: stale ? "none" : ask.news2Band(score),
    unmonitored,
    priority: alert?.priority ?? null,
    state: alert?.state ?? null,
    sentence: alert ? shortSentence(alert) : unmonitored ? t("patient.unmonitoredBecause", { why: format.whyUnmonitored(unmonitored) }) : "",
    by: alert?.state === "acknowledged" ? (alert.by ?? "") : null,
    more: ask.openAlerts(patient).length - 1,
    ages: SHOWN.map((id) => ageOf(patient.vitals[id], now)),
  };
}

/** Whether a screen looks the same with both. */
export function isSame(one, other) {
  for (const part in one) {
    if (part !== "ages" && one[part] !== other[part]) return false;
  }
  return one.ages.every((each, i) => each === other.ages[i]);
}

/** As it is written; nothing while it counts seconds: a screen would be drawn every second. */
function ageOf(vital, now) {
  const seconds = isKnown(vital) ? now - vital.measured : 0;
  return seconds < ask.SECONDS ? "" : format.age(seconds);
}

/** What may be drawn after everything else: of an old score or age nobody is called. */
const MAY_WAIT = new Set(["ages", "score", "scoreStale", "band"]);

/** Whether more than ages and score look otherwise. */
export function isOther(one, other) {
  for (const part in one) {
    if (!MAY_WAIT.has(part) && one[part] !== other[part]) return true;
  }
  return false;
}

const isKnown = (vital) => vital?.value !== undefined && vital.value !== null;

/** The six values, and whether each is too old, in the order of their spots. */
export const values = (patient, now, catalogue) => SHOWN.map((id) => ({ text: valueOf(patient, id, now, catalogue), stale: ask.isStale(patient, id, now, catalogue) }));

function valueOf(patient, id, now, catalogue) {
  const vital = patient.vitals[id];
  if (id === "consciousness" && isKnown(vital)) return ACVPU[vital.value] ?? String(vital.value);
  const shown = format.value(vital, catalogue.get(id));
  const diastolic = id === "systolic-pressure" && isKnown(vital) ? ask.besideSystolic(patient, now, catalogue) : undefined;
  return diastolic === undefined ? shown : `${shown}/${format.value({ value: diastolic })}`;
}

/** The state that decides the colour of light and blanket. */
export const stateOf = (c) => c.priority ?? (c.unmonitored ? "unmonitored" : "calm");

/** Draws the contents on WIDTH x HEIGHT, without the values. */
export function draw(g, c) {
  const edge = c.priority ? COLOURS[c.priority] : c.unmonitored ? COLOURS.unmonitored : INK.edge;
  g.clearRect(0, 0, WIDTH, HEIGHT);
  box(g, 2, 2, WIDTH - 4, HEIGHT - 4, 16, INK.ground);
  if (c.unmonitored) hatch(g, WIDTH, HEIGHT);
  g.lineWidth = c.priority && c.state === "active" ? 9 : 4;
  g.strokeStyle = edge;
  if (c.unmonitored && !c.priority) g.setLineDash([18, 12]);
  box(g, 5, 5, WIDTH - 10, HEIGHT - 10, 14);
  g.stroke();
  g.setLineDash([]);
  const bed = text(g, c.bed, 18, 54, 700, VALUE, "#ffffff", 150);
  lines(g, c.who, 28 + bed, 34, 400, 19, INK.soft, 240 - bed, 2);
  drawScore(g, c);
  SHOWN.forEach((id, i) => drawName(g, format.shortName(id), c.ages[i], SPOTS[i]));
  drawFoot(g, c, edge);
  across(g, c.mark, WIDTH, HEIGHT);
}

function drawScore(g, c) {
  if (BANDS[c.band]) box(g, WIDTH - 114, 14, 100, 50, 9, BANDS[c.band]);
  g.textAlign = "right";
  number(g, c.score, WIDTH - 20, 54, 700, 46, c.scoreStale ? INK.stale : "#ffffff", 56);
  g.textAlign = "left";
  text(g, format.shortScoreName("news2"), WIDTH - 110, 34, 500, 11, "#dfe6eb", 42);
  if (c.scoreStale) text(g, t("ward.old"), WIDTH - 110, 52, 500, 12, "#dfe6eb", 40);
}

function drawName(g, name, age, { x, y, width }) {
  const wide = text(g, name, x, y - NAME_ABOVE, 600, 17, "#93a2ae", width);
  if (age !== "") text(g, age, x + wide + 6, y - NAME_ABOVE, 400, 15, "#93a2ae", width - wide - 6);
}

function drawFoot(g, c, edge) {
  if (!c.sentence) return;
  const top = HEIGHT - 70;
  const filled = c.priority && c.state === "active";
  if (filled) box(g, 10, top, WIDTH - 20, 60, 9, c.priority === "high" ? "#c9261e" : edge);
  const colour = filled && c.priority !== "high" ? INK.dark : "#ffffff";
  let x = 20;
  if (c.priority) {
    const { symbol, word } = format.PRIORITY[c.priority];
    const lead = text(g, `${symbol} ${word}`, x, top + (c.by === null ? 40 : 28), 750, 27, filled ? colour : edge, 176);
    if (c.by !== null) text(g, `✓ ${c.by}`, x, top + 52, 500, 18, INK.soft, 150);
    x += Math.max(lead, c.by === null ? 0 : Math.min(150, g.measureText(`✓ ${c.by}`).width)) + 14;
  }
  const rest = c.more > 0 ? `${c.sentence} (+${c.more})` : c.sentence;
  lines(g, rest, x, top + 26, 600, 20, colour, WIDTH - 16 - x, 2);
}
