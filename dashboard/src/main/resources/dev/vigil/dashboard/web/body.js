// A patient's body in the room: a figure with each vital sign's value at its place, and over its head
// whose it is. It knows no mouse and no headset: who shows it says beside or before what it stands.

import * as THREE from "/three/three.module.min.js";
import { Atlas } from "./atlas.js";
import * as label from "./bodylabel.js";
import { PLACES, figure, leads } from "./figure.js";
import { METRES as PANEL_METRES } from "./panel3d.js";
import { alongTo } from "./surface.js";

/** 33 units are 1 degree at 2 m, as on the panel. */
const UNIT = 1.27 / 1200;
const WIDE = label.WIDTH * UNIT;
const TALL = label.HEIGHT * UNIT;

/** Where the labels' middles are: beside their places, left and right of the figure. */
const ASIDE = 0.33 + WIDE / 2;
const LABELS = {
  consciousness: [-ASIDE, 1.6],
  "body-temperature": [ASIDE, 1.6],
  "respiratory-rate": [-ASIDE, 1.3],
  "heart-rate": [ASIDE, 1.38],
  spo2: [-ASIDE, 0.72],
  "systolic-pressure": [ASIDE, 1.14],
};
const SIGNS = Object.keys(LABELS);
const PLATE = [0, 1.8];
const MIDDLES = [...Object.values(LABELS), PLATE];
const DEPTH = 0.05;

/** A line ends a little above the middle of a label, where its value stands. */
const VALUE_ABOVE = 0.03;

/** Half of what it takes of the view, the lowest and the highest of what is to be read. */
const HALF = ASIDE + WIDE / 2;
const LOWEST = 0.58;
const HIGHEST = PLATE[1] + TALL / 2;
const MIDDLE = (LOWEST + HIGHEST) / 2;
const SHOULDER = 0.24;
const HEAD_TOP = 1.66;

const NEAREST = 1.5;
const FARTHEST = 3;
const GAP = 0.03;

/** What of the free picture it takes. */
const MARGIN = 0.9;

/** Pixels for a unit of a label. */
const FINE = 1.5;

/** Labels drawn before one picture; of another patient all at once: no value of one beside the name of another. */
const PAINTED = 2;

export class Body {
  group = new THREE.Group();
  figure = figure();
  /** Whose body it is, null while there is none. */
  id = null;
  #feed;
  #usual = null;
  #isUsualAway = false;
  #labels;
  #shown = [];
  #said = [];
  #dirty = MIDDLES.map(() => false);
  #isOther = false;
  #local = new THREE.Vector3();

  constructor(feed) {
    this.#feed = feed;
    this.#labels = new Atlas({
      cellWidth: label.WIDTH * FINE,
      cellHeight: label.HEIGHT * FINE,
      capacity: MIDDLES.length,
      unitWidth: label.WIDTH,
      geometry: new THREE.PlaneGeometry(WIDE, TALL),
      draw: label.draw,
    });
    const { mesh } = this.#labels;
    // What is not written on hides nothing behind it.
    mesh.material.alphaTest = 0.5;
    mesh.renderOrder = 1;
    mesh.count = MIDDLES.length;
    MIDDLES.forEach(([x, y], i) => mesh.setMatrixAt(i, new THREE.Matrix4().makeTranslation(x, y, DEPTH)));
    const ends = Object.fromEntries(SIGNS.map((id) => [id, [Math.sign(LABELS[id][0]) * (ASIDE - WIDE / 2), LABELS[id][1] + VALUE_ABOVE, DEPTH]]));
    this.group.add(this.figure, leads(ends), mesh);
    this.group.visible = false;
  }

  /** Shows a patient's body; asks once what is usual, which changes by the hour at most. */
  open(id) {
    if (id === this.id) return;
    this.id = id;
    this.#usual = null;
    this.#isUsualAway = false;
    this.#isOther = true;
    this.group.visible = true;
    this.update();
    this.#askUsual(id);
  }

  async #askUsual(id) {
    const answer = await this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}/usual`).catch(() => null);
    if (id !== this.id) return;
    this.#usual = answer?.usual ?? null;
    this.#isUsualAway = answer === null;
    this.update();
  }

  close() {
    this.id = null;
    this.group.visible = false;
  }

  /** Takes in how the patient is now. */
  update() {
    const patient = this.id === null ? null : this.#feed.patients.get(this.id);
    if (!patient) return;
    const values = SIGNS.map((id) => label.contents(patient, id, this.#feed, this.#usual));
    [...values, label.plate(patient, this.#feed, this.#isUsualAway)].forEach((contents, i) => {
      const said = JSON.stringify(contents);
      if (said === this.#said[i]) return;
      this.#said[i] = said;
      this.#shown[i] = contents;
      this.#dirty[i] = true;
    });
  }

  /** Draws labels that say something else; true while there is more to do. */
  paint(renderer, time) {
    if (this.id === null) return false;
    let left = this.#isOther ? MIDDLES.length : PAINTED;
    this.#isOther = false;
    for (let i = 0; i < MIDDLES.length; i++) {
      if (!this.#dirty[i]) continue;
      if (left-- === 0) return true;
      this.#dirty[i] = false;
      this.#labels.write(renderer, i, this.#shown[i]);
    }
    return this.#labels.settle(renderer, time);
  }

  /** What stands at the place of a vital sign. */
  value(id) {
    return this.#shown[SIGNS.indexOf(id)];
  }

  /** Where on the body, and where its label, in the world. */
  placeOf(id) {
    return this.group.localToWorld(new THREE.Vector3(...PLACES[id]));
  }

  labelOf(id) {
    return this.group.localToWorld(new THREE.Vector3(...LABELS[id], DEPTH));
  }

  /** Stands as far from a head as a panel before it, to its left; to its right where the room ends. */
  standBeside(head, panel) {
    const x = panel.x - head.x;
    const z = panel.z - head.z;
    const metres = Math.hypot(x, z);
    const aside = Math.atan(PANEL_METRES / 2 / metres) + Math.atan(HALF / metres) + GAP;
    const [cos, sin] = [Math.cos(aside), Math.sin(aside)];
    const [left, right] = [1, -1].map((side) => [head.x + x * cos + side * z * sin, head.z + z * cos - side * x * sin]);
    this.#stand(Math.hypot(...right) < Math.hypot(...left) - GAP ? right : left, head);
  }

  /**
   * Stands ahead of a camera, in what is free of its picture: shares of its width from the left and
   * of its height from below. Gives how far ahead its middle is, and how high.
   */
  standBefore(camera, { wide, high }) {
    const tall = Math.tan((camera.fov * Math.PI) / 360);
    const fitting = Math.max((HIGHEST - LOWEST) / (2 * tall * high), HALF / (tall * camera.aspect * wide));
    const metres = Math.min(FARTHEST, Math.max(NEAREST, fitting / MARGIN));
    const { x, z } = camera.getWorldDirection(this.#local).setY(0).normalize();
    const aside = (wide - 1) * tall * camera.aspect * metres;
    this.group.position.set(camera.position.x + x * metres - z * aside, 0, camera.position.z + z * metres + x * aside);
    this.group.rotation.y = Math.atan2(-x, -z);
    this.group.updateMatrixWorld(true);
    return { metres, height: MIDDLE };
  }

  #stand([x, z], viewer) {
    this.group.position.set(x, 0, z);
    this.group.rotation.y = Math.atan2(viewer.x - x, viewer.z - z);
    this.group.updateMatrixWorld(true);
  }

  /** Metres along the ray to it, 0 where it passes by: it can't be pressed, but is in the way. */
  hit(ray, spot) {
    spot.button = null;
    if (this.id === null) return 0;
    const distance = alongTo(this.group, ray, this.#local);
    if (distance === 0 || !isOn(this.#local.x, this.#local.y)) return 0;
    spot.button = "";
    return distance;
  }
}

function isOn(x, y) {
  if (Math.abs(x) < SHOULDER && y > 0 && y < HEAD_TOP) return true;
  for (let i = 0; i < MIDDLES.length; i++) {
    if (Math.abs(x - MIDDLES[i][0]) < WIDE / 2 && Math.abs(y - MIDDLES[i][1]) < TALL / 2) return true;
  }
  return false;
}
