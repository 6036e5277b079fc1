// What of the ward's room is as it is: its walls, and the shape of the frame around a screen.

import * as THREE from "/three/three.module.min.js";
import { mergeGeometries } from "/three/BufferGeometryUtils.js";
import { coloured } from "./bed.js";
import { RADIUS, SCREEN_HEIGHT, SCREEN_WIDTH } from "./layout.js";

/** A frame as large as a screen. */
export function frameGeometry() {
  const thick = 0.014;
  const flat = [0, 1].flatMap((side) => [
    new THREE.PlaneGeometry(SCREEN_WIDTH, thick).translate(0, (side - 0.5) * SCREEN_HEIGHT, 0),
    new THREE.PlaneGeometry(thick, SCREEN_HEIGHT).translate((side - 0.5) * SCREEN_WIDTH, 0, 0),
  ]);
  return mergeGeometries(flat);
}

/** Floor, wall and rail: nothing of it moves, so it is one mesh. */
export function walls() {
  const round = (radius, from, to, colour) =>
    coloured(new THREE.CylinderGeometry(radius, radius, to - from, 72, 1, true).translate(0, (from + to) / 2, 0), colour);
  const parts = [
    coloured(new THREE.CircleGeometry(RADIUS + 0.5, 72).rotateX(-Math.PI / 2), 0x3c4954),
    coloured(new THREE.RingGeometry(0.55, 0.6, 48).rotateX(-Math.PI / 2).translate(0, 0.004, 0), 0x7fd1c7),
    round(RADIUS + 0.45, 0, 4.7, 0x2b363f),
    round(RADIUS + 0.43, 0.16, 0.26, 0x4d7f82),
  ];
  return new THREE.Mesh(mergeGeometries(parts), new THREE.MeshStandardMaterial({ vertexColors: true, roughness: 1, side: THREE.DoubleSide }));
}
