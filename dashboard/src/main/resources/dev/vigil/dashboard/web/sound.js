// Alarm sounds that come from the bed they are about: made here, no file. Bursts as in IEC 60601-1-8
// (table 3): ten pulses for high, three for medium, two for low priority; again while nobody answers.

import * as THREE from "/three/three.module.min.js";

/** Onsets of the pulses in seconds, the length of one, and after how many seconds again. */
const BURSTS = {
  high: { onsets: [0, 0.2, 0.4, 0.75, 0.95, 1.5, 1.7, 1.9, 2.25, 2.45], pulse: 0.13, again: 8 },
  medium: { onsets: [0, 0.35, 0.7], pulse: 0.2, again: 20 },
  low: { onsets: [0, 0.4], pulse: 0.22, again: Infinity },
};

/** A fundamental with four harmonics of equal strength within 15 dB: heard by worn ears too. */
const FUNDAMENTAL = 392;
const HARMONICS = [1, 0.7, 0.5, 0.4, 0.3];

export class Sound {
  /** The burst that was last begun: `{id, priority, at}`. */
  last = null;
  #camera;
  #scene;
  #placeOf;
  #listener = null;
  #source = null;
  #buffers = {};
  #heard = new Map();
  #on = false;

  /** `placeOf(id, into)` says where a bed is. */
  constructor(camera, scene, placeOf) {
    this.#camera = camera;
    this.#scene = scene;
    this.#placeOf = placeOf;
  }

  get isOn() {
    return this.#on;
  }

  /** Whether the browser holds it back although it is on. */
  get isMuted() {
    return this.#on && this.#listener.context.state !== "running";
  }

  /** On or off; to be called from a click, without which browsers allow no sound. */
  async turn(on) {
    this.#on = on;
    if (on && !this.#listener) this.#prepare();
    if (this.#listener) await (on ? this.#listener.context.resume() : this.#listener.context.suspend());
  }

  #prepare() {
    this.#listener = new THREE.AudioListener();
    this.#camera.add(this.#listener);
    this.#source = new THREE.PositionalAudio(this.#listener);
    this.#source.setRefDistance(3);
    this.#source.panner.panningModel = "HRTF";
    this.#scene.add(this.#source);
    for (const priority of Object.keys(BURSTS)) this.#buffers[priority] = burst(this.#listener.context, BURSTS[priority]);
  }

  /**
   * Sounds for whoever is most in need and due; to be called about once a second, and with what the
   * server says: the timers of a page that is out of sight go off once a minute.
   *
   * @param asking beds with alerts that nobody has answered, the first in need first
   */
  update(asking) {
    for (const id of this.#heard.keys()) {
      if (!asking.some((each) => each.id === id)) this.#heard.delete(id);
    }
    if (!this.#on || this.isMuted || this.#source.isPlaying) return;
    const now = this.#listener.context.currentTime;
    const due = ["high", "medium", "low"].flatMap((priority) => asking.filter((each) => each.contents.priority === priority)).find((each) => this.#isDue(each, now));
    if (!due) return;
    const { priority } = due.contents;
    this.#heard.set(due.id, { priority, at: now });
    this.#placeOf(due.id, this.#source.position);
    this.#source.setBuffer(this.#buffers[priority]);
    this.#source.play();
    this.#source.updateMatrixWorld(true);
    this.last = { id: due.id, priority, at: this.#source.position.toArray() };
  }

  #isDue({ id, contents }, now) {
    const heard = this.#heard.get(id);
    return !heard || heard.priority !== contents.priority || now - heard.at >= BURSTS[contents.priority].again;
  }
}

/** One burst of pulses with soft edges: a click would be no alarm. */
function burst(context, { onsets, pulse }) {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.ceil((onsets.at(-1) + pulse + 0.05) * rate), rate);
  const samples = buffer.getChannelData(0);
  const loudest = HARMONICS.reduce((sum, part) => sum + part, 0);
  for (const onset of onsets) {
    const first = Math.floor(onset * rate);
    const count = Math.floor(pulse * rate);
    for (let i = 0; i < count; i++) {
      const envelope = Math.min(1, i / (0.02 * rate), (count - i) / (0.03 * rate));
      const tone = HARMONICS.reduce((sum, part, k) => sum + part * Math.sin((2 * Math.PI * FUNDAMENTAL * (k + 1) * i) / rate), 0);
      samples[first + i] += (0.5 * envelope * tone) / loudest;
    }
  }
  return buffer;
}
