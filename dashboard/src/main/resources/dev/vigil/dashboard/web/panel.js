// What floats over a bed: one canvas, drawn again only when it says something else.

import * as format from "./format.js";
import * as ask from "./patient.js";

export const WIDTH = 512;
export const HEIGHT = 304;

const FONT = 'Inter, "Segoe UI", "SF Pro Text", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';
const CELLS = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "body-temperature", "consciousness"];

export const COLOURS = {
  high: "#f0473e",
  medium: "#f5cf3a",
  low: "#3ccbe0",
  calm: "#8fa3b3",
  unmonitored: "#5d6a75",
};

/** A value that is not of now. */
const STALE = "#6f7d88";
const BANDS = { none: null, low: null, "low-medium": "#433c63", medium: "#6a55b8", high: "#a04fd8" };

/** Everything that a panel shows; two equal ones look the same. */
export function contents(patient, now, catalogue) {
  const score = ask.scoreOf(patient, "news2");
  const alert = ask.leadingAlert(patient);
  const unmonitored = ask.unmonitored(patient, now, catalogue);
  const stale = score !== null && ask.isScoreStale(patient, score, now, catalogue);
  return {
    bed: patient.place.bed,
    who: `${patient.patient}${patient.place.origin === "real" ? "" : ` · ${patient.place.origin}`}`,
    score: format.score(score),
    scoreStale: stale,
    band: stale ? "none" : ask.news2Band(score),
    unmonitored,
    priority: alert?.priority ?? null,
    state: alert?.state ?? null,
    sentence: alert ? format.shortSentence(alert) : unmonitored ? `Unmonitored: ${unmonitored}` : "",
    by: alert?.state === "acknowledged" ? (alert.by ?? "") : null,
    cells: CELLS.map((id) => cell(patient, id, now, catalogue)),
  };
}

function cell(patient, id, now, catalogue) {
  const vital = patient.vitals[id];
  const sign = catalogue.get(id);
  const known = vital?.value !== undefined && vital.value !== null;
  let text = format.value(vital, sign);
  if (id === "consciousness" && known) text = text.charAt(0);
  const diastolic = patient.vitals["diastolic-pressure"]?.value;
  if (id === "systolic-pressure" && known && diastolic !== undefined) text += `/${diastolic}`;
  return {
    label: format.shortName(id),
    text,
    age: known ? format.age(now - vital.measured) : "",
    stale: ask.isStale(patient, id, now, catalogue),
  };
}

/** Draws the contents on a 2D context of WIDTH x HEIGHT. */
export function draw(g, c) {
  const edge = c.priority ? COLOURS[c.priority] : c.unmonitored ? COLOURS.unmonitored : "#33414d";
  g.clearRect(0, 0, WIDTH, HEIGHT);
  g.fillStyle = "#151d24";
  rounded(g, 3, 3, WIDTH - 6, HEIGHT - 6, 20);
  g.fill();
  if (c.unmonitored) hatch(g);
  g.lineWidth = c.priority && c.state === "active" ? 10 : 5;
  g.strokeStyle = edge;
  if (c.unmonitored && !c.priority) g.setLineDash([18, 12]);
  rounded(g, 6, 6, WIDTH - 12, HEIGHT - 12, 18);
  g.stroke();
  g.setLineDash([]);
  text(g, c.bed, 24, 62, 700, 50, "#ffffff", 190);
  text(g, c.who, 34 + Math.min(190, g.measureText(c.bed).width), 60, 400, 21, "#a9b6c1", 190);
  drawScore(g, c);
  c.cells.forEach((each, i) => drawCell(g, each, 24 + (i % 3) * 162, 88 + Math.floor(i / 3) * 76));
  drawFoot(g, c, edge);
}

function drawScore(g, c) {
  const fill = BANDS[c.band];
  if (fill) {
    g.fillStyle = fill;
    rounded(g, WIDTH - 128, 18, 108, 56, 10);
    g.fill();
  }
  g.textAlign = "right";
  number(g, c.score, WIDTH - 30, 61, 700, 40, c.scoreStale ? STALE : "#ffffff", 70);
  g.textAlign = "left";
  text(g, "NEWS", WIDTH - 120, 42, 500, 12, "#dfe6eb", 60);
  if (c.scoreStale) text(g, "old", WIDTH - 120, 58, 500, 12, "#dfe6eb", 60);
}

function drawCell(g, cell, x, y) {
  text(g, cell.label, x, y + 16, 600, 17, "#93a2ae", 80);
  g.textAlign = "right";
  text(g, cell.age, x + 142, y + 16, 400, 17, "#93a2ae", 70);
  g.textAlign = "left";
  number(g, cell.text, x, y + 56, 650, 38, cell.stale ? STALE : "#f4f7f9", 146);
}

function drawFoot(g, c, edge) {
  if (!c.sentence) return;
  if (c.priority && c.state === "active") {
    g.fillStyle = c.priority === "high" ? "#c9261e" : edge;
    rounded(g, 14, HEIGHT - 62, WIDTH - 28, 46, 10);
    g.fill();
  }
  const dark = c.priority && c.state === "active" && c.priority !== "high";
  const symbol = c.priority ? `${format.PRIORITY[c.priority].symbol} ` : "";
  const by = c.by === null ? "" : `✓ ${c.by}: `;
  text(g, symbol + by + c.sentence, 26, HEIGHT - 31, 600, 22, dark ? "#14110a" : "#ffffff", WIDTH - 52);
}

function hatch(g) {
  g.save();
  rounded(g, 6, 6, WIDTH - 12, HEIGHT - 12, 18);
  g.clip();
  g.strokeStyle = "#2b3742";
  g.lineWidth = 9;
  for (let x = -HEIGHT; x < WIDTH; x += 30) {
    g.beginPath();
    g.moveTo(x, HEIGHT);
    g.lineTo(x + HEIGHT, 0);
    g.stroke();
  }
  g.restore();
}

function rounded(g, x, y, width, height, radius) {
  g.beginPath();
  g.roundRect(x, y, width, height, radius);
}

/** A number is written smaller where it is wider than it may be, and never cut: 138/7 is no pressure. */
function number(g, string, x, y, weight, size, colour, width) {
  g.font = `${weight} ${size}px ${FONT}`;
  const fitting = Math.min(size, Math.floor((size * width) / g.measureText(string).width));
  g.font = `${weight} ${fitting}px ${FONT}`;
  g.fillStyle = colour;
  g.fillText(string, x, y);
}

/** Text that ends in "…" where it is wider than it may be. */
function text(g, string, x, y, weight, size, colour, width) {
  g.font = `${weight} ${size}px ${FONT}`;
  g.fillStyle = colour;
  let shown = string;
  while (shown.length > 1 && g.measureText(shown).width > width) shown = shown.slice(0, shown.endsWith("…") ? -2 : -1).trimEnd() + "…";
  g.fillText(shown, x, y);
}
