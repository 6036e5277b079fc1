// The others in this ward: a head that looks where they look, with their name over it.

import * as THREE from "/three/three.module.min.js";
import { mergeGeometries } from "/three/BufferGeometryUtils.js";
import { Atlas } from "./atlas.js";
import { coloured } from "./bed.js";
import { box, text } from "./pen.js";

const MOST = 24;
const NAME_WIDTH = 256;
const NAME_HEIGHT = 64;

/** None of them is a colour of an alert. */
const COLOURS = ["#7fd1c7", "#b79bff", "#8fe388", "#ff9bd2", "#9db8ff", "#d9c2a0"];

export const colourOf = (id) => COLOURS[id % COLOURS.length];

export class People {
  group = new THREE.Group();
  shown = [];
  #heads;
  #names;
  #written = new Map();
  #matrix = new THREE.Matrix4();
  #turn = new THREE.Euler(0, 0, 0, "YXZ");
  #colour = new THREE.Color();
  #viewer = new THREE.Vector3();

  constructor() {
    this.#heads = new THREE.InstancedMesh(headGeometry(), new THREE.MeshStandardMaterial({ vertexColors: true, roughness: 0.7 }), MOST);
    this.#names = new Atlas({
      cellWidth: NAME_WIDTH,
      cellHeight: NAME_HEIGHT,
      capacity: MOST,
      unitWidth: NAME_WIDTH,
      geometry: new THREE.PlaneGeometry(0.46, 0.115),
      draw: drawName,
    });
    this.#heads.count = 0;
    this.#heads.frustumCulled = false;
    this.group.add(this.#heads, this.#names.mesh);
  }

  /** Takes in who is there now: `{id, name, at, facing, selected}`. */
  show(people) {
    const before = new Map(this.shown.map((person) => [person.id, person]));
    this.shown = people.slice(0, MOST).map((person) => ({ ...person, place: new THREE.Vector3(...(before.get(person.id)?.place ?? person.at)) }));
    this.#heads.count = this.#names.mesh.count = this.shown.length;
    this.shown.forEach((person, i) => this.#heads.setColorAt(i, this.#colour.set(colourOf(person.id))));
    if (this.#heads.instanceColor) this.#heads.instanceColor.needsUpdate = true;
  }

  /** Moves everybody a share of the way to where they are, names turned to whoever looks. */
  update(renderer, camera, share, time) {
    this.#viewer.setFromMatrixPosition(camera.matrixWorld);
    for (let i = 0; i < this.shown.length; i++) {
      const { id, name, at, facing, place } = this.shown[i];
      if (this.#written.get(i) !== name) this.#write(renderer, i, name, id);
      place.set(place.x + (at[0] - place.x) * share, place.y + (at[1] - place.y) * share, place.z + (at[2] - place.z) * share);
      this.#matrix.makeRotationFromEuler(this.#turn.set(facing[1], facing[0], 0)).setPosition(place);
      this.#heads.setMatrixAt(i, this.#matrix);
      const toViewer = Math.atan2(this.#viewer.x - place.x, this.#viewer.z - place.z);
      this.#matrix.makeRotationY(toViewer).setPosition(place.x, place.y + 0.24, place.z);
      this.#names.mesh.setMatrixAt(i, this.#matrix);
    }
    if (this.shown.length === 0) return;
    this.#heads.instanceMatrix.needsUpdate = true;
    this.#names.mesh.instanceMatrix.needsUpdate = true;
    this.#names.settle(renderer, time);
  }

  /** Every name is to be written again. */
  forget() {
    this.#names.forget();
    this.#written.clear();
  }

  #write(renderer, i, name, id) {
    this.#written.set(i, name);
    this.#names.write(renderer, i, { name, colour: colourOf(id) });
  }
}

function drawName(g, { name, colour }) {
  g.clearRect(0, 0, NAME_WIDTH, NAME_HEIGHT);
  box(g, 2, 2, NAME_WIDTH - 4, NAME_HEIGHT - 4, 14, "#10171d");
  g.textAlign = "center";
  text(g, name, NAME_WIDTH / 2, 43, 700, 32, colour, NAME_WIDTH - 20);
  g.textAlign = "left";
}

/** A head with a visor, so that one sees where it looks. */
function headGeometry() {
  return mergeGeometries([
    coloured(new THREE.SphereGeometry(0.12, 20, 14).scale(0.85, 1.1, 1), 0xffffff),
    coloured(new THREE.BoxGeometry(0.17, 0.07, 0.06).translate(0, 0.03, -0.1), 0x10171d),
    coloured(new THREE.CylinderGeometry(0.05, 0.16, 0.3, 16).translate(0, -0.28, 0), 0xffffff),
  ]);
}
