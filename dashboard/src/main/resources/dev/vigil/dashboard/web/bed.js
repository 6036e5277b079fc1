// A small bed seen from its side, with somebody in it, for the ledge below each screen: all beds are
// one mesh, and all lights another.

import * as THREE from "/three/three.module.min.js";
import { mergeGeometries } from "/three/BufferGeometryUtils.js";

/** Size, place, colour; metres, the head to the left. As few corners as look round from a step away: a thousand beds have each of them a thousand times. */
const PARTS = [
  [new THREE.BoxGeometry(0.42, 0.012, 0.15), [0, 0.034, 0], 0x9fb0bd],
  [new THREE.BoxGeometry(0.4, 0.022, 0.14), [0, 0.05, 0], 0xf4f7f8],
  [new THREE.CapsuleGeometry(0.028, 0.2, 2, 6).rotateZ(Math.PI / 2).scale(1, 0.7, 1.6), [0.05, 0.068, 0], 0x6f96a8],
  [new THREE.BoxGeometry(0.07, 0.016, 0.11), [-0.155, 0.066, 0], 0xffffff],
  [new THREE.SphereGeometry(0.024, 8, 6), [-0.145, 0.088, 0], 0xcdb9a8],
  [new THREE.BoxGeometry(0.012, 0.1, 0.15), [-0.212, 0.056, 0], 0xc3ced6],
  [new THREE.BoxGeometry(0.012, 0.07, 0.15), [0.212, 0.044, 0], 0xc3ced6],
  [new THREE.BoxGeometry(0.36, 0.026, 0.12), [0, 0.014, 0], 0x4a5863],
];

/** What stands on every ledge: the ledge itself and the bed. */
export function bedGeometry(width) {
  const ledge = [new THREE.BoxGeometry(width, 0.014, 0.17), [0.05, -0.007, 0], 0x2c3842];
  return mergeGeometries([...PARTS, ledge].map(([geometry, at, colour]) => coloured(geometry.clone().translate(...at), colour)));
}

/** The same geometry with one colour on all its corners. */
export function coloured(geometry, colour) {
  const { r, g, b } = new THREE.Color(colour);
  const count = geometry.attributes.position.count;
  const colours = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) colours.set([r, g, b], i * 3);
  geometry.setAttribute("color", new THREE.BufferAttribute(colours, 3));
  return geometry;
}

/** A status light. */
export const lightGeometry = () => new THREE.SphereGeometry(0.042, 12, 8);
