// What stands at one place of the body: name, value with unit and age, what is usual, and the alert
// that it is about. What is not current looks unmonitored; colour never comes without symbol and word.

import * as format from "./format.js";
import { listed, named, t } from "./language.js";
import { markOf, sentenceOf } from "./origin.js";
import * as ask from "./patient.js";
import { COLOURS, FONT, INK, across, box, hatch, number, text } from "./pen.js";
import { silent } from "./sentences.js";
import { usualOf } from "./usual.js";

export const WIDTH = 264;
export const HEIGHT = 208;

/** Its capitals are 36 units high: at 2 m a little over 1 degree. */
export const VALUE = 50;

/** Nothing is written smaller, but what would be wider than a label even so. */
export const SMALL = 24;
const LINE = 27;

/** Where the first line below the value stands, and what comes below the last one: a badge or nothing. */
const FIRST_LINE = 109;
const WITH_BADGE = 71;
const CALM = 15;
const MOST_LINES = 2;
const NAME = 25;
const NAME_WIDTH = 120;

/** What stands at one place together: the cuff says three pressures at once. */
const TOGETHER = { "systolic-pressure": ["systolic-pressure", "diastolic-pressure", "mean-pressure"] };
const MEAN = "mean-pressure";

/** What a label shows; two equal ones look the same. */
export function contents(patient, id, { now, catalogue, isLive }, usual) {
  const ids = TOGETHER[id] ?? [id];
  const known = ids.filter((each) => patient.vitals[each]?.measured !== undefined);
  const current = isLive ? known.filter((each) => !ask.isStale(patient, each, now, catalogue)) : [];
  const isStale = current.length === 0;
  const shown = isStale ? known : current;
  const badge = badgeOf(patient, ids, current);
  return {
    id,
    name: format.shortName(id),
    text: valueOf(patient, ids, shown, catalogue),
    unit: shown.length ? format.unitName(catalogue.get(id)?.unit ?? "") : "",
    age: ageOf(patient, id, shown, { now, isLive, isStale }),
    notes: notesOf(patient, id, shown, isStale, usual),
    badge,
    state: isStale ? "unmonitored" : (badge?.state ?? "calm"),
    mark: markOf(patient.place.origin),
  };
}

function valueOf({ vitals }, ids, shown, catalogue) {
  const part = (id) => (shown.includes(id) ? format.value(vitals[id], catalogue.get(id)) : "–");
  return ids.length > 1 && shown.length > 0 ? `${part(ids[0])}/${part(ids[1])}` : part(ids[0]);
}

/** As old as the oldest part of it, and why it is not of now. */
function ageOf(patient, id, shown, { now, isLive, isStale }) {
  const why = !isLive ? t("frame.notLive") : ask.isPaused(patient, id, now) ? t("patient.paused") : isStale && shown.length ? t("patient.tooOld") : "";
  const seconds = now - Math.min(...shown.map((each) => patient.vitals[each].measured));
  const age = shown.length === 0 ? t("time.never") : isStale ? format.age(seconds) : format.freshness(seconds);
  return listed([why, age].filter(Boolean));
}

/** The mean pressure, and what is usual; only a value of now is on a side of it. */
function notesOf({ vitals }, id, shown, isStale, usual) {
  const mean = shown.includes(MEAN) ? `${format.shortName(MEAN)} ${format.value(vitals[MEAN])}` : "";
  const { stretch, side } = usual?.[id] ? usualOf(usual[id], !isStale && shown.includes(id) ? vitals[id].value : null) : { stretch: "", side: null };
  const where = side === null ? "" : t(side === "below" ? "twin.below" : "twin.above");
  return [mean, stretch && t("ward.usual", { value: stretch }), where].filter(Boolean);
}

/** Whether an alert stands on a reading of one of these vital signs, or says that none of one comes. */
const isAbout = (alert, ids) => ids.includes(silent(alert)) || (alert.evidence?.readings ?? []).some((reading) => ids.includes(reading.vital));

/** The alert that is about one of these vital signs, else the limit that a value of now has passed. */
function badgeOf(patient, ids, current) {
  const alert = ask.openAlerts(patient).find((each) => isAbout(each, ids));
  if (alert) {
    const { symbol, word } = format.PRIORITY[alert.priority];
    const answered = alert.state === "acknowledged" ? ` ✓ ${alert.by ?? ""}` : alert.state === "active" ? "" : ` · ${named("alerts.state", alert.state)}`;
    return { state: alert.priority, colour: COLOURS[alert.priority], filled: alert.state === "active", text: `${symbol} ${word}${answered}` };
  }
  for (const id of current) {
    const limits = patient.place.limits?.[id];
    const side = ask.passed(patient.vitals[id].value, limits);
    if (side === "low") return { state: "limit", colour: COLOURS.medium, filled: false, text: t("ward.belowLimit", { limit: limits.low }) };
    if (side === "high") return { state: "limit", colour: COLOURS.medium, filled: false, text: t("ward.aboveLimit", { limit: limits.high }) };
  }
  return null;
}

/** Whose body it is, and what is true of all of its values. */
export function plate(patient, { now, catalogue, isLive }, isUsualAway) {
  const unmonitored = ask.unmonitored(patient, now, catalogue);
  return {
    bed: t("ward.bed", { bed: patient.place.bed }),
    patient: patient.patient,
    notes: [
      !isLive && t("frame.notLive"),
      sentenceOf(patient.place.origin),
      unmonitored && t("patient.unmonitoredBecause", { why: format.whyUnmonitored(unmonitored) }),
      isUsualAway && t("twin.usualAway"),
    ].filter(Boolean),
    unmonitored: unmonitored !== null,
    mark: markOf(patient.place.origin),
  };
}

/** Draws either on WIDTH x HEIGHT. */
export function draw(g, c) {
  g.clearRect(0, 0, WIDTH, HEIGHT);
  if (c.bed) drawPlate(g, c);
  else drawValue(g, c);
}

function drawPlate(g, c) {
  const height = Math.min(HEIGHT, 96 + 26 * c.notes.length);
  ground(g, height, c.unmonitored, null);
  text(g, c.bed, 16, 50, 700, 44, "#ffffff", WIDTH - 32);
  text(g, c.patient, 16, 80, 600, 24, INK.strong, WIDTH - 32);
  c.notes.slice(0, 3).forEach((note, i) => number(g, note, 16, 108 + 26 * i, 650, 20, INK.strong, WIDTH - 32));
  across(g, c.mark, WIDTH, height);
}

function drawValue(g, c) {
  const isStale = c.state === "unmonitored";
  const { isBeside, lines } = below(g, c);
  const unit = g.measureText(c.unit).width;
  const end = FIRST_LINE + LINE * Math.max(0, lines.length - 1);
  const height = end + (c.badge ? WITH_BADGE : CALM);
  ground(g, height, isStale, c.badge);
  text(g, c.name, 16, 33, 600, NAME, INK.soft, NAME_WIDTH);
  g.textAlign = "right";
  if (isBeside) text(g, c.age, WIDTH - 16, 32, 500, SMALL, INK.soft, WIDTH);
  g.textAlign = "left";
  number(g, c.text, 16, 82, 680, VALUE, isStale ? INK.stale : INK.strong, WIDTH - 32 - (unit && unit + 6));
  text(g, c.unit, 22 + g.measureText(c.text).width, 82, 500, SMALL, INK.soft, WIDTH);
  lines.forEach((line, i) => number(g, line, 16, FIRST_LINE + LINE * i, 500, SMALL, INK.soft, WIDTH - 32));
  if (c.badge) drawBadge(g, c.badge, end + 12);
  across(g, c.mark, WIDTH, height);
}

/** Whether the age has room beside the name, and the lines below the value: of what has none there, too. */
function below(g, { name, age, notes }) {
  g.font = `600 ${NAME}px ${FONT}`;
  const left = WIDTH - 42 - Math.min(NAME_WIDTH, g.measureText(name).width);
  g.font = `500 ${SMALL}px ${FONT}`;
  const isBeside = g.measureText(age).width <= left;
  const lines = [];
  for (const note of isBeside ? notes : [age, ...notes]) {
    const longer = lines.length ? listed([lines.at(-1), note]) : "";
    if (longer && g.measureText(longer).width <= WIDTH - 32) lines[lines.length - 1] = longer;
    else lines.push(note);
  }
  return { isBeside, lines: lines.slice(0, MOST_LINES) };
}

function drawBadge(g, { state, colour, filled, text: words }, y) {
  const isRed = state === "high";
  box(g, 9, y, WIDTH - 18, 50, 8, filled ? (isRed ? "#c9261e" : colour) : "#202b34");
  const ink = filled ? (isRed ? "#ffffff" : INK.dark) : colour;
  g.font = `750 ${SMALL}px ${FONT}`;
  // A long name of whoever has answered is cut, not what it is about.
  const write = g.measureText(words).width > WIDTH - 44 ? text : number;
  write(g, words, 22, y + 35, 750, write === text ? SMALL : 29, ink, WIDTH - 44);
}

function ground(g, height, isStale, badge) {
  box(g, 2, 2, WIDTH - 4, height - 4, 14, INK.ground);
  if (isStale) hatch(g, WIDTH, height);
  g.lineWidth = badge?.filled ? 6 : 3;
  g.strokeStyle = badge?.colour ?? COLOURS.unmonitored;
  if (isStale) g.setLineDash([14, 9]);
  box(g, 5, 5, WIDTH - 10, height - 10, 12);
  g.stroke();
  g.setLineDash([]);
}
