// The same ward as a list: for keyboards, screen readers and browsers without WebGL. Each row also
// says where its bed is in the picture and in the room, for whoever can see neither.

import { el, leave, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { markOf } from "./origin.js";
import * as ask from "./patient.js";
import { shortSentence } from "./sentences.js";

export class BedList {
  /** Whether its order waits for a pointer or a focus to leave. */
  isBehind = false;
  #feed;
  #list;
  #onChoose;
  #rows = new Map();

  constructor(feed, list, onChoose) {
    this.#feed = feed;
    this.#list = list;
    this.#onChoose = onChoose;
  }

  /** Shows these patients in this order, which never changes under a pointer or a focus. */
  show(patients, selected) {
    const ids = new Set(patients.map((patient) => patient.patient));
    for (const [id, row] of this.#rows) {
      if (ids.has(id)) continue;
      leave(row.item, "button");
      this.#rows.delete(id);
    }
    const wanted = patients.map((patient) => this.#show(patient, selected).item);
    const list = this.#list;
    const still = !list.matches(":hover") && !list.contains(document.activeElement);
    this.isBehind = !still;
    if (!still) list.append(...wanted.filter((item) => !item.isConnected));
    else if (wanted.some((item, i) => list.children[i] !== item)) list.append(...wanted);
  }

  /** Shows these patients as they are now, each where its row is. */
  refresh(patients, selected) {
    for (const patient of patients) this.#show(patient, selected);
  }

  #show(patient, selected) {
    const { now, catalogue } = this.#feed;
    const id = patient.patient;
    if (!this.#rows.has(id)) this.#rows.set(id, this.#newRow(id));
    const row = this.#rows.get(id);
    const score = ask.scoreOf(patient, "news2");
    const alert = ask.leadingAlert(patient);
    const unmonitored = ask.unmonitored(patient, now, catalogue);
    setText(row.bed, patient.place.bed);
    const mark = markOf(patient.place.origin);
    setText(row.what, (mark ? `${mark} · ` : "") + (alert ? `${alert.state === "acknowledged" ? "✓" : format.PRIORITY[alert.priority].symbol} ${shortSentence(alert)}` : unmonitored ? t("patient.unmonitoredBecause", { why: format.whyUnmonitored(unmonitored) }) : id));
    const stale = score !== null && ask.isScoreStale(patient, score, now, catalogue);
    setText(row.total, format.score(score));
    setAttribute(row.total, "data-band", stale ? "none" : ask.news2Band(score));
    setAttribute(row.total, "data-stale", stale ? "yes" : null);
    setAttribute(row.total, "data-old", stale ? t("ward.old") : null);
    setAttribute(row.total, "title", stale ? t("scores.agoStale", { age: format.age(now - score.known) }) : format.scoreName("news2"));
    setAttribute(row.button, "data-priority", alert?.priority ?? null);
    setAttribute(row.button, "data-unmonitored", unmonitored ? "yes" : null);
    setAttribute(row.button, "aria-pressed", selected === id ? "true" : "false");
    return row;
  }

  #newRow(id) {
    const bed = el("b");
    const what = el("span", { class: "what" });
    const total = el("span", { class: "total" });
    const button = el("button", { type: "button", "data-patient": id, onclick: () => this.#onChoose(id) }, bed, what, total);
    return { bed, what, total, button, item: el("li", {}, button) };
  }

  /** Where each bed's screen is: metres in the room, pixels of the page. */
  place(screenOf, camera, area) {
    for (const [id, { button }] of this.#rows) {
      const at = screenOf(id);
      if (!at) continue;
      setAttribute(button, "data-at", at.toArray().map((metres) => metres.toFixed(3)).join(" "));
      at.project(camera);
      setAttribute(button, "data-x", Math.round(area.left + ((at.x + 1) / 2) * area.width));
      setAttribute(button, "data-y", Math.round(area.top + ((1 - at.y) / 2) * area.height));
    }
  }
}
