// The figure of a person, of one quiet grey and without a face, and where on it each vital sign is
// measured or felt. Its shading is in the colours of its corners: in AR the ward's lamps are out.
// Metres: it stands on the floor and looks along z, so that its left side is at +x.

import * as THREE from "/three/three.module.min.js";
import { mergeGeometries } from "/three/BufferGeometryUtils.js";
import { coloured } from "./bed.js";

/** Corner by corner: at the forehead, the ear, the right lung, the heart, the right forefinger, the left upper arm. */
export const PLACES = {
  consciousness: [-0.035, 1.615, 0.066],
  "body-temperature": [0.082, 1.545, 0],
  "respiratory-rate": [-0.075, 1.24, 0.09],
  "heart-rate": [0.04, 1.27, 0.102],
  spo2: [-0.281, 0.655, 0.064],
  "systolic-pressure": [0.208, 1.215, 0.046],
};

const GREY = new THREE.Color(0xa3adb5);
const LAMP = new THREE.Vector3(-0.35, 0.6, 0.72).normalize();
const DARKEST = 0.28;
const UP = new THREE.Vector3(0, 1, 0);
const LEAD = 0xdfe6eb;

/** From the hips to the neck: distance from the middle, height. */
const TRUNK = [[0.005, 0.8], [0.1, 0.812], [0.155, 0.87], [0.162, 0.92], [0.148, 1.02], [0.14, 1.09], [0.152, 1.18], [0.17, 1.28], [0.168, 1.34], [0.13, 1.385], [0.06, 1.42], [0.045, 1.45]];
const FLATTER = 0.62;

/** On the right side, from joint to joint, and how thick at both. */
const LIMBS = [
  [[-0.168, 1.335, 0], [-0.212, 1.2, 0], 0.056, 0.046],
  [[-0.212, 1.2, 0], [-0.24, 1.05, 0], 0.046, 0.04],
  [[-0.24, 1.05, 0], [-0.268, 0.83, 0.04], 0.04, 0.026],
  [[-0.282, 0.75, 0.05], [-0.281, 0.66, 0.057], 0.011, 0.008],
  [[-0.086, 0.86, 0], [-0.097, 0.49, 0.012], 0.086, 0.056],
  [[-0.097, 0.49, 0.012], [-0.098, 0.09, -0.012], 0.056, 0.036],
  [[-0.098, 0.045, -0.02], [-0.108, 0.032, 0.13], 0.042, 0.03],
];
const HAND = [-0.274, 0.765, 0.048];

/** The figure as one mesh. */
export function figure() {
  const head = new THREE.SphereGeometry(0.1, 28, 20).scale(0.82, 1.12, 0.95).translate(0, 1.55, 0);
  const trunk = new THREE.LatheGeometry(new THREE.SplineCurve(TRUNK.map((at) => new THREE.Vector2(...at))).getPoints(48), 36).scale(1, 1, FLATTER);
  const neck = limb([0, 1.38, -0.012], [0, 1.47, -0.006], 0.05, 0.046);
  const limbs = LIMBS.flatMap(([from, to, ...thick]) => [...limb(from, to, ...thick), ...limb(mirrored(from), mirrored(to), ...thick)]);
  const hands = [HAND, mirrored(HAND)].map((at) => new THREE.SphereGeometry(1, 18, 14).scale(0.03, 0.064, 0.021).translate(...at));
  return unlit([head, trunk, ...neck, ...limbs, ...hands].map(shaded));
}

/** A dot at each place and a thin line from it to where its value stands, as one mesh. */
export function leads(ends) {
  return unlit(Object.entries(PLACES).flatMap(([id, place]) => [
    coloured(new THREE.SphereGeometry(0.011, 14, 10).translate(...place), LEAD),
    coloured(rod(place, ends[id], (length) => new THREE.CylinderGeometry(0.0022, 0.0022, length, 6)), LEAD),
  ]));
}

const unlit = (geometries) => new THREE.Mesh(mergeGeometries(geometries), new THREE.MeshBasicMaterial({ vertexColors: true, toneMapped: false }));

const mirrored = ([x, y, z]) => [-x, y, z];

/** Rounded at both ends. */
const limb = (from, to, thick, thin) => [
  rod(from, to, (length) => new THREE.CylinderGeometry(thin, thick, length, 18, 6, true)),
  new THREE.SphereGeometry(thick, 18, 12).translate(...from),
  new THREE.SphereGeometry(thin, 18, 12).translate(...to),
];

/** What is made upright, laid from one point to another. */
function rod(from, to, made) {
  const begin = new THREE.Vector3(...from);
  const along = new THREE.Vector3(...to).sub(begin);
  const middle = begin.addScaledVector(along, 0.5);
  const geometry = made(along.length());
  geometry.applyQuaternion(new THREE.Quaternion().setFromUnitVectors(UP, along.normalize()));
  return geometry.translate(middle.x, middle.y, middle.z);
}

/** The same geometry as a lamp would show it. */
function shaded(geometry) {
  const { normal } = geometry.attributes;
  const colours = new Float32Array(normal.count * 3);
  for (let i = 0; i < normal.count; i++) {
    const lit = Math.max(0, normal.getX(i) * LAMP.x + normal.getY(i) * LAMP.y + normal.getZ(i) * LAMP.z);
    const bright = DARKEST + (1 - DARKEST) * lit;
    colours.set([GREY.r * bright, GREY.g * bright, GREY.b * bright], i * 3);
  }
  geometry.setAttribute("color", new THREE.BufferAttribute(colours, 3));
  return geometry;
}
