// One patient's panel in the ward: open alerts with their answers, every value with its age, its
// last ten minutes and its limits, and the scores. Drawn from what the feed says, at most once a
// second; what is answered is what is drawn, and has been for long enough to be read.

import { keyOf } from "./alert.js";
import * as format from "./format.js";
import { decimal, t } from "./language.js";
import { markOf, sentenceOf } from "./origin.js";
import * as ask from "./patient.js";
import { BANDS, COLOURS, INK, across, box, hatch, lines, number, text } from "./pen.js";
import { sentence } from "./sentences.js";
import { path, scaleOf } from "./sparkline.js";
import { Surface } from "./surface.js";

export const WIDTH = 1200;
export const HEIGHT = 960;

/** 1.27 m at 2 m: 33 units are 1 degree. */
export const METRES = 1.27;

const FIRST = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "diastolic-pressure", "body-temperature", "consciousness"];
const MOST_VITALS = 8;
const MOST_ALERTS = 3;
const ROW = 66;

/** Where one alert was answered the next one stands: a second pinch must not answer what nobody has read. */
const UNREAD_MS = 1000;

export class PatientPanel extends Surface {
  id = null;
  #feed;
  #alerts = [];
  #said = "";
  #problem = "";
  #sent = new Set();
  #unreadUntil = 0;
  #hasBody = false;

  constructor(feed) {
    super(WIDTH, HEIGHT, METRES);
    this.#feed = feed;
  }

  /** Shows a patient; the server writes down who looks at whom. */
  open(id) {
    this.id = id;
    this.#problem = "";
    this.#sent.clear();
    this.#said = "";
    this.buttons = [];
    this.mesh.visible = true;
    this.update();
    this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}`).catch((failure) => this.#fail(id, failure));
  }

  close() {
    this.id = null;
    this.mesh.visible = false;
  }

  /** Whether the patient's body stands beside it: then the button takes it away. */
  showBody(on) {
    this.#hasBody = on;
    this.update();
  }

  /** Draws anew if there is anything new; false if the patient has gone. */
  update() {
    if (this.id === null) return true;
    const patient = this.#feed.patients.get(this.id);
    if (!patient) return false;
    const { now } = this.#feed;
    const said = JSON.stringify([now, patient.vitals, patient.scores, patient.place, patient.episode, this.#problem, [...this.#sent], this.#feed.isLive, this.#hasBody]);
    if (said === this.#said) return true;
    this.#said = said;
    this.#alerts = ask.openAlerts(patient);
    this.draw((g) => this.#paint(g, patient, now));
    const until = Math.max(0, ...this.buttons.map((button) => button.from));
    this.#unreadUntil = until > performance.now() ? until : 0;
    return true;
  }

  /** Before each picture: answers that have been there long enough look so. */
  settle() {
    if (this.#unreadUntil === 0 || performance.now() < this.#unreadUntil) return;
    this.#unreadUntil = 0;
    this.#said = "";
    this.update();
  }

  /** Answers the alert whose button it is, once. */
  press(button) {
    const alert = this.#alerts.find((each) => button === acknowledgeId(each));
    if (!alert || !this.isReady(button)) return;
    const { id } = this;
    const key = keyOf(alert);
    this.#sent.add(key);
    this.#problem = "";
    this.update();
    this.#feed.acknowledge(alert).catch((failure) => {
      this.#sent.delete(key);
      this.#fail(id, failure);
    });
  }

  #fail(id, failure) {
    if (id !== this.id) return;
    this.#problem = failure.message;
    this.update();
  }

  #paint(g, patient, now) {
    const { catalogue } = this.#feed;
    const lead = ask.leadingAlert(patient);
    const unmonitored = ask.unmonitored(patient, now, catalogue);
    box(g, 3, 3, WIDTH - 6, HEIGHT - 6, 26, INK.ground);
    if (unmonitored) hatch(g, WIDTH, HEIGHT);
    g.lineWidth = 6;
    g.strokeStyle = lead ? COLOURS[lead.priority] : INK.edge;
    box(g, 6, 6, WIDTH - 12, HEIGHT - 12, 24);
    g.stroke();
    this.#paintHead(g, patient, unmonitored, now);
    const top = this.#paintAlerts(g, patient);
    this.#paintVitals(g, patient, now, top);
    if (this.#problem) lines(g, this.#problem, 40, HEIGHT - 128, 600, 26, "#ff9d96", WIDTH - 80, 2);
    across(g, markOf(patient.place.origin), WIDTH, HEIGHT);
    this.button(g, "previous", t("ward.previous"), 36, HEIGHT - 84, 250, 60);
    this.button(g, "next", t("ward.next"), 304, HEIGHT - 84, 250, 60);
    this.button(g, "body", t(this.#hasBody ? "ward.bodyOff" : "ward.body"), 588, HEIGHT - 84, 280, 60, { fill: this.#hasBody ? "#24505a" : INK.button });
    this.button(g, "close", t("frame.close"), WIDTH - 286, HEIGHT - 84, 250, 60);
  }

  #paintHead(g, { patient, place, ...rest }, unmonitored, now) {
    const bed = text(g, t("ward.bed", { bed: place.bed }), 36, 82, 700, 62, "#ffffff", 420);
    text(g, patient, 60 + bed, 56, 600, 32, INK.strong, 440 - bed / 3);
    const facts = [sentenceOf(place.origin), ...format.facts(place)].filter(Boolean).join(" · ");
    text(g, unmonitored ? t("patient.unmonitoredBecause", { why: format.whyUnmonitored(unmonitored) }) : facts, 60 + bed, 92, 500, 26, INK.soft, WIDTH - 330 - bed);
    if (!this.#feed.isLive) text(g, t("frame.notLive"), 60 + bed, 120, 800, 26, COLOURS.medium, 300);
    const score = ask.scoreOf({ ...rest, patient, place }, "news2");
    const stale = score !== null && ask.isScoreStale({ ...rest, patient, place }, score, now, this.#feed.catalogue);
    const band = BANDS[stale ? "none" : ask.news2Band(score)];
    if (band) box(g, WIDTH - 250, 26, 214, 80, 14, band);
    text(g, stale ? `${format.shortScoreName("news2")} ${t("ward.old")}` : format.shortScoreName("news2"), WIDTH - 236, 74, 600, 24, "#dfe6eb", 116);
    g.textAlign = "right";
    number(g, format.score(score), WIDTH - 52, 88, 700, 62, stale ? INK.stale : "#ffffff", 104);
    g.textAlign = "left";
  }

  #paintAlerts(g, patient) {
    let y = 130;
    if (!this.#alerts.length) {
      text(g, t("alerts.none"), 40, y + 40, 500, 30, INK.soft, 600);
      return y + 62;
    }
    for (const alert of this.#alerts.slice(0, MOST_ALERTS)) {
      this.#paintAlert(g, alert, y);
      y += 96;
    }
    const more = this.#alerts.length - MOST_ALERTS;
    if (more > 0) text(g, t("ward.moreAlerts", { n: more }), 40, (y += 26), 500, 24, INK.soft, 800);
    return y + 4;
  }

  #paintAlert(g, alert, y) {
    const { symbol, word } = format.PRIORITY[alert.priority];
    const active = alert.state === "active";
    const isWithdrawn = alert.state === "withdrawn";
    const filled = active ? (alert.priority === "high" ? "#c9261e" : COLOURS[alert.priority]) : "#202b34";
    box(g, 24, y, WIDTH - 48, 88, 12, filled);
    const colour = active && alert.priority !== "high" ? INK.dark : "#ffffff";
    text(g, `${symbol} ${word}`, 44, y + 56, 750, 36, active ? colour : COLOURS[alert.priority], 214);
    lines(g, sentence(alert), 270, y + 38, 600, 28, colour, WIDTH - 620, 2);
    if (!active && !isWithdrawn) {
      const by = alert.state === "shelved" ? t("ward.shelved", { by: alert.by ?? "" }) : `✓ ${alert.by ?? ""}`;
      text(g, by, WIDTH - 320, y + 54, 600, 28, INK.soft, 270);
    } else if (this.#sent.has(keyOf(alert))) {
      text(g, t("alerts.sent"), WIDTH - 320, y + 54, 600, 28, colour, 270);
    } else {
      this.button(g, acknowledgeId(alert), t(isWithdrawn ? "alerts.seen" : "alerts.acknowledge"), WIDTH - 320, y + 12, 276, 64, { fill: "#0f161c", size: 32, unread: UNREAD_MS });
    }
  }

  #paintVitals(g, patient, now, top) {
    const { catalogue } = this.#feed;
    const known = [...catalogue.keys()].filter((id) => patient.vitals[id] !== undefined || patient.place.expected?.[id] !== undefined);
    const ids = [...FIRST.filter((id) => known.includes(id)), ...known.filter((id) => !FIRST.includes(id))];
    const room = Math.floor((HEIGHT - (this.#problem ? 170 : 100) - top) / ROW);
    ids.slice(0, Math.min(MOST_VITALS, room)).forEach((id, i) => this.#paintVital(g, patient, id, now, top + i * ROW));
  }

  #paintVital(g, patient, id, now, y) {
    const { catalogue } = this.#feed;
    const vital = patient.vitals[id];
    const sign = catalogue.get(id);
    const limits = patient.place.limits?.[id] ?? {};
    const stale = ask.isStale(patient, id, now, catalogue);
    text(g, format.shortName(id), 40, y + 46, 600, 32, INK.soft, 160);
    g.textAlign = "right";
    number(g, format.value(vital, sign), 350, y + 52, 700, 50, stale ? INK.stale : ask.passed(vital?.value, limits) ? COLOURS.medium : INK.strong, 150);
    g.textAlign = "left";
    text(g, format.unitName(sign.unit), 362, y + 50, 400, 24, INK.soft, 88);
    text(g, vital?.measured === undefined ? t("time.never") : format.age(now - vital.measured), 456, y + 50, 400, 24, INK.soft, 96);
    chart(g, vital?.trail ?? [], limits, now, 560, y + 8, 380, ROW - 16);
    text(g, limitsOf(limits), 956, y + 46, 400, 24, INK.soft, 220);
  }
}

const bound = (limit) => (limit === undefined ? "–" : decimal(limit));

const limitsOf = ({ low, high }) => (low === undefined && high === undefined ? "" : t("ward.limits", { low: bound(low), high: bound(high) }));

const acknowledgeId = (alert) => `acknowledge ${keyOf(alert)}`;

/** A line of the last minutes between its limits. */
function chart(g, trail, { low, high }, now, x, y, width, height) {
  box(g, x, y, width, height, 6, "#0f161c");
  const bounds = [low, high].filter((limit) => limit !== undefined && limit !== null);
  const scale = scaleOf([...trail.map((point) => point[1]), ...bounds]);
  g.save();
  g.translate(x, y);
  g.strokeStyle = "#8a6f22";
  g.lineWidth = 2;
  g.setLineDash([8, 6]);
  for (const limit of bounds) {
    const at = height / 2 - ((limit - scale.middle) / scale.range) * (height - 3);
    g.beginPath();
    g.moveTo(0, at);
    g.lineTo(width, at);
    g.stroke();
  }
  g.setLineDash([]);
  g.strokeStyle = "#9fd6cf";
  g.lineWidth = 3;
  g.stroke(new Path2D(path(trail, now, width, height, scale)));
  g.restore();
}
