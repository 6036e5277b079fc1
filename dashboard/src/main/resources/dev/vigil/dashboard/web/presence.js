// Says where one is in the ward, and whom one has chosen: when it changes, at most with each call,
// and now and then although it doesn't. The server passes it on to those who see the same ward and
// keeps nothing.

import * as THREE from "/three/three.module.min.js";

const AGAIN_MS = 5_000;
const METRES = 0.02;

/** Farther away nobody is seen, and the server ends the connection of a page that says so: in AR one can walk there. */
const FARTHEST = 50;
const RADIANS = 0.03;

export class Presence {
  #feed;
  #at = new THREE.Vector3();
  #turn = new THREE.Euler(0, 0, 0, "YXZ");
  #turned = new THREE.Quaternion();
  #size = new THREE.Vector3();
  #said = { ward: null, x: 0, y: 0, z: 0, yaw: 0, pitch: 0, selected: null, headset: false };
  #saidAt = -Infinity;

  constructor(feed) {
    this.#feed = feed;
    // A new connection knows nothing of the old one's word.
    feed.addEventListener("change", (event) => event.detail === null && (this.#saidAt = -Infinity));
  }

  /**
   * @param ward null: in none
   * @param chosen whose panel is open; who has been moved to another ward is in no bed of this one, and the server takes no word that says so
   */
  tell(camera, ward, chosen, headset) {
    const selected = this.#feed.patients.get(chosen)?.place.ward === ward ? chosen : null;
    camera.matrixWorld.decompose(this.#at, this.#turned, this.#size);
    this.#turn.setFromQuaternion(this.#turned);
    const now = performance.now();
    if (!this.#isNews(ward, selected, headset) && (ward === null || now - this.#saidAt < AGAIN_MS)) return;
    this.#saidAt = now;
    const { x, y, z } = this.#at;
    this.#said = { ward, x, y, z, yaw: this.#turn.y, pitch: this.#turn.x, selected, headset };
    const rounded = (number) => Math.round(number * 1000) / 1000;
    const within = (metres) => rounded(Math.max(-FARTHEST, Math.min(FARTHEST, metres)));
    this.#feed.say({
      type: "presence",
      ward,
      at: [x, y, z].map(within),
      facing: [this.#turn.y, this.#turn.x].map(rounded),
      selected,
      headset,
    });
  }

  #isNews(ward, selected, headset) {
    const said = this.#said;
    if (ward !== said.ward || selected !== said.selected || headset !== said.headset) return true;
    const far = (a, b, most) => Math.abs(a - b) > most;
    const moved = far(this.#at.x, said.x, METRES) || far(this.#at.y, said.y, METRES) || far(this.#at.z, said.z, METRES);
    return moved || far(this.#turn.y, said.yaw, RADIANS) || far(this.#turn.x, said.pitch, RADIANS);
  }
}
