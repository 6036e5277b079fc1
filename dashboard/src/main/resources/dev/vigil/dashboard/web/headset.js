// The ward in a headset: entering and leaving, VR and AR, and where one stands. What one stands on
// (the rig) moves; the ward doesn't.

import * as THREE from "/three/three.module.min.js";
import { EYE } from "./layout.js";

const MODES = {
  vr: { session: "immersive-vr", required: ["local-floor"], optional: ["hand-tracking"] },
  ar: { session: "immersive-ar", required: ["local-floor"], optional: ["hand-tracking"] },
};

/** Events: `enter` and `leave`, and `refused`. */
export class Headset extends EventTarget {
  mode = null;
  seated = false;
  #view;
  #isEntering = false;
  #head = new THREE.Vector3();
  #up = new THREE.Vector3(0, 1, 0);

  constructor(view) {
    super();
    this.#view = view;
    view.renderer.xr.enabled = true;
    view.renderer.xr.setReferenceSpaceType("local-floor");
    view.renderer.xr.setFoveation(0.5);
    view.renderer.xr.addEventListener("sessionend", () => this.#left());
  }

  /** Shows the buttons of what this browser and its headset can do. */
  async offer(buttons) {
    for (const [mode, button] of Object.entries(buttons)) {
      const can = await navigator.xr?.isSessionSupported(MODES[mode].session).catch(() => false);
      button.hidden = !can;
      button.addEventListener("click", () => this.enter(mode));
    }
  }

  async enter(mode) {
    if (this.mode !== null || this.#isEntering) return;
    this.#isEntering = true;
    let session = null;
    try {
      const { session: kind, required, optional } = MODES[mode];
      session = await navigator.xr.requestSession(kind, { requiredFeatures: required, optionalFeatures: optional });
      // The page's own pictures end when the session begins: begun later, they would go on beside those of the headset.
      this.#view.run(true);
      await this.#view.renderer.xr.setSession(session);
      this.mode = mode;
      this.dispatchEvent(new Event("enter"));
    } catch {
      this.#view.run(false);
      session?.end().catch(() => {});
      this.dispatchEvent(new Event("refused"));
    }
    this.#isEntering = false;
  }

  leave() {
    this.#view.renderer.xr.getSession()?.end();
  }

  #left() {
    this.mode = null;
    this.seated = false;
    this.#view.run(false);
    this.#view.rig.position.set(0, 0, 0);
    this.#view.rig.rotation.set(0, 0, 0);
    this.#view.rig.updateMatrixWorld(true);
    this.dispatchEvent(new Event("leave"));
  }

  /** Where the head is in the ward. */
  get head() {
    return this.#head.setFromMatrixPosition(this.#view.camera.matrixWorld);
  }

  /** Turns on the spot, by steps: a turning world makes people sick. */
  turn(radians) {
    const { rig } = this.#view;
    const { head } = this;
    rig.position.sub(head).applyAxisAngle(this.#up, radians).add(head);
    rig.rotation.y += radians;
    rig.updateMatrixWorld(true);
  }

  /** Stands at a point of the floor. */
  moveTo(x, z) {
    const { rig } = this.#view;
    const { head } = this;
    rig.position.x += x - head.x;
    rig.position.z += z - head.z;
    rig.updateMatrixWorld(true);
  }

  /** Who sits sees from where they would stand. */
  sit(seated) {
    this.seated = seated;
    const { rig, camera } = this.#view;
    rig.position.y = seated ? EYE - camera.position.y : 0;
    rig.updateMatrixWorld(true);
  }
}
