// Which stretch of time is shown, and whether as it is known now or as it was known then.

import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { t } from "./language.js";

const HOUR = 3600;
const DAY = 86400;
const SPANS = [[300, "time.minutes", 5], [900, "time.minutes", 15], [HOUR, "time.hours", 1], [6 * HOUR, "time.hours", 6], [DAY, "time.hours", 24], [7 * DAY, "time.days", 7], [30 * DAY, "time.days", 30]];
const SHORTEST = 300;
const LONGEST = 30 * DAY;
const PLAY_STEPS = 72;
const PLAY_MS = 700;

/** The value of a datetime-local input for a second, and back. */
export function toLocal(second) {
  const date = new Date((second - new Date(second * 1000).getTimezoneOffset() * 60) * 1000);
  return date.toISOString().slice(0, 19);
}

/** Of the hour that comes twice when clocks go back, the one nearer to a second. */
export function fromLocal(text, near) {
  const first = Math.floor(new Date(text).getTime() / 1000);
  const again = first + HOUR;
  const isTwice = !Number.isNaN(first) && toLocal(again) === toLocal(first);
  return isTwice && Math.abs(again - near) < Math.abs(first - near) ? again : first;
}

/** Events: `change`, when something else is to be shown. */
export class Past extends EventTarget {
  span = 3600;
  /** The last second shown; null for now, which moves. */
  end = null;
  /** What was known at this second; null for what is known now. */
  asOf = null;
  #now = () => 0;
  #playing = null;
  #settled = Promise.resolve();
  #buttons = SPANS.map(([seconds, unit, n]) => el("button", { type: "button", "data-span": seconds, onclick: () => this.show(this.end, seconds) }, t(unit, { n })));
  #later = el("button", { type: "button", "aria-label": t("past.later"), onclick: () => this.#move(0.5) }, "▶");
  #live = el("button", { type: "button", id: "to-now", onclick: () => this.toNow() }, t("past.now"));
  #shown = el("span", { id: "shown", class: "shown" });
  #toggle = el("button", { type: "button", id: "then-toggle", onclick: () => this.#flip() }, t("past.then"));
  #slider = el("input", { type: "range", id: "then-slider", "aria-label": t("past.moment"), oninput: () => this.#slid() });
  #exact = el("input", { type: "datetime-local", step: 1, id: "then-exact", "aria-label": t("past.exact"), onchange: () => this.#typed() });
  #play = el("button", { type: "button", id: "then-play", onclick: () => (this.#playing ? this.stop() : this.play(this.#from(), this.#to())) }, t("past.play"));
  #then = el("div", { class: "then", hidden: true });
  #said = el("p", { id: "then-said", role: "status" });

  constructor(place, now) {
    super();
    this.#now = now;
    this.#then.append(this.#said, el("div", { class: "then-controls" }, this.#slider, this.#exact, this.#play));
    place.append(
      el("div", { class: "spans" },
        el("div", { class: "choice", role: "group", "aria-label": t("past.length") }, ...this.#buttons),
        el("button", { type: "button", "aria-label": t("past.earlier"), onclick: () => this.#move(-0.5) }, "◀"), this.#later, this.#live,
        this.#toggle, this.#shown),
      this.#then);
  }

  /** From where to where, in seconds. */
  get range() {
    const to = this.#to();
    return { from: to - this.span, to };
  }

  /** Shows another stretch; `end` null for one that ends now. */
  show(end, span) {
    this.span = Math.min(LONGEST, Math.max(SHORTEST, Math.round(span)));
    this.end = end === null || end >= this.#now() ? null : end;
    if (this.asOf !== null) this.asOf = Math.min(Math.max(this.asOf, this.#from()), this.#to());
    this.#changed();
  }

  /** A stretch that was chosen on a chart. */
  zoom(from, to) {
    const span = Math.max(SHORTEST, to - from);
    this.show(Math.round((from + to) / 2 + span / 2), span);
  }

  toNow() {
    this.stop();
    this.asOf = null;
    this.show(null, this.span);
  }

  /** What was known then. */
  knowing(asOf) {
    this.asOf = asOf;
    this.#changed();
  }

  /** Who shows it says when it is shown: the next step waits for that. */
  settles(promise) {
    this.#settled = promise;
  }

  /** Lets what was known grow from one moment to another. */
  async play(from, to) {
    this.stop();
    const run = {};
    this.#playing = run;
    for (let step = 0; step <= PLAY_STEPS && this.#playing === run; step++) {
      this.knowing(Math.round(from + ((to - from) * step) / PLAY_STEPS));
      await Promise.all([this.#settled, new Promise((go) => setTimeout(go, PLAY_MS))]);
    }
    if (this.#playing === run) this.stop();
  }

  stop() {
    this.#playing = null;
    this.render();
  }

  #from() {
    return this.#to() - this.span;
  }

  #to() {
    return this.end ?? this.#now();
  }

  #move(share) {
    this.show(this.#to() + share * this.span, this.span);
  }

  #flip() {
    this.#playing = null;
    // A moment that stands still: the stretch does, too.
    if (this.asOf === null) this.end = this.#to();
    else this.end = null;
    if (this.#then.contains(document.activeElement)) this.#toggle.focus();
    this.knowing(this.asOf === null ? this.#to() : null);
  }

  #slid() {
    this.#playing = null;
    this.knowing(Number(this.#slider.value));
  }

  #typed() {
    const asked = fromLocal(this.#exact.value, this.asOf ?? this.#now());
    if (Number.isNaN(asked)) return;
    this.#playing = null;
    const at = Math.min(asked, this.#now());
    if (at < this.#from() || at > this.#to()) this.end = Math.min(this.#now(), at + Math.round(this.span / 2));
    this.knowing(at);
  }

  #changed() {
    this.render();
    this.dispatchEvent(new Event("change"));
  }

  render() {
    const then = this.asOf !== null;
    for (const button of this.#buttons) setAttribute(button, "aria-pressed", Number(button.dataset.span) === this.span ? "true" : "false");
    setAttribute(this.#toggle, "aria-pressed", then ? "true" : "false");
    // A disabled button would lose the focus of whoever has just pressed it.
    setAttribute(this.#later, "aria-disabled", this.end === null ? "true" : null);
    setAttribute(this.#live, "aria-disabled", this.end === null && !then ? "true" : null);
    const { from, to } = this.range;
    setText(this.#shown, `${format.day(from)} ${format.clock(from)} – ${this.end === null ? t("past.untilNow") : `${format.clock(to)}${format.day(to) === format.day(from) ? "" : ` ${format.day(to)}`}`}`);
    setAttribute(document.body, "data-then", then ? "yes" : null);
    this.#then.hidden = !then;
    setText(this.#play, t(this.#playing ? "past.stop" : "past.play"));
    if (!then) return;
    setAttribute(this.#slider, "min", from);
    setAttribute(this.#slider, "max", to);
    setAttribute(this.#slider, "step", Math.max(1, Math.round(this.span / 300)));
    setAttribute(this.#slider, "aria-valuetext", t("past.at", { time: format.clock(this.asOf), day: format.day(this.asOf) }));
    this.#slider.value = this.asOf;
    if (document.activeElement !== this.#exact) this.#exact.value = toLocal(this.asOf);
    setText(this.#said, t("past.said", { time: format.clock(this.asOf), day: format.day(this.asOf) }));
  }
}
