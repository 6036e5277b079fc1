// The ward as a three.js scene: room, beds, lights, panels. It knows no mouse and no headset: whoever
// holds a ray asks `pick`, so that a controller or a hand can ask the same.

import * as THREE from "/three/three.module.min.js";
import * as panel from "./panel.js";

const SPACING_X = 3.4;
const SPACING_Z = 5.3;
const PANEL_WIDTH = 3.0;
const PANEL_HEIGHT = (PANEL_WIDTH * panel.HEIGHT) / panel.WIDTH;
const PANEL_Y = 1.95;
const PANEL_TILT = -0.5;
const MOST_BEDS = 240;

/** Parts of a bed: size, place in the bed's own space, colour. One draw call each for all beds. */
const PARTS = [
  { geometry: new THREE.BoxGeometry(1.0, 0.1, 2.1), at: [0, 0.42, 0], colour: 0x9fb0bd },
  { geometry: new THREE.BoxGeometry(0.94, 0.16, 2.0), at: [0, 0.55, 0], colour: 0xf4f7f8 },
  { geometry: new THREE.BoxGeometry(0.97, 0.1, 1.22), at: [0, 0.63, 0.38], colour: 0x6f96a8 },
  { geometry: new THREE.CapsuleGeometry(0.2, 1.05, 4, 10).rotateX(Math.PI / 2).scale(1.25, 0.55, 1), at: [0, 0.68, 0.25], colour: 0x7aa0b2 },
  { geometry: new THREE.BoxGeometry(0.62, 0.1, 0.36), at: [0, 0.68, -0.76], colour: 0xffffff },
  { geometry: new THREE.SphereGeometry(0.13, 16, 12), at: [0, 0.8, -0.7], colour: 0xcdb9a8 },
  { geometry: new THREE.BoxGeometry(1.04, 0.62, 0.06), at: [0, 0.62, -1.06], colour: 0xc3ced6 },
  { geometry: new THREE.BoxGeometry(1.04, 0.36, 0.05), at: [0, 0.5, 1.06], colour: 0xc3ced6 },
  { geometry: new THREE.BoxGeometry(0.86, 0.36, 1.9), at: [0, 0.2, 0], colour: 0x4a5863 },
  { geometry: new THREE.CylinderGeometry(0.022, 0.022, 1.3, 8), at: [0, 0.7, -1.12], colour: 0x77858f },
];

export class Room {
  scene = new THREE.Scene();
  #parts;
  #halos;
  #lamps;
  #shadows;
  #ring;
  #panels = new Map();
  #order = [];
  #walls = new THREE.Group();
  #matrix = new THREE.Matrix4();
  #colour = new THREE.Color();

  constructor() {
    this.scene.background = new THREE.Color(0x131a20);
    this.scene.add(new THREE.HemisphereLight(0xf3f8ff, 0x55616b, 2.1));
    const sun = new THREE.DirectionalLight(0xfff4e2, 1.6);
    sun.position.set(-6, 12, 9);
    this.scene.add(sun, this.#walls);
    this.#parts = PARTS.map((part) => this.#instanced(part.geometry, new THREE.MeshStandardMaterial({ color: part.colour, roughness: 0.85 })));
    this.#shadows = this.#instanced(new THREE.PlaneGeometry(1.75, 2.9).rotateX(-Math.PI / 2), new THREE.MeshBasicMaterial({ map: softShadow(), transparent: true, depthWrite: false }));
    this.#halos = this.#instanced(new THREE.RingGeometry(1.28, 1.44, 48).rotateX(-Math.PI / 2), new THREE.MeshBasicMaterial({ toneMapped: false, transparent: true, opacity: 0.9 }));
    this.#lamps = this.#instanced(new THREE.SphereGeometry(0.15, 20, 14), new THREE.MeshBasicMaterial({ toneMapped: false }));
    this.#ring = new THREE.Mesh(new THREE.RingGeometry(1.5, 1.62, 64).rotateX(-Math.PI / 2), new THREE.MeshBasicMaterial({ color: 0x7fd1c7, toneMapped: false }));
    this.#ring.visible = false;
    this.scene.add(this.#ring);
  }

  #instanced(geometry, material) {
    const mesh = new THREE.InstancedMesh(geometry, material, MOST_BEDS);
    mesh.count = 0;
    mesh.frustumCulled = false;
    this.scene.add(mesh);
    return mesh;
  }

  /** Shows these patients in this order, row by row; true if any place has changed. */
  arrange(patients) {
    const ids = patients.slice(0, MOST_BEDS).map((patient) => patient.patient);
    if (ids.join() === this.#order.join()) return false;
    this.#order = ids;
    for (const [id, shown] of this.#panels) {
      if (!ids.includes(id)) this.#remove(id, shown);
    }
    ids.forEach((id, i) => this.#place(id, i));
    for (const mesh of [...this.#parts, this.#shadows, this.#halos, this.#lamps]) {
      mesh.count = ids.length;
      mesh.instanceMatrix.needsUpdate = true;
      mesh.computeBoundingSphere();
    }
    this.#buildWalls();
    return true;
  }

  get columns() {
    return Math.max(1, Math.ceil(Math.sqrt(this.#order.length * 1.9)));
  }

  get rows() {
    return Math.max(1, Math.ceil(this.#order.length / this.columns));
  }

  /** Middle of a bed on the floor; rows as even as they can be. */
  position(index) {
    const least = Math.floor(this.#order.length / this.rows);
    const longer = this.#order.length % this.rows;
    const inLonger = longer * (least + 1);
    const row = index < inLonger ? Math.floor(index / (least + 1)) : longer + Math.floor((index - inLonger) / least);
    const first = row * least + Math.min(row, longer);
    const inRow = least + (row < longer ? 1 : 0);
    const x = (index - first - (inRow - 1) / 2) * SPACING_X;
    const z = (row - (this.rows - 1) / 2) * SPACING_Z;
    return new THREE.Vector3(x, 0, z);
  }

  positionOf(id) {
    const index = this.#order.indexOf(id);
    return index < 0 ? null : this.position(index);
  }

  /** What has to be in sight to see the whole ward, and where its front edge is. */
  extent() {
    const halfWidth = ((this.columns - 1) / 2) * SPACING_X + PANEL_WIDTH / 2;
    const back = -((this.rows - 1) / 2) * SPACING_Z - 1.6;
    const front = ((this.rows - 1) / 2) * SPACING_Z + 1.3;
    const halfFront = ((Math.floor(this.#order.length / this.rows) - 1) / 2) * SPACING_X + PANEL_WIDTH / 2;
    const corners = [-1, 1].flatMap((side) => [
      new THREE.Vector3(side * halfWidth, 3.1, back),
      new THREE.Vector3(side * halfFront, 0, front),
      new THREE.Vector3(side * halfFront, 2.6, front - 2.6),
    ]);
    return { front, corners };
  }

  /** Middle of a bed's panel, for whoever has to point at it. */
  panelOf(id) {
    return this.#panels.get(id)?.mesh.position ?? null;
  }

  #place(id, index) {
    const at = this.position(index);
    PARTS.forEach((part, i) => this.#parts[i].setMatrixAt(index, this.#matrix.makeTranslation(at.x + part.at[0], part.at[1], at.z + part.at[2])));
    this.#shadows.setMatrixAt(index, this.#matrix.makeTranslation(at.x, 0.012, at.z));
    this.#halos.setMatrixAt(index, this.#matrix.makeTranslation(at.x, 0.02, at.z));
    this.#lamps.setMatrixAt(index, this.#matrix.makeTranslation(at.x, PANEL_Y + PANEL_HEIGHT / 2 + 0.13, at.z - 1.5));
    const shown = this.#panels.get(id) ?? this.#newPanel(id);
    shown.mesh.position.set(at.x, PANEL_Y, at.z - 1.05);
  }

  #newPanel(id) {
    const canvas = document.createElement("canvas");
    canvas.width = panel.WIDTH;
    canvas.height = panel.HEIGHT;
    const texture = new THREE.CanvasTexture(canvas);
    texture.colorSpace = THREE.SRGBColorSpace;
    texture.anisotropy = 8;
    const mesh = new THREE.Mesh(new THREE.PlaneGeometry(PANEL_WIDTH, PANEL_HEIGHT), new THREE.MeshBasicMaterial({ map: texture, transparent: true, toneMapped: false, side: THREE.DoubleSide }));
    mesh.rotation.x = PANEL_TILT;
    mesh.userData.patient = id;
    this.scene.add(mesh);
    const shown = { mesh, canvas, texture, said: "" };
    this.#panels.set(id, shown);
    return shown;
  }

  #remove(id, shown) {
    this.scene.remove(shown.mesh);
    shown.texture.dispose();
    shown.mesh.material.dispose();
    shown.mesh.geometry.dispose();
    this.#panels.delete(id);
  }

  /** Shows a patient as he or she is now; true if anything looks different. */
  show(patient, now, catalogue) {
    const index = this.#order.indexOf(patient.patient);
    const shown = this.#panels.get(patient.patient);
    if (index < 0 || !shown) return false;
    const contents = panel.contents(patient, now, catalogue);
    const said = JSON.stringify(contents);
    if (said === shown.said) return false;
    shown.said = said;
    panel.draw(shown.canvas.getContext("2d"), contents);
    shown.texture.needsUpdate = true;
    const state = contents.priority ?? (contents.unmonitored ? "unmonitored" : "calm");
    this.#lamps.setColorAt(index, this.#colour.set(panel.COLOURS[state]));
    this.#lamps.instanceColor.needsUpdate = true;
    const strong = contents.state === "active" ? 1 : 0.35;
    this.#halos.setColorAt(index, this.#colour.set(contents.priority ? panel.COLOURS[state] : 0x3a4752).lerp(new THREE.Color(0x3a4752), 1 - strong));
    this.#halos.instanceColor.needsUpdate = true;
    return true;
  }

  /** After a new arrangement nothing may keep the colour of who was there before. */
  forgetShown() {
    for (const shown of this.#panels.values()) shown.said = "";
  }

  select(id) {
    const at = id === null ? null : this.positionOf(id);
    this.#ring.visible = at !== null;
    if (at) this.#ring.position.set(at.x, 0.03, at.z);
  }

  /** The patient whose panel or bed the ray hits first, null if none. */
  pick(raycaster) {
    const targets = [...[...this.#panels.values()].map((shown) => shown.mesh), ...this.#parts.slice(0, 4), this.#lamps];
    const hit = raycaster.intersectObjects(targets, false)[0];
    if (!hit) return null;
    return hit.object.userData.patient ?? this.#order[hit.instanceId] ?? null;
  }

  #buildWalls() {
    this.#walls.traverse((part) => {
      part.geometry?.dispose();
      part.material?.dispose();
    });
    this.#walls.clear();
    const width = this.columns * SPACING_X + 1.6;
    const depth = this.rows * SPACING_Z + 1.6;
    const floor = new THREE.Mesh(new THREE.PlaneGeometry(width, depth).rotateX(-Math.PI / 2), new THREE.MeshStandardMaterial({ color: 0x46545f, roughness: 0.95 }));
    floor.position.set(0, 0, 0.4);
    const back = new THREE.Mesh(new THREE.PlaneGeometry(width, 3.6), new THREE.MeshStandardMaterial({ color: 0x3b4853, roughness: 1 }));
    back.position.set(0, 1.8, -depth / 2 + 0.4);
    const rail = new THREE.Mesh(new THREE.BoxGeometry(width, 0.14, 0.05), new THREE.MeshStandardMaterial({ color: 0x4d7f82 }));
    rail.position.set(0, 1.05, -depth / 2 + 0.43);
    this.#walls.add(floor, back, rail);
    for (const side of [-1, 1]) {
      const wall = new THREE.Mesh(new THREE.PlaneGeometry(depth, 3.6).rotateY((-side * Math.PI) / 2), new THREE.MeshStandardMaterial({ color: 0x33404a, roughness: 1 }));
      wall.position.set((side * width) / 2, 1.8, 0.4);
      this.#walls.add(wall);
    }
    for (let row = 0; row < this.rows; row++) {
      const aisle = new THREE.Mesh(new THREE.PlaneGeometry(width - 1, 1.15).rotateX(-Math.PI / 2), new THREE.MeshStandardMaterial({ color: 0x4f5e69, roughness: 0.95 }));
      aisle.position.set(0, 0.006, (row - (this.rows - 1) / 2) * SPACING_Z + 2.3);
      this.#walls.add(aisle);
    }
  }
}

/** A soft dark spot: cheaper than shadow maps and steady. */
function softShadow() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const g = canvas.getContext("2d");
  const fill = g.createRadialGradient(32, 32, 6, 32, 32, 32);
  fill.addColorStop(0, "rgba(8, 12, 16, 0.62)");
  fill.addColorStop(0.65, "rgba(8, 12, 16, 0.34)");
  fill.addColorStop(1, "rgba(8, 12, 16, 0)");
  g.fillStyle = fill;
  g.fillRect(0, 0, 64, 64);
  return new THREE.CanvasTexture(canvas);
}
