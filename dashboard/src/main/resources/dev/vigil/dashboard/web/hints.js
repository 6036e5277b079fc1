// What stands before the eyes wherever one looks: where behind one an alert asks, in AR who else does,
// and that nothing is live. Drawn when it says something else; moved by no script.

import * as format from "./format.js";
import { t } from "./language.js";
import { RADIUS } from "./layout.js";
import { COLOURS, INK, box, number, text } from "./pen.js";
import { Surface } from "./surface.js";

const WIDTH = 420;
const HEIGHT = 110;
const METRES = 0.3;
const AHEAD = 1;

/** Beyond this angle from straight ahead a bed is out of sight in a headset. */
const OUT_OF_SIGHT = 0.75;

export class Hints {
  #sides = [new Side("◀ ", ""), new Side("", " ▶")];
  /** In AR no bed stands on any side. */
  #elsewhere = new Side("", "");
  #notLive = new Surface(WIDTH, HEIGHT, METRES);

  constructor(camera) {
    for (const side of [...this.#sides, this.#elsewhere]) camera.add(side.mesh);
    camera.add(this.#notLive.mesh);
    this.#notLive.mesh.position.set(0, 0.26, -AHEAD);
    this.#notLive.draw((g) => {
      box(g, 2, 2, WIDTH - 4, HEIGHT - 4, 18, "#f5cf3a");
      text(g, t("frame.notLive"), 60, 78, 800, 64, INK.dark, WIDTH - 70);
    });
  }

  /** What the hints say, left and right: for whoever can't see them. */
  get said() {
    return this.#sides.map((side) => (side.mesh.visible ? side.id : null));
  }

  /** Whom the hint of AR names, null for nobody. */
  get elsewhere() {
    return this.#elsewhere.mesh.visible ? this.#elsewhere.id : null;
  }

  /** @param asking beds with alerts that nobody has answered, the first in need first */
  update(camera, asking, live) {
    this.#notLive.mesh.visible = !live;
    this.#elsewhere.mesh.visible = false;
    const e = camera.matrixWorld.elements;
    const half = halfWidth(camera);
    const seen = Math.min(OUT_OF_SIGHT, Math.atan(half));
    const flat = Math.hypot(e[8], e[10]);
    for (const side of this.#sides) side.begin();
    for (let i = 0; i < asking.length && flat > 0.2; i++) {
      const { azimuth } = asking[i].place;
      const x = RADIUS * Math.sin(azimuth) - e[12];
      const z = -RADIUS * Math.cos(azimuth) - e[14];
      const cross = (-e[8] * z + e[10] * x) / flat;
      const angle = Math.atan2(cross, (-e[8] * x - e[10] * z) / flat);
      if (Math.abs(angle) > seen) this.#sides[angle < 0 ? 0 : 1].count(asking[i]);
    }
    const wide = edge(half);
    for (let i = 0; i < 2; i++) this.#sides[i].end(i === 0 ? -wide : wide);
  }

  /** @param open whose panel stands there and says it itself, null for nobody */
  updateInAr(camera, asking, open, live) {
    this.#notLive.mesh.visible = !live;
    for (let i = 0; i < 2; i++) this.#sides[i].mesh.visible = false;
    this.#elsewhere.begin();
    for (let i = 0; i < asking.length; i++) if (asking[i].id !== open) this.#elsewhere.count(asking[i]);
    this.#elsewhere.end(edge(halfWidth(camera)));
  }
}

/** Half of what a camera sees a metre ahead, from left to right. */
const halfWidth = (camera) => Math.tan((camera.fov * Math.PI) / 360) * camera.aspect;

const edge = (half) => Math.min(0.4, half * 0.7);

class Side extends Surface {
  id = null;
  #before;
  #after;
  #shown = null;
  #shownCount = 0;
  #first = null;
  #counted = 0;

  constructor(before, after) {
    super(WIDTH, HEIGHT, METRES);
    this.#before = before;
    this.#after = after;
  }

  begin() {
    this.#first = null;
    this.#counted = 0;
  }

  count(asking) {
    this.#first ??= asking;
    this.#counted++;
  }

  end(x) {
    this.mesh.visible = this.#first !== null;
    this.mesh.position.set(x, -0.08, -AHEAD);
    if (this.#first === null || (this.#first.contents === this.#shown && this.#counted === this.#shownCount)) return;
    this.#shown = this.#first.contents;
    this.#shownCount = this.#counted;
    this.id = this.#first.id;
    this.draw((g) => this.#paint(g, this.#shown));
  }

  #paint(g, { bed, mark, priority }) {
    const { symbol, word } = format.PRIORITY[priority];
    box(g, 2, 2, WIDTH - 4, HEIGHT - 4, 18, priority === "high" ? "#c9261e" : COLOURS[priority]);
    const colour = priority === "high" ? "#ffffff" : INK.dark;
    number(g, `${this.#before}${mark ? `${mark} ` : ""}${t("ward.bed", { bed })}${this.#after}`, 20, 52, 750, 44, colour, WIDTH - 40);
    text(g, `${symbol} ${word}${this.#counted > 1 ? `  ${t("board.more", { n: this.#counted - 1 })}` : ""}`, 20, 94, 600, 32, colour, WIDTH - 40);
  }
}
