// Who is to be looked at again: those of whom something has come, and those of whom time alone makes
// something else true. A ward in which all is as it was costs next to nothing, however large it is.

import * as ask from "./patient.js";

export class Rounds {
  #until = new WeakMap();
  #needs = new WeakMap();
  #count = 0;
  #now = null;

  /**
   * Takes in what the feed says of these patients (ids of those of whom something has come, null: of
   * all). Gives who may look otherwise than before, whether their order by need may be another one,
   * and whether the log's clock has moved.
   */
  take(patients, changed, now, catalogue) {
    const all = changed === null || now === null || now < this.#now;
    const hasTicked = all || now !== this.#now;
    const isDue = (patient) => all || changed.has(patient.patient) || now >= (this.#until.get(patient) ?? -Infinity);
    const due = patients.filter(isDue);
    let isReordered = all || patients.length !== this.#count;
    for (const patient of due) {
      this.#until.set(patient, ask.steadyUntil(patient, now, catalogue));
      const need = ask.need(patient, now, catalogue);
      // One whose place is another one is another object.
      if (need === this.#needs.get(patient)) continue;
      this.#needs.set(patient, need);
      isReordered = true;
    }
    this.#count = patients.length;
    this.#now = now;
    return { due, isReordered, hasTicked };
  }
}
