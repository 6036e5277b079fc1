// What points in a headset: controllers and hands, each with a ray; and the gaze where there is
// neither. A trigger or a pinch chooses.

import * as THREE from "/three/three.module.min.js";
import { aimAt, newTarget } from "./aim.js";

const FARTHEST = 6;
const JOINTS = 25;
const DWELL_MS = 1500;
const TURN = Math.PI / 6;

export class Hands {
  pointers = [];
  #world;
  #camera;
  #onChoose;
  #onTurn;
  #gaze = { ray: new THREE.Ray(), target: newTarget(), since: 0, id: null };

  /** `onChoose(target, ray)` for what is chosen, `onTurn(radians)` for a step of the thumbstick. */
  constructor({ renderer, rig, camera, world, onChoose, onTurn }) {
    this.#world = world;
    this.#camera = camera;
    this.#onChoose = onChoose;
    this.#onTurn = onTurn;
    for (let i = 0; i < 2; i++) this.#add(renderer, rig, i);
  }

  #add(renderer, rig, i) {
    const space = renderer.xr.getController(i);
    const hand = renderer.xr.getHand(i);
    const line = rayLine();
    const joints = new THREE.InstancedMesh(new THREE.SphereGeometry(0.009, 8, 6), new THREE.MeshStandardMaterial({ color: 0xd8e2ea, roughness: 0.6 }), JOINTS);
    joints.count = 0;
    joints.frustumCulled = false;
    const body = new THREE.Mesh(new THREE.CylinderGeometry(0.012, 0.02, 0.11, 12).rotateX(Math.PI / 2), new THREE.MeshStandardMaterial({ color: 0x9fb0bd }));
    body.position.z = 0.03;
    space.add(line, body);
    rig.add(space, hand, joints);
    const pointer = { space, hand, line, body, joints, bones: [], source: null, ready: true, began: null, ray: new THREE.Ray(), target: newTarget() };
    space.addEventListener("connected", (event) => this.#connect(pointer, event.data));
    space.addEventListener("disconnected", () => this.#connect(pointer, null));
    space.addEventListener("selectstart", () => this.#begin(pointer));
    space.addEventListener("select", () => this.#select(pointer));
    this.pointers.push(pointer);
  }

  #connect(pointer, source) {
    pointer.source = source;
    pointer.bones = [];
    pointer.joints.count = 0;
    pointer.body.visible = source !== null && !source.hand;
    // A finger on a screen points where it is, not along a stick.
    pointer.line.visible = source?.targetRayMode === "tracked-pointer";
  }

  /** A finger on a screen begins before any picture says where it is. */
  #begin(pointer) {
    pointer.space.updateWorldMatrix(true, false);
    this.#aim(pointer);
    const { kind, button } = pointer.target;
    // One that can't be pressed yet isn't pressed by holding on until it can.
    pointer.began = kind === "panel" && button && !this.#world.panel.isReady(button) ? null : button;
  }

  /** A button takes only the press that began on it: meanwhile another one may have come to stand there. */
  #select(pointer) {
    this.#aim(pointer);
    const { target, began } = pointer;
    pointer.began = null;
    if (target.button && target.button !== began) return;
    this.#onChoose(target, pointer.ray);
  }

  #aim({ space, ray, target }) {
    along(space.matrixWorld, ray);
    aimAt(ray, this.#world, target);
  }

  /** Where everything points now; gives the target that is to be shown as pointed at, null if none. */
  update(time) {
    let pointed = null;
    let any = false;
    for (let i = 0; i < 2; i++) {
      const pointer = this.pointers[i];
      if (pointer.source === null) continue;
      any = true;
      this.#aim(pointer);
      pointer.line.scale.z = Math.min(FARTHEST, pointer.target.distance);
      if (pointed === null && (pointer.target.id !== null || pointer.target.button !== null)) pointed = pointer.target;
      showJoints(pointer);
      this.#turn(pointer);
    }
    return any ? pointed : this.#look(time);
  }

  /** A thumbstick to the side turns one step; the next one when it has been let go. */
  #turn(pointer) {
    const axes = pointer.source.gamepad?.axes;
    if (!axes || axes.length < 4) return;
    const x = axes[2];
    if (Math.abs(x) < 0.3) pointer.ready = true;
    if (!pointer.ready || Math.abs(x) < 0.7) return;
    pointer.ready = false;
    this.#onTurn(x > 0 ? -TURN : TURN);
  }

  /** Who has nothing to point with opens a bed by looking at it; answers need a hand. */
  #look(time) {
    const gaze = this.#gaze;
    along(this.#camera.matrixWorld, gaze.ray);
    aimAt(gaze.ray, this.#world, gaze.target);
    if (gaze.target.id !== gaze.id) {
      gaze.id = gaze.target.id;
      gaze.since = time;
    } else if (gaze.id !== null && time - gaze.since > DWELL_MS) {
      gaze.since = Infinity;
      this.#onChoose(gaze.target, gaze.ray);
    }
    return gaze.target.id === null ? null : gaze.target;
  }
}

function along(matrix, ray) {
  ray.origin.setFromMatrixPosition(matrix);
  ray.direction.setFromMatrixColumn(matrix, 2).normalize().negate();
}

/** The joints of a hand as small balls: where the tracking is, so is what one sees. */
function showJoints(pointer) {
  const { hand, joints, bones } = pointer;
  if (!pointer.source.hand) return;
  if (bones.length === 0) bones.push(...Object.values(hand.joints));
  joints.count = Math.min(JOINTS, bones.length);
  for (let i = 0; i < joints.count; i++) joints.setMatrixAt(i, bones[i].matrix);
  joints.instanceMatrix.needsUpdate = true;
}

function rayLine() {
  const geometry = new THREE.BufferGeometry().setFromPoints([new THREE.Vector3(0, 0, -0.05), new THREE.Vector3(0, 0, -1)]);
  return new THREE.Line(geometry, new THREE.LineBasicMaterial({ color: 0x7fd1c7 }));
}
