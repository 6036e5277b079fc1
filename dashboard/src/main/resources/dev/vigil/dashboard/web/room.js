// The ward as a three.js scene: a curved wall of beds. It knows no mouse and no headset: whoever
// holds a ray asks `pick`. Whatever there is many times is one instanced mesh, so that the number of
// draw calls doesn't grow with the ward.

import * as THREE from "/three/three.module.min.js";
import { Atlas } from "./atlas.js";
import { bedGeometry, lightGeometry } from "./bed.js";
import * as layout from "./layout.js";
import { Numerals } from "./numerals.js";
import { COLOURS } from "./pen.js";
import * as tile from "./tile.js";
import { frameGeometry, walls } from "./walls.js";

const { SCREEN_WIDTH, SCREEN_HEIGHT, LEDGE_HEIGHT, RADIUS } = layout;
const CURSOR = 0;
const CHOSEN = 1;
const FRAMES = 32;

/** Metres that values are before their screen. */
const BEFORE = 0.002;

/** A screen is due by the picture since which it waits; one that hangs nowhere yet after those with alerts, then ages and scores. */
const SOON = 2 ** 40;
const LATER = 2 ** 41;
const NEVER = Infinity;

const NOWHERE = new THREE.Matrix4().makeScale(0, 0, 0);
const DIM = new THREE.Color(0x56606a);
const WHITE = new THREE.Color(0xffffff);

export class Room {
  scene = new THREE.Group();
  /** Where rank by rank a bed stands, and who is there. */
  places = [];
  order = [];
  #said = "";
  #ranks = new Map();
  #slots = new Map();
  #free = [];
  #atlas = null;
  #numerals = null;
  #capacity = 0;
  #picture = 0;
  #isWaiting = false;
  #isHanging = true;
  #beds;
  #lights;
  #beacons;
  #frames = instanced(frameGeometry(), FRAMES);
  #marked = [];
  #asking = null;
  #matrix = new THREE.Matrix4();
  #colour = new THREE.Color();

  constructor() {
    const solid = { vertexColors: true, roughness: 0.85 };
    this.#beds = instanced(bedGeometry(SCREEN_WIDTH - 0.1), layout.MOST_BEDS, new THREE.MeshStandardMaterial(solid));
    this.#lights = instanced(lightGeometry(), layout.MOST_BEDS);
    this.#beacons = instanced(new THREE.OctahedronGeometry(0.07), layout.MOST_BEDS);
    this.#frames.count = FRAMES;
    for (let i = 0; i < FRAMES; i++) this.#mark(i, null, WHITE, 1);
    const sun = new THREE.DirectionalLight(0xfff4e2, 1.4);
    sun.position.set(-2, 5, 4);
    this.scene.add(new THREE.HemisphereLight(0xf3f8ff, 0x55616b, 2.2), sun, walls(), this.#beds, this.#lights, this.#beacons, this.#frames);
  }

  /** Gives these patients their places, first come first placed; true if any has moved. */
  arrange(patients, byNeed) {
    const ids = patients.slice(0, layout.MOST_BEDS).map((patient) => patient.patient);
    const how = `${byNeed} ${ids.join()}`;
    if (how === this.#said) return false;
    this.#said = how;
    const { capacity } = layout.plan(ids.length);
    if (capacity !== this.#capacity) this.#renew(capacity);
    this.places = layout.places(ids.length, byNeed);
    this.order = ids;
    this.#ranks = new Map(ids.map((id, rank) => [id, rank]));
    for (const id of [...this.#slots.keys()]) {
      if (!this.#ranks.has(id)) this.#leave(id);
    }
    for (const id of ids) this.#place(id);
    this.#marked.forEach(({ id, colour, scale }, i) => this.#mark(i, id, colour, scale));
    this.#asking = null;
    return true;
  }

  /** Another size of ward has another texture. */
  #renew(capacity) {
    if (this.#atlas) {
      this.scene.remove(this.#atlas.mesh, this.#numerals);
      this.#atlas.dispose();
      this.#numerals.dispose();
    }
    const cellWidth = capacity === layout.MOST_BEDS ? 288 : tile.WIDTH;
    this.#atlas = new Atlas({
      cellWidth,
      cellHeight: (cellWidth * tile.HEIGHT) / tile.WIDTH,
      capacity,
      unitWidth: tile.WIDTH,
      geometry: new THREE.PlaneGeometry(SCREEN_WIDTH, SCREEN_HEIGHT),
      draw: tile.draw,
    });
    this.#numerals = new Numerals(capacity);
    this.scene.add(this.#atlas.mesh, this.#numerals);
    this.#capacity = capacity;
    this.#slots.clear();
    this.#free = Array.from({ length: capacity }, (_, i) => capacity - 1 - i);
    for (const mesh of this.#meshes()) mesh.count = 0;
  }

  #meshes() {
    return [this.#atlas.mesh, this.#numerals, this.#beds, this.#lights, this.#beacons];
  }

  #leave(id) {
    const { index } = this.#slots.get(id);
    this.#slots.delete(id);
    this.#free.push(index);
    for (const mesh of this.#meshes()) {
      mesh.setMatrixAt(index, NOWHERE);
      mesh.instanceMatrix.needsUpdate = true;
    }
  }

  /** A screen is nowhere until it has been drawn, smaller copies and all: what was in its cell is of whoever had it before. */
  #place(id) {
    const slot = this.#slots.get(id) ?? this.#newSlot(id);
    const { index } = slot;
    this.#atlas.mesh.setMatrixAt(index, slot.hangs ? this.#at(id, 0, 0, 0) : NOWHERE);
    this.#numerals.setMatrixAt(index, slot.hangs ? this.#at(id, 0, 0, BEFORE) : NOWHERE);
    this.#beds.setMatrixAt(index, this.#at(id, -0.05, -SCREEN_HEIGHT / 2 - LEDGE_HEIGHT + 0.02, 0.09));
    this.#lights.setMatrixAt(index, this.#at(id, 0.28, -SCREEN_HEIGHT / 2 - LEDGE_HEIGHT / 2, 0.09, slot.contents?.state === "active" ? 1.35 : 1));
    this.#placeBeacon(id, slot);
    for (const mesh of this.#meshes()) mesh.instanceMatrix.needsUpdate = true;
  }

  #placeBeacon(id, { index, contents }) {
    const asks = contents?.priority && contents.state === "active";
    this.#beacons.setMatrixAt(index, asks ? this.#at(id, SCREEN_WIDTH / 2 - 0.02, SCREEN_HEIGHT / 2 - 0.01, 0.06) : NOWHERE);
    this.#beacons.instanceMatrix.needsUpdate = true;
  }

  #newSlot(id) {
    const slot = { index: this.#free.pop(), contents: null, due: NEVER, isDrawn: false, hangs: false };
    this.#slots.set(id, slot);
    for (const mesh of this.#meshes()) mesh.count = Math.max(mesh.count, slot.index + 1);
    return slot;
  }

  /** A point of a bed's own part of the wall, as a matrix that puts things there. */
  #at(id, x, y, z, larger = 1) {
    const place = this.places[this.#ranks.get(id)];
    return placed(this.#matrix, place, x, y, z, larger);
  }

  /** Takes in how a patient is now: values stand there with the next picture, of the rest only what has changed is drawn. */
  show(patient, now, catalogue) {
    const slot = this.#slots.get(patient.patient);
    if (!slot) return;
    this.#numerals.write(slot.index, tile.values(patient, now, catalogue));
    const { contents: before } = slot;
    const contents = tile.contents(patient, now, catalogue);
    if (before !== null && tile.isSame(contents, before)) return;
    slot.contents = contents;
    this.#asking = null;
    const isOther = before === null || tile.isOther(contents, before);
    this.#wait(slot, isOther);
    this.#colour.set(COLOURS[tile.stateOf(contents)]);
    this.#lights.setColorAt(slot.index, this.#colour);
    this.#beacons.setColorAt(slot.index, this.#colour);
    this.#beds.setColorAt(slot.index, contents.unmonitored ? DIM : WHITE);
    for (const mesh of [this.#lights, this.#beacons, this.#beds]) mesh.instanceColor.needsUpdate = true;
    if (isOther) this.#place(patient.patient);
  }

  /** Lets a screen wait to be drawn; nothing makes it wait longer than it would have. */
  #wait(slot, isOther) {
    const after = slot.isDrawn ? (isOther ? 0 : LATER) : slot.contents.priority === null ? SOON : 0;
    slot.due = Math.min(slot.due, this.#picture + after);
    this.#isWaiting = true;
  }

  /** Open alerts that nobody has answered, in the order of the beds: `{id, place, contents}`. */
  get asking() {
    this.#asking ??= this.order.flatMap((id, rank) => {
      const { contents } = this.#slots.get(id);
      return contents?.priority && contents.state === "active" ? [{ id, place: this.places[rank], contents }] : [];
    });
    return this.#asking;
  }

  /** Draws at most so many screens, a third of it once only ages and scores are left; true while there is more to do. */
  paint(renderer, most, time) {
    // Of a room that isn't seen nothing is drawn; it waits until it is.
    if (this.#atlas === null || !this.scene.visible) return false;
    this.#picture++;
    for (let drawn = 0; drawn < most; drawn++) {
      const id = this.#first();
      if (id === null || (drawn >= most / 3 && this.#slots.get(id).due > LATER)) break;
      this.#draw(renderer, id);
    }
    if (this.#atlas.settle(renderer, time)) return true;
    if (!this.#isHanging) this.#hang();
    return this.#isWaiting;
  }

  /** Hangs what has been drawn: seen from afar, too, each screen is of whoever lies there now. */
  #hang() {
    this.#isHanging = true;
    for (const [id, slot] of this.#slots) {
      if (slot.hangs || !slot.isDrawn) continue;
      slot.hangs = true;
      this.#place(id);
    }
  }

  /** Whose screen is the next to be drawn, of equals the first in need; null when all are. */
  #first() {
    let first = null;
    let due = NEVER;
    for (let rank = 0; this.#isWaiting && rank < this.order.length; rank++) {
      const slot = this.#slots.get(this.order[rank]);
      if (slot.due >= due) continue;
      due = slot.due;
      first = this.order[rank];
    }
    this.#isWaiting = first !== null;
    return first;
  }

  #draw(renderer, id) {
    const slot = this.#slots.get(id);
    slot.due = NEVER;
    this.#atlas.write(renderer, slot.index, slot.contents);
    if (slot.isDrawn) return;
    slot.isDrawn = true;
    this.#isHanging = false;
  }

  /** Every screen is to be drawn again. */
  forget() {
    this.#atlas?.forget();
    for (const [id, slot] of this.#slots) {
      if (slot.contents === null) continue;
      slot.isDrawn = false;
      slot.hangs = false;
      this.#wait(slot, true);
      this.#place(id);
    }
  }

  /** Index of the place that a ray from inside meets; `along` gets the metres. */
  pick(ray, along) {
    const t = layout.wallAt(ray.origin, ray.direction);
    along.distance = t;
    if (t <= 0) return -1;
    const { origin, direction } = ray;
    return layout.placeAt(this.places, origin.x + t * direction.x, origin.y + t * direction.y, origin.z + t * direction.z);
  }

  /** Middle of a bed's screen, null if it has no place. */
  screenOf(id, into = new THREE.Vector3()) {
    const place = this.places[this.#ranks.get(id)];
    return place ? into.set(RADIUS * Math.sin(place.azimuth), place.y, -RADIUS * Math.cos(place.azimuth)) : null;
  }

  rankOf(id) {
    return this.#ranks.get(id) ?? -1;
  }

  /** Frames the bed at which somebody points. */
  point(id) {
    if (this.#marked[CURSOR]?.id !== id) this.#mark(CURSOR, id, WHITE, 1.03);
  }

  /** Frames the bed whose panel is open. */
  select(id) {
    if (this.#marked[CHOSEN]?.id !== id) this.#mark(CHOSEN, id, this.#colour.set(0x7fd1c7), 1.06);
  }

  /** Frames whom others have chosen: pairs of id and colour. */
  showOthers(chosen) {
    for (let i = 2; i < FRAMES; i++) this.#mark(i, chosen[i - 2]?.id ?? null, chosen[i - 2]?.colour ?? WHITE, 1.09);
  }

  #mark(i, id, colour, scale) {
    this.#marked[i] = { id, colour: colour.clone(), scale };
    const isThere = id !== null && this.#ranks.has(id);
    this.#frames.setMatrixAt(i, isThere ? this.#at(id, 0, 0, 0.01, scale) : NOWHERE);
    this.#frames.setColorAt(i, colour);
    this.#frames.instanceMatrix.needsUpdate = true;
    this.#frames.instanceColor.needsUpdate = true;
  }
}

const turned = new THREE.Matrix4();

function placed(matrix, place, x, y, z, larger) {
  const { azimuth, scale } = place;
  matrix.makeTranslation(RADIUS * Math.sin(azimuth), place.y, -RADIUS * Math.cos(azimuth));
  matrix.multiply(turned.makeRotationY(-azimuth)).multiply(turned.makeRotationX(place.tilt));
  matrix.multiply(turned.makeTranslation(x * scale, y * scale, z * scale));
  return matrix.multiply(turned.makeScale(scale * larger, scale * larger, scale * larger));
}

function instanced(geometry, count, material = new THREE.MeshBasicMaterial({ toneMapped: false })) {
  const mesh = new THREE.InstancedMesh(geometry, material, count);
  mesh.count = 0;
  mesh.frustumCulled = false;
  return mesh;
}
