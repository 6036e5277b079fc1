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

const LEFT = ["consciousness", "respiratory-rate", "spo2"];
const SIGNS = [...LEFT, "body-temperature", "heart-rate", "systolic-pressure"];

/** The plate is a little before the labels that it may touch. */
const APART = 0.001;

/** A line ends a little above the middle of a label, where its value stands. */
const VALUE_ABOVE = 0.04;

const SHOULDER = 0.24;
const HEAD_TOP = 1.66;

/** Beside their places, left and right of the figure: as large as they have to be at 2 m. */
const BESIDE = arranged({
  aside: 0.33 + WIDE / 2,
  size: 1,
  heights: { consciousness: 1.6, "respiratory-rate": 1.3, spo2: 0.72, "body-temperature": 1.6, "heart-rate": 1.38, "systolic-pressure": 1.14 },
  plate: { height: 1.8, size: 1 },
  lowest: 0.58,
  depth: 0.05,
});

/** Larger, and before the figure's arms: for a small picture. */
const CLOSE = arranged({
  aside: 0.4,
  size: 1.75,
  heights: { consciousness: 1.5, "respiratory-rate": 1.13, spo2: 0.76, "body-temperature": 1.5, "systolic-pressure": 1.13, "heart-rate": 0.76 },
  plate: { height: 1.77, size: 2 },
  lowest: 0.57,
  depth: 0.1,
});

/** CSS pixels that the smallest text is high at least, where there is room. */
const READABLE = 11;

/** Where the middles of labels and plate are and how large they are; half of what all takes of the view, its lowest and its highest; how far before the middle of the figure. */
function arranged({ aside, size, heights, plate, lowest, depth }) {
  const labels = SIGNS.map((id) => ({ x: LEFT.includes(id) ? -aside : aside, y: heights[id], size }));
  return { all: [...labels, { x: 0, y: plate.height, size: plate.size }], half: aside + (size * WIDE) / 2, lowest, highest: plate.height + (plate.size * TALL) / 2, depth };
}

/** From each place to its label. */
function leadsOf({ all, depth }) {
  return leads(Object.fromEntries(SIGNS.map((id, i) => {
    const { x, y, size } = all[i];
    return [id, [x - (Math.sign(x) * size * WIDE) / 2, y + size * VALUE_ABOVE, depth]];
  })));
}

const NEAREST = 1;
const FARTHEST = 3;
const GAP = 0.03;

/** What of the free picture it takes. */
const MARGIN = 0.9;

/** Pixels for a unit of a label. */
const FINE = 1.5;

/** Labels drawn before one picture; of another patient all at once: no value of one beside the name of another. */
const PAINTED = 2;

/** Seconds after which is asked again what is usual, which changes by the hour at most; and where nobody answered. */
const USUAL_SECONDS = 3600;
const AGAIN_SECONDS = 300;

export class Body {
  group = new THREE.Group();
  figure = figure();
  /** Whose body it is, null while there is none. */
  id = null;
  #feed;
  #usual = null;
  #isUsualAway = false;
  /** The log's second from which on it is asked again; never while an answer is awaited. */
  #usualUntil = Infinity;
  #labels;
  #shown = [];
  #said = [];
  #dirty = BESIDE.all.map(() => false);
  #arrangement = null;
  #leads = new Map([BESIDE, CLOSE].map((each) => [each, leadsOf(each)]));
  #isOther = false;
  #local = new THREE.Vector3();

  constructor(feed) {
    this.#feed = feed;
    this.#labels = new Atlas({
      cellWidth: label.WIDTH * FINE,
      cellHeight: label.HEIGHT * FINE,
      capacity: BESIDE.all.length,
      unitWidth: label.WIDTH,
      geometry: new THREE.PlaneGeometry(WIDE, TALL),
      draw: label.draw,
    });
    const { mesh } = this.#labels;
    // What is not written on hides nothing behind it.
    mesh.material.alphaTest = 0.5;
    mesh.renderOrder = 1;
    mesh.count = BESIDE.all.length;
    this.group.add(this.figure, ...this.#leads.values(), mesh);
    this.#arrange(BESIDE);
    this.group.visible = false;
  }

  #arrange(arrangement) {
    if (arrangement === this.#arrangement) return;
    this.#arrangement = arrangement;
    const { mesh } = this.#labels;
    arrangement.all.forEach(({ x, y, size }, i) => mesh.setMatrixAt(i, new THREE.Matrix4().makeScale(size, size, 1).setPosition(x, y, arrangement.depth + i * APART)));
    mesh.instanceMatrix.needsUpdate = true;
    this.#leads.forEach((lines, of) => (lines.visible = of === arrangement));
  }

  /** Shows a patient's body, and asks what is usual. */
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
    this.#usualUntil = Infinity;
    const answer = await this.#feed.api("GET", `/api/patients/${encodeURIComponent(id)}/usual`).catch(() => null);
    if (id !== this.id) return;
    this.#usual = answer?.usual ?? null;
    this.#isUsualAway = answer === null;
    this.#usualUntil = this.#feed.now + (answer === null ? AGAIN_SECONDS : USUAL_SECONDS);
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
    if (this.#feed.now >= this.#usualUntil) this.#askUsual(this.id);
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
    let left = this.#isOther ? this.#dirty.length : PAINTED;
    this.#isOther = false;
    for (let i = 0; i < this.#dirty.length; i++) {
      if (!this.#dirty[i]) continue;
      if (left-- === 0) return true;
      this.#dirty[i] = false;
      this.#labels.write(renderer, i, this.#shown[i]);
    }
    return this.#labels.settle(renderer, time);
  }

  /** Every label is to be drawn again. */
  forget() {
    this.#labels.forget();
    this.#dirty = this.#dirty.map((_, i) => this.#shown[i] !== undefined);
    this.#isOther = true;
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
    const { all, depth } = this.#arrangement;
    const { x, y } = all[SIGNS.indexOf(id)];
    return this.group.localToWorld(new THREE.Vector3(x, y, depth));
  }

  /** Stands as far from a head as a panel before it, to its left; to its right where the room ends. */
  standBeside(head, panel) {
    this.#arrange(BESIDE);
    const x = panel.x - head.x;
    const z = panel.z - head.z;
    const metres = Math.hypot(x, z);
    const aside = Math.atan(PANEL_METRES / 2 / metres) + Math.atan(this.#arrangement.half / metres) + GAP;
    const [cos, sin] = [Math.cos(aside), Math.sin(aside)];
    const [left, right] = [1, -1].map((side) => [head.x + x * cos + side * z * sin, head.z + z * cos - side * x * sin]);
    this.#stand(Math.hypot(...right) < Math.hypot(...left) - GAP ? right : left, head);
  }

  /**
   * Stands ahead of a camera, in what is free of its picture: shares of its width from the left and
   * of its height, so many CSS pixels, from below. Gives how far ahead its middle is, and how high.
   */
  standBefore(camera, { wide, high, pixels }) {
    const tall = Math.tan((camera.fov * Math.PI) / 360);
    const metresOf = ({ half, lowest, highest }) => {
      const fitting = Math.max((highest - lowest) / (2 * tall * high), half / (tall * camera.aspect * wide));
      return Math.min(FARTHEST, Math.max(NEAREST, fitting / MARGIN));
    };
    const smallest = (label.SMALL * UNIT * pixels) / (2 * tall * metresOf(BESIDE));
    this.#arrange(smallest < READABLE ? CLOSE : BESIDE);
    const { lowest, highest } = this.#arrangement;
    const metres = metresOf(this.#arrangement);
    const { x, z } = camera.getWorldDirection(this.#local).setY(0).normalize();
    const aside = (wide - 1) * tall * camera.aspect * metres;
    this.group.position.set(camera.position.x + x * metres - z * aside, 0, camera.position.z + z * metres + x * aside);
    this.group.rotation.y = Math.atan2(-x, -z);
    this.group.updateMatrixWorld(true);
    return { metres, height: (lowest + highest) / 2 };
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
    if (distance === 0 || !isOn(this.#arrangement.all, this.#local.x, this.#local.y)) return 0;
    spot.button = "";
    return distance;
  }
}

function isOn(labels, x, y) {
  if (Math.abs(x) < SHOULDER && y > 0 && y < HEAD_TOP) return true;
  for (let i = 0; i < labels.length; i++) {
    const { size } = labels[i];
    if (Math.abs(x - labels[i].x) < (size * WIDE) / 2 && Math.abs(y - labels[i].y) < (size * TALL) / 2) return true;
  }
  return false;
}
