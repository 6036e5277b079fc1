// The desk in front of whoever wears a headset: other wards, turning, sitting, sound, leaving. It
// moves with them, so that it is always in reach.

import { listed, t } from "./language.js";
import { openAlerts, tally } from "./patient.js";
import { INK, box, text, COLOURS } from "./pen.js";
import { Surface } from "./surface.js";

const WIDTH = 1200;
const HEIGHT = 420;
const METRES = 0.95;
const MOST_WARDS = 6;

/** Where there are more, one place leads to the others. */
const ON_A_PAGE = MOST_WARDS - 1;
const BELOW_EYES = 0.62;
const AHEAD = 0.72;

export class Desk extends Surface {
  #said = "";
  #page = 0;

  constructor() {
    super(WIDTH, HEIGHT, METRES);
    this.mesh.rotation.x = -0.85;
  }

  /** Puts it below the eyes of somebody whose head is there, in the space that moves with them. */
  settle(head) {
    this.mesh.position.set(head.x, head.y - BELOW_EYES, head.z - AHEAD);
  }

  /** The next wards, after the last ones again those most in need. */
  turnPage() {
    this.#page++;
  }

  /** Draws anew if it says something else. */
  update({ ward, wards, patients, now, catalogue, seated, sound, isAr }) {
    const of = (name) => patients.filter((each) => each.place.ward === name);
    const { shown, others } = isAr ? { shown: [], others: [] } : this.#wards(wards.map((name) => [name, tally(of(name), now, catalogue), asking(of(name))]));
    const said = JSON.stringify([ward, shown, others, seated, sound, isAr]);
    if (said === this.#said) return;
    this.#said = said;
    this.draw((g) => {
      box(g, 3, 3, WIDTH - 6, HEIGHT - 6, 24, "#10171dee");
      shown.forEach(([name, counts], i) => this.#paintWard(g, name, counts, name === ward, i));
      if (others.length) this.#paintTile(g, "wards", t("ward.otherWards", { n: others.length }), sumOf(others), INK.button, ON_A_PAGE);
      const first = isAr ? [] : [["left", t("ward.left")], ["right", t("ward.right")], ["seated", t(seated ? "ward.stand" : "ward.sit")]];
      const buttons = [...first, ["sound", t(sound ? "ward.soundOff" : "ward.soundOn")], ["leave", t("ward.leave")]];
      const width = (WIDTH - 40) / buttons.length - 12;
      buttons.forEach(([id, label], i) => this.button(g, id, label, 26 + i * (width + 12), HEIGHT - 116, width, 88, { size: 34 }));
    });
  }

  /** As many as there is room for, in their order: first those most in need, as a high alert elsewhere must not be out of reach. */
  #wards(all) {
    if (all.length <= MOST_WARDS) return { shown: all, others: [] };
    const first = [...all].sort(byNeed).slice(0, ON_A_PAGE);
    const calmer = all.filter((each) => !first.includes(each));
    this.#page %= 1 + Math.ceil(calmer.length / ON_A_PAGE);
    const shown = this.#page === 0 ? all.filter((each) => first.includes(each)) : calmer.slice((this.#page - 1) * ON_A_PAGE, this.#page * ON_A_PAGE);
    return { shown, others: all.filter((each) => !shown.includes(each)) };
  }

  #paintWard(g, name, counts, isHere, i) {
    const label = `${isHere ? "● " : ""}${t("frame.inWard", { ward: name })}`;
    this.#paintTile(g, `ward ${name}`, label, counts, isHere ? "#24505a" : INK.button, i);
  }

  #paintTile(g, id, label, counts, fill, i) {
    const width = 372;
    const x = 26 + (i % 3) * (width + 16);
    const y = 22 + Math.floor(i / 3) * 134;
    this.button(g, id, "", x, y, width, 122, { fill });
    text(g, label, x + 18, y + 52, 700, 38, INK.strong, width - 36);
    text(g, wardCounts(counts), x + 18, y + 98, 500, 28, counts.high ? COLOURS.high : counts.medium ? COLOURS.medium : INK.soft, width - 36);
  }
}

const byNeed = ([, all, asks], [, others, ask]) => ask.high - asks.high || ask.medium - asks.medium || others.high - all.high || others.medium - all.medium;

const sumOf = (wards) => wards.reduce((sum, [, { high, medium }]) => ({ high: sum.high + high, medium: sum.medium + medium }), { high: 0, medium: 0 });

/** Alerts that nobody has answered: wards whose alerts are all answered stand behind one that asks. */
function asking(patients) {
  const unanswered = patients.flatMap(openAlerts).filter(({ state }) => state === "active");
  const of = (priority) => unanswered.filter((alert) => alert.priority === priority).length;
  return { high: of("high"), medium: of("medium") };
}

const wardCounts = ({ high, medium }) =>
  listed([high && t("ward.countHigh", { n: high }), medium && t("ward.countMedium", { n: medium })].filter(Boolean)) || t("ward.countNone");
