// What is different with a headset on: the panel stands in the room, a desk takes the place of the
// page's buttons, rays choose. In AR only the panel and the desk are there.

import * as THREE from "/three/three.module.min.js";
import { setText } from "./dom.js";
import { Hands } from "./hands.js";
import { Headset } from "./headset.js";
import { Hints } from "./hints.js";
import { t } from "./language.js";
import { wallAt } from "./layout.js";

const TURN = Math.PI / 6;
const NEAREST = 1.5;
const FARTHEST = 3;
const USUAL = 2;
const BELOW_EYES = 0.05;

/** Metres from the wall to a panel before it. */
const FREE = 0.35;

/** Where the head is, is known once a picture has been drawn for it. */
const KNOWN_AFTER = 3;

export class Immersion {
  hints;
  headset;
  #parts;
  #hands;
  #pointing = false;
  #pictures = 0;
  #ahead = new THREE.Vector3();

  /** @param parts view, room, panel, desk, body and what is to happen: onBed(id), onDesk(button), onStep(by), onBody(), onClose(), onLeave() */
  constructor(parts) {
    const { view, world } = parts;
    this.#parts = parts;
    this.headset = new Headset(view);
    this.hints = new Hints(view.camera);
    this.#hands = new Hands({ ...view, world, onChoose: (target, ray) => this.#choose(target, ray), onTurn: (radians) => this.headset.turn(radians) });
    this.headset.addEventListener("enter", () => this.#enter());
    this.headset.addEventListener("leave", () => this.#leave());
    this.headset.addEventListener("refused", () => sayProblem(t("ward.notEntered")));
    this.headset.offer({ vr: document.getElementById("enter-vr"), ar: document.getElementById("enter-ar") });
  }

  get isOn() {
    return this.headset.mode !== null;
  }

  get isAr() {
    return this.headset.mode === "ar";
  }

  get isPointing() {
    return this.isOn && this.#pointing;
  }

  get seated() {
    return this.headset.seated;
  }

  #enter() {
    const { view, world, desk, people } = this.#parts;
    world.room.scene.visible = people.group.visible = !this.isAr;
    if (this.isAr) view.scene.background = null;
    desk.mesh.visible = true;
    sayProblem("");
    this.#pictures = 0;
    this.#parts.onDesk("");
  }

  #leave() {
    const { view, world, desk, people, background } = this.#parts;
    world.room.scene.visible = people.group.visible = true;
    view.scene.background = background;
    desk.mesh.visible = false;
    this.#parts.onLeave();
  }

  /** Before each picture; gives the bed at which somebody points, null if none. */
  update(time, asking, live) {
    const { view, desk, panel, world } = this.#parts;
    if (++this.#pictures === KNOWN_AFTER) this.#settle();
    if (this.isAr) this.hints.updateInAr(view.camera, asking, panel.id, live);
    else this.hints.update(view.camera, asking, live);
    const pointed = this.#hands.update(time);
    this.#pointing = pointed !== null;
    panel.settle();
    panel.point(pointed?.kind === "panel" ? pointed.button : null);
    desk.point(pointed?.kind === "desk" ? pointed.button : null);
    return world.room.scene.visible && pointed !== null ? pointed.id : null;
  }

  /** The desk comes to where the head is, once that is known. */
  #settle() {
    const { view, desk } = this.#parts;
    desk.settle(view.camera.position);
    this.#showFirst();
  }

  /** Whose panel it was is watched no more. */
  leaveGone() {
    this.#parts.onClose();
    this.#showFirst();
  }

  /** AR: there are no beds to choose from, so the first in need has a panel. */
  #showFirst() {
    const { world, onBed } = this.#parts;
    if (this.isAr && world.room.order.length) onBed(world.room.order[0]);
  }

  /** Puts a patient's panel before whoever looks, in the direction of the bed. */
  open(id, towards) {
    const { panel } = this.#parts;
    panel.open(id);
    if (this.isAr) this.#parts.view.camera.getWorldDirection(this.#ahead);
    else this.#ahead.copy(towards).sub(this.headset.head);
    this.#stand(USUAL);
  }

  /** So many metres ahead but before the wall, upright and turned to the eyes; the patient's body beside it. */
  #stand(metres) {
    const { panel, body } = this.#parts;
    const { head } = this.headset;
    this.#ahead.setY(0).normalize();
    const away = this.isAr ? metres : Math.max(NEAREST, Math.min(metres, wallAt(head, this.#ahead) - FREE));
    panel.mesh.position.copy(this.#ahead.multiplyScalar(away).add(head));
    panel.mesh.position.y = head.y - BELOW_EYES;
    panel.mesh.lookAt(head);
    panel.mesh.updateMatrixWorld(true);
    body.standBeside(head, panel.mesh.position);
  }

  #choose(target, ray) {
    const { onBed } = this.#parts;
    if (target.kind === "bed") onBed(target.id);
    else if (target.kind === "panel") this.#pressPanel(target.button);
    else if (target.kind === "desk") this.#pressDesk(target.button);
    else if (target.kind === "floor") this.headset.moveTo(target.x, target.z);
    else if (this.isAr && target.kind === "nothing") this.#intoTheRoom(ray);
  }

  /** AR: beside the panel one says where it is to stand; where there is none it comes. */
  #intoTheRoom(ray) {
    const { panel } = this.#parts;
    if (!panel.mesh.visible) this.#showFirst();
    if (panel.mesh.visible) this.#place(ray);
  }

  /** Where the ray says. */
  #place({ direction, origin }) {
    const { head } = this.headset;
    const down = direction.y < -0.1 ? -origin.y / direction.y : USUAL;
    this.#ahead.copy(origin).addScaledVector(direction, down).sub(head);
    this.#stand(Math.min(FARTHEST, Math.max(NEAREST, Math.hypot(this.#ahead.x, this.#ahead.z))));
  }

  #pressPanel(button) {
    const { panel, onStep, onBody, onClose } = this.#parts;
    if (button === "close") onClose();
    else if (button === "body") onBody();
    else if (button === "next") onStep(1);
    else if (button === "previous") onStep(-1);
    else if (button) panel.press(button);
  }

  #pressDesk(button) {
    if (button === "leave") this.headset.leave();
    else if (button === "left") this.headset.turn(TURN);
    else if (button === "right") this.headset.turn(-TURN);
    else if (button === "seated") this.headset.sit(!this.seated);
    if (button) this.#parts.onDesk(button);
  }
}

const sayProblem = (problem) => setText(document.getElementById("headset-problem"), problem);
