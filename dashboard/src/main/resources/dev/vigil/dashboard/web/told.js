// Whom the server has told of, and whether that is everybody: of many patients a snapshot has the
// first, and the others follow whole in updates, which say how many are still to come.

import { append } from "./trail.js";

export class Told {
  patients = new Map();
  #awaited = 0;
  /** Whether the server has read its log: one that was started anew has nobody yet. */
  #isRead = true;
  /** Of before a break, and not told of again yet: they stay as they were, so that nothing that is open about them closes. */
  #untold = new Set();

  get isWhole() {
    return this.#awaited === 0;
  }

  snapshot({ patients, more, ready = true }) {
    const before = this.patients;
    this.patients = new Map(patients.map((patient) => [patient.patient, { vitals: {}, scores: [], ...patient }]));
    this.#awaited = more;
    this.#isRead = ready;
    this.#untold = new Set(more === 0 && ready ? [] : [...before.keys()].filter((id) => !this.patients.has(id)));
    for (const id of this.#untold) this.patients.set(id, before.get(id));
  }

  /** Gives the ids of those who have changed; null for everybody. */
  update({ patients, gone, more }) {
    const changed = new Set();
    for (const part of patients) {
      changed.add(part.patient);
      this.#take(part);
    }
    for (const id of gone) this.#leave(id);
    this.#awaited = more ?? this.#awaited;
    return this.#dropUntold() || gone.length ? null : changed;
  }

  #take(part) {
    const { patient: id, place } = part;
    // What was open before the break may be so no more: nothing of that is kept.
    if (place && this.#untold.delete(id)) this.patients.delete(id);
    const known = this.patients.get(id);
    if (place) {
      this.patients.set(id, { vitals: {}, scores: [], episode: known?.episode, ...part });
    } else if (known) {
      this.#merge(known, part);
    }
  }

  #merge(known, { vitals, scores }) {
    for (const [id, vital] of Object.entries(vitals ?? {})) {
      const trail = vital.trail ?? append(known.vitals[id]?.trail ?? [], vital);
      known.vitals[id] = { ...vital, trail };
    }
    if (scores) known.scores = scores;
  }

  #leave(id) {
    this.#untold.delete(id);
    this.patients.delete(id);
  }

  /** Who was not told of again is watched no more. */
  #dropUntold() {
    if (!this.#isRead || this.#awaited > 0 || this.#untold.size === 0) return false;
    for (const id of this.#untold) this.patients.delete(id);
    this.#untold.clear();
    return true;
  }
}
