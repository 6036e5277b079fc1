// One chart: a line per vital sign of it, the limits of each as a band, alerts as marks. The points are
// those of the server, each a reading that was; where nothing came the line is interrupted.

import uPlot from "/vendor/uplot/uPlot.esm.js";
import { el, setText } from "./dom.js";
import * as format from "./format.js";
import { decimal, listed, locale, t } from "./language.js";
import { colour } from "./paper.js";

const HEIGHT = 132;
const DASHES = [[], [6, 3], [2, 3]];
const COLOURS = ["--text", "--second-line", "--third-line"];
const MARK = 7;

/** Bands of several lines lie over each other, and over the grid: each must let the others be seen. */
const FAINT = 0.09;
const BAND_FONT = 10;
const BAND_NAME_WIDTH = 84;

export class Chart {
  #plot = null;
  #of;
  #title = el("span", { class: "chart-name" });
  #limited = el("span", { class: "chart-limited" });
  #latest = el("span", { class: "chart-latest" });
  #readout = el("span", { class: "chart-readout" });
  #box = el("div", { class: "chart-box", role: "img" });
  #shown = { from: 0, to: 1, marks: [], limits: [], known: null };
  #series = [];
  #onZoom;
  #size = new ResizeObserver(() => this.#plot?.setSize({ width: this.#box.clientWidth, height: HEIGHT }));

  /**
   * `of`: {name, unit, lines: [{id, label}], steps, least, low, high}; `low` and `high` bound the
   * scale, `least` is the smallest span of values that fills the height.
   */
  constructor(of, onZoom) {
    this.#of = of;
    this.#onZoom = onZoom;
    setText(this.#title, of.unit ? `${of.name} ${of.unit}` : of.name);
    this.element = el("figure", { class: "chart", "data-chart": of.lines[0].id },
      el("figcaption", {}, this.#title, this.#limited, this.#readout, this.#latest), this.#box);
    this.#size.observe(this.#box);
  }

  /** Gone for good: its cursor follows no other chart's any more. */
  close() {
    this.#size.disconnect();
    this.#plot?.destroy();
  }

  /**
   * Draws: `lines` are arrays of [second, value or null], in the order of the chart's lines, as is
   * `shown.limits`, null for a line that has none. Where there are several lines, it is said whose they are.
   */
  show(lines, shown) {
    this.#shown = shown;
    this.#series = lines;
    const data = align(lines);
    if (this.#plot === null) this.#plot = new uPlot(this.#options(), data, this.#box);
    else this.#plot.setData(data, false);
    this.#plot.setScale("x", { min: shown.from, max: shown.to });
    setText(this.#limited, this.#limitsInWords());
    this.#describe();
  }

  /** In other colours, the same. */
  redraw() {
    this.#plot?.redraw(false, true);
  }

  /** Of a single line nothing: its band can be nobody else's. */
  #limitsInWords() {
    const said = this.#shown.limits.map((limit, i) => limit && limitInWords(limit, format.briefName(this.#of.lines[i].id))).filter(Boolean);
    return this.#of.lines.length > 1 && said.length ? t("patient.limitsOf", { limits: listed(said) }) : "";
  }

  #describe() {
    const { from, to } = this.#shown;
    const inside = this.#series.flat().filter((point) => point[0] >= from && point[0] <= to && point[1] !== null).map((point) => point[1]);
    const last = this.#series.filter((line) => line.length).map((line) => line.findLast((point) => point[1] !== null && point[0] <= to));
    const text = last.map((point) => (point ? this.#value(point[1]) : "–")).join("/");
    setText(this.#latest, inside.length ? t("patient.valueAt", { value: `${text} ${this.#of.unit}`.trim(), time: format.clock(last.find(Boolean)?.[0]) }) : t("patient.nothing"));
    // Not spread into a call, which takes no more than some hundred thousand.
    const low = inside.reduce((least, value) => Math.min(least, value), Infinity);
    const high = inside.reduce((most, value) => Math.max(most, value), -Infinity);
    this.#box.setAttribute("aria-label", inside.length
      ? t("patient.chart", { name: this.#of.name, low: this.#value(low), high: `${this.#value(high)} ${this.#of.unit}`.trim(), last: text })
      : t("patient.emptyChart", { name: this.#of.name }));
  }

  #value(x) {
    return decimal(Math.round(x * 1000) / 1000);
  }

  #options() {
    const grid = { stroke: () => colour("--line"), width: 1 };
    const axis = { stroke: () => colour("--soft"), grid, ticks: grid, font: "11px system-ui, sans-serif" };
    return {
      width: this.#box.clientWidth || 600,
      height: HEIGHT,
      legend: { show: false },
      padding: [10, 8, 0, 0],
      cursor: { sync: { key: "patient" }, drag: { x: true, y: false, setScale: false }, y: false },
      scales: { x: { time: true, auto: false }, y: { range: (plot, low, high) => this.#range(low, high) } },
      axes: [{ ...axis, size: 26, values: (plot, splits, axisAt, space, step) => splits.map((s) => time(s, step, this.#shown)) }, { ...axis, size: 46, values: (plot, splits) => splits.map((x) => this.#value(x)) }],
      series: [{}, ...this.#of.lines.map((line, i) => ({
        label: line.label,
        stroke: () => colour(COLOURS[i]),
        width: 1.4,
        dash: DASHES[i],
        paths: this.#of.steps ? uPlot.paths.stepped({ align: 1 }) : uPlot.paths.linear(),
        points: { show: true, size: 4, fill: () => colour(COLOURS[i]), filter: (plot, series) => alone(plot.data[series]) },
      }))],
      hooks: {
        drawClear: [(plot) => this.#drawLimits(plot)],
        draw: [(plot) => this.#drawMarks(plot)],
        setCursor: [(plot) => this.#read(plot)],
        setSelect: [(plot) => this.#zoom(plot)],
      },
    };
  }

  /** Room for the values and the limits, never so narrow that noise looks like a storm. */
  #range(low, high) {
    const limits = this.#shown.limits.flatMap((limit) => [limit?.low, limit?.high]).filter((x) => x !== undefined);
    let min = Math.min(low ?? Infinity, ...limits);
    let max = Math.max(high ?? -Infinity, ...limits);
    if (!Number.isFinite(min)) [min, max] = [this.#of.low ?? 0, (this.#of.low ?? 0) + (this.#of.least ?? 10)];
    const short = Math.max(0, (this.#of.least ?? 10) - (max - min)) / 2;
    const room = (max - min + 2 * short) * 0.06;
    return [Math.max(this.#of.low ?? -Infinity, min - short - room), Math.min(this.#of.high ?? Infinity, max + short + room)];
  }

  #drawLimits(plot) {
    const g = plot.ctx;
    const { left, top, width, height } = plot.bbox;
    g.save();
    g.beginPath();
    g.rect(left, top, width, height);
    g.clip();
    this.#shown.limits.forEach((limit, i) => limit && this.#drawBand(plot, limit, this.#band(i)));
    g.restore();
  }

  /** How the band of a line looks; that of one among several as the line does, and with its name in it. */
  #band(i) {
    if (this.#of.lines.length === 1) return { fill: colour("--inside"), faint: 1, edge: colour("--limit"), dash: [4, 3], name: "" };
    const own = colour(COLOURS[i]);
    return { fill: own, faint: FAINT, edge: own, dash: DASHES[i], name: format.briefName(this.#of.lines[i].id), place: i };
  }

  #drawBand(plot, { low, high }, { fill, faint, edge, dash, name, place }) {
    const { left, top, width, height } = plot.bbox;
    const g = plot.ctx;
    const y = (value) => plot.valToPos(value, "y", true);
    const upper = high === undefined ? top : y(high);
    const lower = low === undefined ? top + height : y(low);
    g.fillStyle = fill;
    g.globalAlpha = faint;
    g.fillRect(left, upper, width, lower - upper);
    g.globalAlpha = 1;
    g.strokeStyle = edge;
    g.lineWidth = devicePixelRatio;
    g.setLineDash(dash.map((d) => d * devicePixelRatio));
    for (const limit of [low, high]) {
      if (limit === undefined) continue;
      g.beginPath();
      g.moveTo(left, y(limit));
      g.lineTo(left + width, y(limit));
      g.stroke();
    }
    if (name === "") return;
    // Inside the band at its edges, each line's names in a column of their own: limits that are equal would write over each other.
    const x = left + (6 + place * BAND_NAME_WIDTH) * devicePixelRatio;
    g.fillStyle = edge;
    g.font = `${BAND_FONT * devicePixelRatio}px system-ui, sans-serif`;
    g.textAlign = "left";
    g.textBaseline = "alphabetic";
    if (high !== undefined) g.fillText(name, x, upper + BAND_FONT * devicePixelRatio);
    if (low !== undefined) g.fillText(name, x, lower - 3 * devicePixelRatio);
  }

  #drawMarks(plot) {
    const { left, top, width, height } = plot.bbox;
    const g = plot.ctx;
    const size = MARK * devicePixelRatio;
    const line = (second, stroke, dash) => {
      const x = plot.valToPos(second, "x", true);
      if (x < left || x > left + width) return null;
      g.strokeStyle = stroke;
      g.setLineDash(dash.map((d) => d * devicePixelRatio));
      g.beginPath();
      g.moveTo(x, top);
      g.lineTo(x, top + height);
      g.stroke();
      g.setLineDash([]);
      return x;
    };
    g.save();
    g.lineWidth = devicePixelRatio;
    for (const mark of this.#shown.marks) {
      const x = line(mark.at, colour(mark.asks ? `--${mark.priority}` : "--faint"), mark.asks ? [] : [1, 4]);
      if (x === null || !mark.asks) continue;
      g.fillStyle = colour(`--${mark.priority}`);
      g.beginPath();
      g.moveTo(x - size, top - size);
      g.lineTo(x + size, top - size);
      g.lineTo(x, top);
      g.fill();
    }
    if (this.#shown.known !== null) line(this.#shown.known, colour("--accent"), []);
    g.restore();
  }

  #read(plot) {
    const second = plot.cursor.left < 0 ? null : plot.posToVal(plot.cursor.left, "x");
    if (second === null || Number.isNaN(second)) {
      setText(this.#readout, "");
      return;
    }
    const near = this.#series.filter((line) => line.length).map((line) => nearest(line, second, (this.#shown.to - this.#shown.from) / 50));
    const first = near.find(Boolean);
    setText(this.#readout, first ? t("patient.valueAt", { value: near.map((point) => (point ? this.#value(point[1]) : "–")).join("/"), time: format.clock(first[0]) }) : "");
  }

  #zoom(plot) {
    if (plot.select.width < 8) return;
    const from = plot.posToVal(plot.select.left, "x");
    const to = plot.posToVal(plot.select.left + plot.select.width, "x");
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    this.#onZoom(Math.floor(from), Math.ceil(to));
  }
}

/** "Systolic BP 90 to 160": where a value may be without an alert. */
function limitInWords({ low, high }, name) {
  if (low === undefined) return t("patient.limitHigh", { name, high });
  return high === undefined ? t("patient.limitLow", { name, low }) : t("patient.limitBoth", { name, low, high });
}

/** Places of values that no line reaches: a single value must not be lost between two gaps. */
function alone(values) {
  const places = [];
  let before = null;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === undefined) continue;
    if (values[i] !== null && before === null) {
      let next = i + 1;
      while (next < values.length && values[next] === undefined) next++;
      if (next >= values.length || values[next] === null) places.push(i);
    }
    before = values[i];
  }
  return places;
}

/** The value next to a second, null if there is none within reach. */
function nearest(line, second, reach) {
  let best = null;
  for (const point of line) {
    if (point[1] === null) continue;
    if (best === null || Math.abs(point[0] - second) < Math.abs(best[0] - second)) best = point;
  }
  return best && Math.abs(best[0] - second) <= reach ? best : null;
}

/** Lines with seconds of their own as one table; undefined where a line has nothing to say. */
function align(lines) {
  const tables = lines.map((line) => [line.map((point) => point[0]), line.map((point) => point[1])]);
  const rising = tables.map(([seconds, values]) => {
    const keep = seconds.map((second, i) => i === 0 || second > seconds[i - 1]);
    // Two sensors may speak at one second; a picture has one place for it, and keeps the farther.
    return [seconds.filter((s, i) => keep[i]), farther(seconds, values, keep)];
  });
  return uPlot.join(rising, rising.map((table) => table.slice(1).map(() => 1)));
}

function farther(seconds, values, keep) {
  const known = values.filter((value) => value !== null);
  const middle = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const out = [];
  values.forEach((value, i) => {
    if (keep[i]) out.push(value);
    else if (value !== null && (out.at(-1) === null || Math.abs(value - middle) > Math.abs(out.at(-1) - middle))) out[out.length - 1] = value;
  });
  return out;
}

const HOURS = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const SECONDS = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DATES = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });

function time(second, step, { from, to }) {
  const date = new Date(second * 1000);
  if (to - from > 3 * 86400) return DATES.format(date);
  return (step < 60 ? SECONDS : HOURS).format(date);
}
